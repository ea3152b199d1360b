"""What people see when somebody else is asked."""

from bot.flag import clocks as flag_clocks
from bot.flag.case import Flag
from bot.flag.routing import ChooseContact
from handlers.cases import flag_for
from handlers.desk import Desk
from handlers.flag.buttons import answer_buttons, more_button, read_button, told_button
from handlers.flag.urgent import nobody_yet, phones
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, parts
from handlers.slack.language import _, ngettext
from handlers.slack.markup import when
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Ack, Payload, all_closed, case_id, person, remember
from storage import cases


def stepped_up_to_you(f: Facts) -> Message:
    facts = {"agent": f.agent, "time": f.time("since"), "manager": f.named("before")}
    if f.facts["decided"]:
        what = _(
            "Something was decided in {agent}'s case, and {agent} hasn't heard why yet.", **facts
        )
        ask = _("Can you tell {agent}, or agree with {manager} who does?", **facts)
    elif f.flag.paging:
        what = nobody_yet(f)
        ask = _("If you can't, agree with {manager} who does.", **facts)
    else:
        what = _(
            "{agent} flagged a customer contact at {time} and hasn't heard from a manager yet.",
            **facts,
        )
        ask = _("Can you talk to {agent}, or agree with {manager} who does?", **facts)
    return said(f"{what} {knows_of_it(f)} {ask}", *read_button(f), *_ways_on(f), *more_button(f))


def knows_of_it(f: Facts) -> str:
    """Says that whoever was asked before has been told."""
    return ngettext(
        "{manager} knows that I'm asking you.",
        "{manager} know that I'm asking you.",
        len(f.facts["before"]),
        manager=f.named("before"),
    )


def still_waiting(f: Facts) -> Message:
    facts = {"agent": f.agent, "skip": f.named("now")}
    if f.facts["decided"]:
        words = _(
            "{agent} hasn't heard why yet, so I have asked {skip}. You can still explain.", **facts
        )
    else:
        words = _(
            "{agent} is still waiting, so I have asked {skip}. You can still answer.", **facts
        )
    return said(words, *_ways_on(f))


def stepped_up_for_you(f: Facts) -> Message:
    return said(
        _(
            "I haven't got hold of {manager} yet. I have asked {skip} to step in.",
            manager=f.named("before"),
            skip=f.named("now"),
        )
    )


def _ways_on(f: Facts) -> list[Block]:
    if not f.facts["decided"]:
        return answer_buttons(f)
    newest = f.flag.decision
    if newest is not None and newest.explained_at is None:
        return [told_button(f.flag, f.plain_name(f.flag.agent))]
    return [parts.button(_("Decide and explain"), ids.DECIDE, f.flag.id)]


def moved(f: Facts) -> Message:
    """Tells the agent who goes on, and by when."""
    case = f.flag
    words = ngettext(
        "{names} goes on with case #{number} now.",
        "{names} go on with case #{number} now.",
        len(f.facts["now"]),
        names=f.named("now"),
        number=case.number,
    )
    if f.facts["waits"] and case.asked:
        due = when(flag_clocks.answer_due(case, f.team))
        words = f"{words} " + _("You can expect an answer by {time}.", time=due)
    return said(words)


def contact_away(f: Facts) -> Message:
    facts = {"name": f.named("contact"), "number": f.flag.number}
    if f.facts.get("declined"):
        what = _("{name} can't take case #{number}, and nobody else has been told.", **facts)
    else:
        what = _(
            "{name} is not there just now, and nobody else has been told of case #{number}.",
            **facts,
        )
    return _choose(f, what + " " + _("Who should see it instead?"))


def contact_silent(f: Facts) -> Message:
    words = _(
        "I haven't got hold of {name} yet, and nobody else has been told of case #{number}. You "
        "can wait, or choose somebody else.",
        name=f.named("contact"),
        number=f.flag.number,
    )
    return _choose(f, words)


def _choose(f: Facts, words: str) -> Message:
    if f.flag.track.urgent:
        words = f"{words} " + _("If it is urgent, ring {phone}.", phone=phones(f))
    return said(words, parts.button(_("Choose somebody else"), ids.CHOOSE_CONTACT, f.flag.id))


async def open_contact(body: Payload, desk: Desk) -> None:
    """The agent picks who sees the case next."""
    case = await flag_for(ChooseContact, body, desk)
    await desk.show_view(body, contact_form(case, remember(case.id)))


async def choose(body: Payload, desk: Desk) -> Ack:
    contact = forms.chosen(forms.values(body["view"]), "contact")
    await desk.colleagues.known(contact)
    step = ChooseContact(contact)
    return await desk.run(cases.record, case_id(body), step, by=person(body), ack=all_closed)


def contact_form(case: Flag, metadata: str) -> Block:
    field = parts.asked(
        "contact",
        _("Who should see it?"),
        {"type": "users_select"},
        dispatch=ids.PERSON_CHOSEN,
    )
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.CHOOSE_CONTACT, title, _("Save"), [field], metadata)
