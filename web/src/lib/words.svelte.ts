// The house's own words come from the Python side, so that page, brief and command say the same.
import { ask } from "./api";
import type { Lang } from "./scenario.svelte";
import type { Words } from "./types";

const table = $state<{ words: Words }>({ words: {} });

export async function load(lang: Lang): Promise<void> {
  table.words = await ask<Words>("words", { lang });
  document.documentElement.lang = lang;
}

/** The string of a key; a missing key shows itself rather than nothing. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const found = table.words[key] ?? key;
  return found.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? `{${name}}`));
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A day as the language writes it: 17 Apr 2025, 2025年4月17日. */
export function day(iso: string | null, lang: Lang): string {
  if (!iso) return "";
  const [year, month, date] = iso.slice(0, 10).split("-").map(Number);
  return lang === "ja" ? `${year}年${month}月${date}日` : `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
