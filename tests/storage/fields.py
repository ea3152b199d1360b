"""The shape of what is stored: every field and choice that a stored case or team is made of."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from bot.claim.case import Claim
from bot.flag.case import Flag
from bot.team import TeamSettings


def fields_kept() -> dict[str, Any]:
    """Of each dataclass its fields with their types, of each enum its values."""
    kinds = sorted({*reachable(Flag), *reachable(Claim), *reachable(TeamSettings)}, key=_name)
    return {_name(kind): _described(kind) for kind in kinds}


def reachable(kind: type) -> Iterator[type]:
    """The dataclass itself, and the dataclasses and enums that its fields can hold."""
    yield kind
    if not is_dataclass(kind):
        return
    for hint in hints_of(kind).values():
        for held in _parts(hint):
            if is_dataclass(held) or issubclass(held, Enum):
                yield from reachable(held)


def hints_of(kind: type) -> dict[str, object]:
    """Only those of fields."""
    hints = get_type_hints(kind)
    assert is_dataclass(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def _parts(hint: object) -> Iterator[type]:
    """The classes of which a type is made."""
    if get_origin(hint) is Annotated:
        yield from _parts(get_args(hint)[0])
    elif get_args(hint):
        for part in get_args(hint):
            yield from _parts(part)
    elif isinstance(hint, type):
        yield hint


def _described(kind: type) -> Any:
    if issubclass(kind, Enum):
        return [member.value for member in kind]
    hints = hints_of(kind)
    assert is_dataclass(kind)
    return {each.name: _field(each, hints[each.name]) for each in fields(kind)}


def _field(field: Field[Any], hint: object) -> str:
    optional = field.default is not MISSING or field.default_factory is not MISSING
    return _written(hint) + (" = …" if optional else "")


def _written(hint: object) -> str:
    """As in the source, without the modules."""
    if isinstance(hint, type) and not get_args(hint):
        return hint.__name__
    parts = [_written(part) for part in get_args(hint)]
    origin = get_origin(hint)
    if origin in (tuple, frozenset):
        return f"{origin.__name__}[{', '.join(parts)}]"
    return " | ".join(parts) if parts else str(hint).replace("Ellipsis", "…")


def _name(kind: type) -> str:
    return kind.__name__
