// The public state of a question. It lives in the address, so that a link carries it and back and forward work.
import type { Setup } from "./types";

export type Page = "overview" | "timeline" | "positions" | "tariffs" | "package" | "frontier" | "brief" | "sources" | "method";
export const PAGES: Page[] = ["overview", "timeline", "positions", "tariffs", "package", "frontier", "brief", "sources", "method"];
export type Lang = "en" | "ja";

interface Scenario {
  page: Page; side: string; on: string; known: string; lang: Lang; package: Record<string, string>; extra: Record<string, string>;
}

export const scenario = $state<Scenario>({ page: "overview", side: "", on: "", known: "", lang: "en", package: {}, extra: {} });
let defaults: Setup | null = null;

export function begin(setup: Setup): void {
  defaults = setup;
  read();
  window.addEventListener("popstate", read);
}

function read(): void {
  const query = new URLSearchParams(window.location.search);
  const name = window.location.pathname.replace(/^\/+|\/+$/g, "") as Page;
  scenario.page = PAGES.includes(name) ? name : "overview";
  scenario.side = query.get("for") ?? defaults?.side ?? "";
  scenario.on = query.get("on") ?? defaults?.on ?? "";
  scenario.known = query.get("known") ?? defaults?.known ?? "";
  const wanted = query.get("lang") ?? localStorage.getItem("lang") ?? (navigator.language.startsWith("ja") ? "ja" : "en");
  scenario.lang = wanted === "ja" ? "ja" : "en";
  scenario.package = Object.fromEntries(query.getAll("p").map((move) => move.split("=", 2) as [string, string]));
  const kept = new Set(["for", "on", "known", "lang", "p"]);
  scenario.extra = Object.fromEntries([...query.entries()].filter(([key]) => !kept.has(key)));
}

export function query(change: Partial<Scenario> = {}): URLSearchParams {
  const wanted = { ...scenario, ...change };
  const out = new URLSearchParams({ for: wanted.side, on: wanted.on, known: wanted.known, lang: wanted.lang });
  for (const [issue, option] of Object.entries(wanted.package)) out.append("p", `${issue}=${option}`);
  return out;
}

export function address(change: Partial<Scenario> = {}): string {
  const wanted = { ...scenario, ...change };
  const out = query(change);
  for (const [key, value] of Object.entries(wanted.extra)) if (value) out.set(key, value);
  return `/${wanted.page}?${out}`;
}

/** Move to another state; `quietly` replaces the entry, for a slider that is being dragged. */
export function go(change: Partial<Scenario>, quietly = false): void {
  const to = address(change);
  Object.assign(scenario, change);
  if (change.lang) localStorage.setItem("lang", change.lang);
  if (quietly) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  if (change.page) window.scrollTo(0, 0);
}

/** A plain click on an address of ours moves within the page; with a modifier the browser does what it always does. */
export function follow(event: MouseEvent, change: Partial<Scenario>): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(change);
}
