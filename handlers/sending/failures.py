"""What went wrong at Slack, and what each failure means: one table for letters, cards and clocks.

behaviour.md has what people see of it; docs/reliability.md what protects what.
"""

from enum import Enum, auto

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError


class Means(Enum):
    """What a failure concerns, and so what follows."""

    WAIT = auto()
    """Slack asks to wait: not a try; that method, or that channel for posts, waits so long."""
    UNKNOWN = auto()
    """Nobody knows whether it took effect: look first, then again, as long as it takes."""
    APP = auto()
    """The app is refused, if `auth.test` is too: everything of the workspace waits."""
    CALL = auto()
    """That one call: an optional one is done without, a letter is held alone and logged."""
    PLACE = auto()
    """The conversation or message: join, post anew, open afresh; else the letter is held."""
    PERSON = auto()
    """Somebody's account: they are marked, routing looks again, everybody else gets theirs."""
    LETTER = auto()
    """This one thing: set aside for an hour, then two, four …; urgent ones go as plain text."""


SORTED: dict[Means, frozenset[str]] = {
    Means.WAIT: frozenset("ratelimited rate_limited message_limit_exceeded".split()),
    Means.UNKNOWN: frozenset(
        """internal_error fatal_error service_unavailable request_timeout team_added_to_org
        fetch_members_failed update_failed list_record_comment_fetch_failed streaming_state_conflict
        hash_conflict external_channel_migrating""".split()
    ),
    Means.APP: frozenset(
        """invalid_auth token_revoked token_expired account_inactive not_authed org_login_required
        team_access_not_granted ekm_access_denied enterprise_is_restricted access_denied
        two_factor_setup_required accesslimited app_access_restricted team_not_found
        forbidden_team""".split()
    ),
    Means.CALL: frozenset(
        """missing_scope no_permission not_allowed_token_type as_user_not_supported
        send_on_behalf_not_allowed method_deprecated deprecated_endpoint insecure_request
        invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data
        invalid_post_type missing_post_type missing_args not_implemented not_enabled
        missing_profile_id invalid_cursor invalid_limit invalid_metadata_filter_keys
        invalid_ts_latest invalid_ts_oldest too_many_users users_list_not_supplied
        not_enough_users invalid_user_combination method_not_supported_for_channel_type
        exchanged_trigger_id expired_trigger_id invalid_trigger_id push_limit_reached
        not_found unknown_method duplicate_external_id""".split()
    ),
    Means.PLACE: frozenset(
        """not_in_channel channel_not_found is_archived is_inactive user_not_in_channel
        message_not_found thread_not_found cant_update_message edit_window_closed
        cannot_reply_to_message restricted_action restricted_action_read_only_channel
        restricted_action_thread_only_channel restricted_action_non_threadable_channel
        restricted_action_thread_locked posting_to_channel_denied channel_is_limited_access
        too_many_members messages_tab_disabled duplicate_channel_not_found
        duplicate_message_not_found""".split()
    ),
    Means.PERSON: frozenset(
        "user_not_found users_not_found user_disabled user_not_visible".split()
    ),
    Means.LETTER: frozenset(
        """invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text
        invalid_attachments too_many_attachments attachment_payload_limit_exceeded block_mismatch
        markdown_text_conflict metadata_too_large invalid_metadata_format invalid_metadata_schema
        metadata_must_be_sent_from_app too_many_contact_cards view_too_large missing_file_data
        cant_broadcast_message no_dual_broadcast_content_update file_deleted file_is_deleted
        file_not_found file_share_limit_reached blocked_file_type max_file_sharing_exceeded
        unable_to_share_files slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked
        slack_connect_clip_sharing_blocked slack_connect_file_link_sharing_blocked
        slack_connect_file_upload_sharing_blocked slack_connect_lists_sharing_blocked
        draft_already_deleted draft_already_sent draft_has_conflict draft_not_found""".split()
    ),
}
"""Every error code of the methods that the bot calls; a test holds it against Slack's reference."""
_MEANS = {code: means for means, codes in SORTED.items() for code in codes}
RATE_LIMITED = 30.0
"""Seconds to wait where Slack asks to wait and does not say how long."""
TROUBLE = (SlackClientError, SlackRequestError, ClientError, TimeoutError, OSError)


class Failure(Exception):
    """A call to Slack did not go through."""

    def __init__(self, means: Means, code: str, seconds: float = 0.0) -> None:
        super().__init__(code)
        self.means = means
        self.code = code
        self.seconds = seconds
        """How long Slack asks to wait; 0 where it asks for nothing."""


def sorted_out(error: Exception) -> Failure:
    """The error as one of ours; a code that is not in the table concerns that one call."""
    if isinstance(error, Failure):
        return error
    if not isinstance(error, SlackApiError):
        return Failure(Means.UNKNOWN, type(error).__name__)
    response = error.response
    if response.status_code == 429:
        seconds = float(response.headers.get("Retry-After", RATE_LIMITED))
        return Failure(Means.WAIT, "ratelimited", seconds)
    code = response.get("error") if isinstance(response.data, dict) else None
    if response.status_code >= 500 or code is None:
        return Failure(Means.UNKNOWN, code or str(response.status_code))
    means = _MEANS.get(str(code), Means.CALL)
    return Failure(means, str(code), RATE_LIMITED if means is Means.WAIT else 0.0)
