import { describe, expect, it } from "vitest";
import { csv, flat } from "./table";
import type { Figure } from "./types";

const figure: Figure = {
  value: null, low: 14.8, high: 16.4, unit: "%", as_of: "2025-05-03", basis: "derived", text: "14.8–16.4 %", method: "", note: "", change: false,
  sources: [{ source: "a", pinpoint: "s.2", short: "The White House 2025, s.2", long: "" }],
};

describe("a table that leaves the page", () => {
  it("spreads a figure over its bounds, unit, basis and sources", () => {
    expect(flat({ what: "rate", rate: figure })).toEqual({
      what: "rate", "rate.low": 14.8, "rate.value": null, "rate.high": 16.4, "rate.unit": "%", "rate.as_of": "2025-05-03", "rate.basis": "derived", "rate.sources": "The White House 2025, s.2",
    });
  });
  it("quotes what needs quoting and leaves an unknown empty", () => {
    expect(csv([{ a: 'says "no", twice', b: null }, { a: "line\nbreak", b: 0 }])).toBe('a,b\r\n"says ""no"", twice",\r\n"line\nbreak",0\r\n');
  });
  it("lets no text run as a formula", () => {
    expect(csv([{ a: "=1+1", b: -1 }])).toBe("a,b\r\n'=1+1,-1\r\n");
  });
});
