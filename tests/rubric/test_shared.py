"""Marks that several rubrics share, from files of their own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from coach.errors import UserError
from coach.library.store import get_call, open_library
from coach.rubric.format import Rubric, TaughtMark
from coach.rubric.load import load_rubric, parse_rubric
from coach.rubric.sources import MAX_BYTES, mark_files
from coach.rubric.starter import new_rubric
from tests.commands.run import redcard
from tests.rubric.written import MINE, PROMISE_KEPT, UPSET, WITH_OWN_MARK

USING = WITH_OWN_MARK.replace("\n[[criteria]]", 'use = ["promise_kept"]\n\n[[criteria]]')


@pytest.fixture
def folder(data_folder: Path) -> Path:
    marks = data_folder / "rubrics" / "marks"
    marks.mkdir(parents=True)
    (marks / "promise_kept.toml").write_text(PROMISE_KEPT, encoding="utf-8")
    return marks


def parse(text: str) -> Rubric:
    return parse_rubric(text.encode(), "mine.toml")


def mistakes(text: str, language: str = "en") -> list[str]:
    with pytest.raises(UserError) as caught:
        parse(text)
    return caught.value.in_(language).splitlines()


def plain(marks: tuple[TaughtMark, ...]) -> list[TaughtMark]:
    """Without the file that an error would name."""
    return [msgspec.structs.replace(mark, rubric="") for mark in marks]


def test_a_shared_mark_is_taught_as_if_it_stood_in_the_rubric(folder):
    rubric = parse(USING)
    assert plain(rubric.marks) == plain(parse(f"{WITH_OWN_MARK}\n{PROMISE_KEPT}").marks)
    assert [mark.rubric for mark in rubric.marks] == ["marks/promise_kept"]
    both = parse(f"{USING}\n{UPSET}")
    assert [(mark.id, mark.rubric) for mark in both.marks] == [("upset", "mine"), ("promise_kept", "marks/promise_kept")]


def test_a_rubrics_text_stands_alone_and_its_hash_covers_the_shared_marks(folder):
    (folder / "promise_kept.toml").write_bytes(b"\xef\xbb\xbf" + PROMISE_KEPT.rstrip().replace("\n", "\r\n").encode())
    rubric = parse(f"\ufeff{USING}\n{UPSET}".rstrip())
    assert rubric.sha256 == hashlib.sha256(rubric.text.encode()).hexdigest()
    (folder / "promise_kept.toml").unlink()
    alone = parse(rubric.text)
    assert (alone.text, alone.sha256, alone.criteria) == (rubric.text, rubric.sha256, rubric.criteria)
    assert plain(alone.marks) == plain(rubric.marks)
    (folder / "promise_kept.toml").write_text(PROMISE_KEPT.replace("说到做到", "言出必行"), encoding="utf-8")
    assert parse(USING).sha256 != rubric.sha256


def test_without_use_the_text_is_the_files_own(folder):
    assert parse(MINE).text == MINE
    assert parse(MINE.replace("\n[[criteria]]", "use = []\n\n[[criteria]]")).marks == ()


def test_what_a_rubric_teaches_itself_counts_before_the_shared(folder):
    own = PROMISE_KEPT.replace("说到做到", "言出必行")
    (mark,) = parse(f"{USING}\n{own}").marks
    assert (mark.phrases.zh, mark.rubric) == (("言出必行",), "mine")


def test_an_own_file_hides_the_bundled_one(folder):
    bundled = load_rubric("calming")
    name = next(mark.id for mark in bundled.marks if mark.rubric == f"marks/{mark.id}")
    text = mark_files()[name].read_text(encoding="utf-8")
    (folder / f"{name}.toml").write_text(text.replace("[[marks]]", '[[marks]]\nplace = "later"'), encoding="utf-8")
    changed = load_rubric("calming")
    assert changed.sha256 != bundled.sha256
    assert next(mark.place for mark in changed.marks if mark.id == name) == "later"


def test_mistakes_in_a_shared_file_are_told_with_its_name_and_line(folder):
    (folder / "promise_kept.toml").write_text(PROMISE_KEPT.replace("答应.", "(答应.").replace("unless", "unles"), encoding="utf-8")
    text = USING.replace("version = 2", "version = 0")
    assert mistakes(text) == [
        "mine.toml:2: version: should be a whole number from 1 up to 1000000, not “0”",
        "marks/promise_kept.toml:7: marks[1].patterns.zh[1]: “(答应.{0,4}办好” is no valid regular expression (missing ))",
        "marks/promise_kept.toml:9: marks[1].unles: there is no such field (did you mean unless?)",
    ]
    (folder / "promise_kept.toml").write_text(PROMISE_KEPT.replace("答应.", "(答应."), encoding="utf-8")
    (one,) = mistakes(USING, "zh")
    assert one.startswith("marks/promise_kept.toml:7: marks[1].patterns.zh[1]：")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("", "marks/promise_kept.toml:1: marks: there should be one [[marks]] table here"),
        (f"{PROMISE_KEPT}\n{UPSET}", "marks/promise_kept.toml:1: marks: there should be one [[marks]] table here"),
        ("marks = [1]", "marks/promise_kept.toml:1: marks: there should be one [[marks]] table here"),
        (UPSET, "marks/promise_kept.toml:2: marks[1].id: “upset” should be the file's name, “promise_kept”"),
        ("x = 1\n" + PROMISE_KEPT, "marks/promise_kept.toml:1: x: a shared mark's file has one [[marks]] table and nothing else"),
        ("[[marks]]\nid = ", "marks/promise_kept.toml:2: this is not valid TOML: Invalid value"),
        ('marks = [{ id = "promise_kept", title = { zh = "一", en = "a" }, phrases.en = ["a"] }]', "mine.toml:6: use: cannot be put together with the shared marks"),
        ("#" * MAX_BYTES, "mine.toml:6: use[1]: with the shared marks up to this one the rubric is larger than 500 kB"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_shared_mark(folder, file, told):
    (folder / "promise_kept.toml").write_text(file, encoding="utf-8")
    assert any(one.startswith(told) for one in mistakes(USING))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"promise_kept"]\n\n', '"promise_kpt"]\n\n', "mine.toml:6: use[1]: there is no shared mark “promise_kpt” (did you mean promise_kept?)"),
        ('"promise_kept"]\n\n', '"../../promise_kept"]\n\n', "mine.toml:6: use[1]: there is no shared mark “../../promise_kept” (did you mean promise_kept?)"),
        ('"promise_kept"]\n\n', '"promise_kept",\n"promise_kept"]\n\n', "mine.toml:7: use[2]: “promise_kept” stands here twice"),
        ('use = ["promise_kept"]', "use = [1]", "mine.toml:6: use[1]: should be text in quotes, not “1”"),
        ('use = ["promise_kept"]', 'use = "promise_kept"', "mine.toml:6: use: should be a list […], not “promise_kept”"),
        ('use = ["promise_kept"]', "", "“promise_kept” is not taught here: it is a shared mark, so name it at the top, use = [\"promise_kept\"]"),
        ('use = ["promise_kept"]', f"use = {['promise_kept'] * 101}", "mine.toml:6: use: takes at most 100, and here are 101"),
    ],
)  # fmt: skip
def test_a_wrong_name(folder, old, new, told):
    assert old in USING
    assert any(told in one for one in mistakes(USING.replace(old, new)))


def test_a_copy_has_everything_in_one_file(folder, data_folder):
    (data_folder / "rubrics" / "mine.toml").write_text(USING, encoding="utf-8")
    new_rubric("copied", source="mine", language="en")
    (folder / "promise_kept.toml").unlink()
    (mark,) = load_rubric("copied").marks
    assert (mark.id, mark.rubric) == ("promise_kept", "copied")


def test_an_old_call_is_judged_again_without_the_shared_file(folder, data_folder, tmp_path, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")
    (data_folder / "rubrics" / "mine.toml").write_text(USING, encoding="utf-8")
    (tmp_path / "call.txt").write_text("rep: What?\ncustomer: Well.\nrep: It is done as promised.\nrep: Bye.", encoding="utf-8")
    redcard("score", tmp_path / "call.txt", "--rubric", "mine")
    uid = redcard("library", "list").split()[0]
    with open_library() as db:
        before = get_call(db, uid)
    assert before.score == 100
    (folder / "promise_kept.toml").unlink()
    (data_folder / "rubrics" / "mine.toml").unlink()
    redcard("library", "rejudge", uid)
    with open_library() as db:
        assert get_call(db, uid) == before
    assert redcard("library", "rubric", uid).endswith(f"# marks/promise_kept.toml\n{PROMISE_KEPT}")
