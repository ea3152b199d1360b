"""Whatever characters people type, or are called by: nothing fails, and nothing raw is shown."""

import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flag.case import Type
from bot.numbers.finding import mask
from bot.refusals import Code, Refused
from bot.setup import SetupForm, phone_number, settle
from bot.team import Person
from bot.text import answers, customer_key, display_name, first_word, key, visible
from bot.wording import check as wording
from handlers import escalate
from handlers.claim import form as claim_form
from handlers.flag.form import flag_form
from handlers.receiving.masking import clean, hide_numbers
from handlers.sending import letters
from handlers.slack import forms, parts, prefill, words
from handlers.slack.markup import WORD_JOINER, escape
from handlers.slack.told import told
from handlers.team import setup_form
from handlers.team.accounts import person_of
from tests.looks.cast import METADATA, ORDINARY, SOON, ZONE, Cast, heard
from tests.looks.claim_samples import taken
from tests.looks.flag_samples import flagged
from tests.looks.reading import texts
from tests.looks.replies import replies
from tests.rules.people import EVERYBODY, HANS

CATEGORIES = sorted({unicodedata.category(chr(each)) for each in range(0x110000)})
JOINTS = "\u200d\ufe0e\ufe0f" + "".join(map(chr, range(0xE0020, 0xE0080)))
"""Invisible by themselves, and kept where they make one emoji of several."""
DRAWN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Formats by their category, and seen all the same."""
NASTY = (
    *(
        "\ud83d",
        "\udc4d",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u2060",
        "\u3164",
        "\u2800",
        "\x00",
        "\x07",
    ),
    *("<!channel>", "<@U012AB3CD>", "<https://a.example|b>", "*", "_", "~", "`", "&", "&lt;", ">"),
    *("{agent}", "%s", "hostile", ":", "48213", "010190-1234", "ok", "tak", "\n", "\u00a0", "“"),
    *("customer", "👩🏽\u200d💻", "❤\ufe0f", "a\u030a", "＃", "Ｎ７", "\u2028", "\r\n", "|", "#"),
)
PIECES = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(CATEGORIES).flatmap(lambda each: st.characters(categories=[each])),  # type: ignore[list-item]  # the names of all categories
)
ANYTHING = st.lists(PIECES, max_size=12).map("".join)
MANY = settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def raw(text: str) -> list[str]:
    """Characters that nobody should be shown."""
    odd = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs")]
    return [c for c in odd if c not in f"\n\t{WORD_JOINER}{JOINTS}{DRAWN}"]


def judged(text: str) -> Iterator[str]:
    """What each function that cleans, compares or parses makes of the text."""
    yield visible(text)
    yield key(text)
    yield customer_key(text) or ""
    yield display_name(text, "karin.holm")
    yield mask(visible(text)).text
    plain = words.plain(text)
    yield from first_word(plain)
    for begun in (prefill.from_command(plain), prefill.from_unknown(plain)):
        yield from (begun.customer, begun.said)
    yield prefill.from_message(plain, "https://a.example").said
    yield prefill.you_typed(text)
    yield phone_number(text, "DK") or ""
    yield from (each.words for each in wording.check(text, names=[text], own=[text], house=["x"]))
    yield from wording.named(text, ["Karin Holm"])
    for shape in shapes(text):
        yield words.own(shape)
        yield words.all_of(shape)
        message = told({"channel": "G1", **shape})
        yield message.words if message else ""


def shapes(text: str) -> Iterator[dict[str, Any]]:
    """A message whose words stand somewhere else each time."""
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    for place in (
        {"text": text},
        {"blocks": [{"type": "rich_text", "elements": [rich]}]},
        {"blocks": [section], "attachments": [{"fallback": text, "text": text}]},
        {"attachments": [{"title": text, "fields": [{"title": text, "value": text}]}]},
    ):
        yield {"type": "message", "user": "UHANS", "ts": "1.0", **place}


@pytest.mark.slow
@MANY
@given(ANYTHING)
def test_ten_thousand_texts_are_cleaned_compared_and_parsed(text: str) -> None:
    _judged_well(text)


@SOME
@given(ANYTHING)
def test_any_text_is_cleaned_compared_and_parsed(text: str) -> None:
    _judged_well(text)


def _judged_well(text: str) -> None:
    answers(text, [text])
    for made in judged(text):
        assert raw(made) == []
        made.encode()
    account = {"id": "UKARIN", "name": text, "profile": {"real_name": text}}
    assert person_of(account, "T1").name.strip()
    assert raw(person_of(account, "T1").name) == []


def field(value: str) -> dict[str, Any]:
    """A form with every kind of field, as it is sent."""
    state = {"field": {"value": {"type": "plain_text_input", "value": value}}}
    typed = {"type": "plain_text_input", "action_id": "value"}
    block = {"type": "input", "block_id": "field", "label": parts.plain("Field"), "element": typed}
    view = parts.form("flag_correct", "Title", "Send", [block], METADATA)
    return {"type": "view_submission", "view": {**view, "state": {"values": state}}}


def cast(text: str) -> Cast:
    """Everybody is called that, and has typed it wherever something can be typed."""
    said = visible(text).strip()
    named = display_name(text, "karin.holm")
    return Cast(
        names=dict.fromkeys(EVERYBODY, named),
        reference=said[:150] or "K-1",
        phone="+45 70 10 20 30",
        teams=[named],
        internal_way=said[:150],
        texts=dict.fromkeys(range(1, 13), said or "-"),
        typed=dict.fromkeys(ORDINARY.typed, said or "-"),
        dish=said or "-",
        brief=said or "-",
        asked=[named],
        advice=wording.check(text, names=[named]),
        strangers=[named],
        many=2,
    )


def drawn(text: str) -> Iterator[Any]:
    """Cards, letters, forms and answers that hold the text: messages as lists of blocks."""
    them = cast(text)
    flags = heard(them, flagged(them, Type.THREAT, them.team()))
    for each in (*flags, *heard(them, taken(them))):
        message = letters.draw(each)
        yield [parts.section(message.text or "-"), *message.blocks]
    for message in replies(them).values():
        yield message.blocks
    begun = prefill.from_unknown(words.plain(text))
    team = them.team().settings
    yield escalate.chooser(metadata=METADATA, begun=begun)
    yield flag_form(teams=[team], team=team, metadata=METADATA, typed=begun.typed)
    yield claim_form.claim_form(
        teams=[team], team=team, zone=ZONE, at=SOON, metadata=METADATA, begun=begun
    )
    yield setup_form.setup_form(team, zone=ZONE, may_set_skip=True, metadata=METADATA)
    body = field(text)
    clean(body)
    back, _kinds = hide_numbers(body)
    if back is not None:
        yield back["view"]
    value = forms.text(body["view"], "field") or ""
    yield forms.said_view(escape(value) or "-")


@pytest.mark.slow
@pytest.mark.parametrize("_part", range(4))
@settings(max_examples=2_500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANYTHING)
def test_ten_thousand_texts_are_drawn_and_nothing_raw_is_shown(_part: int, text: str) -> None:
    _drawn_well(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING)
def test_any_text_is_drawn_and_nothing_raw_is_shown(text: str) -> None:
    _drawn_well(text)


LINK = re.compile(r"<!date\^[^>]*>|<#C1>|<https://example\.slack\.com/[^>|]*\|[^>]*>")


def _drawn_well(text: str) -> None:
    for each in drawn(text):
        for shown in texts(each):
            assert raw(shown) == []
            shown.encode()
        for shown in texts(each, "mrkdwn"):
            assert "<" not in LINK.sub("", shown)


ALL_OF_THEM: list[Callable[[str], object]] = [
    mask,
    visible,
    key,
    answers,
    first_word,
    words.plain,
    prefill.from_command,
    prefill.from_unknown,
    escape,
    lambda text: list(shapes(text)) and words.all_of(list(shapes(text))[-1]),
]


@pytest.mark.slow
@pytest.mark.parametrize("judge", ALL_OF_THEM, ids=range(len(ALL_OF_THEM)))
@pytest.mark.parametrize(
    "text",
    [
        *("1 ", "1", "1-", "123 ", "0101 ", "010101 ", "AA11 ", "cpr 01 ", "kunde ", "customer 1 "),
        *(
            "<",
            "<!",
            "<@",
            "<a|",
            "&lt;",
            "“",
            " ",
            "\u200d",
            "👍\u200d",
            "a\u030a",
            "’",
            "#",
            "((",
            ":a",
        ),
    ],
)
def test_a_long_text_takes_no_time(judge: Callable[[str], object], text: str) -> None:
    """Linear: ten thousand times take a tenth of a second or so, and would take minutes squared."""
    full = text * 10_000
    begun = time.process_time()
    judge(full)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "typed",
    [
        "Europe/Oslo",
        "europe/oslo",
        " Europe/\u200bOslo\u202c",
        "Ｅｕｒｏｐｅ／Ｏｓｌｏ",
        "Europe / Oslo",
    ],
)
def test_a_zone_is_known_in_any_spelling(typed: str) -> None:
    assert settle(
        ORDINARY.team().settings, setup(typed), by=HANSEN, people={HANS: HANSEN}
    ).zone == ("Europe/Oslo")


@pytest.mark.parametrize("typed", ["", "\ud83d", "Oslo", "/etc/passwd", "\x00", "Europe/Ösløs"])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        settle(ORDINARY.team().settings, setup(typed), by=HANSEN, people={HANS: HANSEN})
    assert refused.value.code is Code.ZONE_UNKNOWN


HANSEN = Person(HANS, "Hans Friis", ZONE, admin=True)


def setup(zone: str) -> SetupForm:
    return SetupForm(
        managers=[HANS],
        deputy=None,
        skip=None,
        on_call=[],
        zone=zone,
        country="NO",
        days=["0"],
        start="08:00",
        end="16:00",
        digest_on=False,
        digest_day="0",
        digest_time="09:00",
    )


@pytest.mark.parametrize(
    ("account", "shown"),
    [
        ({"real_name": "Ka\u202erin Holm", "name": "karin.holm"}, "Karin Holm"),
        ({"real_name": "\u2800", "name": "karin.holm"}, "karin.holm"),
        ({"real_name": "\ud83d\u3164", "name": "karin.holm"}, "karin.holm"),
        ({"real_name": None, "name": "\u200b"}, "UKARIN"),
        ({"real_name": " Karin\n Holm"}, "Karin Holm"),
    ],
)
def test_somebody_is_called_what_can_be_seen(account: dict[str, Any], shown: str) -> None:
    profile = {"real_name": account["real_name"]}
    assert person_of({"id": "UKARIN", **account, "profile": profile}, "T1").name == shown
    assert person_of({"id": "UKARIN", **account}, "T1").name == shown
