"""A call as a file for somebody else: web page, PDF, table, JSON or subtitles, by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coach.errors import UserError
from coach.model import Language, Scorecard

ENDINGS = (".html", ".pdf", ".csv", ".json", ".srt", ".vtt")


def checked_ending(file: Path) -> str:
    """The file's ending in small letters. Raises UserError for one that no export has."""
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise UserError(
            zh=f"不知道 {file} 要存成什么格式：文件名请以 {'、'.join(ENDINGS)} 结尾。",
            en=f"No telling what {file} is to be: let its name end in {', '.join(ENDINGS)}.",
        )
    return ending


def exported(ending: str, scorecard: Scorecard, *, title: str | None, language: Language) -> bytes:
    """The content of such a file, its words in `language`. Raises KeyError for an ending not in ENDINGS, UserError when a PDF cannot be made."""
    from coach.liveliness_words import liveliness_words
    from coach.pdf import pdf_report
    from coach.report.html import html_report
    from coach.report.json import to_json_pretty
    from coach.report.subtitles import srt, vtt
    from coach.report.turns_table import turns_table

    liveliness = liveliness_words(scorecard)
    make: dict[str, Callable[[], bytes]] = {
        ".html": lambda: html_report(scorecard, language=language, title=title, liveliness=liveliness).encode(),
        ".pdf": lambda: pdf_report(scorecard, language=language, title=title, liveliness=liveliness),
        ".csv": lambda: turns_table(scorecard, language),
        ".json": lambda: to_json_pretty(scorecard),
        ".srt": lambda: srt(scorecard),
        ".vtt": lambda: vtt(scorecard),
    }
    return make[ending]()
