"""Who is meant by a Japanese mention: family name with 氏 or an office, an office alone, foreign names in katakana.

Older and newer forms of one character are one (赤沢, 赤澤), and so are spellings of a foreign name that differ by a small ッ or a long vowel
(ベセント, ベッセント); nothing else is alike. A name that is not the holder's leaves an office unresolved; 前, 元 and 副 before a title are no
office held.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from nemawashi.reading.mention import Mention
from nemawashi.reading.parties import parties_in
from nemawashi.reading.registry import Holder, Registry

__all__ = ["by_name_ja", "family_names_ja", "folded", "japanese"]

_VARIANTS = str.maketrans("澤齊齋邊邉髙﨑嶋嶌濵濱廣國櫻龍瀧眞榮惠會學實澁冨德", "沢斉斎辺辺高崎島島浜浜広国桜竜滝真栄恵会学実渋富徳")
_LOOSE = re.compile(r"[ッー・＝=\s]")
_HONORIFIC = re.compile(r"(?:氏|さん|議員|両氏)$")
_NOT_HOLDING = re.compile(r"(?:前|元|副|次期|代行|補佐官|報道官|側近|夫人|の妻|の長男|次官|幹部|関係者|筋|ら$|氏ら|サイド|政権|陣営)")
_OFFICE = re.compile(
    r"(?:総理大臣|首相|総理|大統領|国家主席|主席|長官|大臣|通商代表|代表|幹事長|政調会長|政務調査会長|会長|報道官|外相|財務相|防衛相|農相|農水相|経産相|厚労相|国交相|担当相|再生相|[一-龥]{1,6}相)"
)
_ALIKE = {"総理大臣": "首相", "総理": "首相", "内閣首相": "首相", "担当大臣": "相", "大臣": "相", "担当相": "相", "農林水産相": "農水相", "農相": "農水相", "経済産業相": "経産相", "政務調査会長": "政調会長"}  # fmt: skip


def japanese(words: str) -> bool:
    """Whether a mention is written in Japanese."""
    return re.search(r"[぀-ヿ一-龥]", words) is not None


def folded(words: str) -> str:
    """Fold the forms of one name into one."""
    return _LOOSE.sub("", words.translate(_VARIANTS).replace("ヴァ", "バ").replace("ヴ", "ブ"))


def family_names_ja(holder: Holder) -> tuple[str, ...]:
    """Give the family name as Japanese texts write it, folded: the first two characters of a name in characters, the last part of a katakana one."""
    found = []
    for name in holder.names:
        if not japanese(name):
            continue
        if re.fullmatch(r"[ァ-ヿ・＝=ー\s]+", name):
            found.append(folded(re.split(r"[・＝=\s]", name)[-1]))
        elif len(name) >= 3:
            found.extend(folded(name[:length]) for length in ((1, 2) if holder.party in ("CN", "KR", "KP", "TW") else (2,)))
            if len(name) == 3 and holder.party == "JP":
                found.append(folded(name[:1]))  # 林芳正, 森 …: taken only with an office or 氏
        elif len(name) == 2:
            found.append(folded(name))
    return tuple(dict.fromkeys(found))


def by_name_ja(words: str, holders: Sequence[Holder], introduced: Mapping[str, Mention]) -> Mention:
    """Resolve a Japanese mention as written; ``introduced`` maps folded family names to whom the document introduced."""
    plain = re.sub(r"[（(].*?[）)]", "", words).strip(" 、。　「」")
    full = [
        one
        for one in holders
        for name in one.names
        if japanese(name) and len(name) >= 3 and ("・" in name or not re.fullmatch(r"[ァ-ヿー]+", name)) and folded(name) in folded(plain)
    ]
    people = {one.person for one in full}
    if len(people) == 1 and not re.search(r"(?:夫人|の妻|の長男|側近|報道官|補佐官)", plain):
        return Mention(full[0].person, full[0].party, 1.0, "an accepted form of the name")
    if _NOT_HOLDING.search(plain) and not re.search(r"(?:前|元)(?:大統領|首相)", plain):
        return Mention(None, None, 0.0, "not the holder of an office")
    fitting = [(holder, *_fit(plain, holder, introduced)) for holder in holders]
    named = [(holder, office) for holder, name, office in fitting if name]
    if any(office for _, office in named):
        named = [pair for pair in named if pair[1]]
    if named and len({holder.person for holder, _ in named}) == 1:
        holder, office = named[0]
        return Mention(
            holder.person, holder.party, 1.0 if office else 0.9, f"family name equal{', holds ' + holder.office if office else ''}"
        )
    if named:
        return Mention(None, None, 0.7, "fits several people alike", named[0][0].person)
    rest = _without_offices(plain)
    if rest:
        offices = [holder for holder, _, office in fitting if office and _country_fits(plain, holder)]
        if len({holder.person for holder in offices}) == 1:
            return Mention(None, None, 0.55, f"fits {offices[0].office} on the day, but the name {rest!r} is another", offices[0].person)
        return Mention(None, None, 0.0, "no holder of the registry fits")
    return _by_office(plain, [holder for holder, _, office in fitting if office], introduced)


def _by_office(plain: str, holders: Sequence[Holder], introduced: Mapping[str, Mention]) -> Mention:
    fits = [holder for holder in holders if _country_fits(plain, holder)]
    if not {party for _, party in parties_in(plain, Registry())} and plain in ("首相", "総理", "総理大臣", "石破内閣"):
        fits = [holder for holder in fits if holder.party == "JP"]
    if len({holder.person for holder in fits}) > 1:
        known = {mention.person for mention in introduced.values()}
        fits = [holder for holder in fits if holder.person in known]
    if len({holder.person for holder in fits}) != 1:
        return Mention(None, None, 0.0, "no single holder of the office")
    return Mention(fits[0].person, fits[0].party, 0.85, f"the title alone; one holder of {fits[0].office}")


def _fit(plain: str, holder: Holder, introduced: Mapping[str, Mention]) -> tuple[bool, bool]:
    """Whether the mention bears the holder's family name, and whether it bears the office."""
    office = _bears(plain, _titles(holder))
    name = False
    for family in family_names_ja(holder):
        at = folded(plain).find(family)
        if at < 0:
            continue
        behind = folded(plain)[at + len(family) :]
        alone = behind == "" or _HONORIFIC.fullmatch(behind) is not None
        before = folded(plain)[:at]
        clear = before == "" or re.search(r"(?:の|相|長官|大臣|首相|大統領|代表|米|党|省|ら|、)$", before) is not None
        known = introduced.get(family)
        short = len(family) == 1 and (known is None or known.person != holder.person)
        if clear and (alone or _OFFICE.search(behind)) and not (short and not office and not re.fullmatch(r"氏", behind)):
            name = name or office or alone or _titled_at_home(behind, holder)
    return name, office


def _titled_at_home(behind: str, holder: Holder) -> bool:
    """Whether an office beside the name is none of another person's: 赤沢大臣, グリア代表, トランプ政権 is not."""
    return re.fullmatch(r"(?:大臣|代表|長官|主席|委員|会長|幹事長|大統領|米大統領|首相)", behind) is not None and holder.party != ""


def _titles(holder: Holder) -> set[str]:
    return {_plainer(re.sub(r"[（(].*?[）)]", "", title)) for title in holder.titles if japanese(title)}


def _plainer(title: str) -> str:
    title = re.sub(r"^(?:内閣|米|米国|アメリカの?|日本の?)", "", title)
    for long, short in _ALIKE.items():
        title = title.replace(long, short)
    return title


def _bears(plain: str, titles: Iterable[str]) -> bool:
    words = plain
    for long, short in _ALIKE.items():
        words = words.replace(long, short)
    return any(title in words for title in titles if title)


def _without_offices(plain: str) -> str:
    """What is left of a mention besides country, ministry and office: a personal name."""
    left = _OFFICE.sub("", plain)
    return re.sub(r"(?:米国|アメリカ|日本|中国|韓国|米|日|英|中|韓|政府|トランプ政権|[一-龥]{1,6}(?:担当|省|部)|経済再生|財務|商務|防衛|官房|通商|農林水産|経済産業|氏|さん|の|\W|\w?USTR)", "", left)  # fmt: skip


def _country_fits(plain: str, holder: Holder) -> bool:
    named = {party for _, party in parties_in(plain, Registry())}
    for sign, party in (("米", "US"), ("英", "GB"), ("中国", "CN"), ("韓", "KR"), ("独", "DE"), ("仏", "FR"), ("伊", "IT"), ("加", "CA")):
        if plain.startswith(sign) or re.search(rf"{sign}(?:大統領|首相|財務|商務|通商|国務|国防)", plain):
            named.add(party)
    return not named or holder.party in named
