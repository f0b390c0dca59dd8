"""Makes the pictures of the README from the bundled bad calls: `python docs/make_pictures.py`.

Needs the program installed with its speech model, and Chromium or Chrome.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
CALLS = {"en": "en-bad-broadband", "zh": "zh-bad-birthday-cake"}
WIDTH, HEIGHT = 1280, 1340  # down to the whole timeline
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
DARK = "--blink-settings=preferredColorScheme=0"


def main() -> None:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("The pictures are taken with Chromium or Chrome: install one of them so that it is on the PATH.")
    PICTURES.mkdir(exist_ok=True)
    for language, call in CALLS.items():
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "report.html"
            write_report(language, call, page)
            take(browser, page, PICTURES / f"report-{language}.png")
            take(browser, page, PICTURES / f"report-{language}-dark.png", DARK)


def write_report(language: str, call: str, page: Path) -> None:
    recording = ROOT / "recordings" / f"{call}.flac"
    command = [sys.executable, "-m", "coach.cli", "analyse", recording, "--language", language, "--html", page]
    environment = {**os.environ, "REDCARD_LANG": language}
    subprocess.run([*command, "--no-save"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def take(browser: str, page: Path, picture: Path, *options: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={picture}",
                *options,
                page.as_uri(),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
    print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
