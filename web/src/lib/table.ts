// A table as it leaves the page: plain rows, a figure spread over its bounds, unit, basis and sources.
import type { Citation, Figure } from "./types";

export type Cell = string | number | boolean | null | undefined | Figure | Citation[] | string[];
export type Row = Record<string, Cell>;
export type Flat = Record<string, string | number | boolean | null>;

export const isFigure = (cell: unknown): cell is Figure => typeof cell === "object" && cell !== null && "basis" in cell && "as_of" in cell;

/** One row with plain values only. */
export function flat(row: Row): Flat {
  const out: Flat = {};
  for (const [key, cell] of Object.entries(row)) {
    if (isFigure(cell)) {
      Object.assign(out, { [`${key}.low`]: cell.low, [`${key}.value`]: cell.value, [`${key}.high`]: cell.high, [`${key}.unit`]: cell.unit });
      Object.assign(out, { [`${key}.as_of`]: cell.as_of, [`${key}.basis`]: cell.basis, [`${key}.sources`]: cell.sources.map((one) => one.short).join("; ") });
    } else if (Array.isArray(cell)) out[key] = cell.map((one) => (typeof one === "string" ? one : one.short)).join("; ");
    else out[key] = cell ?? null;
  }
  return out;
}

/** Comma-separated values by RFC 4180; a text a spreadsheet would run as a formula is kept a text. */
export function csv(rows: Row[]): string {
  const all = rows.map(flat);
  const columns = [...new Set(all.flatMap((row) => Object.keys(row)))];
  const text = (cell: string | number | boolean | null | undefined): string => {
    if (cell === null || cell === undefined) return "";
    const plain = typeof cell === "string" && /^[=+@\t\r-]/.test(cell) ? `'${cell}` : String(cell);
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return [columns.map(text).join(","), ...all.map((row) => columns.map((column) => text(row[column])).join(","))].join("\r\n") + "\r\n";
}
