// Issues by who must move, and the moves of a package in that order.
import type { Agenda, Issue, Option } from "./types";

export interface Group<Row> { party: string; rows: Row[] }
export interface Move { issue: Issue; option: Option }

/** Issues under the side that must move; an empty party stands for both. */
export function byMover(issues: Issue[]): Group<Issue>[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const party = issue.movers.length === 1 ? (issue.movers[0] ?? "") : "";
    groups.set(party, [...(groups.get(party) ?? []), issue]);
  }
  return [...groups.entries()].map(([party, rows]) => ({ party, rows })).sort((a, b) => Number(a.party === "") - Number(b.party === ""));
}

/** The moves of a package by mover. A move the agenda does not know is left out: the server says what is wrong with it. */
export function grouped(agenda: Agenda, moves: Record<string, string>): Group<Move>[] {
  return byMover(agenda.issues)
    .map(({ party, rows }) => ({
      party,
      rows: rows.flatMap((issue) => {
        const option = issue.options.find((one) => one.id === moves[issue.id]);
        return option && !option.status_quo ? [{ issue, option }] : [];
      }),
    }))
    .filter((group) => group.rows.length > 0);
}

/** What changes from one package to another. */
export function difference(agenda: Agenda, from: Record<string, string>, to: Record<string, string>): { issue: Issue; from: string; to: string }[] {
  return agenda.issues.flatMap((issue) => {
    const [before, after] = [from[issue.id] ?? issue.status_quo, to[issue.id] ?? issue.status_quo];
    const title = (id: string) => issue.options.find((one) => one.id === id)?.title ?? id;
    return before === after ? [] : [{ issue, from: title(before), to: title(after) }];
  });
}
