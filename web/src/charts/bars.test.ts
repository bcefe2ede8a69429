import { expect, it } from "vitest";
import type { Figure } from "../lib/types";
import { bars } from "./bars";

const figure = (low: number, high: number, unit: string): Figure => ({ value: (low + high) / 2, low, high, unit, as_of: "", basis: "derived", sources: [], text: "", method: "", note: "", change: true });

it("gives every unit a scale of its own, with its zero on it", () => {
  const [percent, money, exact] = bars([["income", figure(0, 2, "%")], ["balance", figure(-50, 50, "USD million")], ["nothing", figure(0, 0, "t")]]);
  expect([percent?.zero, percent?.left, percent?.width, percent?.value]).toEqual([0, 0, 100, 50]);
  expect([money?.zero, money?.left, money?.width, money?.value]).toEqual([50, 0, 100, 50]);
  expect([exact?.width, exact?.zero]).toEqual([0, 50]);
});
