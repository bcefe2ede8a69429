import { describe, expect, it } from "vitest";
import { between, day, month, shifted, span } from "./format";

describe("days", () => {
  it("are written as each language writes them", () => {
    expect([day("2025-04-17", "en"), day("2025-04-17", "ja"), day(null, "en")]).toEqual(["17 Apr 2025", "2025年4月17日", ""]);
    expect([month("2025-04-17", "en"), month("2025-04-17", "ja")]).toEqual(["Apr 2025", "2025年4月"]);
  });
  it("say each thing of a span once", () => {
    expect(span("2025-04-22", "2025-04-24", "en")).toBe("22–24 Apr 2025");
    expect(span("2025-04-28", "2025-05-02", "en")).toBe("28 Apr – 2 May 2025");
    expect(span("2024-12-30", "2025-01-02", "en")).toBe("30 Dec 2024 – 2 Jan 2025");
    expect(span("2025-04-28", "2025-05-02", "ja")).toBe("2025年4月28日〜5月2日");
    expect(span("2025-05-01", "2025-05-01", "ja")).toBe("2025年5月1日");
  });
  it("are counted by the calendar, not by the clock", () => {
    expect([shifted("2024-02-28", 1), shifted("2025-03-01", -1), shifted("2025-12-31", 1)]).toEqual(["2024-02-29", "2025-02-28", "2026-01-01"]);
    expect(between("2025-05-03", "2025-07-09")).toBe(67);
  });
});
