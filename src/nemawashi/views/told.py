"""How figures say their method in Japanese.

A figure's method and note are written once, in English, where the figure is made; the same sentence in Japanese stands here, or under ``method`` in the
house's strings. A sentence without its twin is shown as it was written.
"""

import re
from collections.abc import Iterator
from functools import cache

from nemawashi.language import Lang
from nemawashi.strings import say, words

__all__ = ["told"]

_CLOSURE = {
    "deficits held": "赤字固定",
    "deficits scaled": "赤字比例",
    "balanced": "均衡",
}
_WORDS = {"law": "法令", "model": "モデル", "judgement": "判断", "exhaustive": "全数", "exact": "厳密", "bound": "上下界"}
_TWINS: tuple[tuple[str, str], ...] = (
    (r"days to the next date on which the law as known raises duty", "知られている法令で次に関税が上がる日までの日数"),
    (
        r"statutory duty by heading on the imports of the weights' year, divided by its days; imports unchanged",
        "税番ごとの法定税を基準年の輸入額に当て、その年の日数で割ったもの（輸入は不変）",
    ),
    (r"trade-weighted statutory total duty", "貿易額で加重した法定税の合計"),
    (
        r"statutory total duty, weighted by imports of (\d+); the denominator is all imports(?:; divided by (\d+) days, imports unchanged)?",
        "{0}年の輸入で加重した法定税の合計（分母は全輸入）",
    ),
    (
        r"share of (\d+) draws of admissible weights and ranges \(seed (\d+)\) in which it beats breakdown for both",
        "許容される重みと幅の抽出{0}回（乱数の種{1}）のうち双方にとって決裂より良い割合",
    ),
    (
        r"weights times changes; the range runs over all admissible weights and all ranges of what was computed or judged",
        "重みと変化の積。幅は許容されるすべての重みと、算出・判断されたすべての幅にわたる",
    ),
    (r"rests on: (.+)", "内訳：{0}"),
    (
        r"trade model in changes, (\d+) solves over published elasticity sets and bounds of law and terms; closure: (.+)",
        "変化率の貿易モデル。公表された弾力性の組と法令・条件の上下限について{0}回求解。閉鎖条件：{1}",
    ),
    (
        r"single market: Armington demand, finite supply; range over substitution, demand, supply and the bounds of law and terms",
        "単一市場モデル（アーミントン需要、有限の供給）。幅は代替・需要・供給の弾力性と法令・条件の上下限にわたる",
    ),
    (r"trade of the product over the flow of its sector's cell, at most one", "品目の貿易額を部門の貿易額で割ったもの（1を上限とする）"),
    (r"table of (.+)", "{0}の表"),
    (r"the duty the benchmark uses", "基準データで用いる関税"),
    (r"the other value found, not used", "別に見つかった値（不使用）"),
    (r"trade elasticity of the set (.+); range over (\d+) published sets", "弾力性の組{0}の貿易弾力性。幅は公表された{1}組にわたる"),
    (r"customs value, imports for consumption", "消費用輸入の課税価格"),
    (r"flow of the benchmark, net of duty", "基準年の貿易額（税抜き）"),
    (
        r"best response of the trade model over (\d+) elasticity set\(s\), duties between −60 % and 600 %; closure: (.+)",
        "貿易モデルの最適反応（弾力性{0}組、関税は−60%〜600%）。閉鎖条件：{1}",
    ),
    (
        r"nash of the trade model over (\d+) elasticity set\(s\), duties between −60 % and 600 %; closure: (.+)",
        "貿易モデルのナッシュ均衡点（弾力性{0}組、関税は−60%〜600%）。閉鎖条件：{1}",
    ),
    (
        r"cooperation of the trade model over (\d+) elasticity set\(s\), duties between −60 % and 600 %; closure: (.+)",
        "貿易モデルの協力解（弾力性{0}組、関税は−60%〜600%）。閉鎖条件：{1}",
    ),
    (r"assumed: that a side looks at its real income in this model and at nothing else", "仮定：各国はこのモデルの実質所得だけを見る"),
    (
        r"trade model solved under (\d+) elasticity sets, central terms; closure: (.+)",
        "弾力性{0}組で解いた貿易モデル（条件は中央値）。閉鎖条件：{1}",
    ),
    (r"trade model under the set (.+), central terms; closure: (.+)", "弾力性の組{0}による貿易モデル（条件は中央値）。閉鎖条件：{1}"),
    (
        r"5th percentile, median and 95th of (\d+) draws of elasticities \(seed (\d+)\); closure: (.+)",
        "弾力性の抽出{0}回（乱数の種{1}）の5%点・中央値・95%点。閉鎖条件：{2}",
    ),
    (
        r"share of (\d+) draws of elasticities between the published sets \(seed (\d+)\)",
        "公表された組の間の弾力性の抽出{0}回（乱数の種{1}）に占める割合",
    ),
    (r"trade elasticity of the shown set", "表示中の組の貿易弾力性"),
    (r"an end of the published elasticities", "公表された弾力性の端の値"),
    (
        r"first order: the gradient of the trade model times one point less of duty; closure: (.+)",
        "一次近似：貿易モデルの勾配に関税1ポイントの引下げを掛けたもの。閉鎖条件：{0}",
    ),
    (
        r"first order: the gradient of the trade model times the option's whole change; closure: (.+)",
        "一次近似：貿易モデルの勾配に選択肢の変化全体を掛けたもの。閉鎖条件：{0}",
    ),
    (
        r"the trade model solved again for one point less of duty, central elasticities; closure: (.+)",
        "関税1ポイントの引下げについて貿易モデルを解き直したもの（中央の弾力性）。閉鎖条件：{0}",
    ),
    (
        r"the option moved alone, trade model solved over published elasticity sets and bounds of law and terms; closure: (.+)",
        "選択肢を単独で動かし、公表弾力性の組と法令・条件の上下限について解いたもの。閉鎖条件：{0}",
    ),
    (r"average duty of the status quo in the trade model; closure: (.+)", "貿易モデルの現状における平均関税率。閉鎖条件：{0}"),
    (
        r"won by the receiver for each one lost by the giver, central values; closure: (.+)",
        "譲る側が失う1に対して得る側が得る額（中央値）。閉鎖条件：{0}",
    ),
    (
        r"trade model in changes from the benchmark of (\d+), (\d+) elasticity sets; closure: (.+)",
        "{0}年を基準とする変化率の貿易モデル。弾力性{1}組。閉鎖条件：{2}",
    ),
    (r"flows of (\d+), carried to the duties of ([\d-]+)", "{0}年の貿易額を{1}の関税に合わせたもの"),
    (
        r"judged part of the absolute contributions to each payoff difference, over the efficient packages; the value is the median",
        "効率的なパッケージの利得差への寄与（絶対値）のうち判断による部分。値は中央値",
    ),
    (r"sum of the duty lines applied on the day, percent of customs value", "その日に適用される関税の合計（課税価格に対する%）"),
    (r"duty lines applied on the day", "その日に適用される関税"),
    (
        r"duty owed by a good that claims the agreement's rate, less that rate, percentage points of customs value",
        "協定税率を求める品目に課される税から協定税率を引いたもの（課税価格に対するポイント）",
    ),
    (r"books of (\w+)", "{0}の統計"),
    (r"counted at the mean of the admissible weights, a convention", "許容される重みの平均で数えたもの（便宜上の点）"),
    (r"(\S+ %) under (.+)", "{1}による{0}"),
    (r"(\S+ %) on the value given", "申告価格に対する{0}"),
    (
        r"largest change over ([\d,]+) combinations of priced options \((\w+)\), trade model, closure: (.+); package: (.*)",
        "評価済みの選択肢{0}通りの組み合わせ（{1}）での最大の変化。貿易モデル、閉鎖条件：{2}。パッケージ：{3}",
    ),
    (
        r"goods and services, flows of (\d+); not priced and so not counted: (.*)",
        "財・サービス、{0}年の貿易額。評価がなく数えないもの：{1}",
    ),
    (r"goods, flows of (\d+); not priced and so not counted: (.*)", "財、{0}年の貿易額。評価がなく数えないもの：{1}"),
    (
        r"the published balance of (\d+) on the books of (.+), plus the model's change",
        "{1}の統計による{0}年の公表収支にモデルの変化を加えたもの",
    ),
    (
        r"sum over the issues moved of what each move alone costs (\w+), at central weights; a move that serves it costs nothing",
        "動いた論点ごとの{0}の費用の合計（中央の重み）。利益となる変更は費用なし",
    ),
    (
        r"the goal less the level after the package that moves the outcome furthest",
        "目標から、最も大きく動かすパッケージの後の水準を引いたもの",
    ),
)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (*((re.compile(pattern), twin) for pattern, twin in _TWINS), *_methods())


def _methods() -> Iterator[tuple[re.Pattern[str], str]]:
    """The sentences of ``method`` in the house's strings, their places as groups in the order of the English."""
    twins = words("ja")
    for key, english in words("en").items():
        if key.startswith("method."):
            parts = re.split(r"{(\w+)}", english)
            pattern = "(.+)".join(re.escape(part) for part in parts[::2])
            twin = twins[key]
            for place, name in enumerate(parts[1::2]):
                twin = twin.replace(f"{{{name}}}", f"{{{place}}}")
            yield re.compile(pattern), twin


@cache
def told(sentence: str, lang: Lang) -> str:
    """Give a method or a note in the language."""
    if lang == "en" or not sentence:
        return sentence
    for letter in "ABCDM":
        if sentence == say(f"certainty.{letter}", "en"):
            return say(f"certainty.{letter}", lang)
    for pattern, twin in _compiled():
        if (found := pattern.fullmatch(sentence)) is not None:
            return twin.format(*(_word(part or "") for part in found.groups()))
    return sentence


def _word(part: str) -> str:
    for english, japanese in (_CLOSURE | _WORDS).items():
        part = re.sub(rf"(?<!\w){english}(?!\w)", japanese, part)
    return part
