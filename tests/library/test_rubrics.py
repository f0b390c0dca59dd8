"""The very texts that old scores were made with."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from coach.errors import UserError
from coach.library.rubrics import keep_rubric, kept_rubric
from coach.library.store import open_library, save_call
from coach.model import RubricInfo, Text
from tests.library.test_store import SCORECARD

TEXTS = ("\ufeffid = \"一\"\r\n", "id = 'two'\n")


def info(text: str) -> RubricInfo:
    return RubricInfo(id="service-cycle", title=Text(zh="周期", en="cycle"), sha256=hashlib.sha256(text.encode()).hexdigest())


def test_a_text_is_kept_once_byte_for_byte():
    with open_library() as db:
        for text in (*TEXTS, *TEXTS):
            save_call(db, replace(SCORECARD, rubric=info(text)), title="x", rubric_text=text)
        assert db["rubrics"].count == 2
    with open_library() as db:
        for text in TEXTS:
            kept = kept_rubric(db, info(text).sha256)
            assert (kept.id, kept.text, kept.sha256) == ("service-cycle", text, info(text).sha256)


def test_the_first_digits_will_do():
    sha256 = info(TEXTS[0]).sha256
    with open_library() as db:
        keep_rubric(db, info(TEXTS[0]), TEXTS[0])
        assert kept_rubric(db, sha256[:8]).sha256 == sha256
        assert kept_rubric(db, sha256.upper()).sha256 == sha256
        for unknown in (sha256[:7], "0" * 64, "%" * 8, "", "call-1"):
            with pytest.raises(UserError, match="does not hold the text"):
                kept_rubric(db, unknown)


def test_another_text_is_never_kept_under_that_name():
    with open_library() as db, pytest.raises(ValueError, match="not that of the rubric"):
        save_call(db, SCORECARD, title="x", rubric_text="id = 1")
