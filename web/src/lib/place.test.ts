import { describe, expect, it } from "vitest";
import { place } from "./place";

const screen = { width: 320, height: 640 };
const wanted = { width: 400, height: 280 };

describe("the place of a panel", () => {
  it("is below its anchor, and never wider than the screen", () => {
    expect(place({ left: 250, right: 300, top: 100, bottom: 120 }, screen, wanted)).toEqual({ left: 8, top: 120, bottom: null, width: 304, height: 512 });
  });
  it("is above an anchor at the foot of the screen", () => {
    const found = place({ left: 0, right: 30, top: 600, bottom: 620 }, screen, wanted);
    expect([found.top, found.bottom, found.left]).toEqual([null, 40, 8]);
  });
});
