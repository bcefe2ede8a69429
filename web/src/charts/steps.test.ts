import { expect, it } from "vitest";
import { steps } from "./steps";

it("finds each day on which a duty changes, also one that held for a single day", async () => {
  const duty = (day: string) => (day < "2025-04-05" ? 0 : day === "2025-04-09" || day >= "2025-07-09" ? 24 : 10);
  let asked = 0;
  const path = await steps("2025-01-01", "2025-12-31", ["2025-04-09"], (day) => { asked += 1; return Promise.resolve({ low: duty(day), high: duty(day) }); });
  expect(path.map((step) => [step.from, step.high])).toEqual([["2025-01-01", 0], ["2025-04-05", 10], ["2025-04-09", 24], ["2025-04-10", 10], ["2025-07-09", 24]]);
  expect(path.at(-1)?.until).toBe("2025-12-31");
  expect(asked).toBeLessThan(30);
});
