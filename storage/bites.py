"""Old rows go a few at a time, and nobody who writes waits for them."""

from sqlalchemy import ColumnElement, bindparam, delete, select
from sqlalchemy.orm import Session

from storage.tables import Table

AT_ONCE = 500
"""Rows in one transaction: some ten milliseconds."""


def delete_some(session: Session, row: type[Table], *old: ColumnElement[bool]) -> bool:
    """Delete some of those rows by their keys; whether there may be more of them."""
    key = row.__table__.primary_key.columns
    query = select(*key).where(*old).limit(AT_ONCE).with_for_update(of=row, skip_locked=True)
    rows = session.execute(query).mappings()
    found = [{f"this_{name}": value for name, value in each.items()} for each in rows]
    if found:
        these = (column == bindparam(f"this_{column.name}") for column in key)
        session.execute(delete(row.__table__).where(*these), found)
    return len(found) == AT_ONCE
