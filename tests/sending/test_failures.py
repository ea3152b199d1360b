"""Each failure has one meaning."""

from collections import Counter
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from handlers.sending.failures import SORTED, Means, sorted_out

REFERENCE = Path(__file__).with_name("slack_errors.txt")


def codes_by_method() -> dict[str, list[str]]:
    lines = [line for line in REFERENCE.read_text().splitlines() if not line.startswith("#")]
    return {method: codes.split() for method, _, codes in (line.partition(":") for line in lines)}


def answered(code: str | None, status: int = 200, **headers: str) -> SlackApiError:
    data = {"ok": False, "error": code} if code else {}
    response = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data=data,
        headers=headers,
        status_code=status,
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]  # slack_sdk's own


@pytest.mark.parametrize("method", codes_by_method())
def test_every_code_that_slack_gives_is_sorted(method: str) -> None:
    known = frozenset().union(*SORTED.values())
    assert set(codes_by_method()[method]) - known == set()


def test_no_code_means_two_things() -> None:
    counted = Counter(code for codes in SORTED.values() for code in codes)
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (answered("ratelimited"), Means.WAIT),
        (answered(None, 429, **{"Retry-After": "7"}), Means.WAIT),
        (answered(None, 503), Means.UNKNOWN),
        (answered("invalid_auth", 500), Means.UNKNOWN),
        (answered("internal_error"), Means.UNKNOWN),
        (TimeoutError(), Means.UNKNOWN),
        (ConnectionResetError(), Means.UNKNOWN),
        (answered("token_revoked"), Means.APP),
        (answered("is_archived"), Means.PLACE),
        (answered("user_not_found"), Means.PERSON),
        (answered("invalid_blocks"), Means.LETTER),
        (answered("a_code_of_tomorrow"), Means.CALL),
    ],
)
def test_what_went_wrong_has_its_meaning(error: Exception, means: Means) -> None:
    assert sorted_out(error).means is means


def test_the_wait_is_as_long_as_slack_says() -> None:
    assert sorted_out(answered(None, 429, **{"Retry-After": "7"})).seconds == 7
    assert sorted_out(answered("ratelimited")).seconds > 0
