"""Every call, answer, envelope and ack, as one JSON line each; no token in it."""

import json
import time
from pathlib import Path
from typing import Any

from sandbox.watching import Changes

Json = dict[str, Any]


class Record:
    def __init__(self, file: Path | None = None) -> None:
        self.lines: list[Json] = []
        self.changes = Changes()
        self._file = file.open("w") if file else None

    def add(self, kind: str, **facts: Any) -> None:
        at = time.time()  # noqa: TID251  the record is of real time
        line = {"n": len(self.lines) + 1, "time": round(at, 6), "kind": kind, **facts}
        self.lines.append(line)
        if self._file:
            self._file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
            self._file.flush()
        self.changes.happened()

    def close(self) -> None:
        if self._file:
            self._file.close()
