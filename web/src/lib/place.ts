// Where a panel goes so that no edge of the screen cuts it: below its anchor, above where there is more room, never past a side.
export interface Box { left: number; right: number; top: number; bottom: number }
export interface Place { left: number; top: number | null; bottom: number | null; width: number; height: number }

export function place(anchor: Box, screen: { width: number; height: number }, wanted: { width: number; height: number }, margin = 8): Place {
  const width = Math.min(wanted.width, screen.width - 2 * margin);
  const left = Math.max(margin, Math.min(anchor.left, screen.width - margin - width));
  const below = screen.height - margin - anchor.bottom;
  const above = anchor.top - margin;
  if (below >= Math.min(wanted.height, above) || below >= wanted.height) return { left, top: anchor.bottom, bottom: null, width, height: below };
  return { left, top: null, bottom: screen.height - anchor.top, width, height: above };
}
