"""Whatever is named is defined: acts, lists, tables and their columns, bases, quotas, groups, importers and origins."""

from collections.abc import Iterator, Mapping, Sequence

from nemawashi.codes import country
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.tariffs.checks.told import dated, no_pinpoint, unknown
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Measure

__all__ = ["check_named", "check_origin"]


def check_named(law: Law) -> Iterator[Fault]:
    """Names that nothing defines, and values of law without a pinpoint."""
    columns = {
        table.id: list(dict.fromkeys(key for keys in dict.fromkeys(map(tuple, table.rows.values())) for key in keys))
        for table in law.tables.values()
    }
    for measure in law.measures.values():
        yield from _measure(law, measure, columns)
    for owner, event in dated(law):
        if event.act not in law.acts:
            yield unknown(f"{event.where}#act", "act", event.act, law.acts)
        if not event.pinpoint.strip():
            yield no_pinpoint(event.where, owner.id)
        for listed in event.lists:
            if listed not in law.lists:
                yield unknown(f"{event.where}#lists", "list", listed, law.lists)
        for origin in event.origins:
            yield from check_origin(law, origin, f"{event.where}#origins")
        for origin in event.rates:
            yield from check_origin(law, origin, f"{event.where}#rates")
    yield from _cited(law)


def _measure(law: Law, measure: Measure, columns: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    where = measure.where
    if measure.importer not in law.jurisdictions:
        yield unknown(f"{where}#importer", "importer", measure.importer, law.jurisdictions)
    for key, names in (("lists", measure.lists), ("except_lists", measure.except_lists)):
        for name in names:
            if name not in law.lists:
                yield unknown(f"{where}#{key}", "list", name, law.lists)
    for key, names in (("origins", measure.origins), ("except_origins", measure.except_origins)):
        for origin in names:
            yield from check_origin(law, origin, f"{where}#{key}")
    if measure.table:
        yield from _column(law, measure, columns)
    if measure.base and measure.base not in law.bases:
        yield unknown(f"{where}#base", "base", measure.base, law.bases)
    if measure.quota and measure.quota not in law.quotas:
        yield unknown(f"{where}#quota", "quota", measure.quota, law.quotas)
    for key, told in (("id", measure.id), ("label", measure.label.en), ("label", measure.label.ja)):
        if not told.strip():
            yield Fault(
                f"{where}#{key}",
                f"{measure.id or 'a measure'}: {key} is empty",
                "a measure has an id and a label in both languages",
                "fill it in",
            )


def _column(law: Law, measure: Measure, known: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """A schedule's column that is not there would be a duty of nothing."""
    name, _, column = measure.table.partition(":")
    where = f"{measure.where}#table"
    if name not in law.tables:
        yield unknown(where, "table", name, law.tables)
        return
    columns = known[name]
    if columns and column not in columns:
        rule = "a measure names a table and the column of its rates"
        found = f"{measure.id}: table {name!r} has no column {column!r}" if column else f"{measure.id}: table without a column"
        yield Fault(where, found, rule, f'write it like table = "{name}:{columns[0]}"; columns are {", ".join(columns)}')
    if law.tables[name].importer != measure.importer:
        found = f"{measure.id} is of {measure.importer}, its table of {law.tables[name].importer}"
        yield Fault(where, found, "a measure takes its rates from its importer's own schedule", "name a table of that importer")


def check_origin(law: Law, origin: str, where: str) -> Iterator[Fault]:
    """An origin is a country's two letters, or a group the law defines."""
    if origin in law.groups:
        return
    if not (len(origin) == 2 and origin.isupper()):
        yield Fault(where, f"origin {origin!r}", "origins are ISO codes in capitals or groups", "write it like JP")
        return
    try:
        if origin != "EU" and country(origin) == origin:
            return
        yield Fault(
            where,
            f"origin {origin!r} is no group here",
            "goods originate in a country; several are a group",
            f"add [[group]] with its members, id = {origin!r}",
        )
    except Refused as refused:
        near = refused.nearest if isinstance(refused, Unknown) else ()
        yield unknown(where, "origin", origin, [*near, *law.groups])


def _cited(law: Law) -> Iterator[Fault]:
    cited = [(one.id, one.act, one.pinpoint, one.where) for one in law.lists.values()]
    cited += [(table.id, table.act, table.pinpoint, table.where) for table in law.tables.values()]
    cited += [(base.name, base.act, base.pinpoint, base.where) for base in law.bases.values() if base.act]
    cited += [(group.id, group.act, group.pinpoint, group.where) for group in law.groups.values() if group.act]
    for quota in law.quotas.values():
        cited += [(quota.id, row.act, row.pinpoint, row.where or quota.where) for row in quota.volume]
        cited += [(quota.id, use.act, use.pinpoint, use.where or quota.where) for use in quota.used]
    for name, act, pinpoint, where in cited:
        if act not in law.acts:
            yield unknown(f"{where}#act", "act", act, law.acts)
        if not pinpoint.strip():
            yield no_pinpoint(where, name)
