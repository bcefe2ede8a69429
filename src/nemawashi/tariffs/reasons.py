"""Why a line stands as it does, in English and Japanese."""

from functools import lru_cache

from nemawashi.language import Text

__all__ = ["reason"]

_WORDS: dict[str, tuple[str, str]] = {
    "applied": ("in force since {since} and owed", "{since}から施行中、課される"),
    "share": ("charged on {share} % of the value, the rest falls to another duty", "価格の{share}%に課され、残りは別の関税の対象"),
    "split": ("charged on the {share} % of the value that {first} leaves", "{first}の対象外である価格の{share}%に課される"),
    "coming": ("takes effect on {until}", "{until}に施行"),
    "ended": ("ended on {since}", "{since}に終了"),
    "suspended": ("suspended from {since} until {until}", "{since}から{until}まで停止"),
    "suspended_open": ("suspended from {since}, no end known", "{since}から停止、終期未定"),
    "exempt": ("exempt: {what}", "適用除外: {what}"),
    "displaced": ("not owed because {first} is owed", "{first}が課されるため課されない"),
    "replaced": ("replaced by {first}", "{first}に置き換えられる"),
    "no_rate": ("no rate for this good or origin", "この品目・原産地に税率の定めなし"),
    "condition": ("does not reach the good: {when} is not met", "要件({when})を満たさず対象外"),
    "no_volume": ("the quota's other side applies", "関税割当の他方の税率が適用される"),
    "depends": ("owed or not, depending on the answer to: {keys}", "次の回答により異なる: {keys}"),
    "ranges": ("amount depends on the answer to: {keys}", "額は次の回答により異なる: {keys}"),
}


@lru_cache(maxsize=16384)
def reason(key: str, **words: object) -> Text:
    """The sentence for ``key`` with its words filled in."""
    english, japanese = _WORDS[key]
    return Text(english.format(**words), japanese.format(**words))
