"""The model as JSON Schema, for completion and hover text in an editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefgen.content.model.desk import Desk
from briefgen.content.model.kinds import KINDS
from briefgen.content.record import Record

FOLDER = ".vscode/briefgen"


def schemas() -> dict[str, str]:
    """File name → JSON text: a schema for each kind of record, one for the list file of each kind, and one for desk.yaml."""
    found = {"desk.schema.json": _text(_schema(Desk))}
    for kind, (_, record) in KINDS.items():
        schema = _schema(record)
        found[f"{kind}.schema.json"] = _text(schema)
        found[f"{kind}-list.schema.json"] = _text(_list(schema))
    return found


def associations() -> dict[str, list[str]]:
    """Schema path → the content files it describes, as the YAML extension's `yaml.schemas` wants it."""
    pairs = {f"{FOLDER}/desk.schema.json": ["content/desk.yaml"]}
    for kind, (folder, _) in KINDS.items():
        pairs[f"{FOLDER}/{kind}.schema.json"] = [f"content/{folder}/**/*.yaml"]
        pairs[f"{FOLDER}/{kind}-list.schema.json"] = [f"content/{folder}.yaml"]
    return pairs


def stale(folder: Path) -> list[str]:
    """The names of the schemas that the folder lacks or has otherwise."""
    return [
        name for name, text in schemas().items() if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def _schema(record: type[Record]) -> dict[str, Any]:
    """Draft 7, which the editors' YAML extension reads, names its definitions `definitions`."""
    schema: dict[str, Any] = _scalars(record.model_json_schema(ref_template="#/definitions/{model}"))
    if "$defs" in schema:
        schema["definitions"] = schema.pop("$defs")
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def _scalars(node: Any) -> Any:
    """Text may be written bare, so `2005` and `true` are welcome where a text is; titles made from names say nothing."""
    if isinstance(node, list):
        return [_scalars(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _scalars(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if node.get("type") == "string" and "enum" not in node and "const" not in node:
        node["type"] = ["string", "number", "boolean"]
    return _without_null(node)


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    options = node.get("anyOf")
    if not options or {"type": "null"} not in options:
        return node
    rest = [option for option in options if option != {"type": "null"}]
    outer = {key: value for key, value in node.items() if key not in {"anyOf", "default"}}
    return {**rest[0], **outer} if len(rest) == 1 and "$ref" not in rest[0] else {**outer, "allOf": rest}


def _list(schema: dict[str, Any]) -> dict[str, Any]:
    item = {key: value for key, value in schema.items() if key not in {"$schema", "definitions"}}
    return {"$schema": schema["$schema"], "definitions": schema.get("definitions", {}), "type": "array", "items": item}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
