"""The JSON Schema of a law file, generated from the types, so that editors complete and check it.

To what the types say the schema adds what can be said of one table by itself: forms of codes, days, rates and hashes, and keys that need or
exclude each other. What takes the whole law to see — overlaps, rings, names defined elsewhere — ``check`` tells.
"""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

__all__ = ["schema"]

_OURS = ("where", "codes", "rows")
"""Fields the loader fills in."""
_CODE = r"^(\*|[0-9]{2}|[0-9]{4,10})$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DUTY = r"^see:|^(?!\s*-)(?!.*\d,\d)(?=.*(%|％|/|[Ff]ree|column 1)).*$"
_SAID = r"\S"
_FORMS = {
    "pinpoint": _SAID,
    "id": _SAID,
    "act": _SAID,
    "en": _SAID,
    "ja": _SAID,
    "duty": _DUTY,
    "sha256": "^[0-9a-f]{64}$",
    "currency": "^[A-Z]{3}$",
    "key": r"^[A-Za-z_][A-Za-z0-9_.\-]*$",
    "threshold": r"%\s*$",
    "table": r"^[^:]+:[^:]+$",
    "minimum": r"^[0-9]+(\.[0-9]+)?$",
    "maximum": r"^[0-9]+(\.[0-9]+)?$",
}
"""Forms of texts by key, wherever the key stands."""
_ITEMS = {"headings": _CODE, "except_headings": _CODE, "members": "^[A-Z]{2}$", "origins": r"^\S+$", "except_origins": r"^\S+$"}
"""Forms of the items of a list."""
_FILLED = {
    "Measure": ("event",),
    "StackingRule": ("event", "first", "then"),
    "Quota": ("volume",),
    "Group": ("members",),
    "LaterEvent": ("of",),
}
"""Lists that have at least one item, and are required."""


def schema() -> dict[str, Any]:
    """Give the schema of one TOML file below a law folder: any of the tables, each a list."""
    from nemawashi.tariffs.load import TABLES  # noqa: PLC0415 - the loader knows the tables

    mode: JsonSchemaMode = "validation"
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    for name, kind in TABLES.items():
        made = TypeAdapter(kind).json_schema(mode=mode, ref_template="#/$defs/{model}")
        definitions |= made.pop("$defs", {})
        definitions[kind.__name__] = made
        properties[name] = {"type": "array", "items": {"$ref": f"#/$defs/{kind.__name__}"}}
    for name, made in definitions.items():
        _form(name, made)
    for name in ("Event", "LaterEvent"):
        event = definitions[name]
        event["required"] = [field for field in event.get("required", ()) if field != "on"]
        event["properties"]["on"].pop("default", None)
        event["allOf"] = _EVENTS
    definitions["LaterEvent"]["required"].append("on")
    definitions["Act"]["required"] = [field for field in definitions["Act"]["required"] if field != "source"]
    definitions["Measure"]["dependentRequired"] = {"quota": ["side"], "side": ["quota"], "optional": ["when"]}
    definitions["Asked"]["dependentRequired"] = {"presumed": ["because"]}
    definitions["Asked"]["allOf"] = [
        {"if": _is("kind", "choice"), "then": {"required": ["answers"], "properties": {"answers": {"minItems": 2}}}},
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of law",
        "description": "Acts, measures with dated events, stacking rules, quotas, questions, lists and tables of one or several countries.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": definitions,
    }


def _is(key: str, *words: str) -> dict[str, Any]:
    return {"properties": {key: {"enum": list(words)}}, "required": [key]}


_EVENTS = [
    {"if": _is("kind", "extend"), "then": {"required": ["until"]}},
    {"if": _is("kind", "terminate"), "then": {"not": {"required": ["until"]}}},
    {
        "if": _is("kind", "suspend", "extend", "resume", "exempt", "terminate"),
        "then": {"not": {"anyOf": [{"required": ["duty"]}, {"required": ["rates"]}]}},
    },
    {"if": _is("kind", "enact", "amend", "extend", "resume"), "then": {"not": {"required": ["when"]}}},
    {
        "if": _is("kind", "exempt"),
        "then": {"anyOf": [{"required": [key]} for key in ("headings", "lists", "origins", "when")]},
    },
    {"not": {"required": ["duty", "rates"]}},
]
"""What the kinds of events need and exclude."""


def _form(name: str, made: dict[str, Any]) -> None:
    """Say the forms of a table's texts, days and lists."""
    fields = made.get("properties", {})
    for field in _OURS:
        fields.pop(field, None)
    for field, told in fields.items():
        if field in _FORMS and told.get("type") == "string":
            told["pattern"] = _FORMS[field]
        if field in _ITEMS:
            told["items"]["pattern"] = _ITEMS[field]
        if field == "rates" and "additionalProperties" in told:
            told["additionalProperties"]["pattern"] = _DUTY
        for one in (told, *told.get("anyOf", ())):
            if one.get("format") == "date":
                one["pattern"] = _DAY
            if field == "volume" and one.get("type") == "number":
                one["minimum"] = 0
    for field in _FILLED.get(name, ()):
        fields[field]["minItems"] = 1
        fields[field].pop("default", None)
    if name in _FILLED:
        made["required"] = list(dict.fromkeys((*made.get("required", ()), *_FILLED[name])))
