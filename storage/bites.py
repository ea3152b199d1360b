"""Old rows go a few at a time, and nobody who writes waits for them."""

from typing import Any

from sqlalchemy import Select, bindparam, delete
from sqlalchemy.orm import Session

from storage.tables import Table

AT_ONCE = 500
"""Rows in one transaction: some ten milliseconds."""


def delete_some(session: Session, row: type[Table], old: Select[*tuple[Any, ...]]) -> bool:
    """Delete the first of those rows, found by their keys; whether there may be more of them."""
    query = old.limit(AT_ONCE).with_for_update(of=row, skip_locked=True)
    keys = [
        {f"this_{name}": value for name, value in each.items()}
        for each in session.execute(query).mappings()
    ]
    if keys:
        these = (column == bindparam(f"this_{column.name}") for column in row.__table__.primary_key)
        session.execute(delete(row.__table__).where(*these), keys)
    return len(keys) == AT_ONCE
