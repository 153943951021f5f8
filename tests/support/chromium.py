"""Where the machine's Chromium is; browser tests drive it, and never download one."""

import shutil

MISSING = "Chromium is missing; on Debian: apt-get install chromium fonts-noto-cjk"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The program to start, or None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
