"""What every page of the report is made with: the templates, each voice's figures, and how it can all be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coach.model import Language, Scorecard, Speaker
from coach.report.figures import Plain, Row, delivery_rows
from coach.report.words import word

if TYPE_CHECKING:
    from jinja2 import Environment


def templates(package: str = "coach.report") -> Environment:
    """The templates of the package: everything that goes into them is escaped, and a missing value is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(package, "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def voices(
    scorecard: Scorecard, language: Language, liveliness: Mapping[str, Plain]
) -> list[tuple[Speaker, tuple[Row, ...]]]:
    """Those who were measured, the rep first, each with the rows of the figures; `liveliness` by speaker id."""
    spoken = sorted((one for one in scorecard.speakers if one.id in scorecard.delivery), key=lambda one: one.role != "rep")
    return [
        (one, delivery_rows(scorecard.delivery[one.id], language, spoken=scorecard.language, liveliness=liveliness.get(one.id)))
        for one in spoken
    ]


def limits(scorecard: Scorecard, language: Language) -> list[str]:
    """How the scorecard can be wrong, a sentence each."""
    keys = ("limit_heard", "limit_judged", "limit_pitch") if scorecard.audio else ("limit_text", "limit_judged")
    return [word(key, language) for key in keys]
