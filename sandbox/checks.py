"""What Slack refuses in blocks, views, metadata and arguments, worded as Slack words it."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sandbox.charts import check_charts, said

Surface = Literal["message", "modal", "home"]
Json = dict[str, Any]
SCHEMAS = Path(__file__).parent / "schemas"
ELSEWHERE: dict[Surface, set[str]] = {
    "message": {"input"},
    "modal": {"data_visualization"},
    "home": set(),
}
"""Blocks that a surface does not take."""
MOST_IN_BLOCKS = 12_000
"""Characters in all blocks of a message together; Slack does not document it."""


@cache
def methods() -> dict[str, Json]:
    """Every Web API method: scopes, required arguments, arguments and their types."""
    found: dict[str, Json] = json.loads((SCHEMAS / "methods.json").read_text())
    return found


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / "blocks.json").read_text())
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"})


def check_blocks(blocks: Any, surface: Surface, pointer: str = "/blocks") -> list[str]:
    """Every reason for which Slack refuses these blocks on that surface."""
    if not isinstance(blocks, list):
        return [said("must be an array", pointer)]
    found = _problems(blocks, surface, pointer)
    found += [
        said(f"unsupported type: {block['type']}", f"{pointer}/{n}")
        for n, block in enumerate(blocks)
        if isinstance(block, dict) and block.get("type") in ELSEWHERE[surface]
    ]
    return found or [*_repeated(blocks, pointer), *check_charts(blocks, pointer)]


def check_view(view: Any) -> list[str]:
    """Every reason for which Slack refuses this view."""
    if not isinstance(view, dict):
        return [said("must be an object", "/view")]
    found = _problems(view, "view", "/view")
    if found:
        return found
    surface: Surface = "home" if view["type"] == "home" else "modal"
    inputs = [block for block in view["blocks"] if block.get("type") == "input"]
    if inputs and surface == "modal" and "submit" not in view:
        return [said("missing required field: submit", "/view")]
    return check_blocks(view["blocks"], surface, "/view/blocks")


def check_metadata(metadata: Any) -> list[str]:
    found = _problems(metadata, "metadata", "/metadata")
    if found:
        return found
    nested = [k for k, v in metadata["event_payload"].items() if isinstance(v, dict | list)]
    return [said("must be flat", f"/metadata/event_payload/{key}") for key in nested]


def check_arguments(method: str, args: Json) -> list[str]:
    """Missing arguments and such of the wrong type; unknown ones Slack passes over."""
    known = methods()[method]
    found = [
        said(f"missing required field: {name}", "")
        for name in known["required"]
        if args.get(name) in (None, "")
    ]
    for name, kind in known["args"].items():
        if args.get(name) is not None and not _fits(kind, args[name]):
            found.append(said(f"must be a valid {kind}", f"/{name}"))
    return found


def parsed(method: str, args: Json) -> Json:
    """The arguments with JSON, numbers and booleans read out of a form's strings."""
    kinds = methods()[method]["args"]
    return {name: _parse(kinds.get(name), value) for name, value in args.items()}


def text_in(blocks: list[Json]) -> int:
    """How many characters all blocks hold together."""
    return sum(len(json.dumps(block, ensure_ascii=False)) for block in blocks)


def _parse(kind: str | None, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if kind == "json":
            return json.loads(value)
        if kind == "integer":
            return int(value)
    except ValueError:
        return value
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(value.lower(), value)
    return value


def _fits(kind: str, value: Any) -> bool:
    if kind == "json":
        return not isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool) or value in (0, 1)
    if kind == "integer":
        return isinstance(value, int)
    return isinstance(value, str)


def _problems(value: Any, name: str, pointer: str) -> list[str]:
    errors = sorted(_validator(name).iter_errors(value), key=lambda e: list(map(str, e.path)))
    return [_worded(error, pointer) for error in errors]


def _worded(error: ValidationError, pointer: str) -> str:
    where = "".join(f"/{part}" for part in error.absolute_path)
    return said(WORDS.get(str(error.validator), _otherwise)(error), pointer + where)


def _otherwise(error: ValidationError) -> str:
    return f"failed to match {error.validator}"


def _missing(error: Any) -> str:
    have = error.instance if isinstance(error.instance, dict) else {}
    lacking = [name for name in error.validator_value if name not in have]
    return f"missing required field: {lacking[0]}"


def _not_one_of(error: Any) -> str:
    if error.absolute_path and error.absolute_path[-1] == "type":
        return f"unsupported type: {error.instance}"
    return f"must be one of {', '.join(map(str, error.validator_value))}"


def _additional(error: Any) -> str:
    extra = sorted(set(error.instance) - set(error.schema["properties"]))
    return f"invalid additional property: {extra[0]}"


WORDS: dict[str, Any] = {
    "maxLength": lambda e: f"must be less than {e.validator_value + 1} characters",
    "minLength": lambda e: f"must be more than {e.validator_value - 1} characters",
    "maxItems": lambda e: f"no more than {e.validator_value} items allowed",
    "minItems": lambda e: f"no fewer than {e.validator_value} items allowed",
    "required": _missing,
    "enum": _not_one_of,
    "const": _not_one_of,
    "type": lambda e: f"must be a {e.validator_value}",
    "additionalProperties": _additional,
    "anyOf": lambda e: "must provide a text or fields",
    "pattern": lambda e: "has a wrong format",
    "minimum": lambda e: f"must be at least {e.validator_value}",
    "maximum": lambda e: f"must be at most {e.validator_value}",
}


def _repeated(blocks: list[Json], pointer: str) -> Iterator[str]:
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    for block_id, times in ids.items():
        if times > 1:
            yield said(f"`block_id` already exists: {block_id}", pointer)
    for n, block in enumerate(blocks):
        actions = Counter(
            element["action_id"] for element in block.get("elements", ()) if "action_id" in element
        )
        for action_id, times in actions.items():
            if times > 1:
                yield said(f"`action_id` already exists: {action_id}", f"{pointer}/{n}/elements")
