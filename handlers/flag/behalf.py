"""A flag on a colleague's behalf: one person sends it, the other confirms it."""

from collections.abc import Sequence

from bot.flag.behalf import Confirm
from bot.flag.case import Flag, FlagForm, Wish
from bot.team import TeamSettings
from handlers.cases import flag_for
from handlers.desk import Desk
from handlers.flag.buttons import answer_buttons
from handlers.flag.form import (
    Filled,
    about_a_colleague,
    asked_first,
    redrawn,
    safety,
    said_asked,
    types_asked,
    types_in,
    wish_or_contact,
)
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, labels, parts
from handlers.slack.hidden import said_too
from handlers.slack.language import _
from handlers.slack.markup import escape, listed
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import (
    Ack,
    Payload,
    case_id,
    instead,
    metadata,
    person,
    remember,
    workspace,
)
from handlers.slack.prefill import kept_in
from handlers.team.membership import team_choice, their_teams
from storage import teams, together


async def open_form(body: Payload, desk: Desk) -> None:
    """The chooser's third button."""
    channel = metadata(body["view"])["channel"]
    own_teams, team = await their_teams(body, channel, desk)
    begun = kept_in(body["view"])
    note = remember(team=team.id)
    view = behalf_form(teams=own_teams, team=team, metadata=note, typed=begun.typed)
    await desk.update_view(body["view"]["id"], view)


async def changed(body: Payload, desk: Desk) -> None:
    """Something was chosen that may change what the form asks."""
    await desk.redraw(body["view"], await redrawn(body, desk, behalf_form))


async def send(body: Payload, desk: Desk) -> Ack:
    """The colleague is asked; whoever sent it hears that the colleague decides."""
    typed = forms.values(body["view"])
    if about_a_colleague(typed):
        return instead(await redrawn(body, desk, behalf_form))
    colleague = forms.chosen(typed, "colleague")
    known = await desk.colleagues.known(person(body), colleague)
    form = FlagForm(
        team=forms.chosen_team(body["view"], typed),
        types=types_in(typed),
        wish=Wish.ANSWER_ME,
        reference=forms.required(typed["customer"], "customer"),
        said=forms.optional(typed["said"], "said"),
        agent=colleague,
    )
    name = known[colleague].name if colleague in known else ""
    thanks = said_too(colleague_decides(name), desk.hidden)
    return await desk.run(
        together.flag,
        form,
        workspace=workspace(body),
        by=person(body),
        ack=lambda _case: instead(thanks),
    )


async def open_confirm(body: Payload, desk: Desk) -> None:
    """[Yes, flag it]: what the agent wants now, or who should see it."""
    case = await flag_for(Confirm, body, desk)
    settings = await desk.read(teams.get, case.team)
    asked = await asked_first(settings, case.agent, case.types, desk)
    await desk.show_view(body, confirm_form(case, asked, remember(case.id)))


async def confirm(body: Payload, desk: Desk) -> Ack:
    typed = forms.values(body["view"])
    contact = typed.get("contact")
    if contact:
        await desk.colleagues.known(contact)
    step = Confirm(Wish(typed.get("wish") or Wish.ANSWER_ME), contact)
    return await desk.run(together.confirm, case_id(body), step, by=person(body))


def behalf_form(
    *,
    teams: Sequence[TeamSettings],
    team: TeamSettings,
    metadata: str,
    typed: Filled | None = None,
    asked: Sequence[str] = (),
) -> Block:
    """Neither a wish nor a contact: the colleague says so when they confirm."""
    typed = typed or {}
    blocks = [
        *safety(team, types_in(typed)),
        *team_choice(teams, team, dispatch=ids.BEHALF_CHANGED),
        parts.asked(
            "colleague",
            _("Whose customer was it?"),
            parts.one_user(typed.get("colleague")),
            hint=_("Your colleague is asked first. When it is urgent, on-call hears at once."),
            dispatch=ids.PERSON_CHOSEN,
        ),
        types_asked(typed, ids.BEHALF_CHANGED),
        parts.customer(typed.get("customer") or ""),
        said_asked(typed),
    ]
    return parts.form(ids.BEHALF, _("For a colleague"), _("Send"), blocks, metadata)


def colleague_decides(name: str) -> Block:
    """All that whoever flagged for a colleague is told."""
    if name:
        words = _("Thank you. {name} decides.", name=escape(name))
    else:
        words = _("Thank you. Your colleague decides.")
    return parts.modal(_("For a colleague"), [parts.section(words)], close=parts.plain(_("Close")))


def confirm_form(case: Flag, asked: Sequence[str], metadata: str) -> Block:
    """Says who will be asked, and asks for the wish, or for a contact in a closed type."""
    types = () if case.track.urgent else case.types  # on-call knows of an urgent one already
    field = wish_or_contact(types, {}, asked)
    names = escape(listed(asked))
    show_names = asked and (case.track.urgent or not case.closed_type)
    lines = [_("{names} will be asked.", names=names)] if show_names else []
    blocks = [*(parts.section(each) for each in lines), field]
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.CONFIRM_FLAG, title, _("Yes, flag it"), blocks, metadata)


def flagged_for_you(f: Facts) -> Message:
    """A notification does not say what kind of contact it was."""
    reporter, kinds = f.named("by"), labels.happened(f.flag).lower()
    words = _("{name} has flagged a customer contact for you.", name=reporter)
    full = _("{name} has flagged a customer contact for you ({types}).", name=reporter, types=kinds)
    if f.facts.get("asked"):
        who_knows = _(
            "As it may be urgent, I am telling {names} on your behalf, and nobody else.",
            names=f.named("asked"),
        )
    else:
        who_knows = _("Nobody else has been told.")
    your_choice = _("You decide whether to flag it. You needn't say why.")
    choices = parts.buttons(
        parts.button(_("Read"), ids.READ, f.flag.id),
        parts.button(_("Yes, flag it"), ids.CONFIRM_FLAG, f.flag.id),
        parts.button(_("No"), ids.DECLINE_FLAG, f.flag.id),
    )
    return Message(
        f"{words} {who_knows} {your_choice}",
        [parts.section(f"{full} {who_knows} {your_choice}"), *choices],
    )


def not_flagged(f: Facts) -> Message:
    return said(
        _(
            "Case #{number} is taken back. You can always flag it yourself.",
            number=f.flag.number,
        )
    )


def page_on_behalf(f: Facts) -> Message:
    ring = _("See that {agent} is safe: ring, or write two sentences.", agent=f.agent)
    buttons = parts.buttons(*(answer_buttons(f) if f.flag.answer_awaited else []))
    words = f"{_flagged(f)} {ring}"
    return Message(words, [parts.section(words), *buttons])


def unconfirmed_card(f: Facts) -> Message:
    """While it is unconfirmed, what was typed is the agent's alone to read."""
    words = _flagged(f)
    facts = [_("Case #{number}", number=f.flag.number), f"*{labels.headline(f.flag)}*"]
    asked = ", ".join(f.name(person) for person in f.flag.asked)
    facts.append(_("Asked: {people}", people=asked))
    return Message(
        words,
        [
            parts.section(f"*{words}*"),
            parts.context("  ·  ".join(facts)),
            *parts.buttons(*(answer_buttons(f) if f.flag.answer_awaited else [])),
        ],
    )


def _flagged(f: Facts) -> str:
    words = _("A colleague has flagged a customer contact for {agent}.", agent=f.agent)
    return words + " " + _("{agent} has not confirmed it yet.", agent=f.agent)
