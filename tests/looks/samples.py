"""Every message and form, drawn for people and texts that are as bad as they can be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.cases import Case, claim_steps
from bot.cases.care_steps import Acknowledge, NoteTalk, See
from bot.cases.claim_steps import MarkHelped, MissPromise, NewTime, OfferHelp
from bot.cases.claim_steps import Reopen as ReopenClaim
from bot.cases.hostile import Hostile, How, Outcome, Type, Words
from bot.cases.hostile_steps import Close, Reopen, Withdraw, flag
from bot.digest import Week, show
from bot.notices import Says
from bot.people import Office, OnCall
from handlers.blocks import forms, letters, replies
from handlers.blocks.facts import Facts
from handlers.blocks.message import Message
from tests.looks import claim_samples
from tests.rules.office import HANS, IDA, KARIN, OLAV, a_flag, at, claimed, office
from tests.rules.play import Play, Said

BAD = "<!channel> & *Bo* <script>_x_</script> `{agent}` ~y~ " + "Å" * 60
TYPED = (BAD + "\n") * 25
START, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
SOON, LATER = at("2026-03-02T10:30+01:00"), at("2026-03-20T10:15+01:00")
METADATA = "{}"
Deed = datetime | tuple[str, Any]
Drawn = tuple[Says, Message]


def bad_office(**settings: Any) -> Office:
    """People whose names want to be more than names."""
    there = office(admins=("UADMIN",), **settings)
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
            answer = Acknowledge(how, "I saw it, Karin. We talk.", Words("G1", "1.0"), 5)
            talk = () if kind is Type.RUDE else ((HANS, NoteTalk(Outcome.HELD)),)
            closing = ((HANS, Close()), (KARIN, Reopen()))
            answered = ((HANS, See()), SOON, (HANS, answer))
            if kind is Type.RUDE:
                yield from _story(_flagged(kind, OFFICE), *answered, *closing)
            yield from _story(
                _flagged(kind, OFFICE), *answered, LATER, *talk, *closing[: len(talk) * 2]
            )
        yield from _story(_flagged(kind, OFFICE), (KARIN, Withdraw()))
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


def _flagged(kind: Type, there: Office) -> Play:
    case, told = flag(a_flag(START, kind, customer=BAD), there)
    return Play(case, there, at(START), said=[Said(at(START), notice) for notice in told])


def _claimed(there: Office) -> Play:
    case, told = claim_steps.claim(claimed(START, DUE, office=there), there)
    return Play(case, there, at(START), said=[Said(at(START), notice) for notice in told])


def _story(play: Play, *deeds: Deed) -> Iterator[Drawn]:
    for deed in (play.now, *deeds):
        if isinstance(deed, datetime):
            play.passes(deed)
        else:
            play.does(*deed)
        yield _drawn(Says.CARD, {}, play.case, play.office)
        for entry in play.said:
            facts = {"named": None, "others": 0, **entry.notice.facts}
            yield _drawn(entry.notice.says, facts, play.case, play.office)
        play.said.clear()


def _drawn(says: Says, facts: dict[str, Any], case: Case | None, there: Office) -> Drawn:
    return says, letters.draw(Facts(says, facts, case, there, TYPED, "/escalate"))


def said_at_once() -> Iterator[Message]:
    """What is said to the one who typed or clicked."""
    play, claim = _flagged(Type.THREAT, OFFICE), _claimed(OFFICE)
    flag_: Hostile = play.case
    names = {key: person.name for key, person in OFFICE.people.items()}
    yield replies.help("/escalate")
    yield replies.unknown("/escalate", BAD)
    yield replies.mine([flag_, claim.case], [flag_], names)
    yield replies.mine([], [], names)
    yield replies.plain(replies.opened_privately())
    yield replies.not_an_answer(flag_, HANS, names)
    yield replies.not_an_answer(flag_, IDA, names)
    yield replies.is_this_your_answer(flag_, Words("G1", "1.0"))
    yield replies.only_i_can_read_this(flag_, names)
    yield replies.plain(replies.failed("1a2b"))
    yield from claim_samples.said_at_once(claim.case, BAD)


def views() -> dict[str, dict[str, Any]]:
    """Each form and view, by name."""
    urgent, claim = _flagged(Type.THREAT, OFFICE).case, _claimed(OFFICE).case
    rude = _flagged(Type.RUDE, OFFICE).case
    names = {key: person.name for key, person in OFFICE.people.items()}
    team, zone, now = OFFICE.team, "Europe/Copenhagen", at(START)
    teams = [replace(team, id=number, name=BAD) for number in range(120)]
    phones = {f"U{number}": BAD for number in range(5)}
    answer: Any = forms.team_saved(replace(team, on_call=(), skip=None, name=BAD))
    return {
        "chooser": forms.chooser(metadata=METADATA),
        "flag": forms.flag_form(teams=[team], team=team, metadata=METADATA),
        "flag of many teams": forms.flag_form(teams=teams, team=teams[0], metadata=METADATA),
        "claim": forms.claim_form(teams=[team], team=team, zone=zone, at=now, metadata=METADATA),
        "claim of many teams": forms.claim_form(
            teams=teams, team=teams[0], zone=zone, at=now, metadata=METADATA
        ),
        **claim_samples.views(claim, TYPED[:3000], BAD, METADATA),
        "help offered": forms.help_offered_view(),
        "read": forms.read_view(urgent, TYPED[:3000], names, zone),
        "read without text": forms.read_view(urgent, "", names, zone),
        "write": forms.write_form(urgent, BAD, METADATA),
        "talk": forms.talk_form(urgent, BAD, LATER, zone, METADATA),
        "talk on the same day": forms.talk_form(urgent, BAD, now, zone, METADATA),
        "new time": forms.new_time_form(claim, now, zone, METADATA),
        "helped": forms.helped_form(METADATA),
        "re-open a flag": forms.reopen_form(rude, now, zone, METADATA),
        "re-open a claim": forms.reopen_form(claim, now, zone, METADATA),
        "setup": forms.setup_form(team, zone=zone, may_set_skip=True, metadata=METADATA),
        "first setup": forms.setup_form(None, zone=zone, may_set_skip=False, metadata=METADATA),
        "phones": forms.phones_form(phones, dict.fromkeys(phones, BAD[:30]), METADATA),
        "team saved": answer["view"],
        "said": forms.said_view("A sentence."),
    }
