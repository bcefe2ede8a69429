// A text cut at the ends of its spans. Offsets count characters (code points), as the answer counts them; JavaScript counts halves of some.
export interface Span { start: number; end: number }
export interface Piece { text: string; at: number; spans: number[] }

/** Give the pieces of `text` in order, each with the indices of the spans that hold it. */
export function pieces(text: string, spans: Span[]): Piece[] {
  const letters = Array.from(text);
  const ends = new Set([0, letters.length]);
  for (const { start, end } of spans) for (const place of [start, end]) if (place >= 0 && place <= letters.length) ends.add(place);
  const cuts = [...ends].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((at, index) => ({
    text: letters.slice(at, cuts[index + 1]).join(""),
    at,
    spans: spans.flatMap((span, number) => (span.start <= at && (cuts[index + 1] ?? at) <= span.end ? [number] : [])),
  }));
}

/** The next place from `from` on, going round, for which `wanted` holds; `from` itself where none does. */
export function nextOpen(from: number, count: number, wanted: (index: number) => boolean): number {
  for (let step = 1; step <= count; step += 1) if (wanted((from + step) % count)) return (from + step) % count;
  return from;
}
