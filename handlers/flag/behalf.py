"""A flag on a colleague's behalf: sent by one person, and the other's to confirm."""

from collections.abc import Sequence
from functools import partial

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.flag.behalf import Confirm, Decline
from bot.flag.case import Flag, FlagForm, Headline, Wish
from bot.refusals import Code, Refused
from bot.team import TeamSettings, require
from bot.text import optional, required
from handlers.desk import Desk
from handlers.flag.form import (
    Typed,
    about_a_colleague,
    asked_first,
    customer,
    redrawn,
    safety,
    said_asked,
    types_asked,
    types_in,
    wish_or_contact,
)
from handlers.receiving.masking import said_too
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, labels, parts
from handlers.slack.language import _
from handlers.slack.markup import escape, listed
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import (
    Payload,
    case_id,
    chosen_team,
    metadata,
    person,
    remember,
    workspace,
)
from handlers.team.membership import team_choice, their_teams
from storage import cases, teams, together


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's third button."""
    channel = metadata(body["view"])["channel"]
    found, team = await their_teams(body, channel, desk)
    view = behalf_form(teams=found, team=team, metadata=remember(team=team.id))
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def flag(ack: AsyncAck, body: Payload, context: AsyncBoltContext, desk: Desk) -> None:
    """The colleague is asked; whoever sent it hears that the colleague decides."""
    typed = forms.values(body["view"])
    if about_a_colleague(typed):
        await ack(response_action="update", view=await redrawn(body, desk))
        return
    colleague = str(typed["colleague"])
    known = await desk.colleagues.know(person(body), colleague)
    form = FlagForm(
        team=chosen_team(body["view"], typed),
        types=types_in(typed),
        wish=Wish.ANSWER_ME,
        customer=required(typed["customer"], "customer"),
        said=optional(typed["said"], "said"),
        agent=colleague,
    )
    decides = colleague_decides(known[colleague].name)
    thanks = said_too(decides, context["hidden"])
    answer = await desk.run(
        together.flag,
        form,
        workspace=workspace(body),
        by=person(body),
        answer=lambda _case: {"response_action": "update", "view": thanks},
    )
    await ack(**answer)


async def open_confirm(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Yes, flag it]: what the agent wants now, or who should see it."""
    case = await desk.read(cases.look, case_id(body))
    if not isinstance(case, Flag):
        raise Refused(Code.CASE_UNKNOWN)
    require(person(body) == case.agent)
    team = await desk.read(teams.get, case.team)
    asked = await asked_first(team, case.agent, case.types, desk)
    view = confirm_form(case, asked, remember(case=case.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def confirm(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    typed = forms.values(body["view"])
    contact = typed.get("contact")
    if contact:
        await desk.colleagues.know(contact)
    step = Confirm(Wish(typed.get("wish") or Wish.ANSWER_ME), contact)
    record = partial(together.confirm, also=(contact,) if contact else ())
    await ack(**await desk.run(record, case_id(body), step, by=person(body)))


async def decline(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[No]: nobody else ever hears."""
    await ack(**await desk.run(cases.record, case_id(body), Decline(), by=person(body)))


def behalf_form(
    *,
    teams: Sequence[TeamSettings],
    team: TeamSettings,
    metadata: str,
    typed: Typed | None = None,
    asked: Sequence[str] = (),
) -> Block:
    """No wish, nor who should see it: that is the colleague's to say."""
    typed = typed or {}
    blocks = [
        *safety(team, types_in(typed)),
        *team_choice(teams, team, dispatch=ids.FORM_CHANGED),
        parts.asked(
            "colleague",
            _("Whose customer was it?"),
            parts.one_user(typed.get("colleague")),
            hint=_("Your colleague is asked first. When it is urgent, on-call hears at once."),
        ),
        types_asked(typed),
        customer(typed.get("customer") or ""),
        said_asked(typed),
    ]
    return parts.form(ids.BEHALF, _("For a colleague"), _("Send"), blocks, metadata)


def colleague_decides(name: str) -> Block:
    """All that whoever flagged for a colleague is told."""
    words = _("Thank you. {name} decides.", name=escape(name))
    return parts.modal(_("For a colleague"), [parts.section(words)], close=parts.plain(_("Close")))


def confirm_form(case: Flag, asked: Sequence[str], metadata: str) -> Block:
    """The agent says yes, and who is asked is said before."""
    types = () if case.track.urgent else case.types  # on-call knows of an urgent one already
    field = wish_or_contact(types, {}, asked)
    names = escape(listed(asked))
    told = asked and (case.track.urgent or not case.closed_type)
    hears = [_("{names} will be asked.", names=names)] if told else []
    blocks = [*(parts.section(each) for each in hears), field]
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.CONFIRM, title, _("Yes, flag it"), blocks, metadata)


def flagged_for_you(f: Facts) -> Message:
    """A notification does not say what kind of contact it was."""
    who, kinds = f.named("by"), labels.happened(f.flag).lower()
    words = _("{name} has flagged a customer contact for you.", name=who)
    full = _("{name} has flagged a customer contact for you ({types}).", name=who, types=kinds)
    if f.facts.get("asked"):
        told = _(
            "As it may be urgent, I have told {names} on your behalf, and nobody else.",
            names=f.named("asked"),
        )
    else:
        told = _("Nobody else has been told.")
    yours = _("Whether it is flagged is yours to say; nobody hears why.")
    choices = parts.buttons(
        parts.button(_("Read"), ids.READ, f.flag.id),
        parts.button(_("Yes, flag it"), ids.CONFIRM_FLAG, f.flag.id),
        parts.button(_("No"), ids.DECLINE_FLAG, f.flag.id),
    )
    return Message(f"{words} {told} {yours}", [parts.section(f"{full} {told} {yours}"), *choices])


def not_flagged(f: Facts) -> Message:
    return said(
        _(
            "Case #{number} is taken back. You can always flag it yourself.",
            number=f.flag.number,
        )
    )


def page_on_behalf(f: Facts) -> Message:
    words, full = _flagged(f)
    ring = _("See that {agent} is safe: ring, or write two sentences.", agent=f.agent)
    buttons = parts.buttons(*_answer_buttons(f))
    return Message(f"{words} {ring}", [parts.section(f"{full} {ring}"), *buttons])


def unconfirmed_card(f: Facts) -> Message:
    """While it is unconfirmed, what was typed is the agent's alone to read."""
    words, full = _flagged(f)
    facts = [_("Case #{number}", number=f.flag.number), f"*{labels.headline(f.flag)}*"]
    asked = ", ".join(f.name(person) for person in f.flag.asked)
    facts.append(_("Asked: {people}", people=asked))
    return Message(
        words,
        [
            parts.section(f"*{full}*"),
            parts.context("  ·  ".join(facts)),
            *parts.buttons(*_answer_buttons(f)),
        ],
    )


def _flagged(f: Facts) -> tuple[str, str]:
    """For the notification, and with the kind of contact for the message."""
    kinds = labels.happened(f.flag).lower()
    words = _("A colleague has flagged a customer contact for {agent}.", agent=f.agent)
    full = _(
        "A colleague has flagged a customer contact for {agent} ({types}).",
        agent=f.agent,
        types=kinds,
    )
    yet = _("{agent} has not confirmed it yet.", agent=f.agent)
    return f"{words} {yet}", f"{full} {yet}"


def _answer_buttons(f: Facts) -> list[Block]:
    if f.flag.headline not in (Headline.NEW, Headline.SEEN):
        return []
    write = _("Write to {agent}", agent=f.names[f.flag.agent])
    return [
        parts.button(write, ids.WRITE_TO, f.flag.id),
        parts.button(_("We've talked"), ids.WE_TALKED, f.flag.id),
    ]
