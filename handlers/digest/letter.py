"""The weekly digest: what the team did last week, and thanks; nobody is counted or ordered."""

from bot.digest import Shown
from handlers.sending.facts import Facts
from handlers.slack import parts
from handlers.slack.language import _, ngettext
from handlers.slack.markup import listed
from handlers.slack.parts import Message


def weekly_digest(f: Facts) -> Message:
    shown: Shown = f.facts["shown"]
    title = _("What we picked up last week")
    lines = [f"•  {each}" for each in _lines(shown)]
    thanks = _thanks(f)
    if not lines and not thanks:
        lines = [_("Nothing to report this week.")]
    floor = _("Hostile contacts are only counted here from five up.")
    blocks = [parts.section(f"*{title}*"), *parts.sections(*lines), *parts.sections(*thanks)]
    return Message(title, [*blocks, parts.context(floor)])


def _lines(shown: Shown) -> list[str]:
    """What there was, and may be shown: a zero says nothing, and a hidden number is not there."""
    lines = []
    if shown.taken:
        lines.append(ngettext("{count} case taken", "{count} cases taken", shown.taken))
    if shown.helped:
        lines.append(ngettext("{count} customer helped", "{count} customers helped", shown.helped))
    if shown.kept is not None:
        lines.append(_("{kept} of {all} promises kept", kept=shown.kept, all=shown.settled))
    if shown.flags is not None:
        lines.append(ngettext("{count} hostile contact", "{count} hostile contacts", shown.flags))
    if shown.done or shown.open:
        words = ngettext("{count} dish done", "{count} dishes done", shown.done)
        lines.append(_("{done}, {open} still open", done=words, open=shown.open))
    if shown.dropped:
        lines.append(
            ngettext("{count} dish left standing", "{count} dishes left standing", shown.dropped)
        )
    return lines


def _thanks(f: Facts) -> list[str]:
    """Those who said yes, by name and in alphabetical order; the others as "three others"."""
    names = sorted(f.name(person) for person in f.facts["named"])
    others = int(f.facts["others"])
    if not names:
        return []
    others_words = (
        [ngettext("one other", "{number} others", others, number=_number(others))] if others else []
    )
    return [_("Thank you, {names}, for taking hold.", names=listed([*names, *others_words]))]


def _number(count: int) -> str:
    """Small numbers in words."""
    words = [_("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight")]
    return words[count - 2] if 2 <= count <= 8 else str(count)
