"""Every message once: its name, for whom it is, which facts it carries, until when it is wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto

from bot.claim.case import UNOWNED, Claim
from bot.dishes.dish import Dish, open_dishes
from bot.flag.case import OPEN, Flag, Headline
from bot.steps import Case
from bot.team import PersonId
from bot.text import Typed

Fact = int | bool | datetime | StrEnum | Typed | PersonId | list[PersonId] | None
Facts = Mapping[str, object]
"""As they were given, or as the outbox keeps them: times in ISO format, texts by id."""
Test = Callable[[Case, PersonId, Facts], bool]
"""From the newest case, the receiver and the letter's facts: is it still to be sent?"""


class Kind(Enum):
    """The type of a fact; by it `Says.people` finds whom a letter names."""

    PERSON = auto()
    PEOPLE = auto()
    TIME = auto()
    TEXT = auto()
    NUMBER = auto()
    CHOICE = auto()
    YES_OR_NO = auto()


@dataclass(frozen=True, eq=False, slots=True)
class Declared:
    """A message: whom it is for, until when it is wanted, and what each of its facts is."""

    reader: Test
    wanted: Test
    facts: Mapping[str, Kind]
    after: str | None = None
    """The kind of letter about the same case that has to arrive first: told only when it is so."""


def _anybody(case: Case, to: PersonId, facts: Facts) -> bool:
    """Whoever it was written to, whatever has become of the case."""
    return True


def _asked(case: Case, to: PersonId, facts: Facts) -> bool:
    """About a flag, for whoever is asked at that moment."""
    return isinstance(case, Flag) and to in case.asked


def _owner(case: Case, to: PersonId, facts: Facts) -> bool:
    return to == case.person


def _receiver(case: Case, to: PersonId, facts: Facts) -> bool:
    """Whoever is asked to take a claim, until the question is answered or taken back."""
    return isinstance(case, Claim) and case.offer is not None and case.offer.to == to


def _always(case: Case, to: PersonId, facts: Facts) -> bool:
    return True


def _flag(test: Callable[[Flag], bool]) -> Test:
    return lambda case, to, facts: isinstance(case, Flag) and test(case)


def _claim(test: Callable[[Claim], bool]) -> Test:
    return lambda case, to, facts: isinstance(case, Claim) and test(case)


def _dish(test: Callable[[Dish, PersonId, Facts], bool]) -> Test:
    """While the dish whose number the facts hold is open, and `test` is true of it."""

    def still_open(case: Case, to: PersonId, facts: Facts) -> bool:
        open_ones = {dish.number: dish for dish in open_dishes(case.dishes)}
        dish = open_ones.get(int(str(facts["dish"])))
        return dish is not None and test(dish, to, facts)

    return still_open


def _stepped_up(case: Case, to: PersonId, facts: Facts) -> bool:
    if not isinstance(case, Flag):
        return False
    return case.unexplained_since is not None if facts["decided"] else case.answer_awaited


def _promise(case: Case, to: PersonId, facts: Facts) -> bool:
    """While that promise runs, or was missed and the letter says so."""
    if not isinstance(case, Claim):
        return False
    due = facts["due"]
    same_promise = case.promise.due in (due, datetime.fromisoformat(str(due)))
    return same_promise and (
        case.promise_running or (case.promise_missed and bool(facts.get("missed")))
    )


_waiting = _flag(lambda case: case.answer_awaited)
_paging = _flag(lambda case: case.paging)
_unconfirmed = _flag(lambda case: case.unconfirmed and case.headline in OPEN)
_nobody_asked = _flag(lambda case: case.headline in OPEN and not case.asked)
_unexplained = _flag(lambda case: case.unexplained_since is not None)
_washes = _dish(lambda dish, to, facts: dish.person == to)


def _said(
    reader: Test = _anybody, wanted: Test = _always, after: str | None = None, **facts: Kind
) -> Declared:
    return Declared(reader, wanted, facts, after)


def _step_up(reader: Test, after: str | None = None) -> Declared:
    """One more person is asked: to them, to those asked before, and to the agent."""
    kinds = {"before": Kind.PEOPLE, "now": Kind.PERSON}
    kinds |= {"since": Kind.TIME, "decided": Kind.YES_OR_NO}
    return Declared(reader, _stepped_up, kinds, after)


_PERSON, _PEOPLE, _TIME, _TEXT = Kind.PERSON, Kind.PEOPLE, Kind.TIME, Kind.TEXT
_NUMBER, _CHOICE, _YES = Kind.NUMBER, Kind.CHOICE, Kind.YES_OR_NO


class Says(Enum):
    """Every message that leaves the bot as a letter."""

    CARD = _said()
    FLAG_SAVED = _said(after="card", asked=_PEOPLE)
    FLAG_SAVED_URGENT = _said(asked=_PEOPLE, since=_TIME)
    NOBODY_TO_ASK = _said(wanted=_nobody_asked)
    CASE_WAITS = _said(wanted=lambda *a: _waiting(*a) or _nobody_asked(*a))
    CHANNEL_SHARED = _said()
    NUDGE_TO_ANSWER = _said(_asked, _waiting, due=_TIME)
    WARNING_TO_ANSWER = _said(_asked, _waiting, due=_TIME, next=_PERSON, step_up=_TIME)
    PAGE = _said(_asked, _paging)
    PAGE_AGAIN = _said(_asked, _paging)
    CALLING = _said(wanted=_paging, by=_PERSON)
    CALLED_YET = _said(wanted=_paging, by=_PERSON)
    CALLED = _said(_asked)
    CAN_WAIT = _said(wanted=_waiting)
    STEPPED_UP_TO_YOU = _step_up(_asked)
    STEPPED_UP_STILL_WAITING = _step_up(_asked, after="stepped_up_to_you")
    STEPPED_UP_FOR_YOU = _step_up(_anybody, after="stepped_up_to_you")
    NOBODY_ANSWERED = _said(wanted=_waiting, tried=_PEOPLE)
    NOBODY_ANSWERED_URGENT = _said(wanted=_paging, tried=_PEOPLE)
    MOVED = _said(after="card", now=_PEOPLE, waits=_YES)
    CONTACT_AWAY = _said(wanted=_nobody_asked, contact=_PERSON, declined=_YES)
    CONTACT_SILENT = _said(wanted=_waiting, contact=_PERSON)
    WORDS = _said(by=_PERSON, text=_TEXT)
    TALKED_NOTED = _said(by=_PERSON)
    TALK_DUE = _said(_asked, _flag(lambda case: case.talk_awaited))
    TALK_ASKED = _said(_asked)
    TALK_NOTED = _said(by=_PERSON, outcome=_CHOICE)
    DECISION_DUE = _said(_asked, _flag(lambda case: case.headline is Headline.ANSWERED))
    EXPLANATION = _said(by=_PERSON)
    EXPLANATION_DUE = _said(_asked, _unexplained)
    HEARD_ELSEWHERE = _said(_asked, _unexplained)
    SEES_DIFFERENTLY = _said(_asked)
    LIMIT_ENDS = _said(_asked)
    FINISH_WISHED = _said(_asked, wish=_CHOICE)
    TAKEN_OVER = _said(by=_PERSON)
    HAND_BACK_ASKED = _said(
        wanted=_flag(lambda case: case.customer.offered_back_by is not None), by=_PERSON
    )
    TAKEN_BACK = _said(_asked, yes=_YES)
    CLOSING = _said(wanted=_flag(lambda case: case.closing is not None), by=_PERSON)
    OBJECTED = _said(_asked)
    OBJECTED_AGAIN = _said(_asked, before=_PEOPLE)
    WITHDRAWN = _said()
    REOPENED = _said(by=_PERSON)
    CLOSED = _said()
    SAY_TO_CUSTOMER = _said(due=_TIME)
    PROMISE_SOON = _said(_owner, _promise, due=_TIME)
    PROMISE_DUE = _said(_owner, _promise, due=_TIME)
    PROMISE_UNANSWERED = _said(wanted=_promise, due=_TIME, owner=_PERSON, missed=_YES)
    HELP_OFFERED = _said(by=_PERSON)
    FLAGGED_FOR_YOU = _said(wanted=_unconfirmed, by=_PERSON, asked=_PEOPLE)
    PAGE_ON_BEHALF = _said(_asked, _paging)
    NOT_FLAGGED = _said()
    SAME_EVENT = _said(other=_NUMBER)
    SAME_AS_YOURS = _said(other=_NUMBER, number=_NUMBER)
    LINKED = _said()
    MERGED = _said(number=_NUMBER)
    OFFERED = _said(_receiver, by=_PERSON, text=_TEXT, due=_TIME)
    OFFER_WAITS = _said(_receiver, by=_PERSON, due=_TIME)
    OFFER_TAKEN = _said(now=_PERSON, due=_TIME)
    OFFER_DECLINED = _said(by=_PERSON, due=_TIME)
    OFFER_LAPSED = _said(before=_PEOPLE, due=_TIME)
    OFFER_GONE = _said()
    DECLINED_TWICE = _said(owner=_PERSON, due=_TIME)
    UNOWNED = _said()
    STILL_UNOWNED = _said(
        wanted=_claim(lambda case: case.headline in UNOWNED),
        since=_TIME,
        before=_PEOPLE,
        due=_TIME,
    )
    NO_LONGER_YOURS = _said()
    YOURS_NOW = _said(due=_TIME)
    PASSED_TO_YOU = _said(due=_TIME)
    WHAT_NEXT = _said()
    NOTE_PASSED = _said(by=_PERSON)
    WASHING_UP = _said()
    THANK = _said(wanted=_claim(lambda case: case.thanked_at is None), owner=_PERSON)
    DISH_YOURS = _said(wanted=_washes, by=_PERSON, dish=_NUMBER, text=_TEXT)
    DISH_KEPT = _said(wanted=_washes, by=_PERSON, dish=_NUMBER, text=_TEXT)
    DISH_DUE = _said(wanted=_washes, dish=_NUMBER, text=_TEXT)
    DISH_STALE = _said(
        wanted=_dish(lambda dish, to, facts: dish.person == facts["owner"]),
        dish=_NUMBER,
        text=_TEXT,
        owner=_PERSON,
    )
    DISH_ASKED = _said(
        wanted=_dish(lambda dish, to, facts: dish.passing is not None and dish.passing.to == to),
        by=_PERSON,
        dish=_NUMBER,
        text=_TEXT,
    )
    DISH_TAKEN = _said(by=_PERSON, dish=_NUMBER, text=_TEXT)
    DISH_DECLINED = _said(by=_PERSON, dish=_NUMBER, text=_TEXT)
    WEEKLY_DISHES = _said()
    DIGEST = _said(owners=_PEOPLE)
    WORDS_LOST = _said()
    EXPLANATION_LOST = _said()
    OFFER_LOST = _said(who=_PERSON)
    NOT_DELIVERED = _said(who=_PERSON)
    NOT_REACHED_YET = _said(wanted=_waiting, who=_PEOPLE)
    CONVERSATION_LEFT = _said()
    FLAG_BY_LETTER = _said(_asked, _waiting)
    CHANNEL_LOST = _said()
    NAMES_SOMEBODY_GONE = _said(person=_PERSON)
    SETTINGS_CHANGED = _said(
        by=_PERSON,
        settings=_CHOICE,
        managers=_PEOPLE,
        managers_before=_PEOPLE,
        deputy=_PEOPLE,
        deputy_before=_PEOPLE,
        skip=_PEOPLE,
        skip_before=_PEOPLE,
        on_call=_PEOPLE,
        on_call_before=_PEOPLE,
    )

    @property
    def id(self) -> str:
        """How the outbox and a message's metadata name it."""
        return self.name.lower()

    @property
    def after(self) -> str | None:
        return self.value.after

    @classmethod
    def knows(cls, id: str) -> bool:
        return id.upper() in cls.__members__

    @classmethod
    def of(cls, id: str) -> "Says":
        """Raises KeyError for a kind that this version does not know."""
        return cls[id.upper()]

    def people(self, facts: Facts) -> frozenset[PersonId]:
        """Whom the facts name."""
        named: set[str] = set()
        for name, kind in self.value.facts.items():
            fact = facts.get(name)
            if kind is Kind.PERSON and isinstance(fact, str):
                named.add(fact)
            elif kind is Kind.PEOPLE and isinstance(fact, list | tuple):
                named |= {str(each) for each in fact}
        return frozenset(named)

    def wanted(self, case: Case, to: PersonId, facts: Facts) -> bool:
        """Whether a letter that waits is still to be sent (behaviour.md, Nudge rules)."""
        return self.value.reader(case, to, facts) and self.value.wanted(case, to, facts)


class Place(StrEnum):
    """Where a letter goes that is not for one person alone."""

    CASE_THREAD = "case_thread"
    TEAM_CHANNEL = "team_channel"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one person or place; how it looks is decided in `handlers`."""

    says: Says
    to: PersonId | Place
    facts: Mapping[str, Fact] = field(default_factory=dict)
