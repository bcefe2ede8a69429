// One call: ask a verb with the scenario in the address. Answers are kept, so that going back is instant.
const kept = new Map<string, Promise<unknown>>();
const MOST = 200;
let ahead = 0;

export class Refused extends Error {
  constructor(readonly faults: { where: string; found: string; rule: string; remedy: string }[]) {
    super(faults.map((fault) => `${fault.found} — ${fault.remedy}`).join("\n"));
  }
}

export function ask<T>(verb: string, query: URLSearchParams | Record<string, string> = {}): Promise<T> {
  const address = `/api/${verb}?${new URLSearchParams(query)}`;
  const held = kept.get(address);
  if (held) {
    kept.delete(address);
    kept.set(address, held);
    return held as Promise<T>;
  }
  const answer = fetch(address).then(async (response) => {
    const body: unknown = await response.json();
    if (!response.ok) throw new Refused((body as { faults?: Refused["faults"] }).faults ?? [{ where: address, found: String(response.status), rule: "", remedy: "" }]);
    return body as T;
  });
  answer.catch(() => kept.delete(address));
  if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
  kept.set(address, answer);
  return answer;
}

/** Send something to a verb: a report to read, a decision to keep. Never kept, never asked twice. */
export async function send<T>(verb: string, query: URLSearchParams, body: unknown): Promise<T> {
  const response = await fetch(`/api/${verb}?${query}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  const told = answer as { faults?: Refused["faults"]; detail?: { loc: string[]; msg: string }[] };
  throw new Refused(told.faults ?? (told.detail ?? []).map((one) => ({ where: one.loc.join("."), found: one.msg, rule: "", remedy: "" })));
}

/** Ask for what is likely to be wanted next, one after the other; a later call takes the place of an earlier one. */
export async function askAhead(verb: string, queries: URLSearchParams[]): Promise<void> {
  const mine = ++ahead;
  for (const query of queries) {
    if (mine !== ahead) return;
    await ask(verb, query).catch(() => null);
  }
}
export const stopAhead = (): void => void (ahead += 1);
