"""The JSON Schema of a law file, generated from the types, so that editors complete and check it."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

__all__ = ["schema"]

_OURS = ("where", "codes", "rows")
"""Fields the loader fills in."""


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
    for made in definitions.values():
        for field in _OURS:
            made.get("properties", {}).pop(field, None)
    event = definitions["Event"]
    event["required"] = [field for field in event.get("required", ()) if field != "on"]
    definitions["Act"]["required"] = [field for field in definitions["Act"]["required"] if field != "source"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of law",
        "description": "Acts, measures with dated events, stacking rules, quotas, questions, lists and tables of one or several countries.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": definitions,
    }
