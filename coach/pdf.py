"""Scorecards and handouts as PDF, printed by Qt in a process of its own: the engine has no Qt, and a crash there ends nothing here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.errors import UserError
from coach.model import Language, Scorecard

if TYPE_CHECKING:
    from coach.report.figures import Plain

Paper = Literal["a4", "letter"]
NO_CHINESE_FONT = 3  # what `ui.pdf` says by its exit code
LONGEST_S = 600.0  # a three-hour call takes a few seconds; a machine that is busy takes its time


def pdf_report(
    scorecard: Scorecard, *, language: Language, title: str | None = None, liveliness: Mapping[str, Plain] | None = None
) -> bytes:
    """The report in the reader's language on A4. The arguments are those of `html_report`. Raises UserError."""
    from coach.report.heading import call_name
    from coach.report.paper import paper_html

    html = paper_html(scorecard, language=language, title=title, liveliness=liveliness)
    return printed(html, title=call_name(scorecard, title, language))


def printed(html: str, *, title: str, paper: Paper = "a4") -> bytes:
    """A document of simple HTML as PDF; `title` is what a reader shows as its name. Raises UserError."""
    root = str(Path(__file__).resolve().parent.parent)  # -P: nothing is taken from the folder where the user happens to be
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "ui.pdf", title, paper],
            input=html.encode("utf-8", "replace"),
            env={**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            timeout=LONGEST_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_printed(str(error)) from error
    if done.returncode == NO_CHINESE_FONT:
        raise UserError(
            zh="系统里没有中文字体，做不成 PDF：请安装一种（Debian/Ubuntu：sudo apt-get install fonts-noto-cjk），或导出成网页。",
            en="There is no Chinese font on this system, so there is no PDF: install one (Debian, Ubuntu: sudo apt-get install "
            "fonts-noto-cjk), or export a web page.",
        )
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise _not_printed(lines[-1] if lines else f"{done.returncode}")
    return done.stdout


def _not_printed(detail: str) -> UserError:
    return UserError(
        zh=f"没能做成 PDF（{detail}）：用 redcard doctor 检查窗口组件，或导出成网页再从浏览器打印。",
        en=f"The PDF could not be made ({detail}): check the window's parts with redcard doctor, or export a web page and print it.",
    )
