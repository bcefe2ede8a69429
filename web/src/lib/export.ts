// What leaves the page as a file: tables as CSV and JSON, charts as SVG and PNG with title, source line and day. All of it is made here.
import { csv } from "./table";
import type { Row } from "./table";

export interface Caption { title: string; source: string; asOf: string }

export function save(name: string, type: string, content: string | Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const saveCsv = (name: string, rows: Row[]): void => save(`${name}.csv`, "text/csv", `\uFEFF${csv(rows)}`);
export const saveJson = (name: string, caption: Caption, rows: Row[]): void => save(`${name}.json`, "application/json", `${JSON.stringify({ ...caption, rows }, null, 2)}\n`);

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-size", "font-weight", "text-anchor"];
const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign);

function lines(text: string, most: number): string[] {
  const out: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=[\s、。・；;,])/)) {
    const size = [...line + word].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
    if (line && size > most) { out.push(line.trim()); line = word; } else line += word;
  }
  return line.trim() ? [...out, line.trim()] : out;
}

/** A picture that stands alone: the inside of a chart with its title above, and source and day below. */
export function framed(inside: string, width: number, height: number, caption: Caption, ink: { ink: string; quiet: string; paper: string }): string {
  const most = Math.floor(width / 6.2);
  const [above, below] = [lines(caption.title, Math.floor(width / 10.5)), lines(`${caption.source} ${caption.asOf}`, most)];
  const top = 20 + 22 * above.length;
  const total = top + height + 14 + 16 * below.length + 8;
  const text = (rows: string[], y: number, step: number, style: string) => rows.map((row, index) => `<text x="16" y="${y + step * index}" ${style}>${escaped(row)}</text>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="system-ui, 'Noto Sans', 'Noto Sans CJK JP', 'Hiragino Sans', sans-serif">` +
    `<title>${escaped(caption.title)}</title><rect width="${width}" height="${total}" fill="${ink.paper}"/>` +
    text(above, 26, 22, `font-size="16" font-weight="600" fill="${ink.ink}"`) + `<g transform="translate(0 ${top})">${inside}</g>` +
    text(below, top + height + 18, 16, `font-size="11" fill="${ink.quiet}"`) + "</svg>\n";
}

/** The colours of the page as they are now. */
export function inks(): { ink: string; quiet: string; paper: string; rule: string; jp: string; us: string; here: string; alarm: string } {
  const style = getComputedStyle(document.documentElement);
  const named = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { ink: named("ink"), quiet: named("quiet"), paper: named("paper"), rule: named("rule"), jp: named("jp"), us: named("us"), here: named("here"), alarm: named("alarm") };
}

/** A chart on the page as a picture of its own: every style it has from the style sheet is written into it. */
export function standalone(chart: SVGSVGElement, caption: Caption): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const [from, to] = [chart.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    const written = KEPT.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    to[index]?.setAttribute("style", written);
    to[index]?.removeAttribute("class");
  });
  copy.querySelectorAll("[data-screen-only]").forEach((element) => element.remove());
  const { width, height } = chart.viewBox.baseVal;
  return framed(copy.innerHTML.replace(/<!--.*?-->/gs, ""), width, height, caption, inks());
}

export async function savePng(name: string, picture: string): Promise<void> {
  const size = /width="(\d+(?:\.\d+)?)" height="(\d+(?:\.\d+)?)"/.exec(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * Number(size?.[1] ?? image.width);
  canvas.height = 2 * Number(size?.[2] ?? image.height);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) save(`${name}.png`, "image/png", blob);
}
