"""The flag form: drawn from what is chosen so far, whoever asks for it to be drawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cases.hostile import CLOSED_TYPES, URGENT, Track, Type, Wish, track_of
from bot.people import Team
from handlers.blocks import ids, labels, parts
from handlers.blocks.flag_forms import customer, team_choice
from handlers.blocks.markup import escape, listed
from handlers.blocks.message import Block
from handlers.language import _

Typed = Mapping[str, Any]
"""What stands in the fields, by name, as `forms.values` reads it."""
COLLEAGUE = "colleague"
"""Chosen as a type: it is no customer, and nothing is kept."""


def flag_form(
    *,
    teams: Sequence[Team],
    team: Team,
    metadata: str,
    typed: Typed | None = None,
    asked: Sequence[str] = (),
) -> Block:
    """Five inputs at most, done in half a minute; what to do in danger stands on top.

    `asked` are the names of those who are asked of a closed type when nobody is chosen.
    """
    typed = typed or {}
    chosen = types_in(typed)
    blocks = [
        *safety(team, chosen),
        *team_choice(teams, team, dispatch=ids.FORM_CHANGED),
        types_asked(typed),
        customer(typed.get("customer") or ""),
        said_asked(typed),
        wish_or_contact(chosen, typed, asked),
    ]
    return parts.form(ids.FLAG, _("A hostile customer"), _("Send"), blocks, metadata)


def types_in(typed: Typed) -> tuple[Type, ...]:
    """The types that are chosen, without the colleague, who is none."""
    return tuple(Type(each) for each in typed.get("types") or () if each != COLLEAGUE)


def about_a_colleague(typed: Typed) -> bool:
    return COLLEAGUE in (typed.get("types") or ())


def overtaken(typed: Typed) -> bool:
    """Sent before the form could grow: who should see it was not asked yet.

    An urgent flag is never slowed by that.
    """
    chosen = types_in(typed)
    if not chosen or track_of(chosen) is Track.URGENT:
        return False
    if CLOSED_TYPES & set(chosen):
        return "contact" not in typed
    return bool(typed.get("contact"))


def safety(team: Team, chosen: Sequence[Type]) -> list[Block]:
    """What comes before any form: always the number to call, then what fits what happened."""
    said = [
        _(
            "*In danger now? Call {number} first.* This bot does not call the police.",
            number=team.emergency,
        )
    ]
    if Type.CUSTOMER_IN_DANGER in chosen:
        said.append(
            _(
                "*Is the customer in danger?* Call {number}, and follow your house's routine. You "
                "don't have to handle this alone.",
                number=team.medical,
            )
        )
    if {Type.THREAT, Type.PHYSICAL} & set(chosen):
        said.append(
            _(
                "You don't have to answer this customer. Follow your house's routine first; this "
                "form can wait."
            )
        )
    if URGENT & set(chosen):
        said.append(_("When you are safe, keep messages and recordings."))
    if Type.THREAT in chosen:
        said.append(
            _("On the phone? Note the words as they were said, the voice, and background sounds.")
        )
    return [parts.section(each) for each in said]


def types_asked(typed: Typed) -> Block:
    found = [(key.value, words) for key, words in labels.types().items()]
    options = parts.options([*found, (COLLEAGUE, _("It was a colleague, not a customer"))])
    boxes = parts.choices("checkboxes", options, typed.get("types") or ())
    return parts.asked("types", _("What happened"), boxes, dispatch=ids.FORM_CHANGED)


def said_asked(typed: Typed) -> Block:
    return parts.asked(
        "said",
        _("What was said and done"),
        parts.paragraph(typed.get("said") or ""),
        hint=_("What was said and done. No health, no ID numbers."),
        optional=True,
    )


def wish_or_contact(chosen: Sequence[Type], typed: Typed, asked: Sequence[str]) -> Block:
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
    )


def _when_empty(asked: Sequence[str]) -> str:
    if not asked:
        return _("Right now there is nobody I could ask: choose somebody you trust.")
    return _("Left empty, I ask {names}.", names=listed(asked))


def internal_way(team: Team) -> Block:
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
