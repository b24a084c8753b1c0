"""The model as JSON Schema, for completion and hover text in an editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from briefgen.content.model.desk import Desk
from briefgen.content.model.kinds import KINDS, LISTS
from briefgen.content.record import Record

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

FOLDER = ".vscode/briefgen"


def schemas() -> dict[str, str]:
    """File name → JSON text: a schema for each kind of record, one for each list file, and one for desk.yaml."""
    found = {"desk.schema.json": _text(_schema(Desk))}
    for kind, (_, record) in KINDS.items():
        schema = _schema(record)
        found[f"{kind}.schema.json"] = _text(schema)
        found[f"{kind}-list.schema.json"] = _text(_list(schema))
    for kind, (_, record) in LISTS.items():
        found[f"{kind}-list.schema.json"] = _text(_list(_schema(record)))
    return found


def associations() -> dict[str, list[str]]:
    """Schema path → the content files it describes, as the YAML extension's `yaml.schemas` wants it."""
    pairs = {f"{FOLDER}/desk.schema.json": ["content/desk.yaml"]}
    for kind, (folder, _) in KINDS.items():
        pairs[f"{FOLDER}/{kind}.schema.json"] = [f"content/{folder}/**/*.yaml"]
        pairs[f"{FOLDER}/{kind}-list.schema.json"] = [f"content/{folder}.yaml"]
    for kind, (folder, _) in LISTS.items():
        pairs[f"{FOLDER}/{kind}-list.schema.json"] = [f"content/{folder}/**/*.yaml"]
    return pairs


def stale(folder: Path) -> list[str]:
    """The names of the schemas that the folder lacks or has otherwise."""
    return [
        name for name, text in schemas().items() if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def _schema(record: type[Record]) -> dict[str, Any]:
    schema: dict[str, Any] = record.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Draft7)
    if "$defs" in schema:
        schema["definitions"] = schema.pop("$defs")
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


class _Draft7(GenerateJsonSchema):
    """Draft 7, which the editors' YAML extension reads. Titles made from names say nothing and are left out."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """A record, without a title."""
        return _without(super().model_schema(schema), "title")

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """Any part; a text may be written bare, so that `2005` and `true` are welcome where one is."""
        made = super().generate_inner(schema)
        text = made.get("type") == "string" and not made.keys() & {"enum", "const"}
        return {**made, "type": ["string", "number", "boolean"]} if text else made

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """What may be left out; that it is then null says nothing. Draft 7 reads nothing beside a $ref, so one stands in allOf."""
        made = super().default_schema(schema)
        if schema.get("default", ...) is not None:
            return made
        made = _without(made, "default")
        return {"allOf": [made]} if "$ref" in made else made

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """What may be left out, as it is where it is there: nobody writes null."""
        return self.generate_inner(schema["schema"])


def _without(schema: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != key}


def _list(schema: dict[str, Any]) -> dict[str, Any]:
    item = {key: value for key, value in schema.items() if key not in {"$schema", "definitions"}}
    return {"$schema": schema["$schema"], "definitions": schema.get("definitions", {}), "type": "array", "items": item}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
