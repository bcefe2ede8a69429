// The house's own words come from the Python side, so that page, brief and command say the same.
import { ask } from "./api";
import type { Lang } from "./query";
import type { Words } from "./types";

export { day, month, span } from "./format";

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
