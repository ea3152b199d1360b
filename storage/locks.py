"""Locks, always in one order: docs/reliability.md has the table of who takes which.

On SQLite there is one writer, and all of them are nothing.
"""

from collections.abc import Iterable
from enum import StrEnum
from hashlib import blake2b
from typing import TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from storage.tables import CaseRow

Columns = TypeVarTuple("Columns")


class Alone(StrEnum):
    """What people do one by one, so that of two at once the second knows of the first."""

    FLAG_CUSTOMER = "flag"
    """Before all cases: flags of one customer, and linking them."""
    HOLD_CUSTOMER = "claim"
    """After all cases: a new or re-opened claim of one customer."""
    BE_AWAY = "away"
    """After all cases: one person's absences."""


def alone(session: Session, what: Alone, *whose: str) -> None:
    """Until the commit, whoever asks for the same waits here."""
    if session.get_bind().dialect.name != "sqlite":
        name = "\n".join((what, *whose)).encode()
        number = int.from_bytes(blake2b(name, digest_size=8).digest(), signed=True)
        session.execute(select(func.pg_advisory_xact_lock(number)))


def cases(session: Session, ids: Iterable[int]) -> None:
    """These cases, by id: all of them before the first is written."""
    query = select(CaseRow.id).where(CaseRow.id.in_(list(ids))).order_by(CaseRow.id)
    session.execute(held(query)).all()


def held(query: Select[*Columns], *, free: bool = False) -> Select[*Columns]:
    """The rows as they stand, held until the commit; with `free`, only those that nobody holds.

    Rows that refer to them may be written meanwhile: a letter to its team, a card to its case.
    """
    locking = query.with_for_update(key_share=True, skip_locked=free)
    return locking.execution_options(populate_existing=True)
