"""Every sentence that a person may get to see, as they see it, drawn from ordinary facts.

The files beside this one are what a reviewer of a new wording reads. A test compares them;
`python -m tests.looks.sentences` writes them anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.claim.case import Headline as ClaimHeadline
from bot.flag.case import Flag
from bot.flag.case import Headline as FlagHeadline
from bot.notices import Says
from bot.refusals import Code, Refused
from handlers.receiving import refusals
from handlers.sending import letters
from handlers.sending.facts import Facts
from handlers.slack.parts import Block
from tests.looks import claim_views, flag_views, team_views
from tests.looks.cast import ORDINARY
from tests.looks.reading import message_lines, view_lines
from tests.looks.replies import replies
from tests.looks.samples import facts
from tests.rules.people import IDA

HERE = Path(__file__).parent
TIME = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} \w{3}(?: \d{4})?(?: \d{2}:\d{2})?")
NAME = re.compile("|".join(ORDINARY.names.values()))
LIMITS = {Code.ENOUGH_DISHES: 3, Code.TOO_MANY_LINES: 40, Code.OWN_WORDS_TOO_LONG: 1000}
CARDS = [
    *(f"card of a flag, {headline}" for headline in FlagHeadline),
    *(f"card of a claim, {headline}" for headline in ClaimHeadline),
]
MANY_ALIKE = {*CARDS, Says.DIGEST.id}
"""Shown whole once, then only what is new."""
Lines = list[str]


def files() -> dict[str, str]:
    """What each file is to hold, by its name."""
    rooms = {
        **_letters(),
        **_forms("flag", flag_views.views(ORDINARY)),
        **_forms("claim", claim_views.views(ORDINARY)),
        **_forms("team", team_views.views(ORDINARY)),
        "replies": _replies(),
        "refusals": _refusals(),
    }
    return {f"{room}.txt": text for room, text in rooms.items()}


def _letters() -> dict[str, str]:
    """Cards and letters by room; one that says nothing new is left out."""
    drawn: dict[tuple[str, str], list[Lines]] = defaultdict(list)
    for each in facts(ORDINARY):
        drawn[_place(each)].append(message_lines(letters.draw(each)))
    order = [*CARDS, *(says.id for says in Says)]
    rooms: dict[str, list[str]] = defaultdict(list)
    for room, title in sorted(drawn, key=lambda place: order.index(place[1])):
        telling = _telling(drawn[room, title], whole=title not in MANY_ALIKE)
        messages = ["\n".join(lines) for lines in telling]
        rooms[room].append("\n\n".join([f"== {title}", *messages]))
    return {room: _file(found) for room, found in rooms.items()}


def _place(each: Facts) -> tuple[str, str]:
    """The file and the heading."""
    if each.says is Says.CARD and each.case is not None:
        room = "flag" if isinstance(each.case, Flag) else "claim"
        return f"{room}_cards", f"card of a {room}, {each.case.headline}"
    return f"{letters.RENDER[each.says].__module__.split('.')[1]}_letters", each.says.id


def _telling(found: Iterable[Lines], *, whole: bool) -> Iterator[Lines]:
    """Those with something new in them; after the first one only what is new, if not `whole`."""
    known: set[str] = set()
    for lines in found:
        if {part for line in lines for part in _parts(line)} <= known:
            continue
        yield lines if whole else list(_news(lines, known))
        known |= {part for line in lines for part in _parts(line)}


def _parts(line: str) -> list[str]:
    """The facts in a line, whatever the time, and whoever is spoken of."""
    return NAME.sub("…", TIME.sub("…", line)).split("  ·  ")


def _news(lines: Lines, known: Iterable[str]) -> Iterator[str]:
    """A dot in place of each run of lines that are known; all of them when nothing is."""
    before, left_out = set(known), False
    if not before:
        yield from lines
        return
    for line in lines:
        new = not before.issuperset(_parts(line))
        if new:
            yield line
        elif not left_out:
            yield "…"
        left_out = not new
        before.update(_parts(line))


def _forms(room: str, views: Mapping[str, Block]) -> dict[str, str]:
    """Those that are sent, and those that are only looked at."""
    sent = {name: view for name, view in views.items() if "submit" in view}
    seen = {name: view for name, view in views.items() if name not in sent}
    return {f"{room}_forms": _views(sent), f"{room}_views": _views(seen)}


def _views(views: Mapping[str, Block]) -> str:
    """Of a view that was shown before in another state, only what is new."""
    known: dict[str, set[str]] = defaultdict(set)
    shown = []
    for name, view in views.items():
        before = known[name.split(",")[0]]
        lines = view_lines(view)
        shown.append("\n".join([f"== {name}", *_news(lines, before)]))
        before |= {part for line in lines for part in _parts(line)}
    return _file(shown)


def _replies() -> str:
    drawn = {name: message_lines(reply) for name, reply in replies(ORDINARY).items()}
    return _file("\n".join([f"== {name}", *lines]) for name, lines in drawn.items())


def _refusals() -> str:
    """Codes that are said alike stand together."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code in Code:
        alike[tuple(_refusal(code))].append(code.value)
    return _file("\n".join([f"== {', '.join(codes)}", *said]) for said, codes in alike.items())


def _refusal(code: Code) -> Lines:
    """What a person reads, with all that the facts may make of it."""
    limit = LIMITS.get(code, 3000)
    refused = [
        Refused(code, headline=state, owner=owner, number=43, limit=limit, days=30, weeks=12)
        for owner in (IDA, None)
        for state in (*FlagHeadline, *ClaimHeadline)
    ]
    return list(dict.fromkeys(refusals.words(each, ORDINARY.names) for each in refused))


def _file(found: Iterable[str]) -> str:
    return "\n\n".join(found) + "\n"
