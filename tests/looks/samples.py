"""Every message and form, drawn for people and texts that are as bad as they can be."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.claim import steps as claim_steps
from bot.claim.case import Claim
from bot.claim.promise import MissPromise, NewTime
from bot.claim.steps import MarkHelped, OfferHelp
from bot.claim.steps import Reopen as ReopenClaim
from bot.digest import Week, show
from bot.flag.behalf import Confirm, Decline
from bot.flag.care import Acknowledge, NoteTalk, See
from bot.flag.case import Flag, Type
from bot.flag.closing import Close, NoteLesson, Object, Reopen, Withdraw
from bot.flag.customer import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.flag.decision import AnswerExplanation, Decide, HearElsewhere
from bot.flag.routing import DeclineContact, GiveToDeputy
from bot.flag.steps import open_flag
from bot.flag.together import Link, Merge, offered
from bot.flag.tracks import (
    Behaviour,
    Decided,
    Finish,
    Gesture,
    How,
    Matter,
    MessageRef,
    Reply,
    TalkOutcome,
)
from bot.notices import Says
from bot.numbers import finding as numbers
from bot.refusals import Refused
from bot.steps import C, Case
from bot.team import Absence, Now, OnCall, Team, TeamSettings
from bot.text import Typed
from bot.wording.check import Advice, Kind
from handlers.claim import form as claim_form
from handlers.claim import promise as claim_promise
from handlers.claim import wording as claim_wording
from handlers.escalate import chooser, help, opened_privately, unknown
from handlers.flag import behalf as flag_behalf
from handlers.flag import card as flag_card
from handlers.flag import care as flag_care
from handlers.flag import closing as flag_closing
from handlers.flag import decision_form as flag_decision_form
from handlers.flag import form as flag_form
from handlers.flag import more as flag_more
from handlers.flag import read as flag_read
from handlers.flag import routing as flag_routing
from handlers.flag import thread as flag_thread
from handlers.flag import together as flag_together
from handlers.home import mine as home_mine
from handlers.receiving import errors
from handlers.sending import letters
from handlers.sending.facts import Facts
from handlers.slack import forms, hidden, parts
from handlers.slack.parts import Message
from handlers.team import away as team_away
from handlers.team import setup_form as team_setup_form
from tests.looks import claim_samples
from tests.rules.people import HANS, IDA, KARIN, OLAV, a_flag, at, claimed, team
from tests.rules.play import Play, Said

BAD = "<!channel> & *Bo* <script>_x_</script> `{agent}` ~y~ " + "Å" * 60
TYPED = (BAD + "\n") * 25
START, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
SOON, LATER = at("2026-03-02T10:30+01:00"), at("2026-03-20T10:15+01:00")
FOREVER = at("2026-09-01T10:15+02:00")
METADATA = "{}"
DECISIONS = [
    Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5)),
    Decided(Matter.NO, Behaviour.NOTHING, to_agent=Typed(5), because=Typed(6), weighed=Typed(7)),
    Decided(
        Matter.GETS_THEIR_WAY,
        Behaviour.LIMITED,
        to_agent=Typed(5),
        limited_to=Typed(7),
        limited_until=date(2026, 5, 4),
        gesture=Gesture.MONTH_FREE,
        gesture_note=Typed(8),
        agent_first=True,
    ),
]
Deed = datetime | tuple[str, Any]
Drawn = tuple[Says, Message]


def bad_office(**settings: Any) -> Team:
    """People whose names want to be more than names."""
    there = team(admins=("UADMIN",), **settings)
    people = {key: replace(person, name=f"{BAD}{key}") for key, person in there.people.items()}
    return replace(there, people=people)


OFFICE = bad_office(on_call=(OnCall(OLAV, BAD[:30]),))
ALONE = bad_office(managers=(), deputy=None, skip=None, on_call=())
SKIPLESS = bad_office(deputy=None, skip=None)


def messages() -> Iterator[Drawn]:
    """Each message that some case on its way brings about."""
    for kind in (Type.RUDE, Type.PERSONAL_ABUSE, Type.THREAT):
        for there in (OFFICE, ALONE, SKIPLESS):
            yield from _story(_flagged(kind, there), LATER)
        for how in (How.WRITTEN, How.TALKED):
            answer = Acknowledge(how, MessageRef("G1", "1.0"), Typed(5))
            talk = () if kind is Type.RUDE else ((HANS, NoteTalk(TalkOutcome.HELD)),)
            closing = ((HANS, Close()), (KARIN, Reopen()))
            answered = ((HANS, See()), SOON, (HANS, answer))
            if kind is Type.RUDE:
                yield from _story(_flagged(kind, OFFICE), *answered, *closing)
            yield from _story(
                _flagged(kind, OFFICE), *answered, LATER, *talk, *closing[: len(talk) * 2]
            )
        yield from _story(_flagged(kind, OFFICE), (KARIN, Withdraw()))
        yield from _decisions(kind)
    yield from _routes()
    for kind in (Type.RUDE, Type.THREAT):
        yield from _story(_reported(kind), (KARIN, Decline()))
        yield from _story(_reported(kind), (KARIN, Confirm()))
    yield from _same_event()
    again = at("2026-04-02T14:00+02:00")
    yield from _story(
        _claimed(OFFICE),
        (HANS, OfferHelp()),
        LATER,
        (IDA, MissPromise()),
        (IDA, NewTime(again)),
        (IDA, MarkHelped()),
        (HANS, ReopenClaim(again)),
    )
    yield from claim_samples.messages(_drawn, _claimed(OFFICE), OFFICE)
    thanks = {"named": [IDA, KARIN], "others": 3}
    for week in (Week(1, 1, 0, 1, 1), Week(7, 6, 5, 6, 9, done=2, open=1, dropped=1)):
        facts = {"shown": show(week, members=7), **thanks}
        yield _drawn(Says.DIGEST, facts, None, OFFICE)
        thanks = {"named": [], "others": 2}
    yield _drawn(Says.CHANNEL_SHARED, {}, None, OFFICE)


def _decisions(kind: Type) -> Iterator[Drawn]:
    """The agent's voice after each kind of decision, and what the clock says of it."""
    answered = (HANS, Acknowledge(How.TALKED))
    objects = ((HANS, Close()), (KARIN, Object()), (HANS, NoteTalk(TalkOutcome.IN_WRITING)))
    over = LATER + timedelta(days=1)
    for what in DECISIONS:
        for now in (True, False):
            decide = (HANS, Decide(what, now, 0))
            yield from _story(_flagged(kind, OFFICE), answered, decide, LATER, FOREVER)
        told = (HANS, Decide(what, True, 0))
        for reply in (Reply.THANKS, Reply.TALK, Reply.DIFFERENT):
            voice = (KARIN, AnswerExplanation(reply, Typed(8)))
            talk = (HANS, NoteTalk(TalkOutcome.HELD))
            path = (answered, told, voice, LATER, talk, *objects, over, *objects)
            yield from _story(_flagged(kind, OFFICE), *path)
    yield from _story(_flagged(kind, OFFICE), answered, (KARIN, HearElsewhere()), LATER)
    yield from _story(_flagged(kind, OFFICE), answered, LATER, (KARIN, HearElsewhere()), FOREVER)
    wishes: list[list[Deed]] = [[(KARIN, WishToFinish(wish))] for wish in Finish]
    paths: list[list[Deed]] = [
        *wishes,
        [(HANS, TakeOver()), (HANS, HandBack()), (KARIN, TakeBack())],
        [(HANS, TakeOver()), (HANS, HandBack()), (KARIN, StayWithManager())],
        [(HANS, TakeOver()), (HANS, CustomerHelped())],
    ]
    for path_ in paths:
        yield from _story(_flagged(kind, OFFICE), *path_)


def _routes() -> Iterator[Drawn]:
    """Somebody else is asked."""
    for kind in (Type.SEXUAL, Type.THREAT):
        yield from _story(_flagged(kind, OFFICE, contact=IDA), LATER)
        yield from _story(_flagged(kind, OFFICE, contact=IDA), (IDA, DeclineContact()))
        yield from _story(_flagged(kind, bad_office(away=(IDA,)), contact=IDA))
        yield from _story(_flagged(kind, OFFICE), (HANS, GiveToDeputy()))
    away = _flagged(Type.RUDE, OFFICE)
    away.team = bad_office(away=(KARIN,))
    yield from _story(away)
    yield Says.CARD, flag_card.moved(away.case)


def _flagged(kind: Type, there: Team, contact: str | None = None) -> Play[Flag]:
    case = replace(a_flag(START, kind, reference=BAD), contact=contact)
    case = replace(case, customer=replace(case.customer, wished_before=Finish.TOGETHER))
    case, told = open_flag(case, there)
    return Play(case, there, at(START), said=[Said(at(START), notice) for notice in told])


def _same_event() -> Iterator[Drawn]:
    """Questions about two flags, and the cards afterwards."""
    play = _flagged(Type.RUDE, OFFICE)
    for other in (replace(play.case, id=6, agent=IDA), replace(play.case, id=6)):
        for notice in offered(play.case, [other], OFFICE):
            yield _drawn(notice.says, dict(notice.facts), play.case, OFFICE)
        yield _drawn(Says.CARD, {}, replace(play.case, linked=(6,)), OFFICE, other)
    yield from _story(_flagged(Type.RUDE, OFFICE), (KARIN, Link((6,))))
    older = replace(play.case, id=6, number=41)
    yield from _story(play, (KARIN, Merge(6, 41)))
    yield _drawn(Says.CARD, {}, play.case, OFFICE, older)
    yield _drawn(Says.CARD, {}, older, OFFICE, play.case)


def _reported(kind: Type) -> Play[Flag]:
    """Ida flags for Karin."""
    case, told = open_flag(replace(a_flag(START, kind, reference=BAD), reported_by=IDA), OFFICE)
    return Play(case, OFFICE, at(START), said=[Said(at(START), notice) for notice in told])


def _claimed(there: Team) -> Play[Claim]:
    case, told = claim_steps.open_claim(claimed(START, DUE))
    return Play(case, there, at(START), said=[Said(at(START), notice) for notice in told])


def _story(play: Play[C], *deeds: Deed) -> Iterator[Drawn]:
    """What is said on the way; a deed that the case is not ready for says nothing."""
    for deed in (play.now, *deeds):
        if isinstance(deed, datetime):
            play.passes(deed)
        else:
            with suppress(Refused):
                play.does(*deed)
        yield _drawn(Says.CARD, {}, play.case, play.team)
        for entry in play.said:
            facts = {"named": None, "others": 0, **entry.notice.facts}
            yield _drawn(entry.notice.says, facts, play.case, play.team)
        play.said.clear()


def _drawn(
    says: Says, facts: dict[str, Any], case: Case | None, there: Team, *linked: Flag
) -> Drawn:
    readers = (case.agent, *case.asked) if isinstance(case, Flag) else ()
    typed = dict.fromkeys(("text", "to_agent", "weighed"), TYPED)
    typed |= dict.fromkeys(("because", "limited_to", "gesture_note"), BAD)
    return says, letters.draw(Facts(says, facts, case, there, typed, "/escalate", readers, linked))


def said_at_once() -> Iterator[Message]:
    """What is said to the one who typed or clicked."""
    play, claim = _flagged(Type.THREAT, OFFICE), _claimed(OFFICE)
    flag_ = play.case
    names = {key: person.name for key, person in OFFICE.people.items()}
    yield help("/escalate")
    yield unknown("/escalate", BAD)
    yield home_mine.mine([flag_, claim.case], [flag_], names)
    yield home_mine.mine([_reported(Type.RUDE).case], [], names)
    yield home_mine.mine([], [], names)
    yield parts.said(opened_privately())
    yield flag_together.kept_apart()
    yield flag_thread.not_an_answer(flag_, HANS, names)
    yield flag_thread.not_an_answer(flag_, IDA, names)
    yield flag_thread.is_this_your_answer(flag_, MessageRef("G1", "1.0"))
    yield flag_thread.only_i_can_read_this(flag_, names)
    yield parts.said(errors.failed("1a2b"))
    yield parts.said(team_away.welcome_back())
    yield flag_thread.has_moved(flag_, None)
    yield from claim_samples.said_at_once(claim.case, BAD)


CHOSEN = {"behaviour": "limited", "matter": "partly", "gesture": "credit"}
READ = dict.fromkeys(range(1, 12), TYPED[:3000])


def decided() -> Flag:
    """A case with as much to read as there can be."""
    play = _flagged(Type.PERSONAL_ABUSE, OFFICE)
    play.does(HANS, Acknowledge(How.TALKED))
    for number in range(7):
        play.does(HANS, Decide(DECISIONS[number % 3], True, number, reason=Typed(9)))
        play.does(KARIN, AnswerExplanation(Reply.DIFFERENT, Typed(10)))
    play.does(KARIN, NoteLesson(Typed(11)))
    return play.case


def grown(teams: list[TeamSettings]) -> dict[str, dict[str, Any]]:
    """The flag form as it grows with what is chosen."""
    asked = [BAD] * 6
    typed = {"team": "7", "customer": BAD[:150], "said": TYPED[:3000], "contact": HANS}
    chosen = {kind: {**typed, "types": [kind.value]} for kind in Type}
    everything = {**typed, "types": [*Type, "colleague"]}
    there: dict[str, Any] = {"teams": teams, "team": teams[7], "metadata": METADATA}
    return {
        **{
            f"flag, {kind}": flag_form.flag_form(**there, typed=chosen[kind], asked=asked)
            for kind in Type
        },
        "flag, everything": flag_form.flag_form(**there, typed=everything),
        "behalf": flag_behalf.behalf_form(**there, typed={**everything, "colleague": KARIN}),
        "colleague decides": flag_behalf.colleague_decides(BAD),
        "confirm": flag_behalf.confirm_form(_reported(Type.RUDE).case, asked, METADATA),
        "confirm a closed type": flag_behalf.confirm_form(
            _reported(Type.THREAT).case, asked, METADATA
        ),
        "sent twice": flag_together.flagged_already(41),
        **come_back(flag_form.flag_form(**there, typed=chosen[Type.RUDE])),
        "internal way": flag_form.internal_way(replace(teams[0], internal_way=BAD[:150])),
        "internal way that is not set": flag_form.internal_way(teams[0]),
    }


def come_back(form: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A form that comes back with as much hidden in it as there can be, and what is said after."""
    kinds = [*numbers.Kind, *numbers.Kind]
    many = numbers.mask("010190-1234 4111 1111 1111 1111 fnr 01019012345 " * 62)
    return {
        "come back with numbers hidden": hidden.review(form, {"said": many}),
        "saved with numbers hidden": hidden.saved_and_hidden(41, kinds),
        "a colleague's with numbers hidden": hidden.said_too(
            flag_behalf.colleague_decides(BAD), [numbers.Kind.CPR]
        ),
    }


def views() -> dict[str, dict[str, Any]]:
    """Each form and view, by name."""
    urgent, claim = _flagged(Type.THREAT, OFFICE).case, _claimed(OFFICE).case
    rude = _flagged(Type.RUDE, OFFICE).case
    names = {key: person.name for key, person in OFFICE.people.items()}
    team, zone, now = OFFICE.settings, "Europe/Copenhagen", at(START)
    teams = [replace(team, id=number, name=BAD) for number in range(120)]
    phones = {f"U{number}": BAD for number in range(5)}
    a_lot = [Advice(kind, f"{BAD}{n}", n) for kind in Kind for n in range(30)]
    answer: Any = team_setup_form.team_saved(replace(team, on_call=(), skip=None, name=BAD))
    return {
        "chooser": chooser(metadata=METADATA),
        "flag": flag_form.flag_form(teams=[team], team=team, metadata=METADATA),
        "flag of many teams": flag_form.flag_form(teams=teams, team=teams[0], metadata=METADATA),
        **grown(teams),
        "claim": claim_form.claim_form(
            teams=[team], team=team, zone=zone, at=now, metadata=METADATA
        ),
        "claim of many teams": claim_form.claim_form(
            teams=teams, team=teams[0], zone=zone, at=now, metadata=METADATA
        ),
        **claim_samples.views(claim, TYPED[:3000], BAD, METADATA),
        "help offered": claim_form.help_offered_view(),
        "read": flag_read.read_view(urgent, {1: TYPED[:3000]}, names, zone, by="UMANAGER"),
        "read without text": flag_read.read_view(urgent, {}, names, zone, by="UMANAGER"),
        "read what was decided": flag_read.read_view(decided(), READ, names, zone, by="UMANAGER"),
        "decide": flag_decision_form.decision_form(rude, BAD, now, zone, metadata=METADATA),
        "decide everything": flag_decision_form.decision_form(
            decided(), BAD, now, zone, chosen=CHOSEN, metadata=METADATA
        ),
        "decide as in a linked case": flag_decision_form.decision_form(
            rude, BAD, now, zone, chosen=CHOSEN, metadata=METADATA, same_as=41
        ),
        "see it differently": flag_decision_form.different_form(rude, METADATA),
        "lesson": flag_closing.lesson_form(rude, BAD, METADATA),
        "correct": flag_closing.correct_form(rude, TYPED[:3000], METADATA),
        "contact": flag_routing.contact_form(rude, METADATA),
        "away": team_away.away_form((), now, zone, METADATA),
        "away already": team_away.away_form(
            (Absence(now.date(), now.date()),) * 12, now, zone, METADATA
        ),
        **{
            f"more of {key}": flag_more.more_view(decided(), Now(key, LATER, OFFICE), METADATA)
            for key in (KARIN, HANS, IDA)
        },
        "write": flag_care.write_form(urgent, BAD, METADATA),
        "talk": flag_care.talk_form(BAD, METADATA),
        "talk on the same day": flag_care.talk_form(BAD, METADATA, too_soon=True),
        "new time": claim_promise.new_time_form(claim, now, zone, METADATA),
        "helped": claim_promise.helped_form(METADATA),
        "re-open a flag": flag_closing.reopen_form(rude, METADATA),
        "re-open a claim": claim_promise.reopen_form(claim, now, zone, METADATA),
        "wording": claim_wording.wording_form(claim, zone, METADATA),
        "wording, nothing stands out": claim_wording.wording_form(claim, zone, METADATA, []),
        "wording, much stands out": claim_wording.wording_form(claim, zone, METADATA, a_lot),
        "claim with a hint": claim_wording.hinted_form(
            claim_form.claim_form(teams=[team], team=team, zone=zone, at=now, metadata=METADATA),
            [BAD] * 9,
            METADATA,
        ),
        "setup": team_setup_form.setup_form(team, zone=zone, may_set_skip=True, metadata=METADATA),
        "first setup": team_setup_form.setup_form(
            None, zone=zone, may_set_skip=False, metadata=METADATA
        ),
        "phones": team_setup_form.phones_form(phones, dict.fromkeys(phones, BAD[:30]), METADATA),
        "team saved": answer["view"],
        "said": forms.said_view("A sentence."),
    }
