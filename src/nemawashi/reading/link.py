"""How statements stand to each other: blocked by words, issue, actor and time, typed by rules, counted by origin.

* **corroborates**: two reports, one side, the same issue and move, words alike, days near — *independent* where the innermost hands differ;
* **supersedes**: one side on one issue, later, with another stand (pressed before, concedes after), a demand in other terms, or what was considered
  now offered; not where the later report only tells of the earlier occasion;
* **contradicts** (between reports): one event or fact told with another *name*, *value*, *date*, *speaker* or *polarity*;
* **tension**: one side, near in time, says two things that pull apart (no hurry, and reasons to hurry);
* **disagreement**: one side presses where the other holds, on one issue; once for each two documents. No report is wrong.

Two numbers contradict only where the same thing is counted: over 75 requests and about 40 talks are two counts; 24 % suspended, 10 % and 25 %
in force are three duties.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from nemawashi.reading.compare import Side, between_reports, origin, same_side, side_of, tables, two_sides
from nemawashi.reading.name_words import bare_name
from nemawashi.reading.proposal import Flag, Proposal, Relation

__all__ = ["origin", "origins", "relate"]

_PRONOUNS = frozenset("he she they it i we".split())
_WINDOW = 45
"""Days within which two statements are compared."""
_MANY = 2_000
"""Statements from which blocks are compared only with their nearest neighbours in time."""
_NEIGHBOURS = (400, 40)
_COMMON = 60
"""Statements in which a word may stand and still bring two of them together, where there are many."""


def origins(statements: Sequence[Proposal]) -> int:
    """Number of independent sources behind ``statements``."""
    return len({origin(one) for one in statements})


def relate(statements: Sequence[Proposal], flags: Sequence[Flag] = ()) -> tuple[Relation, ...]:
    """Give the relations between ``statements``, in order of the first and the second; ``flags`` tell names written in two ways."""
    sides = sorted((side_of(one) for one in statements), key=lambda side: (side.day, side.id))
    found: dict[tuple[object, ...], Relation] = {}
    for relation in [*_names(statements, flags), *_reports(sides), *_stands(sides)]:
        found.setdefault((relation.kind, relation.first, relation.second, relation.aspect), relation)
    return tuple(sorted(found.values(), key=lambda r: (r.first, r.second, r.kind, r.aspect)))


def _reports(sides: Sequence[Side]) -> Iterator[Relation]:
    """Pairs of different documents that share words: all where they are few, else those that share two words which are not everywhere."""
    few = len(sides) <= _MANY
    held = Counter(stem for side in sides for stem in side.stems)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, side in enumerate(sides):
        telling = [stem for stem in side.stems if few or held[stem] <= _COMMON]
        met = Counter(before for stem in telling for before in places[stem])
        for before, times in met.items():
            other = sides[before]
            near = not side.day or not other.day or side.day - other.day <= _WINDOW
            if times >= 2 and near and other.one.document != side.one.document:
                yield from between_reports(other, side)
        for stem in telling:
            places[stem].append(place)


def _stands(sides: Sequence[Side]) -> Iterator[Relation]:
    """Pairs on one issue: of one side, or of two. Disagreement is told once for two documents, by the words most alike."""
    met = tables(sides)
    reach = _NEIGHBOURS[len(sides) > _MANY]
    blocks: defaultdict[str, list[Side]] = defaultdict(list)
    for side in sides:
        if side.one.actor is not None:
            for issue in side.one.issues:
                blocks[issue].append(side)
    apart: dict[tuple[object, ...], tuple[int, Relation]] = {}
    for issue, block in blocks.items():
        for place, a in enumerate(block):
            for b in block[place + 1 : place + 1 + reach]:
                if a.day and b.day - a.day > _WINDOW:
                    break
                if a.one.document == b.one.document and a.one.start < b.one.end and b.one.start < a.one.end:
                    continue
                if a.one.actor == b.one.actor:
                    yield from same_side(a, b, issue)
                    continue
                if frozenset((a.one.actor, b.one.actor)) not in met:
                    continue
                for relation in two_sides(a, b, issue):
                    key = (issue, frozenset((a.one.actor, b.one.actor)), frozenset((a.one.document, b.one.document)))
                    likeness = len(a.stems & b.stems)
                    if key not in apart or likeness > apart[key][0]:
                        apart[key] = (likeness, relation)
    yield from (relation for _, relation in apart.values())


def _names(statements: Sequence[Proposal], flags: Sequence[Flag]) -> Iterator[Relation]:
    """One person under two names: once for each two documents and names."""
    written: defaultdict[str, dict[tuple[str, str], Proposal]] = defaultdict(dict)
    for one in statements:
        name = bare_name(one.reported_speaker)
        if one.speaker and 1 <= len(name) <= 3 and not one.refers and name[-1].lower() not in _PRONOUNS and name[-1].isascii():
            written[one.speaker].setdefault((one.document, name[-1]), one)
    by_file: defaultdict[str, list[Proposal]] = defaultdict(list)
    for one in statements:
        by_file[one.file].append(one)
    for flag in flags:
        name = bare_name(flag.found)
        if flag.kind == "name_variant" and name:
            holds = next((one for one in by_file[flag.file] if one.start <= flag.start < one.end or one.speaker == flag.proposed), None)
            if holds is not None:
                written[flag.proposed].setdefault((holds.document, name[-1]), holds)
    for person, forms in written.items():
        seen: set[frozenset[tuple[str, str]]] = set()
        for (first_file, first), one in forms.items():
            for (second_file, second), other in forms.items():
                pair = frozenset(((first_file, first), (second_file, second)))
                if first_file == second_file or first == second or pair in seen or first in bare_name(other.reported_speaker):
                    continue
                seen.add(pair)
                a, b = side_of(one), side_of(other)
                reason = f"{person} is written {first!r} and {second!r}"
                yield Relation("contradicts", a.id, b.id, "name", origin(one) != origin(other), reason)
