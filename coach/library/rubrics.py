"""The very texts that old scores were made with, each kept once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.model import RubricInfo

if TYPE_CHECKING:
    from sqlite_utils import Database


MIN_DIGITS = 8
_DIGITS = re.compile(rf"[0-9a-fA-F]{{{MIN_DIGITS},64}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRubric:
    """A rubric's text as its file was, byte for byte in UTF-8; `sha256` is that of these bytes."""

    id: str
    sha256: str
    text: str


def keep_rubric(db: Database, rubric: RubricInfo, text: str) -> None:
    """Keep the text of a rubric, once. Raises ValueError when it is not the text that `rubric` names (a bug)."""
    if hashlib.sha256(text.encode()).hexdigest() != rubric.sha256:
        raise ValueError(f"this text is not that of the rubric {rubric.sha256}")
    db["rubrics"].insert({"sha256": rubric.sha256, "id": rubric.id, "text": text}, pk="sha256", ignore=True)


def kept_rubric(db: Database, sha256: str) -> KeptRubric:
    """The text with this SHA-256, or its first digits, at least MIN_DIGITS. Raises UserError when it was not kept."""
    rows = []
    if _DIGITS.fullmatch(sha256):
        rows = list(db["rubrics"].rows_where("sha256 like ?", [f"{sha256}%"], select="id, sha256, text", limit=2))
    if len(rows) != 1:
        raise UserError(
            zh=f"通话库里没有评分表 {sha256} 的原文：请给出完整的 SHA-256；较早版本保存的通话没有留下原文，重新评分一次就会保存。",
            en=f"The library does not hold the text of the rubric {sha256}: give the whole SHA-256; calls saved by an earlier "
            "version have no text, scoring such a call once more keeps it.",
        )
    return KeptRubric(**rows[0])
