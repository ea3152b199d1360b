"""Whatever people do with a flag, in whatever order, and however long they wait."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases import next_due
from bot.dishes import clocks as dish_clocks
from bot.dishes.steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.due import Clock
from bot.flag.behalf import Confirm, Decline
from bot.flag.care import (
    Acknowledge,
    AskTalk,
    Called,
    Calling,
    CorrectTalk,
    CorrectTalked,
    NotCalled,
    NoteTalk,
    SafeNow,
    See,
    TakeBackWords,
)
from bot.flag.case import ANSWERED, Flag, Headline, Type, Wish
from bot.flag.closing import Close, CorrectText, KeepOpen, NoteLesson, Object, Reopen, Withdraw
from bot.flag.customer import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.flag.decision import AnswerExplanation, Decide, Explain, HearElsewhere
from bot.flag.routing import ChooseContact, DeclineContact, GiveToDeputy
from bot.flag.steps import STEPS
from bot.flag.together import Link, Merge, TakeIn
from bot.flag.tracks import Behaviour, Decided, Finish, How, Matter, MessageRef, Reply, TalkOutcome
from bot.notices import Says
from bot.refusals import Refused
from bot.steps import Step, allowed
from bot.team import CLOCK, Now
from bot.text import Typed
from storage.states import case_from, state_of
from tests.rules.people import (
    DORTE,
    EVERYBODY,
    GRETA,
    HANS,
    IDA,
    KARIN,
    OLAV,
    SIGRID,
    at,
    flagged,
    team,
)
from tests.rules.play import Play

START = "2026-03-27T14:15+01:00"
"""A Friday afternoon, two days before summer time."""
FOREVER = at("2028-03-01T00:00Z")
DAYS = (date(2026, 4, 3), date(2026, 5, 29))
DECISIONS = [
    Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5)),
    Decided(Matter.GETS_THEIR_WAY, Behaviour.WARNING, to_agent=Typed(5), agent_first=False),
    Decided(Matter.NOT_SETTLED, Behaviour.NOTHING, to_agent=Typed(5), because=Typed(6)),
    Decided(
        Matter.NO,
        Behaviour.LIMITED,
        to_agent=Typed(5),
        limited_to=Typed(7),
        limited_until=date(2026, 5, 29),
    ),
    Decided(Matter.PARTLY, None, to_agent=Typed(5), agent_first=True),
]
EXAMPLES: list[Step[Flag]] = [
    See(),
    *(
        Acknowledge(How.REPLY, MessageRef("G1", ts), filler=filler)
        for filler in (False, True)
        for ts in "12"
    ),
    Acknowledge(How.TALKED),
    *(Acknowledge(How.WRITTEN, text=text) for text in (Typed(14), Typed(15, filler=True), None)),
    *(TakeBackWords(MessageRef("G1", ts)) for ts in "12"),
    CorrectTalked(),
    Calling(),
    Called(),
    NotCalled(),
    SafeNow(),
    AskTalk(),
    *map(NoteTalk, TalkOutcome),
    CorrectTalk(),
    *(
        Decide(what, now, opened, Typed(9))
        for what in DECISIONS
        for now in (False, True)
        for opened in (0, 1, 2)
    ),
    Explain(),
    HearElsewhere(),
    *(AnswerExplanation(reply, Typed(8)) for reply in (Reply.THANKS, Reply.TALK, Reply.DIFFERENT)),
    *map(WishToFinish, Finish),
    TakeOver(),
    HandBack(),
    TakeBack(),
    StayWithManager(),
    CustomerHelped(),
    CorrectText(Typed(11)),
    NoteLesson(Typed(12)),
    Withdraw(),
    GiveToDeputy(),
    DeclineContact(),
    *map(ChooseContact, (IDA, KARIN, GRETA, HANS)),
    KeepOpen(),
    Close(),
    Object(),
    Reopen(),
    Reopen(answer_wanted=True),
    Confirm(),
    Decline(),
    Link((9,)),
    Merge(9, 43),
    TakeIn(9, (Type.RUDE,), Wish.LOG_ONLY, (Typed(13),)),
    *(AddDish(person, day) for person in (KARIN, IDA) for day in DAYS),
    *(step(number) for step in (DishDone, DropDish, AcceptDish, DeclineDish) for number in (1, 2)),
    *(KeepDish(number, DAYS[1]) for number in (1, 2)),
    *(PassDish(number, person) for number in (1, 2) for person in (IDA, GRETA)),
]
SURROUNDINGS: list[dict[str, Any]] = [
    {},
    {},
    {"gone": (HANS,)},
    {"gone": (KARIN, HANS)},
    {"away": (HANS,)},
    {"away": (HANS, DORTE, SIGRID, OLAV, IDA)},
    {"managers": (GRETA,)},
    {"managers": (), "deputy": None, "skip": None, "on_call": ()},
    {"deputy": None, "skip": None},
]
"""People leave, are away, or are replaced in the team."""
KINDS = st.sampled_from([Type.RUDE, Type.PERSONAL_ABUSE, Type.THREAT, Type.CUSTOMER_IN_DANGER])
HOW = st.sampled_from([{}, {}, {"contact": IDA}, {"reported_by": IDA}])
"""By the agent, with a contact of their choosing, or on their behalf."""
TIME = st.one_of(st.integers(1, 600), st.integers(600, 60 * 24 * 8)).map(
    lambda minutes: timedelta(minutes=minutes)
)
MOVES = ["allowed"] * 6 + ["anything", "passes", "passes", "sleeps", "around"]


def walked(play: Play[Flag], data: st.DataObject, most: int) -> Counter[Headline]:
    """Somebody tries a step, time passes, the bot sleeps, or the surroundings change."""
    been: Counter[Headline] = Counter()
    lapsed = False
    for _ in range(data.draw(st.integers(most // 2, most))):
        move(play, data)
        lapsed = lapsed or not play.team.active(play.case.agent)
        sane(play, lapsed=lapsed)
        been[play.case.headline] += 1
    if allowed(play.case, Called, Now(play.case.agent, play.now, play.team)) and play.case.paging:
        play.does(play.case.agent, Called())  # an urgent clock has no other end
    play.passes(FOREVER)
    sane(play, lapsed=lapsed)
    assert next_due(play.case, play.team, play.sent) is None, "no clock runs for ever"
    return been


def move(play: Play[Flag], data: st.DataObject) -> None:
    what = data.draw(st.sampled_from(MOVES))
    if what == "around":
        play.team = team(**data.draw(st.sampled_from(SURROUNDINGS)))
    elif what in ("passes", "sleeps"):
        getattr(play, what)(play.now + data.draw(TIME))
    else:
        by, step = data.draw(st.sampled_from(tries(play, might=what == "allowed")))
        case, said = play.case, list(play.said)
        try:
            play.does(by, step)
        except Refused:
            assert (play.case, play.said) == (case, said), "nothing half happens"


def tries(play: Play[Flag], *, might: bool) -> list[tuple[str, Step[Flag]]]:
    """Each kind of step is as likely as another; few take the flag back."""
    case = play.case
    people = sorted({case.agent, *case.asked}) if might else [*EVERYBODY, CLOCK]
    found = [
        (by, step)
        for by in people
        for step in EXAMPLES
        if not might or allowed(case, type(step), Now(by, play.now, play.team))
    ]
    kinds = Counter(type(step) for _by, step in found)
    evened = [pair for pair in found for _ in range(_weight(pair[1], kinds))]
    return evened or [(case.agent, Reopen())]


def _weight(step: Step[Flag], kinds: Counter[type]) -> int:
    return 1 if isinstance(step, Withdraw | Decline | Merge) else 2 + 12 // kinds[type(step)]


def sane(play: Play[Flag], *, lapsed: bool) -> None:
    """`lapsed`: the agent's account was closed at some time, and all that concerns them with it."""
    case = play.case
    assert case_from(case.kind.name, state_of(case), id=case.id, number=case.number) == case
    if case.headline is Headline.CLOSED and not lapsed:
        assert case.care.answered_at, "closed unanswered"
        assert case.unexplained_since is None, "closed unexplained"
    assert case.agent not in case.asked
    for conversation in case.conversations:
        assert case.agent in conversation, "every conversation is the agent's"
        assert len(conversation) <= 2, "and is shared with one person"
        assert case.may_share(conversation)
    assert case.care.stepped_up or len(case.asked) <= 1 or case.track.urgent, "two are asked"
    assert not case.contact or set(case.asked) <= {case.contact}, "the contact is asked alone"
    if case.unconfirmed and not case.track.urgent:
        assert not case.asked, "nobody hears of it before the agent's yes"
    assert {p for p in EVERYBODY if case.may_read(p, play.team)} == readers(play)
    for decision in case.decisions:
        silent = decision.answer is not None and decision.answer.reply is Reply.NO_ANSWER
        assert not silent or play.now - decision.at >= timedelta(days=5), "silence came too early"
    sane_clocks(case, play)


def readers(play: Play[Flag]) -> set[str]:
    """The agent, and who is asked and stands in the team's settings, each with an account."""
    case, settings = play.case, play.team.settings
    named = {case.contact} if case.contact else {*settings.responsible, *settings.on_call_people}
    found = {case.agent, *(named & set(case.asked))}
    if case.unconfirmed or (case.withdrawn_at and case.merged_into is None):
        found = {case.agent}
    return {person for person in found if play.team.active(person)}


def sane_clocks(case: Flag, play: Play[Flag]) -> None:
    """No clock has anything more to say that no state wants."""
    due = case.kind.clocks(case, play.team, play.sent)
    due += dish_clocks.all_due(case, play.team, play.sent)
    running = {Clock(each.key.clock) for each in due if each.key not in play.sent}
    if case.headline not in (*ANSWERED, Headline.NEW, Headline.SEEN):
        assert running <= {Clock.LIMIT}, "an ended case has no clock"
    if case.headline in ANSWERED:
        assert case.paging or not running & {Clock.ACKNOWLEDGE, Clock.PAGE}
        ends = (*(answer.at for answer in case.care.answers), case.care.called_at)
        since = max(at for at in ends if at is not None)
        asking = {Says.NUDGE_TO_ANSWER, Says.WARNING_TO_ANSWER}
        assert not {e.notice.says for e in play.said if e.at > since} & asking
    else:
        assert not running & {Clock.TALK, Clock.DECISION, Clock.REPLY, Clock.CLOSE}
    assert Clock.EXPLANATION not in running or case.unexplained_since is not None
    assert Clock.REPLY not in running or case.reply_awaited


def nagged(play: Play[Flag]) -> Counter[tuple[datetime, str]]:
    """How many letters about an answer each manager got at each moment."""
    about = {Says.NUDGE_TO_ANSWER, Says.WARNING_TO_ANSWER}
    return Counter((e.at, str(e.notice.to)) for e in play.said if e.notice.says in about)


def begun(kind: Type, how: dict[str, str]) -> Play[Flag]:
    return Play(flagged(START, kind, team=team(), **how), team(), at(START))


@given(KINDS, HOW, st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_however_a_flag_goes_it_stays_sane(
    kind: Type, how: dict[str, str], data: st.DataObject
) -> None:
    play = begun(kind, how)
    walked(play, data, 20)
    assert max(nagged(play).values(), default=0) <= 1, "one reminder at a time"


@pytest.mark.slow
def test_however_a_flag_goes_it_stays_sane_for_ten_thousand_steps() -> None:
    been: Counter[Headline] = Counter()

    @given(KINDS, HOW, st.data())
    @settings(
        max_examples=500, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    def walk(kind: Type, how: dict[str, str], data: st.DataObject) -> None:
        been.update(walked(begun(kind, how), data, 60))

    walk()
    assert been.total() >= 10_000
    assert set(been) == set(Headline), "the walks see every state"


def test_every_step_is_tried() -> None:
    """But those of the clock, which time brings."""
    by_the_clock = {kind for kind in STEPS if may_only_the_clock(kind)}
    assert {type(step) for step in EXAMPLES} == set(STEPS) - by_the_clock


def may_only_the_clock(kind: type) -> bool:
    case, who = flagged(START, team=team()), STEPS[kind].who
    people = any(who(case, Now(person, at(START), team())) for person in (KARIN, HANS))
    return who(case, Now(CLOCK, at(START), team())) and not people
