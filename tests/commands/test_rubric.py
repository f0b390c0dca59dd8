"""`redcard rubric list | check | try | new | diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.errors import UserError
from tests.commands.run import redcard


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")


@pytest.fixture
def own(data_folder) -> Path:
    """A rubric of one's own, as `new` writes it."""
    redcard("rubric", "new", "my-team")
    return data_folder / "rubrics" / "my-team.toml"


def test_list(own, monkeypatch):
    (own.parent / "broken.toml").write_text("id = ", encoding="utf-8")
    rows = dict(line.split("\t", 1) for line in redcard("rubric", "list").splitlines() if "\t" in line)
    assert rows["my-team"] == "A new rubric\town, version 1, 2 criteria"
    assert rows["service-cycle"].startswith("The service cycle\tbundled, version ")
    monkeypatch.setenv("REDCARD_LANG", "zh")
    assert "my-team\t新的评分表\t自己的，第 1 版，2 个评分项" in redcard("rubric", "list")


def test_list_as_json(own):
    (own.parent / "broken.toml").write_text("id = ", encoding="utf-8")
    found = {row["id"]: row for row in json.loads(redcard("rubric", "list", "--json"))}
    assert found["my-team"]["title"] == {"zh": "新的评分表", "en": "A new rubric"}
    assert (found["my-team"]["origin"], found["my-team"]["version"]) == ("own", 1)
    assert (found["my-team"]["criteria"], found["my-team"]["marks"]) == (2, 1)
    assert found["broken"]["criteria"] is None
    assert found["broken"]["error"]["en"].startswith("broken.toml:1: ")


def test_check(own):
    assert redcard("rubric", "check", own) == f"{own}: no mistakes, 2 criteria, 1 mark taught.\n"
    own.write_text(own.read_text("utf-8").replace("points =", "point =").replace("examples.zh", "exmples.zh"), "utf-8")
    with pytest.raises(UserError) as caught:
        redcard("rubric", "check", own)
    told = caught.value.in_("en").splitlines()
    assert [line.split(": ", 1)[0].rpartition(":")[0] for line in told] == [str(own)] * len(told)
    assert sum("did you mean" in line for line in told) == 4  # two points, examples and counter_examples


def test_new_writes_a_private_file_that_is_right_and_never_overwrites(own, monkeypatch):
    assert own.stat().st_mode & 0o777 == 0o600
    assert "# Ways to teach" in own.read_text("utf-8")
    assert "--rubric my-team" in own.read_text("utf-8")
    with pytest.raises(UserError, match="is there already"):
        redcard("rubric", "new", "my-team")
    monkeypatch.setenv("REDCARD_LANG", "zh")
    redcard("rubric", "new", "zh-team")
    assert "教标记" in own.with_name("zh-team.toml").read_text("utf-8")
    assert "内容一样" in redcard("rubric", "diff", "my-team", "zh-team")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("../evil",), "cannot be a rubric's id"),
        (("Große",), "cannot be a rubric's id"),
        (("service-cycle",), "add --from service-cycle"),
        (("copy", "--from", "nonesuch"), "There is no rubric called “nonesuch”"),
    ],
)
def test_new_refuses(words, told):
    with pytest.raises(UserError, match=told):
        redcard("rubric", "new", *words)


def test_new_from_another_keeps_its_comments(data_folder):
    assert "copy.toml" in redcard("rubric", "new", "copy", "--from", "service-cycle")
    text = (data_folder / "rubrics" / "copy.toml").read_text("utf-8")
    assert '\nid = "copy"\n' in text
    assert "# The service cycle" in text
    assert redcard("rubric", "diff", "service-cycle", "copy") == "The two rubrics say the same.\n"


def test_diff(own):
    text = own.read_text("utf-8")
    other = own.with_name("other.toml")
    for old, new in {
        'id = "my-team"': 'id = "other"',
        "points = 10": "points = 12",
        "version = 1 ": "version = 2 ",
        '"最多等"': '"最多等", "不会超过"',
        '"How long have you been waiting?", ': "",
        'id = "no_commanding"': 'id = "no_orders"',
    }.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    other.write_text(text, encoding="utf-8")
    assert redcard("rubric", "diff", "my-team", other).splitlines() == [
        "~ rubric",
        "    version: - 1",
        "             + 2",
        "- criterion no_commanding",
        "+ criterion no_orders",
        "~ mark says_how_long",
        "    counter_examples.en: - How long have you been waiting?",
        "    phrases.zh: + 不会超过",
    ]


def test_try(own):
    text = redcard("rubric", "try", "No problem, it takes about five minutes.", "--rubric", "my-team")
    block = text[text.index("says_how_long · Says how long it takes: yes") :].splitlines()
    assert any("words 0.95" in line and "yes: “it takes about”" in line for line in block)


def test_try_by_sound_and_in_chinese(own, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "zh")
    text = redcard("rubric", "try", "大盖需要一会儿", "--rubric", "my-team")
    assert "says_how_long · 说明要等多久：有" in text
    assert "读音 0.80" in text
    assert "有：“大盖需要”" in text


def test_try_the_customers_words():
    assert "upset · The customer is upset: yes" in redcard("rubric", "try", "I'm furious!", "--speaker", "customer")
    assert "upset" not in redcard("rubric", "try", "I'm furious!")


def test_try_nothing():
    assert "No mark is found" in redcard("rubric", "try", "It is the blue one.", "--speaker", "customer")
    with pytest.raises(UserError, match="no words"):
        redcard("rubric", "try", "?!")
    with pytest.raises(UserError, match="At most 2000"):
        redcard("rubric", "try", "no " * 1000)
