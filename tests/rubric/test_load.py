"""Rubrics as files: found, listed, read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.rubric.format import Present
from coach.rubric.load import list_rubrics, load_rubric
from coach.rubric.sources import MAX_BYTES
from tests.rubric.written import MINE


@pytest.fixture
def own(data_folder: Path) -> Path:
    folder = data_folder / "rubrics"
    folder.mkdir(parents=True)
    return folder


def test_the_bundled_rubric():
    rubric = load_rubric("service-cycle")
    assert rubric.id == "service-cycle"
    assert len(rubric.sha256) == 64
    ids = [criterion.id for criterion in rubric.criteria]
    assert len(set(ids)) == len(ids)
    assert {"no_commanding", "empathy_when_upset", "ownership", "pace"} <= set(ids)


def test_every_course_sentence_of_the_bundled_rubric_names_its_source():
    for criterion in load_rubric("service-cycle").criteria:
        assert "本程序" in criterion.source.zh
        assert "ours" in criterion.source.en.lower()  # the wording or the range is ours, and says so


def test_a_file_of_ones_own(own):
    (own / "mine.toml").write_text(MINE, encoding="utf-8")
    rubric = load_rubric("mine")
    assert (rubric.version, rubric.title.zh) == (2, "我的")
    assert rubric.sha256 == hashlib.sha256(MINE.encode()).hexdigest()
    (criterion,) = rubric.criteria
    assert isinstance(criterion, Present)
    assert (criterion.where, criterion.points) == ("anywhere", 5)
    assert load_rubric(own / "mine.toml") == load_rubric(str(own / "mine.toml")) == rubric


def test_the_list_keeps_bad_files_apart_and_own_copies_first(own):
    (own / "mine.toml").write_text(MINE, encoding="utf-8")
    (own / "broken.toml").write_text("id = ", encoding="utf-8")
    (own / "service-cycle.toml").write_text(MINE.replace('"mine"', '"service-cycle"'), encoding="utf-8")
    found = {summary.id: summary for summary in list_rubrics()}
    assert {"broken", "mine", "service-cycle"} < set(found)
    assert list(found) == sorted(found)
    assert found["broken"].error is not None
    assert found["broken"].title is None
    assert found["mine"].error is None
    assert (found["service-cycle"].origin, found["service-cycle"].version) == ("own", 2)
    assert (found["mine"].criteria, found["mine"].marks, found["broken"].criteria) == (1, 0, None)


def test_an_unknown_id_names_those_there_are():
    with pytest.raises(UserError, match="service-cycle"):
        load_rubric("nonesuch")
    with pytest.raises(UserError):
        load_rubric("../../etc/passwd")


def test_a_file_that_is_not_there_or_too_large(tmp_path):
    with pytest.raises(UserError, match="cannot be opened"):
        load_rubric(tmp_path / "none.toml")
    (tmp_path / "large.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(UserError, match="larger"):
        load_rubric(tmp_path / "large.toml")
