"""Find a Chromium for the browser tests, or install one where that may be done."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = "chromium"
LEFT_OUT = (
    "The browser tests are left out: no Chromium was found. Install one, for example with "
    "`sudo apt-get install chromium`, or name it in CHROMIUM."
)


def found() -> str | None:
    """The path of a Chromium: CHROMIUM, or one that is installed."""
    given = os.environ.get("CHROMIUM")
    return given or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    if found() is None and os.getuid() == 0 and shutil.which("apt-get"):
        quiet = {
            "stdout": subprocess.DEVNULL,
            "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        }
        for command in (["update", "-qq"], ["install", "-y", "-qq", PACKAGE]):
            subprocess.run(["apt-get", *command], check=False, **quiet)  # type: ignore[call-overload]
    if found() is None:
        print(LEFT_OUT)


if __name__ == "__main__":
    main()
