"""What stands still in Slack, and a busy machine or a short test may need otherwise."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Settings:
    """All in seconds of real time."""

    ack_seconds: float = 3.0
    """How long Slack waits for an ack before the person sees an error, or an event comes again."""
    trigger_seconds: float = 3.0
    """How long a trigger_id serves."""
    retry_seconds: tuple[float, ...] = (0.0, 60.0, 300.0)
    """After which an event without an ack comes again: at once, after 1 min, after 5 min."""
    ping_seconds: float = 10.0
    """Between two pings on a socket."""

    def changed(self, told: dict[str, Any]) -> "Settings":
        """Raises ValueError when there is no such setting."""
        unknown = sorted(set(told) - {field.name for field in fields(self)})
        if unknown:
            raise ValueError(f"there is no setting {unknown[0]}")
        if "retry_seconds" in told:
            told = {**told, "retry_seconds": tuple(told["retry_seconds"])}
        return replace(self, **told)

    def listed(self) -> dict[str, Any]:
        return asdict(self)
