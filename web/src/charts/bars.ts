// Ranges as bars, every unit on a scale of its own: where a bar begins and ends, and the same bars as a picture that stands alone.
import { scaleLinear } from "d3-scale";
import { escaped, framed } from "../lib/export";
import type { Caption, inks } from "../lib/export";
import type { Figure } from "../lib/types";

export interface Bar { name: string; figure: Figure; zero: number; left: number; width: number; value: number | null }

/** Bars in per cent of the width of the track. */
export function bars(rows: [string, Figure][]): Bar[] {
  const scales = new Map<string, (value: number) => number>();
  for (const unit of new Set(rows.map(([, figure]) => figure.unit))) {
    const bounds = rows.filter(([, figure]) => figure.unit === unit).flatMap(([, { low, high }]) => [low, high]).filter((bound): bound is number => bound !== null);
    const [low, high] = [Math.min(0, ...bounds), Math.max(0, ...bounds)];
    scales.set(unit, low === high ? () => 50 : scaleLinear().domain([low, high]).range([0, 100]));
  }
  return rows.map(([name, figure]) => {
    const scale = scales.get(figure.unit) ?? (() => 50);
    const [low, high] = [scale(figure.low ?? figure.value ?? 0), scale(figure.high ?? figure.value ?? 0)];
    return { name, figure, zero: scale(0), left: Math.min(low, high), width: Math.abs(high - low), value: figure.value === null ? null : scale(figure.value) };
  });
}

/** The bars as a picture. */
export function picture(rows: [string, Figure][], caption: Caption, ink: ReturnType<typeof inks>, colour: string): string {
  const [width, step, from, to] = [760, 26, 250, 560];
  const at = (share: number) => from + (share / 100) * (to - from);
  const hatch = `<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2="5" stroke="${colour}" stroke-width="2"/></pattern></defs>`;
  const drawn = bars(rows).map((bar, index) => {
    const y = index * step + 6;
    const basis = bar.figure.basis;
    const fill = basis === "judged" ? "url(#hatch)" : colour;
    const look = `fill="${fill}" ${basis === "assumed" ? 'fill-opacity="0.3"' : ""} stroke="${colour}" ${basis === "cited" || basis === "derived" ? "" : 'stroke-dasharray="3 2"'}`;
    return `<text x="16" y="${y + 12}" font-size="13" fill="${ink.ink}">${escaped(bar.name)}</text><line x1="${at(bar.zero)}" x2="${at(bar.zero)}" y1="${y - 4}" y2="${y + 18}" stroke="${ink.quiet}"/>` +
      `<rect x="${at(bar.left)}" y="${y + 1}" width="${Math.max(2, (bar.width / 100) * (to - from))}" height="13" ${look}/>` +
      (bar.value === null || bar.width <= 3 ? "" : `<line x1="${at(bar.value)}" x2="${at(bar.value)}" y1="${y - 1}" y2="${y + 16}" stroke="${ink.paper}" stroke-width="4"/><line x1="${at(bar.value)}" x2="${at(bar.value)}" y1="${y - 1}" y2="${y + 16}" stroke="${ink.ink}" stroke-width="2"/>`) +
      `<text x="${width - 16}" y="${y + 12}" font-size="13" text-anchor="end" fill="${ink.ink}">${escaped(bar.figure.text)}</text>`;
  });
  return framed(hatch + drawn.join(""), width, rows.length * step + 8, caption, ink);
}
