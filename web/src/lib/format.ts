// Days as each language writes them, and names for files.
import type { Lang } from "./query";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const parts = (iso: string) => iso.slice(0, 10).split("-").map(Number) as [number, number, number];

/** A day: 17 Apr 2025, 2025年4月17日. */
export function day(iso: string | null, lang: Lang): string {
  if (!iso) return "";
  const [year, month, date] = parts(iso);
  return lang === "ja" ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
}

/** From one day to another, saying each thing once: 22–24 Apr 2025, 4月22日〜24日. */
export function span(from: string, until: string, lang: Lang): string {
  if (!until || until === from) return day(from, lang);
  const [y1, m1, d1] = parts(from);
  const [y2, m2, d2] = parts(until);
  if (lang === "ja") {
    if (y1 !== y2) return `${day(from, lang)}〜${day(until, lang)}`;
    return m1 === m2 ? `${y1}年${m1}月${d1}日〜${d2}日` : `${y1}年${m1}月${d1}日〜${m2}月${d2}日`;
  }
  if (y1 !== y2) return `${day(from, lang)} – ${day(until, lang)}`;
  return m1 === m2 ? `${d1}–${d2} ${MONTHS[m1 - 1]} ${y1}` : `${d1} ${MONTHS[m1 - 1]} – ${d2} ${MONTHS[m2 - 1]} ${y1}`;
}

/** A month: April 2025 in short form, 2025年4月. */
export function month(iso: string, lang: Lang): string {
  const [year, number] = parts(iso);
  return lang === "ja" ? `${year}年${number}月` : `${MONTHS[number - 1]} ${year}`;
}

/** The next day, by the calendar. */
export function shifted(iso: string, days: number): string {
  const [year, number, date] = parts(iso);
  return new Date(Date.UTC(year, number - 1, date + days)).toISOString().slice(0, 10);
}

/** Days from one day to another. */
export function between(from: string, until: string): number {
  const [a, b] = [parts(from), parts(until)].map(([year, number, date]) => Date.UTC(year, number - 1, date)) as [number, number];
  return Math.round((b - a) / 86_400_000);
}
