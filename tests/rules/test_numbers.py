"""Which numbers are hidden in a text, and which may stand."""

import sys
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import ean, luhn

from bot.numbers.finding import HIDDEN, Kind, mask

CPR, BIRTH_NUMBER, CARD = Kind.CPR, Kind.BIRTH_NUMBER, Kind.CARD


@pytest.mark.parametrize(
    ("text", "hidden", "kinds"),
    [
        ("Kunden 010190-1234 råbte", "Kunden ••••••-•••• råbte", [CPR]),
        ("Kunden 070761 4285 råbte", "Kunden •••••• •••• råbte", [CPR]),
        ("cpr 010190 1234", "cpr •••••• ••••", [CPR]),
        ("Kunden 010190 – 1234 råbte", "Kunden •••••• – •••• råbte", [CPR]),
        ("cpr 0101901234", "cpr ••••••••••", [CPR]),
        ("CPR-nr.: 0101901234.", "CPR-nr.: ••••••••••.", [CPR]),
        ("cpr0101901234", "cpr••••••••••", [CPR]),
        ("Hans personnummer er 0101901234", "Hans personnummer er ••••••••••", [CPR]),
        ("(070761-4285)", "(••••••-••••)", [CPR]),
        ("0707614285", "••••••••••", [CPR]),
        ("07 07 61 4285", "•• •• •• ••••", [CPR]),
        ("*070761-4285*", "*••••••-••••*", [CPR]),
        ("0\u200b70761\u00a0\u20114285", "•\u200b•••••\u00a0\u2011••••", [CPR]),
        ("0\u202e70761\u00ad4285", "•\u202e•••••\u00ad••••", [CPR]),
        ("٠٧٠٧٦١-٤٢٨٥", "••••••-••••", [CPR]),
        ("0️⃣70761−4285", "•️⃣•••••−••••", [CPR]),
        ("290200-4123", "••••••-••••", [CPR]),
        ("cpr 01.01.90-1234", "cpr ••.••.••-••••", [CPR]),
        ("Kunden 07.07.61-4285 råbte", "Kunden ••.••.••-•••• råbte", [CPR]),
        ("07/07/61-4285", "••/••/••-••••", [CPR]),
        ("070761.4285", "••••••.••••", [CPR]),
        ("cpr: 010190/1234", "cpr: ••••••/••••", [CPR]),
        ("Hans CPR er 010190-1234. 12 gange", "Hans CPR er ••••••-••••. 12 gange", [CPR]),
        ("Kunden (fnr 01019012345) er", "Kunden (fnr •••••••••••) er", [BIRTH_NUMBER]),
        ("fødselsnummer: 010190 12345", "fødselsnummer: •••••• •••••", [BIRTH_NUMBER]),
        ("Personnr. 41019012345", "Personnr. •••••••••••", [BIRTH_NUMBER]),
        ("F.nr 01019012345", "F.nr •••••••••••", [BIRTH_NUMBER]),
        ("fnr 01.01.90.12345", "fnr ••.••.••.•••••", [BIRTH_NUMBER]),
        ("fnr 010190.12345", "fnr ••••••.•••••", [BIRTH_NUMBER]),
        ("Kort 4571 1234 5678 9012.", "Kort •••• •••• •••• ••••.", [CARD]),
        ("kortnummer er 1234567890123456", "kortnummer er ••••••••••••••••", [CARD]),
        ("Visa: 4111-1111-1111-1112", "Visa: ••••-••••-••••-••••", [CARD]),
        ("4111111111111111", "••••••••••••••••", [CARD]),
        ("4111.1111.1111.1111", "••••.••••.••••.••••", [CARD]),
        ("Kort 4571.1234.5678.9012. Han", "Kort ••••.••••.••••.••••. Han", [CARD]),
        ("4111．1111．1111．1111", "••••．••••．••••．••••", [CARD]),
        ("4111/1111/1111/1111", "••••/••••/••••/••••", [CARD]),
        ("4111 1111 1111 1111", "•••• •••• •••• ••••", [CARD]),
        ("5500-0000-0000-0004", "••••-••••-••••-••••", [CARD]),
        ("2223 0000 4841 0010", "•••• •••• •••• ••••", [CARD]),
        ("3782 822463 10005", "•••• •••••• •••••", [CARD]),
        ("3056 930902 5904", "•••• •••••• ••••", [CARD]),
        ("6011111111111117", "••••••••••••••••", [CARD]),
        ("3530 1113 3330 0000", "•••• •••• •••• ••••", [CARD]),
        ("6200 0000 0000 0005", "•••• •••• •••• ••••", [CARD]),
        ("6759 6498 2643 8453", "•••• •••• •••• ••••", [CARD]),
        (
            "010190-1234 4111 1111 1111 1111 0707614285",
            "••••••-•••• •••• •••• •••• •••• ••••••••••",
            [CPR, CARD, CPR],
        ),
        ("IBAN DK50 0040 0440 1162 43 010190-1234", None, [CPR]),
        ("12 010190-1234 34", "12 ••••••-•••• 34", [CPR]),
    ],
)
def test_a_number_that_identifies_is_hidden(
    text: str, hidden: str | None, kinds: list[Kind]
) -> None:
    masked = mask(text)
    assert list(masked.found) == kinds
    if hidden is not None:
        assert masked.text == hidden


@pytest.mark.parametrize(
    "text",
    [
        *("K-48213", "ordre 1234567890", "Order 4500012345", "ordrenr. 310290123", "#0101901234"),
        *("Ordre 2026-0318-1234", "SO0101901234", "ORD-2026-001234", "faktura 20260318001"),
        *("Invoice INV-2026-04571", "KID 0012345678903", "sag 26/018234", "ticket 99887766554"),
        *("70 10 20 30", "+45 70 10 20 30", "+4570102030", "0045 7010 2030", "20129012"),
        *("+45 20 12 90 12 eller 20 12 90 13", "22 12 34 56", "+47 22 12 34 56", "004722123456"),
        *("+47 912 34 567", "91234567", "+44 20 7946 0958", "020 7946 0958", "07700 900123"),
        *("+447700900123", "(212) 555-0123", "212-555-0123", "+1 212 555 0123", "2125550123"),
        *("+1-800-555-0199", "310-555-0142", "+46701234567", "+49 30 901820"),
        *("18.03.2026", "18-03-2026", "2026-03-18", "18/3-26 kl. 14.30", "180326", "18 03 26"),
        *("07.07.61 4285", "07/07/61 4285", "07.07.61.4285", "01.01.90-1234", "010190.1234"),
        *("18.03.2026 14.30", "18.03.26 1430", "18/03/26 1430", "1/3-26", "3/4 af 2026/2027"),
        *("kl. 14.30-16.00", "18.03.2026-20.03.2026", "18/03/2026-20/03/2026", "010190.12345"),
        *("1234.5678.9012.3456", "+45.70.10.20.30", "212.555.0123", "v2.10.14.2026"),
        *("14:30", "kl. 1430", "2026-03-18 08:30", "2026-03-18T08:30:00+01:00", "20260318 083000"),
        *("DK50 0040 0440 1162 43", "DK5000400440116243", "NO93 8601 1117 947", "NO9386011117947"),
        *(
            "GB29 NWBK 6016 1331 9268 19",
            "DE89 3704 0044 0532 0130 00",
            "DE89 4111 1111 1111 1111 11",
        ),
        *("1234.56.78903", "8601 11 17947", "CVR 12345678", "org.nr. 974 760 673"),
        *("5701234567899", "7038010009457", "5018374000016", "4006381333931", "5 701234 567899"),
        *("RR123456785DK", "JD014600003828293845", "1Z999AA10123456784", "00370712345678901234"),
        *("IMEI 490154203237518", "ICCID 8945012345678901234", "kundekort 1234", "gavekort 99 kr"),
        *("320190-1234", "011390-1234", "290201-1234", "310490 1234", "1.234.567.890 kr"),
        *("4571 1234 5678 9012", "01019012345", "0101901234", "1234 5678 9012 3456", ""),
        *("landnummer 0101901234", "rekord nr 0101901234", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
        *("•" * 10, "••••••-•••• og 1234", "8.8.8.8", "192.168.100.1"),
    ],
)
def test_other_numbers_stand(text: str) -> None:
    assert mask(f"Kunden sagde {text}, og lagde på").text == f"Kunden sagde {text}, og lagde på"
    assert mask(text).found == ()


def weighted(digits: str, weights: str) -> int:
    return sum(int(d) * int(weight) for d, weight in zip(digits, weights, strict=False))


@st.composite
def cprs(draw: st.DrawFn) -> str:
    """With modulus 11."""
    born = date(1901, 1, 1) + timedelta(draw(st.integers(0, 36000)))
    number = f"{born:%d%m%y}{draw(st.integers(0, 3))}{draw(st.integers(0, 99)):02}"
    check = -weighted(number, "432765432") % 11
    assume(born.year < 2000 and check < 10)
    return f"{number}{check}"


@st.composite
def birth_numbers(draw: st.DrawFn) -> str:
    born = date(1940, 1, 1) + timedelta(draw(st.integers(0, 31000)))
    day = born.day + draw(st.sampled_from((0, 40)))
    month = born.month + draw(st.sampled_from((0, 40, 65, 80)))
    number = f"{day:02}{month:02}{born:%y}{draw(st.integers(0, 999)):03}"
    first = -weighted(number, "376189452") % 11
    second = -weighted(f"{number}{first}", "5432765432") % 11
    assume(first < 10 and second < 10)
    return f"{number}{first}{second}"


BEGINNINGS = (
    "4:16 4:19 4571:16 5019:16 51:16 55:16 2221:16 2720:16 34:15 37:15 36:14 305:14 6011:16"
)
BEGINNINGS += " 650:16 3528:16 3589:19 62:16 62:19 6759:16 6304:18 5018:15 81:16"


@st.composite
def cards(draw: st.DrawFn) -> str:
    begins, length = draw(st.sampled_from(BEGINNINGS.split())).split(":")
    more = int(length) - len(begins) - 1
    number = begins + "".join(str(draw(st.integers(0, 9))) for _digit in range(more))
    return next(f"{number}{check}" for check in range(10) if luhn.is_valid(f"{number}{check}"))


SEPARATORS = ("", " ", "-", "\u00a0", "\u2011", "\u2013", " - ", "\u202f", ".", "/")
SCRIPTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９")
WORDS = st.text(alphabet="abcæøå .,:()!?\n'“”/*_", max_size=20)


@st.composite
def written(draw: st.DrawFn, numbers: st.SearchStrategy[str], *sizes: int) -> str:
    """The number as somebody may write it, in groups of those sizes."""
    number, between = draw(numbers), draw(st.sampled_from(SEPARATORS))
    groups, left = [], number
    for size in sizes or (4,) * (-(-len(number) // 4)):
        groups.append(left[:size])
        left = left[size:]
    script = draw(st.sampled_from(SCRIPTS))
    return between.join(groups).translate(str.maketrans(SCRIPTS[0], script))


NUMBERS = st.one_of(
    written(cprs(), 6, 4).map(lambda number: (CPR, number)),
    written(birth_numbers(), 6, 5).map(lambda number: (BIRTH_NUMBER, number)),
    written(cards()).map(lambda number: (CARD, number)),
)


@given(WORDS, NUMBERS, WORDS)
def test_a_valid_number_is_hidden_however_it_is_written_and_the_rest_stands(
    before: str, number: tuple[Kind, str], after: str
) -> None:
    kind, shown = number
    masked = mask(f"{before} {shown}, {after}")
    assert list(masked.found) == [kind]
    hidden = "".join(HIDDEN if character.isdigit() else character for character in shown)
    assert masked.text == f"{before} {hidden}, {after}"


DIGITS = st.text(alphabet="0123456789 -./\u2011\u200b+akort\n", max_size=80)


@given(st.one_of(st.text(max_size=80), DIGITS, st.lists(NUMBERS.map(lambda n: n[1])).map(" ".join)))
def test_what_is_hidden_is_hidden_once_and_nothing_else_changes(text: str) -> None:
    masked = mask(text)
    assert mask(masked.text) == mask(masked.text)
    assert mask(masked.text).found == ()
    assert len(masked.text) == len(text)
    for was, stands in zip(text, masked.text, strict=True):
        assert was == stands or (stands == HIDDEN and not was.isalpha())


@given(cprs(), st.integers(1, 9))
def test_ten_digits_in_one_go_without_their_check_stand(number: str, more: int) -> None:
    wrong = f"{number[:9]}{(int(number[9]) + more) % 10}"
    assert mask(f"ordre {wrong}").found == ()
    assert mask(f"cpr {wrong}").found != ()


@given(birth_numbers(), st.integers(1, 9))
def test_eleven_digits_without_their_checks_stand(number: str, more: int) -> None:
    wrong = f"{number[:10]}{(int(number[10]) + more) % 10}"
    assert mask(f"ordre {wrong}").found == ()
    assert mask(f"fnr {wrong}").found != ()


@given(cards(), st.integers(1, 9))
def test_a_card_without_its_check_stands(number: str, more: int) -> None:
    wrong = f"{number[:-1]}{(int(number[-1]) + more) % 10}"
    assert mask(f"ordre {wrong}").found == ()
    assert mask(f"kort {wrong}").found != ()


@given(st.integers(10**11, 10**12 - 1))
def test_a_bar_code_stands(number: int) -> None:
    code = next(f"{number}{check}" for check in range(10) if ean.is_valid(f"{number}{check}"))
    assert mask(code).found == ()


@pytest.mark.parametrize(
    "part", ["1", "1 ", "12-", "12.", "1111/", "cpr ", "DK50 0040 ", "4111 ", "-", "• "]
)
def test_twice_the_text_is_no_more_than_twice_the_work(part: str) -> None:
    once, twice = (_calls(part * (size // len(part))) for size in (1_500, 3_000))
    assert twice < 2.2 * once


@pytest.mark.parametrize(
    ("part", "most"),
    [("1 ", 4), ("1-", 4), ("1,", 4), ("11 ", 30), ("111 1 ", 60), ("4111 111 ", 90)],
)
def test_a_field_full_of_small_groups_of_digits_is_soon_read(part: str, most: int) -> None:
    """3,000 times "1 " once held everybody else up for a third of a second."""
    text = part * 3_000
    assert _calls(text) < most * len(text)


def _calls(text: str) -> int:
    """How many functions are called to mask it."""
    seen = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal seen
        seen += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        mask(text)
    finally:
        sys.setprofile(None)
    return seen
