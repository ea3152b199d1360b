"""The two pages of /escalate setup, and what it says afterwards."""

from collections.abc import Mapping, Sequence

from babel import Locale
from babel.dates import get_day_names

from bot.setup import LONGEST_OWN_WORDS, LONGEST_WAY, MOST_ON_CALL
from bot.team import EMERGENCY, TeamSettings
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import escape
from handlers.slack.parts import Block

Answer = dict[str, object]


def setup_form(
    team: TeamSettings | None,
    *,
    zone: str,
    may_set_skip: bool,
    metadata: str,
    meanwhile: Sequence[str] = (),
) -> Block:
    """A team's settings; the skip is shown to an admin only.

    `meanwhile` are the changes for which an older form was refused.
    """
    shown = team or TeamSettings(0, "", "", "", (), zone=zone)
    fields = [*_people(shown, may_set_skip=may_set_skip), *_hours(shown), *_digest(shown)]
    fields += [_internal_way(shown), _own_words(shown)]
    for field in fields:  # another action_id: Slack would keep what was typed on the older form
        field["element"]["action_id"] = f"{parts.VALUE}_{shown.version}"
    blocks = [*_refused(meanwhile), *fields]
    return parts.form(ids.SETUP, _("This channel's team"), _("Save"), blocks, metadata)


def _refused(meanwhile: Sequence[str]) -> list[Block]:
    """What was saved meanwhile, in front of how it stands now."""
    if not meanwhile:
        return []
    words = _(
        "These settings were changed after you opened them, so yours were not saved. This is how "
        "they stand now:"
    )
    return parts.sections(words, *(f"•  {line}" for line in meanwhile), most=MOST_MEANWHILE)


MOST_MEANWHILE = 10
"""Blocks."""


def _people(team: TeamSettings, *, may_set_skip: bool) -> list[Block]:
    on_call = [entry.person for entry in team.on_call]
    element = {"type": "multi_users_select"}
    blocks = [
        parts.asked(
            "managers",
            _("Managers, in order"),
            {**element, **_initial_users(list(team.managers))},
            hint=_("The first one who is there is asked."),
        ),
        parts.asked("deputy", _("Deputy"), parts.one_user(team.deputy), optional=True),
    ]
    if may_set_skip:
        blocks.append(
            parts.asked(
                "skip",
                _("The managers' manager"),
                parts.one_user(team.skip),
                hint=_("Asked to step in after silence."),
                optional=True,
            )
        )
    blocks.append(
        parts.asked(
            "on_call",
            _("On call for urgent cases, at all hours"),
            {**element, "max_selected_items": MOST_ON_CALL, **_initial_users(on_call)},
            hint=_(
                "At most five. Slack cannot promise to wake anybody: agents get a number to ring."
            ),
            optional=True,
        )
    )
    return blocks


def _hours(team: TeamSettings) -> list[Block]:
    territories = Locale("en").territories
    countries = parts.options([(code, territories[code]) for code in EMERGENCY])
    days = parts.options([(str(day), name) for day, name in get_day_names(locale="en").items()])
    ticked = [str(day) for day in sorted(team.hours.days)]
    return [
        parts.asked(
            "zone",
            _("Time zone"),
            parts.line(team.zone),
            hint=_("For example Europe/Copenhagen."),
        ),
        parts.asked(
            "country", _("Country"), parts.choice("static_select", countries, team.country)
        ),
        parts.asked("days", _("Working days"), parts.choices("checkboxes", days, ticked)),
        parts.asked("start", _("Work begins"), _time(f"{team.hours.start:%H:%M}")),
        parts.asked("end", _("Work ends"), _time(f"{team.hours.end:%H:%M}")),
    ]


def _digest(team: TeamSettings) -> list[Block]:
    boxes = [parts.option(_("Post the weekly digest here"), "yes")]
    days = parts.options([(str(day), name) for day, name in get_day_names(locale="en").items()])
    day = parts.choice("static_select", days, str(team.digest_day))
    ticked = ["yes"] if team.digest_on else []
    return [
        parts.asked(
            "digest", _("Digest"), parts.choices("checkboxes", boxes, ticked), optional=True
        ),
        parts.asked("digest_day", _("Digest day"), day),
        parts.asked("digest_time", _("Digest time"), _time(f"{team.digest_time:%H:%M}")),
    ]


def _internal_way(team: TeamSettings) -> Block:
    return parts.asked(
        "internal_way",
        _("When it was a colleague: whom to turn to"),
        parts.line(team.internal_way, most=LONGEST_WAY),
        hint=_("Shown when somebody says that it was a colleague, not a customer."),
        optional=True,
    )


def _own_words(team: TeamSettings) -> Block:
    return parts.asked(
        "own_words",
        _("Our own words, which a customer should not hear"),
        parts.paragraph("\n".join(team.own_words), most=LONGEST_OWN_WORDS),
        hint=_('Names of your systems and departments, one a line. For "Check my wording".'),
        optional=True,
    )


def phones_form(names: Mapping[str, str], phones: Mapping[str, str], metadata: str) -> Block:
    """The second page: a number for each person on call."""
    blocks = [parts.section(_("The number that an agent rings when nobody has called back."))]
    blocks += [
        parts.asked(
            f"phone_{person}",
            _("Phone of {name}", name=name),
            parts.line(phones.get(person, ""), most=30),
        )
        for person, name in names.items()
    ]
    return parts.form(ids.SETUP_PHONES, _("On call"), _("Save"), blocks, metadata)


def team_saved(team: TeamSettings) -> Answer:
    """The ack: saved, and what happens where somebody is missing."""
    lines = [_("Saved. *#{name}* is ready: agents type the command here.", name=escape(team.name))]
    if not team.on_call:
        lines.append(
            _(
                "Nobody is on call: urgent cases go to the managers alone, and the agent gets "
                "{number} as the number to ring.",
                number=team.emergency,
            )
        )
    if team.skip is None:
        lines.append(
            _(
                "The managers' manager is not set: when a manager is silent, nobody can be "
                "asked to step in. A workspace admin can set it."
            )
        )
    view = parts.modal(
        _("This channel's team"),
        [parts.section(words) for words in lines],
        close=parts.plain(_("Close")),
    )
    return {"response_action": "update", "view": view}


def _initial_users(people: list[str]) -> Block:
    return {"initial_users": people} if people else {}


def _time(initial: str) -> Block:
    return {"type": "timepicker", "initial_time": initial}
