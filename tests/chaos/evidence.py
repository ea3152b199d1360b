"""What the judge is given: what was clicked, what the database says, and what people saw."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.flag.case import Flag
from handlers.receiving.once import key_of
from sandbox.slack import Slack
from storage import cases
from storage.tables import CardRow, CaseRow, HistoryRow, LetterRow, ReceivedRow, TextRow

Json = dict[str, Any]
MARK = re.compile(r"Q\d+Z")
"""What stands in all words of one form, and nowhere else."""
REFUSED = ("errors", "push")
SAYS_NO = ("chat.postEphemeral", "views.open", "views.push", "conversations.open", "response_url")
"""By which whoever presses a button is told that it was not done."""


@dataclass(frozen=True)
class Click:
    """A button that was pressed, or a form that was sent."""

    key: str
    by: str
    name: str
    form: bool
    mark: str | None = None
    acked: bool = False
    """And it was not said that nothing was done."""


@dataclass(frozen=True)
class Deed:
    """A row of the history."""

    case: int
    by: str
    step: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Letter:
    id: int
    lane: str
    to: str
    says: str
    opaque: str
    state: str
    written_at: float
    """In seconds, as Slack's ts."""
    readers: frozenset[str]
    """Without a letter's channel, which anybody may read."""
    turned: bool = False
    """It has left the order of its lane: a card, held for another, or set aside."""


@dataclass(frozen=True)
class Seen:
    """A message that stands before people."""

    channel: str
    thread: str
    ts: str
    opaque: str


@dataclass(frozen=True)
class Open:
    """A case that is not over."""

    id: int
    stands: str
    people: tuple[str, ...]
    """Who owns it, or is asked."""
    asks: bool
    """Whether somebody was told that it has nobody."""
    overdue: bool


@dataclass(frozen=True)
class Evidence:
    clicks: tuple[Click, ...] = ()
    received: frozenset[str] = frozenset()
    deeds: tuple[Deed, ...] = ()
    letters: tuple[Letter, ...] = ()
    seen: tuple[Seen, ...] = ()
    removed: frozenset[str] = frozenset()
    """Of messages that people have deleted."""
    open: tuple[Open, ...] = ()
    gone: frozenset[str] = frozenset()
    """Whose accounts are closed."""
    were_gone: frozenset[str] = frozenset()
    """The same, at any time."""
    troubles: tuple[float, ...] = ()
    """When each was over."""
    silent: frozenset[str] = frozenset()
    """Who typed a command in the end, and was not answered."""


@dataclass
class Watch:
    """Looks on while it happens."""

    slack: Slack
    clicks: list[Click] = field(default_factory=list)
    waiting: int = 0
    """Clicks that are neither acknowledged nor given up by Slack."""
    unanswered: int = 0
    aside: set[int] = field(default_factory=set)
    """Letters that were ever refused."""
    removed: set[str] = field(default_factory=set)
    troubles: list[float] = field(default_factory=list)
    were_gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        ask = self.slack.sockets.ask

        async def watched(kind: str, payload: Json) -> Json | None:
            before = len(self.slack.record.lines)
            self.waiting += 1
            try:
                answer = await ask(kind, payload)
            finally:
                self.waiting -= 1
            self.unanswered += answer is None
            if kind == "interactive" and payload["type"] in ("block_actions", "view_submission"):
                acked = answer is not None and not self._refused(payload, answer, before)
                self.clicks.append(replace(_click(payload), acked=acked))
            return answer

        self.slack.sockets.ask = watched  # type: ignore[method-assign]  # to look on

    def _refused(self, payload: Json, answer: Json, before: int) -> bool:
        """A form says so itself; of a button, it was said to them, or may have been lost."""
        if payload["type"] == "view_submission":
            return answer.get("response_action") in (*REFUSED, "update")
        lines = self.slack.record.lines[before:]
        return any(self._tells(line, payload["user"]["id"]) for line in lines)

    def _tells(self, line: Json, person: str) -> bool:
        """Whether it may be a word to that person; of a call that went wrong, nobody knows."""
        if line["kind"] not in ("call", "fault", "hook"):
            return False
        if line["kind"] == "call" and line["method"] in SAYS_NO:
            trigger = self.slack.world.triggers.get(line["request"].get("trigger_id", ""))
            by_trigger = trigger is not None and trigger.user == person
            return by_trigger or person in json.dumps(line["request"], default=str)
        return line["kind"] != "call" and line.get("method") in (*SAYS_NO, None)

    def look(self, session: Session) -> None:
        query = select(LetterRow.id).where(LetterRow.refused_since.is_not(None))
        self.aside |= set(session.scalars(query))


def _click(payload: Json) -> Click:
    form = payload["type"] == "view_submission"
    name = payload["view"]["callback_id"] if form else payload["actions"][0]["action_id"]
    typed = json.dumps(payload["view"]["state"]["values"]) if form else ""
    mark = MARK.search(typed)
    return Click(key_of(payload), payload["user"]["id"], name, form, mark[0] if mark else None)


def gathered(session: Session, watch: Watch, silent: Iterable[str]) -> Evidence:
    world = watch.slack.world
    rows = session.scalars(select(LetterRow).order_by(LetterRow.id)).all()
    return Evidence(
        clicks=tuple(watch.clicks),
        received=frozenset(session.scalars(select(ReceivedRow.key))),
        deeds=tuple(_deeds(session)),
        letters=tuple(_letters(session, rows, watch.aside)),
        seen=tuple(_seen(watch.slack)),
        removed=frozenset(watch.removed),
        open=tuple(_open(session, rows, watch.slack.clock.now())),
        gone=frozenset(person.id for person in world.people.values() if person.deleted),
        were_gone=frozenset(watch.were_gone),
        troubles=tuple(watch.troubles),
        silent=frozenset(silent),
    )


def _letters(session: Session, rows: Iterable[LetterRow], aside: set[int]) -> Iterable[Letter]:
    cards = {card.id: card.people["people"] for card in session.scalars(select(CardRow))}
    for row in rows:
        yield Letter(
            row.id,
            row.lane,
            row.to,
            row.says,
            row.opaque,
            row.state,
            row.written_at.timestamp(),
            frozenset(cards[row.card_id] if row.card_id else [row.to]),
            turned=row.card_id is not None or row.after is not None or row.id in aside,
        )


def _seen(slack: Slack) -> Iterable[Seen]:
    for place in slack.world.conversations.values():
        for message in place.messages:
            payload = (message.metadata or {}).get("event_payload") or {}
            if message.by_bot and not message.deleted and payload.get("id"):
                yield Seen(place.id, message.thread_ts or "", message.ts, payload["id"])


def _deeds(session: Session) -> Iterable[Deed]:
    """With the marks of the words that a step has brought; a case begins with its own."""
    bodies = {row.id: row.body for row in session.scalars(select(TextRow))}
    begun = {row.id: row.state.get("text") for row in session.scalars(select(CaseRow))}
    for row in session.scalars(select(HistoryRow).order_by(HistoryRow.id)):
        facts: Json = {"begins": begun.pop(row.case_id, None), **row.facts}
        if row.step == "take_in":  # the words of a flag that has gone along with this one
            facts = {}
        words = " ".join(bodies[each] for each in _texts(facts))
        marks = frozenset(MARK.findall(words))
        yield Deed(row.case_id, row.by, row.step, marks)


def _texts(facts: Any) -> Iterable[int]:
    if isinstance(facts, Mapping):
        if set(facts) == {"id", "filler"}:
            yield facts["id"]
        else:
            yield from (found for each in facts.values() for found in _texts(each))
    elif isinstance(facts, list):
        yield from (found for each in facts for found in _texts(each))


NOBODY = {"unowned", "still_unowned", "nobody_to_ask", "case_waits", "contact_away"}
"""Letters that say that a case has nobody."""


def _open(session: Session, rows: Iterable[LetterRow], now: datetime) -> Iterable[Open]:
    told = {row.case_id for row in rows if row.says in NOBODY}
    for row in session.scalars(select(CaseRow).where(CaseRow.closed.is_(False))):
        case = cases.look(session, row.id)
        confirmed = isinstance(case, Flag) and not case.unconfirmed
        people = case.asked if isinstance(case, Flag) and confirmed else (case.person,)
        overdue = row.next_due is not None and row.next_due <= now
        yield Open(row.id, case.headline, tuple(filter(None, people)), row.id in told, overdue)
