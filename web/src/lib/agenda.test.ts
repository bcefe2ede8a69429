import { describe, expect, it } from "vitest";
import { byMover, difference, grouped } from "./agenda";
import type { Agenda, Issue } from "./types";

const issue = (id: string, movers: string[]): Issue => ({
  id, title: id, question: "", movers, status_quo: "stay",
  options: ["stay", "move"].map((one) => ({ id: one, title: one, status_quo: one === "stay", priced: true, why: "", citations: [] })),
});
const agenda = { issues: [issue("lng", ["JP", "US"]), issue("car", ["US"]), issue("rice", ["JP"]), issue("parts", ["US"])], packages: [] } as unknown as Agenda;

describe("a package said by mover", () => {
  it("puts what both must move last", () => {
    expect(byMover(agenda.issues).map((group) => [group.party, group.rows.map((row) => row.id)])).toEqual([["US", ["car", "parts"]], ["JP", ["rice"]], ["", ["lng"]]]);
  });
  it("leaves out what stays, and what the agenda does not know", () => {
    expect(grouped(agenda, { car: "move", rice: "stay", moon: "move" }).map((group) => [group.party, group.rows.length])).toEqual([["US", 1]]);
  });
  it("names what differs between two packages, the status quo understood", () => {
    expect(difference(agenda, { car: "move" }, { lng: "move" }).map((one) => [one.issue.id, one.from, one.to])).toEqual([["lng", "stay", "move"], ["car", "move", "stay"]]);
  });
});
