"""Where each case's card stands; a card is stale whenever its case was saved."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, bindparam, insert, select
from sqlalchemy.orm import Session

from bot.flag.case import Flag
from bot.notices import Says
from bot.steps import Case
from bot.team import PersonId, Team
from storage import outbox
from storage.states import readable
from storage.tables import CardRow, CaseRow, TeamRow

CARDS = CardRow.__table__
ADD = insert(CARDS).returning(CARDS.c.id)
STANDING = (
    select(CARDS.c.id, CARDS.c.people)
    .where(CARDS.c.case_id == bindparam("case"), CARDS.c.left.is_(False))
    .order_by(CARDS.c.id)
)


@dataclass(frozen=True, slots=True)
class Card:
    """One drawing of a case's card, and the place where its thread is."""

    id: int
    case_id: int
    people: tuple[PersonId, ...]
    """Who shares the conversation beside the bot; empty for the team's channel."""
    channel: str | None
    ts: str | None
    left: bool
    by_letter: bool


def stale(session: Session, case: Case, team: Team) -> None:
    """Have every card of the case drawn again; new conversations get one of their own."""
    rows = session.execute(STANDING, {"case": case.id}).all()
    known = [row.people["people"] for row in rows]
    ids = [row.id for row in rows]
    for people in case.conversations:
        if list(people) not in known:
            channel = None if people else team.settings.channel
            ids.append(_new(session, case.workspace, case.id, list(people), channel))
    for card_id in ids:
        outbox.put_card(session, card_id, case)


def _new(
    session: Session,
    workspace: str,
    case_id: int,
    people: Iterable[PersonId],
    channel: str | None = None,
) -> int:
    place = {"channel": channel, "left": False, "by_letter": False}
    about = {"workspace_id": workspace, "case_id": case_id, "people": {"people": people}}
    card_id: int = session.execute(ADD, {**about, **place}).scalar_one()
    return card_id


def redraw_flags_of(session: Session, workspace: str, agent: PersonId) -> None:
    """Whether the agent is there stands on the cards of their open flags."""
    query = select(CardRow, CaseRow).where(
        CardRow.case_id == CaseRow.id,
        CaseRow.workspace_id == workspace,
        CaseRow.kind == "hostile",
        CaseRow.person == agent,
        CaseRow.closed.is_(False),
        CardRow.left.is_(False),
    )
    for card, row in session.execute(query.order_by(CardRow.id)):
        for case in readable([row]):
            outbox.put_card(session, card.id, case)


def opened(session: Session, card_id: int, channel: str) -> None:
    session.get_one(CardRow, card_id).channel = channel


def forget_message(session: Session, card_id: int) -> None:
    """The message is gone, or cannot be edited: the next time it is posted anew."""
    session.get_one(CardRow, card_id).ts = None


def forget_place(session: Session, card_id: int) -> None:
    """The conversation is gone: the next time one is opened afresh."""
    row = session.get_one(CardRow, card_id)
    row.channel = row.ts = None


def post_anew(session: Session, card_id: int, case: Case) -> None:
    """The message that the thread hangs on is gone: it is drawn, and so posted, again."""
    row = session.get_one(CardRow, card_id)
    outbox.put_card(session, card_id, case)  # the letter before its card, as whoever sends it does
    row.ts = None


def leave(session: Session, card_id: int, case: Case) -> None:
    """Others have come into a flag's conversation.

    Nothing more is said there; a new one is opened for the same people, and the agent hears why.
    """
    row = session.get_one(CardRow, card_id, with_for_update=True)
    if row.left or not isinstance(case, Flag):
        return
    row.left = True
    again = _new(session, row.workspace_id, row.case_id, row.people["people"])
    outbox.put_card(session, again, case)
    outbox.post(
        session,
        Says.CONVERSATION_LEFT,
        case.agent,
        workspace=case.workspace,
        key=f"conversation_left:{card_id}",
        facts={},
        urgent=case.urgent,
        case_id=case.id,
        team_id=case.team,
    )


def get(session: Session, card_id: int) -> Card:
    return _card(session.get_one(CardRow, card_id))


def newest(session: Session, case: Case, by: PersonId | None = None) -> Card | None:
    """The card whose thread is the case's; with `by`, that of the conversation they are in.

    Never that of a conversation in which somebody is who is no longer asked.
    """
    for row in session.scalars(_in_use(case).order_by(CardRow.id.desc())):
        people = row.people["people"]
        if case.may_share(people) and (by is None or by in people):
            return _card(row)
    return None


def at(session: Session, workspace: str, channel: str, ts: str) -> Card | None:
    """The card that is that message."""
    query = select(CardRow).where(
        CardRow.workspace_id == workspace, CardRow.channel == channel, CardRow.ts == ts
    )
    row = session.scalars(query).one_or_none()
    return _card(row) if row else None


def of_flags(workspace: str, channel: str) -> ColumnElement[bool]:
    """Cards in that conversation; none in a team's channel, where those of all its claims stand."""
    teams = select(TeamRow.id).where(TeamRow.workspace_id == workspace, TeamRow.channel == channel)
    return and_(CardRow.workspace_id == workspace, CardRow.channel == channel, ~teams.exists())


def in_channel(session: Session, workspace: str, channel: str) -> list[Card]:
    """The cards of flags in that conversation, the newest first."""
    query = select(CardRow).where(of_flags(workspace, channel))
    return [_card(row) for row in session.scalars(query.order_by(CardRow.case_id.desc()))]


def _in_use(case: Case) -> Select[CardRow]:
    return select(CardRow).where(CardRow.case_id == case.id, CardRow.left.is_(False))


def _card(row: CardRow) -> Card:
    people = tuple(row.people["people"])
    return Card(row.id, row.case_id, people, row.channel, row.ts, row.left, row.by_letter)
