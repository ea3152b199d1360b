"""The rows, with no behaviour."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

import sqlalchemy
from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, Integer, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

Json = dict[str, Any]


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def _only(sqlite: str, postgresql: str = "") -> Json:
    """An index of these rows alone; a query finds it where it says just the same."""
    return {"sqlite_where": text(sqlite), "postgresql_where": text(postgresql or sqlite)}


OPEN_CLAIM = _only("open IS 1", "open IS true")
NOT_CLOSED = _only("closed IS 0", "closed IS false")
Id = BigInteger().with_variant(Integer, "sqlite")


class Table(DeclarativeBase):
    __table__: ClassVar[sqlalchemy.Table]
    type_annotation_map: ClassVar = {datetime: UtcTime, int: Id, Json: JSON, str: Text}


class Workspace(Table):
    __tablename__ = "workspaces"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    bot_user: Mapped[str]
    enterprise_id: Mapped[str | None]
    last_number: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class PersonRow(Table):
    __tablename__ = "people"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    zone: Mapped[str | None]
    admin: Mapped[bool]
    deactivated: Mapped[bool]
    outsider: Mapped[bool]
    guest: Mapped[bool]
    fetched_at: Mapped[datetime]


class AbsenceRow(Table):
    __tablename__ = "absences"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[date]


class TeamRow(Table):
    __tablename__ = "teams"
    __table_args__ = (Index("teams_channel", "workspace_id", "channel", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    channel: Mapped[str]
    settings: Mapped[Json]
    digest_due: Mapped[datetime | None] = mapped_column(index=True)


class TeamHistoryRow(Table):
    """Who has changed a team's settings, and when."""

    __tablename__ = "team_history"
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[str]
    facts: Mapped[Json]
    """{field: [before, after]}"""


class CaseRow(Table):
    __tablename__ = "cases"
    __table_args__ = (
        Index("cases_number", "workspace_id", "number", unique=True),
        Index("cases_one_open_claim", "workspace_id", "customer_key", unique=True, **OPEN_CLAIM),
        Index("cases_unowned", "team_id", "person", **OPEN_CLAIM),
        Index("cases_open", "workspace_id", "team_id", "person", **NOT_CLOSED),
        Index("cases_customer", "workspace_id", "customer_key", **NOT_CLOSED),
        Index("cases_flags", "workspace_id", "person", "id", **_only("kind = 'hostile'")),
        Index("cases_changed", "team_id", "changed_at"),
        Index("cases_due", "next_due", **_only("next_due IS NOT NULL")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    enterprise_id: Mapped[str | None]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    kind: Mapped[str]
    number: Mapped[int | None]
    person: Mapped[str]
    customer_key: Mapped[str | None]
    open: Mapped[bool]
    """An open claim: it keeps others from claiming the same customer."""
    closed: Mapped[bool]
    next_due: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    state: Mapped[Json]


class TextRow(Table):
    __tablename__ = "texts"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    body: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class HistoryRow(Table):
    __tablename__ = "history"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[datetime]
    by: Mapped[str]
    step: Mapped[str]
    facts: Mapped[Json]


class NudgeRow(Table):
    __tablename__ = "nudges"
    __table_args__ = (Index("nudges_at", "at"),)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class AwaitedRow(Table):
    """For whom something of an open case may wait: by them a person's list finds its cases."""

    __tablename__ = "awaited"
    __table_args__ = (Index("awaited_person", "workspace_id", "person"),)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))


class DishRow(Table):
    """The open dishes, so that they are found by their person; the case's state says the rest."""

    __tablename__ = "dishes"
    __table_args__ = (Index("dishes_person", "workspace_id", "person"),)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    person: Mapped[str]


class WeeklyListRow(Table):
    """When a person hears next of all their overdue dishes, in one message."""

    __tablename__ = "weekly_lists"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    due: Mapped[datetime] = mapped_column(index=True)


class ConsentRow(Table):
    """Whether the digest may name somebody."""

    __tablename__ = "consents"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    named: Mapped[bool]
    at: Mapped[datetime]


class CardRow(Table):
    __tablename__ = "cards"
    __table_args__ = (Index("cards_place", "workspace_id", "channel", "ts"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    people: Mapped[Json]
    """{"people": [...]}: a group conversation's members beside the bot; empty for a channel."""
    channel: Mapped[str | None]
    ts: Mapped[str | None]
    left: Mapped[bool]
    """Others have come into the conversation: nothing is said there any more."""
    by_letter: Mapped[bool]
    """Slack has not opened the conversation: until it does, letters carry the words."""


class LetterRow(Table):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_key", "key", unique=True),
        Index("outbox_next", "urgent", "id", **_only("state = 'waiting'")),
        Index("outbox_lane", "lane", "id", **_only("state = 'waiting'")),
        Index("outbox_given_up", "id", **_only("state = 'given_up'")),
        Index("outbox_over", "written_at", **_only("state = 'sent' OR state = 'dropped'")),
        Index("outbox_held", "case_id", **_only("state = 'held'")),
        Index("outbox_digests", "workspace_id", "id", **_only("says = 'digest'")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    key: Mapped[str]
    lane: Mapped[str]
    """Letters of one lane go in the order in which they were written."""
    urgent: Mapped[bool] = mapped_column(default=False)
    """About an urgent case: in a lane of its own, before all others."""
    says: Mapped[str]
    to: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))
    facts: Mapped[Json]
    opaque: Mapped[str]
    state: Mapped[str]
    """held, waiting, sent, dropped (no longer wanted) or given_up"""
    after: Mapped[str | None]
    """While held: the kind of letter about the same case that has to arrive first."""
    written_at: Mapped[datetime]
    """By the database's clock, as all times here."""
    wanted: Mapped[int] = mapped_column(default=1)
    """How often a card has become stale; a letter's is 1."""
    attempts: Mapped[int] = mapped_column(default=0)
    first_try_at: Mapped[datetime | None]
    refused_since: Mapped[datetime | None]
    """Since when Slack has refused this letter; waits and unknown ends do not count."""
    uncertain: Mapped[bool] = mapped_column(default=False)
    late_told: Mapped[bool] = mapped_column(default=False)
    """Whoever relies on this urgent letter has heard that it has not gone out yet."""
    leased_until: Mapped[datetime | None]
    """While somebody tries; past it, nobody knows how the try ended."""
    not_before: Mapped[datetime | None]
    """The pause before the next try: Retry-After, an unknown end, a refusal."""
    channel: Mapped[str | None]
    ts: Mapped[str | None]
    reason: Mapped[str | None]


class ReceivedRow(Table):
    __tablename__ = "received"
    key: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[Json]
    at: Mapped[datetime] = mapped_column(index=True)


class HeardRow(Table):
    """What Slack last told of a message: see heard.py."""

    __tablename__ = "heard"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    says: Mapped[bool]
    gone: Mapped[bool]
    at: Mapped[datetime] = mapped_column(index=True)
