"""New rubrics: a starter that teaches, and copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import UserError
from coach.rubric.diff import differences
from coach.rubric.load import list_rubrics, load_rubric
from coach.rubric.starter import new_rubric
from coach.toml.lines import lines_of


@pytest.fixture
def source(tmp_path: Path):
    """A rubric whose id is written in some way."""

    def write(line: str, start: str = "") -> Path:
        path = tmp_path / "given" / "given.toml"
        path.parent.mkdir(exist_ok=True)
        starter = load_rubric(new_rubric("given", source=None, language="en")).text
        path.write_bytes((start + starter.replace('id = "given"', line)).encode())
        return path

    return write


def test_both_starters_teach_everything_and_say_the_same():
    zh, en = (load_rubric(new_rubric(f"mine-{language}", source=None, language=language)) for language in ("zh", "en"))
    assert differences(zh, en) == ()
    (mark,) = zh.marks
    for name in ("examples", "counter_examples", "phrases", "patterns", "unless"):
        taught = getattr(mark, name)
        assert taught.zh
        assert taught.en
        assert all(name in rubric.text.split("[[marks]]")[0] for rubric in (zh, en))
    assert set(lines_of(zh.text)) == set(lines_of(en.text))


@pytest.mark.parametrize("line", ['id = "given"', "id='given' # ours", '  "id"   =   "given"', "'id' = \"gi\\u0076en\""])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_copy_differs_in_its_id_alone(source, line, start):
    path = source(line, start)
    copy = load_rubric(new_rubric("copied", source=str(path), language="en"))
    assert copy.id == "copied"
    assert differences(load_rubric(path), copy) == ()
    assert copy.text.count("#") == load_rubric(path).text.count("#")


def test_a_copy_under_the_bundled_id_takes_its_place():
    new_rubric("service-cycle", source="service-cycle", language="en")
    found = {summary.id: summary.origin for summary in list_rubrics()}
    assert found["service-cycle"] == "own"


def test_a_source_with_mistakes_is_not_copied(source, data_folder):
    path = source('id = "given"\nverson = 2')
    with pytest.raises(UserError, match="did you mean version"):
        new_rubric("copied", source=str(path), language="en")
    assert not (data_folder / "rubrics" / "copied.toml").exists()


def test_a_folder_that_cannot_be_used(data_folder):
    data_folder.mkdir(parents=True)
    (data_folder / "rubrics").write_text("a file", encoding="utf-8")
    with pytest.raises(UserError, match="Could not write"):
        new_rubric("mine", source=None, language="en")
