"""Rubrics as files: found, read, and all mistakes told at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.rubric import load
from coach.rubric.format import Present
from coach.rubric.load import list_rubrics, load_rubric

GOOD = """
id = "mine"
version = 2
title = { zh = "我的", en = "Mine" }
about = { zh = "说明", en = "About" }
course = { zh = "自编", en = "Ours" }
[[criteria]]
id = "hello"
kind = "present"
marks = ["greeting"]
title = { zh = "问候", en = "Greeting" }
points = 5
why = { zh = "为什么", en = "Why" }
source = { zh = "自编", en = "Ours" }
"""


@pytest.fixture
def own(data_folder: Path) -> Path:
    folder = data_folder / "rubrics"
    folder.mkdir(parents=True)
    return folder


def mistakes(folder: Path, text: str, name: str = "mine.toml") -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_rubric(path)
    assert len(caught.value.in_("zh").splitlines()) == len(caught.value.in_("en").splitlines())
    return caught.value.in_("en").splitlines()


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
    (own / "mine.toml").write_text(GOOD, encoding="utf-8")
    rubric = load_rubric("mine")
    assert (rubric.version, rubric.title.zh) == (2, "我的")
    assert rubric.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    (criterion,) = rubric.criteria
    assert isinstance(criterion, Present)
    assert (criterion.where, criterion.points) == ("anywhere", 5)
    assert load_rubric(own / "mine.toml") == load_rubric(str(own / "mine.toml")) == rubric


def test_the_list_keeps_bad_files_apart_and_own_copies_first(own):
    (own / "mine.toml").write_text(GOOD, encoding="utf-8")
    (own / "broken.toml").write_text("id = ", encoding="utf-8")
    (own / "service-cycle.toml").write_text(GOOD.replace('"mine"', '"service-cycle"'), encoding="utf-8")
    found = {summary.id: summary for summary in list_rubrics()}
    assert list(found) == ["broken", "mine", "service-cycle"]
    assert found["broken"].error is not None
    assert found["broken"].title is None
    assert found["mine"].error is None
    assert (found["service-cycle"].origin, found["service-cycle"].version) == ("own", 2)


def test_an_unknown_id_names_those_there_are():
    with pytest.raises(UserError, match="service-cycle"):
        load_rubric("nonesuch")
    with pytest.raises(UserError):
        load_rubric("../../etc/passwd")


def test_all_mistakes_at_once(tmp_path):
    text = GOOD.replace("version = 2", 'version = "two"\ncolour = "red"').replace(
        'title = { zh = "我的", en = "Mine" }', ""
    )
    assert mistakes(tmp_path, text) == [
        f"{tmp_path / 'mine.toml'}: colour: there is no such field",
        f"{tmp_path / 'mine.toml'}: version: wrong type or value (Expected `int`, got `str`)",
        f"{tmp_path / 'mine.toml'}: title: is missing",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('kind = "present"', 'kind = "presnt"'), "criteria[1].kind: there is no “presnt”"),
        (('kind = "present"', "kind = [1]"), "criteria[1].kind"),
        (("points = 5", "points = 0"), "criteria[1].points"),
        (("points = 5", "points = nan"), "criteria[1].points"),
        (("points = 5", "points = 5\nextra = 1"), "criteria[1].extra: there is no such field"),
        (('["greeting"]', '["greting"]'), "criteria[1].marks: there is no label “greting”"),
        (('["greeting"]', "[]"), "criteria[1].marks"),
        (('why = { zh = "为什么", en = "Why" }', 'why = { zh = "为什么" }'), "criteria[1].why"),
        (('why = { zh = "为什么", en = "Why" }', 'why = { zh = " ", en = "Why" }'), "criteria[1].why"),
        (
            ("points = 5", 'points = 5\nsay_instead = { zh = "一", en = "a", en_quoting = "b" }'),
            "say_instead.en_quoting",
        ),
        (("points = 5", 'points = 5\nsay_instead = { zh = "一", en = "a", fr = "b" }'), "criteria[1].say_instead"),
        (('id = "mine"', 'id = "yours"'), "id: “yours” should be the file's name, “mine”"),
    ],
)
def test_one_mistake(tmp_path, change, told):
    (one,) = mistakes(tmp_path, GOOD.replace(*change))
    assert one.startswith(f"{tmp_path / 'mine.toml'}: ")
    assert told in one


def test_ids_used_twice(tmp_path):
    double = GOOD + GOOD[GOOD.index("[[criteria]]") :]
    assert "used twice" in mistakes(tmp_path, double)[0]


@pytest.mark.parametrize(
    "band", ["band = { low = 5, high = 2 }", "band = {}", "", "zh = { low = 1 }", "band = { low = nan }"]
)
def test_bands_that_mean_nothing(tmp_path, band):
    text = GOOD.replace(
        'kind = "present"\nmarks = ["greeting"]',
        f'kind = "delivery_band"\nmeasure = "pitch_range_st"\nname = {{ zh = "一", en = "a" }}\nunit = {{ zh = "一", en = "a" }}\n{band}',
    )
    assert len(mistakes(tmp_path, text)) == 1


def test_too_large_missing_and_no_toml(tmp_path, monkeypatch):
    assert "not valid TOML" in mistakes(tmp_path, "a = [" * 5_000)[0]
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="not valid TOML"):
        load_rubric(tmp_path / "bytes.toml")
    with pytest.raises(UserError, match="cannot be opened"):
        load_rubric(tmp_path / "none.toml")
    monkeypatch.setattr(load, "MAX_BYTES", 10)
    assert "larger" in mistakes(tmp_path, GOOD)[0]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["id", "version", "title", "about", "course", "criteria", "kind", "points", "x"])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.dictionaries(KEYS, VALUES | st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=2)))
def test_any_table_is_a_rubric_or_mistakes(table):
    found = []
    assert load._rubric(table, "", found) is None
    assert found
