"""Where each case's card stands; a card is stale whenever its case was saved."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.steps import Case
from bot.team import PersonId, Team
from storage import outbox
from storage.states import case_of
from storage.tables import CardRow, CaseRow


def stale(session: Session, case: Case, team: Team) -> None:
    """Have every card of the case drawn again; new people get a card in a new conversation."""
    query = select(CardRow).where(CardRow.case_id == case.id).order_by(CardRow.id)
    rows = list(session.scalars(query))
    readers = case.card_readers
    if readers is not None and not any(row.people["people"] == list(readers) for row in rows):
        rows.append(_new(session, case, readers, team))
    for row in rows:
        outbox.put_card(session, row, case)


def _new(session: Session, case: Case, readers: tuple[PersonId, ...], team: Team) -> CardRow:
    row = CardRow(
        workspace_id=case.workspace,
        case_id=case.id,
        people={"people": list(readers)},
        channel=None if readers else team.settings.channel,
    )
    session.add(row)
    session.flush()
    return row


def redraw_flags_of(session: Session, workspace: str, agent: PersonId) -> None:
    """Whether the agent is there stands on the cards of their open flags."""
    query = select(CardRow, CaseRow).where(
        CardRow.case_id == CaseRow.id,
        CaseRow.workspace_id == workspace,
        CaseRow.kind == "hostile",
        CaseRow.person == agent,
        CaseRow.closed.is_(False),
    )
    for card, case in session.execute(query.order_by(CardRow.id)):
        outbox.put_card(session, card, case_of(case))


def opened(session: Session, card_id: int, channel: str) -> None:
    session.get_one(CardRow, card_id).channel = channel


def get(session: Session, card_id: int) -> tuple[list[str], str | None, str | None]:
    """The card's people, channel and ts."""
    row = session.get_one(CardRow, card_id)
    return list(row.people["people"]), row.channel, row.ts


def newest(session: Session, case: Case) -> tuple[str, str] | None:
    """Channel and ts of the card whose thread is the case's, once it has been posted.

    Never that of a conversation in which somebody is who is no longer asked.
    """
    query = select(CardRow).where(CardRow.case_id == case.id, CardRow.ts.is_not(None))
    for row in session.scalars(query.order_by(CardRow.id.desc())):
        if case.may_share(row.people["people"]) and row.channel and row.ts:
            return row.channel, row.ts
    return None


def at(session: Session, workspace: str, channel: str, ts: str) -> tuple[int, list[str]] | None:
    """The case whose card is that message, and the people in its conversation."""
    query = select(CardRow).where(
        CardRow.workspace_id == workspace, CardRow.channel == channel, CardRow.ts == ts
    )
    row = session.scalars(query).one_or_none()
    return (row.case_id, list(row.people["people"])) if row else None


def in_channel(session: Session, workspace: str, channel: str) -> list[int]:
    """The cases with a card in that conversation, newest first."""
    query = select(CardRow.case_id).where(
        CardRow.workspace_id == workspace, CardRow.channel == channel
    )
    return list(session.scalars(query.order_by(CardRow.case_id.desc())))
