"""Range bars: a quantity known as a range is drawn as a range, on one scale, solid, dashed or hatched by its basis."""

from html import escape
from io import BytesIO
from typing import Any

from nemawashi.language import Lang
from nemawashi.sources import Basis, Figure
from nemawashi.views.document import Bars
from nemawashi.views.format import figure_text

__all__ = ["bars_png", "bars_svg", "font_for"]

_OWN = "#1d4e89"
_WIDTH, _LABEL, _ROW = 640, 220, 28
_JAPANESE = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "IPAexGothic",
    "IPAGothic",
    "TakaoGothic",
    "VL Gothic",
    "BIZ UDGothic",
    "Yu Gothic",
    "Meiryo",
    "MS Gothic",
    "Hiragino Sans",
)


def _scale(rows: tuple[tuple[str, Figure], ...]) -> tuple[float, float]:
    bounds = [bound for _, figure in rows for bound in (figure.low, figure.high) if bound is not None]
    low, high = min([0.0, *bounds]), max([0.0, *bounds])
    return low, high if high > low else low + 1.0


def bars_svg(bars: Bars, lang: Lang) -> str:
    """Draw the rows as inline SVG; the numbers stand beside the bars as text."""
    low, high = _scale(bars.rows)
    span = _WIDTH - _LABEL - 200

    def x(value: float) -> float:
        return _LABEL + (value - low) / (high - low) * span

    parts = [f'<line x1="{x(0):.1f}" x2="{x(0):.1f}" y1="0" y2="{_ROW * len(bars.rows)}" stroke="currentColor" stroke-opacity=".4"/>']
    for index, (label, figure) in enumerate(bars.rows):
        y = index * _ROW
        parts.append(f'<text x="0" y="{y + 18}" font-size="13" fill="currentColor">{escape(label)}</text>')
        if figure.low is not None and figure.high is not None:
            start, width = x(figure.low), max(3.0, x(figure.high) - x(figure.low))
            dash = ' stroke-dasharray="4 3"' if figure.basis in (Basis.ASSUMED, Basis.JUDGED) else ""
            fill = 0.35 if figure.basis is Basis.JUDGED else 0.75
            parts.append(
                f'<rect x="{start:.1f}" y="{y + 7}" width="{width:.1f}" height="14" fill="{_OWN}" fill-opacity="{fill}" stroke="{_OWN}"{dash}/>'
            )
            at = x(max(figure.high, 0.0)) + 8
        else:
            at = x(0) + 8
        parts.append(f'<text x="{at:.1f}" y="{y + 18}" font-size="13" fill="currentColor">{escape(figure_text(figure, lang))}</text>')
    height = _ROW * len(bars.rows)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" aria-hidden="true">{"".join(parts)}</svg>'


def font_for(lang: Lang) -> str | None:
    """A font of this machine that has the letters of a language; None where there is none, and a picture would show boxes for words."""
    if lang != "ja":
        return "DejaVu Sans"  # comes with matplotlib
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 - only a DOCX needs it

    here = set(fontManager.get_font_names())
    return next((name for name in _JAPANESE if name in here), None)


def bars_png(bars: Bars, lang: Lang, font: str) -> bytes:
    """Draw the same picture for Word, 220 dots an inch, its words in ``font``."""
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415 - only a DOCX needs it

    low, high = _scale(bars.rows)
    canvas: Any = Canvas(figsize=(6.3, 0.32 * len(bars.rows) + 0.25), dpi=220)
    axes = canvas.add_axes((0.36, 0.12, 0.42, 0.86))
    fonts = {"fontfamily": [font, "DejaVu Sans"], "fontsize": 8}
    for index, (label, figure) in enumerate(bars.rows):
        axes.text(low - 0.03 * (high - low), index, label, ha="right", va="center", color="#1b1b1a", **fonts)
        end = 0.0
        if figure.low is not None and figure.high is not None:
            width = max(figure.high - figure.low, 0.008 * (high - low))
            judged = figure.basis is Basis.JUDGED
            dashed = figure.basis in (Basis.ASSUMED, Basis.JUDGED)
            axes.barh(
                index,
                width,
                left=figure.low,
                height=0.5,
                facecolor="none" if judged else _OWN,
                edgecolor=_OWN,
                hatch="////" if judged else None,
                linestyle="--" if dashed else "-",
                linewidth=0.8,
            )
            end = max(figure.high, 0.0)
        axes.text(end + 0.03 * (high - low), index, figure_text(figure, lang), va="center", color="#1b1b1a", **fonts)
    axes.set_xlim(low, high)
    axes.set_ylim(len(bars.rows) - 0.4, -0.6)
    axes.axvline(0, color="#1b1b1a", linewidth=0.6)
    axes.set_axis_off()
    out = BytesIO()
    canvas.savefig(out, format="png", metadata={"Software": ""})
    return out.getvalue()
