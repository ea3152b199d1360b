"""Every form and view around a flag."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bot.flag.care import Acknowledge, NoteTalk
from bot.flag.case import Flag, Type
from bot.flag.closing import Close, NoteLesson, Object, Withdraw
from bot.flag.customer import TakeOver
from bot.flag.decision import AnswerExplanation, Decide
from bot.flag.tracks import How, Reply, TalkOutcome
from bot.numbers import finding as numbers
from bot.team import Now, PersonId, Team
from bot.text import Typed
from handlers.flag import (
    behalf,
    care,
    closing,
    decision_form,
    form,
    more,
    read,
    routing,
    together,
)
from handlers.slack import forms, hidden
from handlers.slack.parts import Block
from tests.looks.cast import LATER, METADATA, SOON, START, ZONE, Cast, without
from tests.looks.flag_samples import DECISIONS, flagged, reported
from tests.rules.people import HANS, IDA, KARIN, at
from tests.rules.play import Play

Views = dict[str, Block]
CHOSEN = {"behaviour": "limited", "matter": "partly", "gesture": "credit"}
NOW = at(START)


def views(cast: Cast, unknown: Collection[PersonId] = ()) -> Views:
    """Each by its name; `unknown` are people whom the bot does not know."""
    flag_forms = _flag_forms(cast)
    return {
        **flag_forms,
        **_of_a_colleague(cast),
        **_with_hidden_numbers(cast, flag_forms["flag, rude"]),
        **_read(cast, unknown),
        **_decide(cast),
        **_more(cast, unknown),
        **_words(cast),
    }


def decided(cast: Cast) -> Play[Flag]:
    """A case with as much to read as there can be."""
    play = flagged(cast, Type.PERSONAL_ABUSE, cast.team())
    play.does(HANS, Acknowledge(How.TALKED))
    for number in range(7):
        play.does(HANS, Decide(DECISIONS[number % 3], True, number, reason=Typed(9)))
        play.does(KARIN, AnswerExplanation(Reply.DIFFERENT, Typed(10)))
    play.does(KARIN, NoteLesson(Typed(11)))
    return play


def decided_once(cast: Cast) -> Play[Flag]:
    """Decided, not explained yet."""
    play = flagged(cast, Type.PERSONAL_ABUSE, cast.team())
    play.does(HANS, Acknowledge(How.TALKED))
    play.does(HANS, Decide(DECISIONS[2], False, 0))
    return play


def _flag_forms(cast: Cast) -> Views:
    """The flag form as it opens, and as it grows with what is chosen."""
    one = cast.team().settings
    many = cast.many_teams()
    chosen = many[min(7, cast.many - 1)]
    typed = {"team": str(chosen.id), "customer": cast.reference[:150], "contact": HANS}
    typed["said"] = cast.texts[1]
    there: dict[str, Any] = {"teams": many, "team": chosen, "metadata": METADATA}
    everything = {**typed, "types": [*Type, "colleague"]}
    by_type = {
        f"flag, {kind}": form.flag_form(
            **there, typed={**typed, "types": [kind.value]}, asked=cast.asked
        )
        for kind in Type
    }
    return {
        "flag": form.flag_form(teams=[one], team=one, metadata=METADATA),
        "flag, of many teams": form.flag_form(teams=many, team=many[0], metadata=METADATA),
        **by_type,
        "flag, everything": form.flag_form(**there, typed=everything),
        "behalf": behalf.behalf_form(**there, typed={**everything, "colleague": KARIN}),
        "sent twice": together.flagged_already(41),
        "internal way": form.internal_way(replace(many[0], internal_way=cast.internal_way)),
        "internal way, not set": form.internal_way(many[0]),
    }


def _of_a_colleague(cast: Cast) -> Views:
    rude, threat = reported(cast, Type.RUDE).case, reported(cast, Type.THREAT).case
    sexual = reported(cast, Type.SEXUAL).case
    return {
        "colleague decides": behalf.colleague_decides(cast.names[KARIN]),
        "colleague decides, somebody unknown": behalf.colleague_decides(""),
        "confirm": behalf.confirm_form(rude, cast.asked, METADATA),
        "confirm, urgent": behalf.confirm_form(threat, cast.asked, METADATA),
        "confirm, a closed type": behalf.confirm_form(sexual, cast.asked, METADATA),
    }


def _with_hidden_numbers(cast: Cast, rude: Block) -> Views:
    """A form that comes back with as much hidden in it as there can be, and what is said after."""
    kinds = [*numbers.Kind, *numbers.Kind]
    line = "010190-1234 4111 1111 1111 1111 fnr 01019012345 "
    many = numbers.mask(line * min(cast.many, 62))
    one = numbers.mask(line[:11])
    decides = behalf.colleague_decides(cast.names[KARIN])
    return {
        "hidden numbers, the form comes back": hidden.review(rude, {"said": many}),
        "hidden numbers, one": hidden.review(rude, {"said": one}),
        "hidden numbers, saved": hidden.saved_and_hidden(41, kinds),
        "hidden numbers, a colleague's": hidden.said_too(decides, [numbers.Kind.CPR]),
    }


def _read(cast: Cast, unknown: Collection[PersonId]) -> Views:
    threat = flagged(cast, Type.THREAT, cast.team()).case
    once, often = decided_once(cast).case, decided(cast).case
    names = {key: name for key, name in cast.names.items() if key not in unknown}
    texts, by = cast.texts, HANS
    talked = Play(once, cast.team(), SOON)
    return {
        "read": read.read_view(threat, texts, names, ZONE, (41, 44), by=by),
        "read, without text": read.read_view(threat, {}, names, ZONE, by=by),
        "read, of every type": read.read_view(
            replace(threat, types=tuple(Type)), texts, names, ZONE, by=by
        ),
        "read, decided": read.read_view(talked.case, texts, names, ZONE, by=by),
        "read, the agent's, not explained": read.read_view(once, texts, names, ZONE, by=KARIN),
        "read, decided often": read.read_view(often, texts, names, ZONE, by=by),
        "read, decided too often": read.read_view(
            replace(often, decisions=often.decisions * 50), texts, names, ZONE, by=by
        ),
    }


def _decide(cast: Cast) -> Views:
    agent, draw = cast.names[KARIN], decision_form.decision_form
    rude = flagged(cast, Type.RUDE, cast.team()).case
    danger = flagged(cast, Type.CUSTOMER_IN_DANGER, cast.team()).case
    often, nothing = decided(cast).case, {"behaviour": "nothing", "because": cast.texts[6]}
    return {
        "decide": draw(rude, agent, NOW, ZONE, metadata=METADATA),
        "decide, nothing follows": draw(rude, agent, NOW, ZONE, metadata=METADATA, chosen=nothing),
        "decide, everything": draw(often, agent, NOW, ZONE, chosen=CHOSEN, metadata=METADATA),
        "decide, as in a linked case": draw(
            rude, agent, NOW, ZONE, chosen=CHOSEN, metadata=METADATA, same_as=41
        ),
        "decide, customer in danger": draw(danger, agent, NOW, ZONE, metadata=METADATA),
        "see it differently": decision_form.different_form(rude, METADATA),
    }


def _more(cast: Cast, unknown: Collection[PersonId]) -> Views:
    """What some people may do at some moments; the last one, nothing at all."""

    def seen_by(person: PersonId, play: Play[Flag], there: Team | None = None) -> Block:
        """Whoever looks is known: others are refused before."""
        team = without(there or play.team, set(unknown) - {person})
        return more.more_view(play.case, Now(person, LATER, team), METADATA)

    rude = flagged(cast, Type.RUDE, cast.team())
    answered = flagged(cast, Type.RUDE, cast.team())
    answered.does(HANS, Acknowledge(How.TALKED))
    taken = flagged(cast, Type.PERSONAL_ABUSE, cast.team())
    taken.does(HANS, TakeOver())
    often = decided(cast)
    gone = flagged(cast, Type.THREAT, cast.team())
    gone.does(KARIN, Withdraw())
    contact = flagged(cast, Type.SEXUAL, cast.team(), contact=IDA)
    return {
        "more, the agent's": seen_by(KARIN, rude),
        "more, the agent's, answered": seen_by(KARIN, answered),
        "more, the manager's": seen_by(HANS, rude),
        "more, the manager's, with the customer": seen_by(HANS, taken),
        "more, the agent's, decided": seen_by(KARIN, often),
        "more, the manager's, decided": seen_by(HANS, often),
        "more, the manager's, wanted open": seen_by(HANS, _wanted_open(cast)),
        "more, the agent's, talked": seen_by(KARIN, _wanted_open(cast)),
        "more, the contact's": seen_by(IDA, contact),
        "more, the agent's, with a contact": seen_by(KARIN, contact),
        "more, nothing to do": seen_by(HANS, gone),
        "more, somebody else's": seen_by(IDA, often),
        "more, others go on": forms.said_view(more.others_go_on()),
    }


def _wanted_open(cast: Cast) -> Play[Flag]:
    """The agent has said once that it is not to be closed, and the talk about it was held."""
    play = flagged(cast, Type.RUDE, cast.team())
    play.does(HANS, Acknowledge(How.TALKED))
    play.does(HANS, Close())
    play.does(KARIN, Object())
    play.does(HANS, NoteTalk(TalkOutcome.HELD))
    return play


def _words(cast: Cast) -> Views:
    """Short forms, each with one thing to write or to choose."""
    agent = cast.names[KARIN]
    rude, threat = (flagged(cast, kind, cast.team()).case for kind in (Type.RUDE, Type.THREAT))
    return {
        "write": care.write_form(threat, agent, METADATA),
        "write, to somebody who is away": care.write_form(threat, agent, METADATA, away=True),
        "talk": care.talk_form(agent, METADATA),
        "talk, on the same day": care.talk_form(agent, METADATA, too_soon=True),
        "talk, with somebody who is away": care.talk_form(agent, METADATA, away=True),
        "lesson": closing.lesson_form(rude, cast.texts[11][:150], METADATA),
        "correct": closing.correct_form(rude, cast.texts[1], METADATA),
        "re-open a flag": closing.reopen_form(rude, METADATA),
        "contact": routing.contact_form(rude, METADATA),
    }
