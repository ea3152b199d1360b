"""The flag form: drawn from what is chosen so far, and sent."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot.flag.asked import first_asked
from bot.flag.case import CLOSED_TYPES, URGENT, FlagForm, Track, Type, Wish, track_of
from bot.team import PersonId, TeamSettings
from handlers.desk import Desk
from handlers.flag.together import flagged_already
from handlers.slack import forms, ids, labels, parts
from handlers.slack.hidden import carried, saved_and_hidden
from handlers.slack.language import _
from handlers.slack.markup import called, escape, listed
from handlers.slack.parts import Block
from handlers.slack.payloads import Ack, Payload, instead, metadata, person, remember, workspace
from handlers.slack.prefill import NOTHING, Prefill
from handlers.team.membership import team_choice, their_teams
from storage import teams, together

Filled = Mapping[str, Any]
"""What stands in the fields, by name, as `forms.values` reads it."""
Draw = Callable[..., Block]
"""`flag_form` or `behalf_form`."""
COLLEAGUE = "colleague"
"""Chosen as a type: it is no customer, and nothing is kept."""


def flag_form(
    *,
    teams: Sequence[TeamSettings],
    team: TeamSettings,
    metadata: str,
    typed: Filled | None = None,
    asked: Sequence[str] = (),
) -> Block:
    """Five inputs at most; what to do in danger stands on top.

    `asked` are the names of those who are asked of a closed type when nobody is chosen.
    """
    typed = typed or {}
    chosen = types_in(typed)
    blocks = [
        *safety(team, chosen),
        *team_choice(teams, team, dispatch=ids.FORM_CHANGED),
        types_asked(typed),
        parts.customer(typed.get("customer") or ""),
        said_asked(typed),
        wish_or_contact(chosen, typed, asked),
    ]
    return parts.form(ids.FLAG, _("A hostile customer"), _("Send"), blocks, metadata)


def types_in(typed: Filled) -> tuple[Type, ...]:
    """The types that are chosen; "It was a colleague" is none."""
    return tuple(Type(each) for each in typed.get("types") or () if each != COLLEAGUE)


def about_a_colleague(typed: Filled) -> bool:
    return COLLEAGUE in (typed.get("types") or ())


def overtaken(typed: Filled) -> bool:
    """Sent before the form could grow: who should see it was not asked yet.

    An urgent flag is never slowed by that.
    """
    chosen = types_in(typed)
    if not chosen or track_of(chosen) is Track.URGENT:
        return False
    if CLOSED_TYPES & set(chosen):
        return "contact" not in typed
    return bool(typed.get("contact"))


def safety(team: TeamSettings, chosen: Sequence[Type]) -> list[Block]:
    """What comes before any form: always the number to call, then what fits what happened."""
    lines = [
        _(
            "*In danger now? Call {number} first.* This bot does not call the police.",
            number=team.emergency,
        )
    ]
    if Type.CUSTOMER_IN_DANGER in chosen:
        lines.append(
            _(
                "*Is the customer in danger?* Call {number}, and follow your workplace's "
                "procedure. You don't have to handle this alone.",
                number=team.medical,
            )
        )
    if {Type.THREAT, Type.PHYSICAL} & set(chosen):
        lines.append(
            _(
                "You don't have to answer this customer. Follow your workplace's procedure "
                "first; this form can wait."
            )
        )
    if URGENT & set(chosen):
        lines.append(_("When you are safe, keep messages and recordings."))
    if Type.THREAT in chosen:
        lines.append(
            _("On the phone? Note the words as they were said, the voice, and background sounds.")
        )
    return [parts.section(each) for each in lines]


def types_asked(typed: Filled, changed: str = ids.FORM_CHANGED) -> Block:
    choices = [(key.value, words) for key, words in labels.types().items()]
    options = parts.options([*choices, (COLLEAGUE, _("It was a colleague, not a customer"))])
    boxes = parts.choices("checkboxes", options, typed.get("types") or ())
    return parts.asked("types", _("What happened"), boxes, dispatch=changed)


def said_asked(typed: Filled) -> Block:
    return parts.asked(
        "said",
        _("What was said and done"),
        parts.paragraph(typed.get("said") or ""),
        hint=_("What was said and done. No health, no ID numbers."),
        optional=True,
    )


def wish_or_contact(chosen: Sequence[Type], typed: Filled, asked: Sequence[str]) -> Block:
    """What the agent wants now; of a closed type, who should see it."""
    if not CLOSED_TYPES & set(chosen):
        wishes = parts.options([(key.value, words) for key, words in labels.wishes().items()])
        wish = typed.get("wish") or Wish.ANSWER_ME.value
        radio = parts.choice("radio_buttons", wishes, wish)
        return parts.asked("wish", _("What do you want now?"), radio)
    return parts.asked(
        "contact",
        _("Who should see it?"),
        parts.one_user(typed.get("contact")),
        hint=_when_empty(asked),
        optional=True,
        dispatch=ids.PERSON_CHOSEN,
    )


def _when_empty(asked: Sequence[str]) -> str:
    if not asked:
        return _("Right now there is nobody I could ask: choose somebody you trust.")
    return _("Left empty, I ask {names}.", names=listed(asked))


def internal_way(team: TeamSettings) -> Block:
    """It was a colleague: nothing is kept, and here is where to turn."""
    blocks = [
        parts.section(
            _(
                "That should not happen either. This bot is for customer contacts, so nothing of "
                "this was kept, and nobody was told."
            )
        )
    ]
    if team.internal_way:
        name = escape(team.name)
        blocks += [
            parts.section(_("In *#{team}* you can turn to:", team=name)),
            parts.typed(team.internal_way),
        ]
    else:
        blocks.append(
            parts.section(
                _(
                    "You can turn to your manager, to your manager's manager, or to the safety "
                    "representative."
                )
            )
        )
    return parts.modal(_("Among colleagues"), blocks, close=parts.plain(_("Close")))


async def send(body: Payload, desk: Desk) -> Ack:
    """The form was sent: one case, and letters to the agent and whoever is asked.

    Nothing is kept of a form about a colleague, nor of one that has not finished growing.
    """
    typed = forms.values(body["view"])
    if about_a_colleague(typed) or overtaken(typed):
        return instead(await redrawn(body, desk, flag_form))
    contact = typed.get("contact")
    await desk.colleagues.known(person(body), *([contact] if contact else []))
    form = FlagForm(
        team=forms.chosen_team(body["view"], typed),
        types=types_in(typed),
        wish=Wish(typed.get("wish") or Wish.ANSWER_ME),
        reference=forms.required(typed["customer"], "customer"),
        said=forms.optional(typed["said"], "said"),
        contact=contact,
        linked=metadata(body["view"]).get("linked"),
    )
    saved = partial(_saved, hidden=desk.hidden)
    return await desk.run(
        together.flag, form, workspace=workspace(body), by=person(body), ack=saved
    )


def _saved(flagged: together.Flagged, hidden: Sequence[str]) -> Ack:
    """The form closes; sent twice on one day, it says which case it is, or what was hidden."""
    if flagged.again:
        return instead(flagged_already(flagged.case.number))
    return instead(saved_and_hidden(flagged.case.number, hidden)) if hidden else {}


async def new_form(body: Payload, channel: str, desk: Desk, begun: Prefill = NOTHING) -> Block:
    """The form as it opens, with what is known before anybody has typed."""
    own_teams, team = await their_teams(body, channel, desk)
    note = remember(team=team.id, **begun.note)
    return flag_form(teams=own_teams, team=team, metadata=note, typed=begun.typed)


async def changed(body: Payload, desk: Desk) -> None:
    """Something was chosen that may change what the form asks."""
    await desk.redraw(body["view"], await redrawn(body, desk, flag_form))


async def redrawn(body: Payload, desk: Desk, draw: Draw) -> Block:
    """The form from what is chosen so far, or where to turn when it was a colleague."""
    view = body["view"]
    typed = forms.values(view)
    own_teams, first = await their_teams(body, "", desk)
    wanted = forms.chosen_team(view, typed)
    team = next((team for team in own_teams if team.id == wanted), first)
    if about_a_colleague(typed):
        return internal_way(team)
    asked = await asked_first(team, person(body), types_in(typed), desk)
    note = view["private_metadata"]
    return carried(view, draw(teams=own_teams, team=team, metadata=note, typed=typed, asked=asked))


async def asked_first(
    settings: TeamSettings, agent: PersonId, types: tuple[Type, ...], desk: Desk
) -> Sequence[str]:
    """The names of those who are asked when the agent chooses nobody."""
    team = await desk.read(teams.at_work, settings.id, (agent,), at=desk.clock.now())
    asked = first_asked(team, agent, urgent=track_of(types) is Track.URGENT)
    known = await desk.colleagues.known(*asked)
    return [called(known[each].name if each in known else None) for each in asked]
