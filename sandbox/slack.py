"""The parts joined: one workspace, one app, its sockets, its faults and its record."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import TravellingClock
from sandbox.faults import Faults
from sandbox.record import Record
from sandbox.settings import Settings
from sandbox.sockets import Sockets
from sandbox.watching import Board
from sandbox.world import Conversation, Message, World

Json = dict[str, Any]


class SlackError(Exception):
    """What a Web API method refuses: Slack's code, and what goes with it."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


@dataclass
class Slack:
    manifest: Json
    seed: Json
    record: Record
    url: str = ""
    usual: Settings = field(default_factory=Settings)
    """The settings that a reset comes back to."""
    clock: TravellingClock = field(default_factory=TravellingClock)
    faults: Faults = field(default_factory=Faults)
    board: Board = field(default_factory=Board)

    quiet: tuple[int, ...] | None = None
    """What had happened when the app last settled."""

    def __post_init__(self) -> None:
        self.world = World(self.seed)
        self.settings = self.usual
        self.sockets = Sockets(self.record, self.faults, lambda: self.settings)

    @property
    def scopes(self) -> set[str]:
        return set(self.manifest["oauth_config"]["scopes"]["bot"])

    @property
    def events(self) -> set[str]:
        return set(self.manifest["settings"]["event_subscriptions"]["bot_events"])

    @property
    def commands(self) -> set[str]:
        return {command["command"] for command in self.manifest["features"]["slash_commands"]}

    @property
    def happened(self) -> tuple[int, ...] | None:
        """Counts all that can give a settled app something to do; None when time itself may."""
        if self.clock.running:
            return None
        return (self.clock.version, self.sockets.sent, self.sockets.opened)

    def say(self, conversation: Conversation, message: Message) -> Message:
        """Put a message where it belongs; in a thread, its parent is the thread's first."""
        parent = conversation.find(message.thread_ts) if message.thread_ts else None
        if parent is not None and parent.thread_ts:
            message.thread_ts = parent.thread_ts
        conversation.messages.append(message)
        return message

    def new_message(self, user: str, text: str, **more: Any) -> Message:
        at = self.clock.now().isoformat()
        return Message(ts=self.world.new_ts(), at=at, user=user, text=text, **more)
