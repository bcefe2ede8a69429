// How a duty moves through the days: the law is asked on sample days, and where two of them differ, on the days between, until the day is found.
import { between, shifted } from "../lib/format";

export interface Level { low: number; high: number }
export interface Step extends Level { from: string; until: string }
const same = (a: Level, b: Level) => a.low === b.low && a.high === b.high;

/** Steps from the first to the last day; `samples` are days on which something may change. At most `most` questions are asked. */
export async function steps(first: string, last: string, samples: string[], levelOn: (day: string) => Promise<Level>, most = 160): Promise<Step[]> {
  const asked = new Map<string, Promise<Level>>();
  const on = (day: string): Promise<Level> => {
    const held = asked.get(day) ?? levelOn(day);
    asked.set(day, held);
    return held;
  };
  const days = [...new Set([first, ...samples.flatMap((day) => [shifted(day, -1), day, shifted(day, 1)]), last])].filter((day) => day >= first && day <= last).sort();
  const changes: string[] = [];
  async function search(a: string, b: string): Promise<void> {
    if (same(await on(a), await on(b))) return;
    if (between(a, b) <= 1 || asked.size > most) { changes.push(b); return; }
    const middle = shifted(a, Math.floor(between(a, b) / 2));
    await search(a, middle);
    await search(middle, b);
  }
  for (let index = 1; index < days.length; index += 1) await search(days[index - 1] ?? first, days[index] ?? last);
  const starts = [first, ...changes];
  return Promise.all(starts.map(async (from, index) => ({ ...(await on(from)), from, until: shifted(starts[index + 1] ?? shifted(last, 1), -1) })));
}
