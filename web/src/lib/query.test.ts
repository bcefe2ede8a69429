import { describe, expect, it } from "vitest";
import { address, question, read } from "./query";

const CASE = { side: "JP", on: "2025-05-03", known: "2025-05-03" };

describe("the address of a state", () => {
  it("takes what it does not say from the case", () => {
    expect(read("/", "", CASE, "en")).toEqual({ page: "overview", ...CASE, lang: "en", package: {}, extra: {} });
  });
  it("is read back as it was written", () => {
    const state = { page: "package" as const, side: "US", on: "2025-07-09", known: "2025-05-03", lang: "ja" as const, package: { car_duty: "mfn", rice_access: "us_60k_within" }, extra: { heading: "8703.23.01" } };
    const url = new URL(address(state), "http://127.0.0.1");
    expect(read(url.pathname, url.search, CASE, "en")).toEqual(state);
  });
  it("is the same whatever the order of the moves", () => {
    const state = read("/package", "", CASE, "en");
    expect(question({ ...state, package: { b: "2", a: "1" } }).toString()).toBe(question({ ...state, package: { a: "1", b: "2" } }).toString());
  });
  it("opens the overview for a page it does not know, in the reader's language for one it does not speak", () => {
    const state = read("/nowhere", "?lang=fr&p=broken&p=car_duty=a=b", CASE, "ja");
    expect([state.page, state.lang, state.package]).toEqual(["overview", "ja", { car_duty: "a=b" }]);
  });
});
