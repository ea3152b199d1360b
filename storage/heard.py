"""What Slack last told of a message by which a case may be answered: never its words.

Events come late, twice and out of order; the newest by Slack's own time counts, and what was
deleted stays deleted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.flag.care import Acknowledge, TakeBackWords
from bot.flag.case import OPEN, Flag
from bot.flag.tracks import How, MessageRef
from bot.refusals import Code, Refused
from bot.team import CLOCK, PersonId
from storage import bites, cards, cases
from storage.database import insert, now
from storage.states import case_of
from storage.tables import CardRow, CaseRow, HeardRow

KEPT = timedelta(days=7)
"""Slack delivers what it could not within hours; a week is plenty."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as it stands by some event."""

    workspace: str
    ref: MessageRef
    version: str
    """Of two events about one message the newer has the greater one."""
    says: bool = False
    """Whether its words would answer a case: more than fillers."""
    gone: bool = False

    def before(self, other: "Heard") -> bool:
        """Whether `other` is news: nothing is of a message that is gone, nor the same once more."""
        return not self.gone and (other.gone or other.version > self.version)


def known(session: Session, workspace: str, ref: MessageRef) -> Heard | None:
    """What was last told of the message; None when nothing was, or long ago."""
    row = session.get(HeardRow, (workspace, ref.channel, ref.ts))
    return None if row is None else Heard(workspace, ref, row.version, row.says, row.gone)


def note(session: Session, heard: Heard) -> bool:
    """Keep it; False when something newer is known. Another event of the message waits here."""
    place = {"workspace_id": heard.workspace, "channel": heard.ref.channel, "ts": heard.ref.ts}
    told = {"version": heard.version, "says": heard.says, "gone": heard.gone}
    this = _this(heard.workspace, heard.ref)
    query = insert(session, HeardRow).values(**place, **told, at=now(session))
    if session.execute(query.on_conflict_do_nothing().returning(HeardRow.ts)).first():
        return True
    session.execute(select(HeardRow.ts).where(*this).with_for_update())
    session.expire_all()  # it may have been read before whoever held it wrote
    before = known(session, heard.workspace, heard.ref)
    if before is not None and not before.before(heard):
        return False
    session.execute(update(HeardRow).where(*this).values(**told))
    return True


def _this(workspace: str, ref: MessageRef) -> tuple[ColumnElement[bool], ...]:
    return (
        HeardRow.workspace_id == workspace,
        HeardRow.channel == ref.channel,
        HeardRow.ts == ref.ts,
    )


def note_here(session: Session, heard: Heard) -> None:
    """Keep it where a flag's card stands: what is said elsewhere takes nothing back."""
    if _flags_in(session, heard.workspace, heard.ref.channel):
        note(session, heard)


def answer(session: Session, case_id: int, heard: Heard, *, by: PersonId, at: datetime) -> None:
    """Words in a case's thread are its answer, unless something newer is known of them."""
    if note(session, heard):
        step = Acknowledge(How.REPLY, heard.ref)
        cases.record(session, case_id, step, by=by, at=at)


def take_back(session: Session, heard: Heard, *, at: datetime) -> None:
    """A message is gone, or says nothing any more: wherever it was the answer, it is none now."""
    place = heard.workspace, heard.ref.channel
    if not _flags_in(session, *place) or not note(session, heard):
        return
    here = _flags_in(session, *place)
    ids = {case.id for case in here}
    merged = {case.merged_into for case in here if case.merged_into is not None} - ids
    for case in (*here, *(cases.look_as(session, Flag, each) for each in sorted(merged))):
        if case.headline in OPEN:
            _take_back(session, case, heard.ref, at=at)


def _take_back(session: Session, case: Flag, ref: MessageRef, *, at: datetime) -> None:
    """By whoever wrote it, also when an admin deleted it; by the clock when they have left."""
    authors = {each.by for each in case.care.answers if each.ref == ref}
    for author in authors:
        team = cases.team_of(session, case, (author,), at=at)
        by = author if team.active(author) else CLOCK
        cases.record(session, case.id, TakeBackWords(ref), by=by, at=at)


def agents(session: Session, workspace: str, channel: str) -> set[PersonId]:
    """Of the flags whose cards stand there: their names alone are no words."""
    return {case.agent for case in _flags_in(session, workspace, channel)}


def _flags_in(session: Session, workspace: str, channel: str) -> list[Flag]:
    """The flags with a card in that conversation, newest first, as they stand now."""
    query = (
        select(CaseRow)
        .join(CardRow, CardRow.case_id == CaseRow.id)
        .where(cards.of_flags(workspace, channel))
        .where(CaseRow.kind == "hostile")
        .order_by(CaseRow.id.desc())
        .execution_options(populate_existing=True)
    )
    found = (case_of(row) for row in session.scalars(query).unique())
    return [case for case in found if isinstance(case, Flag)]


def confirm(
    session: Session, workspace: str, case_id: int, ref: MessageRef, *, by: PersonId, at: datetime
) -> None:
    """[Yes]: the words are the answer. Raises Refused when they are gone, or say nothing now."""
    session.execute(select(HeardRow.ts).where(*_this(workspace, ref)).with_for_update())
    heard = known(session, workspace, ref)
    if heard is not None and (heard.gone or not heard.says):
        raise Refused(Code.OFFER_GONE)
    cases.record(session, case_id, Acknowledge(How.CONFIRMED, ref), by=by, at=at)


def forget(session: Session) -> bool:
    return bites.delete_some(session, HeardRow, HeardRow.at < now(session) - KEPT)
