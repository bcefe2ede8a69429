// The public state of the page. It lives in the address, so that a link carries it and back and forward work.
import { PAGES, address as addressOf, question, read } from "./query";
import type { Lang, Page, State } from "./query";
import type { Setup } from "./types";

export { PAGES };
export type { Lang, Page };

export const scenario = $state<State>({ page: "overview", side: "", on: "", known: "", lang: "en", package: {}, extra: {} });
const held = $state<{ setup: Setup | null }>({ setup: null });

export function begin(setup: Setup): void {
  held.setup = setup;
  restore();
  window.addEventListener("popstate", restore);
}

function restore(): void {
  if (!held.setup) return;
  const kept = localStorage.getItem("lang") ?? (navigator.language.startsWith("ja") ? "ja" : "en");
  Object.assign(scenario, read(window.location.pathname, window.location.search, held.setup, kept === "ja" ? "ja" : "en"));
}

export const setup = (): Setup | null => held.setup;
export const query = (change: Partial<State> = {}): URLSearchParams => question({ ...scenario, ...change });
export const address = (change: Partial<State> = {}): string => addressOf({ ...scenario, ...change });

/** The name of a side, or of another country, in the language of the page. */
export function nameOf(party: string): string {
  const side = held.setup?.sides.find((one) => one.id === party);
  if (side) return side.name[scenario.lang] ?? party;
  return /^[A-Z]{2}$/.test(party) ? (new Intl.DisplayNames([scenario.lang], { type: "region" }).of(party) ?? party) : party;
}

/** Move to another state; `quietly` replaces the entry. What belongs to one page alone stays behind when the page changes. */
export function go(change: Partial<State>, quietly = false): void {
  const left = change.page !== undefined && change.page !== scenario.page && change.extra === undefined ? { extra: {} } : {};
  Object.assign(scenario, left, change);
  if (change.lang) localStorage.setItem("lang", change.lang);
  if (quietly) history.replaceState(null, "", address());
  else history.pushState(null, "", address());
  if (change.page) window.scrollTo(0, 0);
}

/** A plain click on an address of ours moves within the page; with a modifier the browser does what it always does. */
export function follow(event: MouseEvent, change: Partial<State>): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(change);
}
