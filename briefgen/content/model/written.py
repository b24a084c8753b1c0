"""How a field may be written in YAML beside its full form, for the editors' schemas. content.short_forms reads these forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NAMED: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
LISTED: Schema = {"type": "array", "items": TEXT}
CITATIONS = (TEXT, LISTED)
DERIVATIONS = ({"type": "array", "items": NAMED},)
POSTS = (LISTED,)
PARTIES = ({"type": "object", "additionalProperties": {"anyOf": [TEXT, LISTED]}},)
BY_NAME = (NAMED,)
LABEL = (TEXT,)


@dataclass(frozen=True)
class Written:
    """A field that may also be written in other forms, each a JSON schema."""

    forms: tuple[Schema, ...]

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The forms, and the full one last."""
        return {"anyOf": [*self.forms, handler(schema)]}


def written(forms: tuple[Schema, ...]) -> Written:
    return Written(forms)


def may_be_left_out(*names: str) -> Callable[[Schema], None]:
    """For a model's json_schema_extra: fields that have a default elsewhere."""

    def change(schema: Schema) -> None:
        schema["required"] = [name for name in schema.get("required", ()) if name not in names]

    return change
