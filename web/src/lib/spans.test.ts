import { describe, expect, it } from "vitest";
import { nextOpen, pieces } from "./spans";

describe("spans", () => {
  it("cuts a text at the ends of its spans and loses nothing", () => {
    const cut = pieces("Tokyo said 😀 no.", [{ start: 11, end: 15 }, { start: 13, end: 15 }]);
    expect(cut.map((one) => one.text).join("")).toBe("Tokyo said 😀 no.");
    expect(cut.find((one) => one.text === "no")?.spans).toEqual([0, 1]);
    expect(cut.find((one) => one.text.includes("😀"))?.spans).toEqual([0]);
  });
  it("takes a text without spans whole", () => expect(pieces("a", [])).toEqual([{ text: "a", at: 0, spans: [] }]));
  it("goes round to what is still open", () => {
    expect(nextOpen(2, 3, (index) => index === 0)).toBe(0);
    expect(nextOpen(1, 3, () => false)).toBe(1);
  });
});
