// The public state of a question and its address, as pure functions: a link carries the state, back and forward restore it.
export const PAGES = ["overview", "timeline", "positions", "tariffs", "package", "frontier", "brief", "reading", "sources", "method"] as const;
export type Page = (typeof PAGES)[number];
export type Lang = "en" | "ja";
export interface State {
  page: Page; side: string; on: string; known: string; lang: Lang; package: Record<string, string>; extra: Record<string, string>;
}
export interface Defaults { side: string; on: string; known: string }

const OWN = new Set(["for", "on", "known", "lang", "p"]);

/** Read an address; what it does not say is taken from the case. */
export function read(pathname: string, search: string, defaults: Defaults, lang: Lang): State {
  const query = new URLSearchParams(search);
  const name = pathname.replace(/^\/+|\/+$/g, "");
  const wanted = query.get("lang");
  return {
    page: PAGES.find((page) => page === name) ?? "overview",
    side: query.get("for") ?? defaults.side,
    on: query.get("on") ?? defaults.on,
    known: query.get("known") ?? defaults.known,
    lang: wanted === "ja" || wanted === "en" ? wanted : lang,
    package: moves(query.getAll("p")),
    extra: Object.fromEntries([...query.entries()].filter(([key]) => !OWN.has(key))),
  };
}

function moves(given: string[]): Record<string, string> {
  const out: Record<string, string> = {};
  for (const move of given) {
    const at = move.indexOf("=");
    if (at > 0) out[move.slice(0, at)] = move.slice(at + 1);
  }
  return out;
}

/** What every verb is asked with: side, clocks, language, and the moves of the package in the order of their names. */
export function question(state: State): URLSearchParams {
  const out = new URLSearchParams({ for: state.side, on: state.on, known: state.known, lang: state.lang });
  for (const issue of Object.keys(state.package).sort()) out.append("p", `${issue}=${state.package[issue]}`);
  return out;
}

/** The address that carries a state. */
export function address(state: State): string {
  const out = question(state);
  for (const [key, value] of Object.entries(state.extra)) if (value) out.set(key, value);
  return `/${state.page}?${out}`;
}
