"""What is said of settings that somebody has changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.setup import WHO_IS_ASKED
from bot.team import PersonId
from handlers.sending.facts import Facts
from handlers.slack.language import _
from handlers.slack.markup import called, clock_time, escape, listed
from handlers.slack.parts import Message, said


def settings_changed(f: Facts) -> Message:
    """To everybody who was or is asked: who is asked now, and who was before."""
    words = _(
        "{name} has changed the settings of {channel}: {settings}.",
        name=f.named("by"),
        channel=f"<#{f.team.settings.channel}>",
        settings=_settings(f.facts["settings"]),
    )
    roles = [role for role in WHO_IS_ASKED if role in f.facts["settings"]]
    lines = [f"•  {_role(f, role)}" for role in roles]
    look = _("{command} setup there shows all of them.", command=f.command)
    return said("\n".join([words, *lines, look]))


def change_line(name: str | None, at: datetime, zone: str, settings: Sequence[str]) -> str:
    """One saving, for a form: who, when, and what."""
    return _(
        "{name}, {time}: {settings}",
        name=escape(called(name)),
        time=clock_time(at, zone),
        settings=_settings(settings),
    )


def _role(f: Facts, role: str) -> str:
    now, before = (_people(f, f.facts.get(fact)) for fact in (role, f"{role}_before"))
    title = labels()[role].capitalize()
    return _("{title}: {now} (before: {before})", title=title, now=now, before=before)


def _people(f: Facts, people: Iterable[PersonId] | None) -> str:
    return listed([f.name(person) for person in people or ()]) or _("nobody")


def _settings(names: Iterable[str]) -> str:
    return listed([labels()[name] for name in names])


def labels() -> dict[str, str]:
    """Of the settings, in a sentence."""
    return {
        "managers": _("managers"),
        "deputy": _("deputy"),
        "skip": _("the managers' manager"),
        "on_call": _("on call"),
        "zone": _("time zone"),
        "country": _("country"),
        "hours": _("working hours"),
        "digest_on": _("digest on or off"),
        "digest_day": _("digest day"),
        "digest_time": _("digest time"),
        "internal_way": _("whom to turn to when it was a colleague"),
        "own_words": _("own words"),
    }
