"""`redcard case list | show | check | talk`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.cli import cli
from coach.errors import UserError
from coach.practice.load import load_case
from tests.commands.run import redcard
from tests.paths import ROOT
from tests.practice.sample import CASE


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")


@pytest.fixture
def own(data_folder) -> Path:
    path = data_folder / "scenarios" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(CASE, encoding="utf-8")
    return path


def typed(text: str, *words: object) -> str:
    """What `case talk` prints when this is typed."""
    result = CliRunner().invoke(cli, ["case", "talk", *map(str, words)], input=text, catch_exceptions=False, standalone_mode=False)
    return result.stdout


def test_list(own, monkeypatch):
    own.with_name("broken.toml").write_text("id = ", encoding="utf-8")
    rows = dict(line.split("\t", 1) for line in redcard("case", "list").splitlines())
    assert rows["mine"] == "Mine\tannoyed, English, calming, own"
    assert rows["school-refund"].endswith("\tfurious, Chinese, English, complaint-two-steps, bundled")
    assert "broken" not in rows
    monkeypatch.setenv("REDCARD_LANG", "zh")
    assert "school-refund\t培训班退费\t怒气冲冲，中文，英语，complaint-two-steps，自带" in redcard("case", "list")
    found = {row["id"]: row for row in json.loads(redcard("case", "list", "--json"))}
    assert found["broken"]["error"]["zh"].startswith("broken.toml:1: ")
    assert found["mine"]["languages"] == ["en"]


def test_show_gives_the_card_and_none_of_the_customers_lines(monkeypatch):
    text = redcard("case", "show", "school-refund")
    assert text.startswith("Refund for a course that keeps changing\n")
    assert "Temper: furious\nStyle: driving\n" in text
    assert "Sales says accounts" not in text
    assert "上到第 9 节" in redcard("case", "show", "school-refund", "--language", "zh")
    monkeypatch.setenv("REDCARD_LANG", "zh")
    assert "情绪：怒气冲冲\n风格：驾驭型\n" in redcard("case", "show", "school-refund")


def test_show_customer_gives_the_half_that_the_rep_does_not_see(own, monkeypatch):
    text = redcard("case", "show", "school-refund", "--customer")
    assert "What the customer is after: The money back" in text
    assert "Tell only if asked:\n  - Daniel Okafor" in text
    assert "Personal style: driving (tells, reserved; direct, challenging, formal)" in text
    assert "Daniel Okafor" not in redcard("case", "show", "school-refund")
    assert "has no hidden part" in redcard("case", "show", "mine", "--customer")
    monkeypatch.setenv("REDCARD_LANG", "zh")
    assert "什么会惹恼客户：\n  - 拿合同说事" in redcard("case", "show", "school-refund", "--customer")


def test_new_from_an_incident_masks_and_says_what_is_missing(data_folder, tmp_path):
    file = tmp_path / "incident.txt"
    file.write_bytes("客户王芳3月12日来电，电话13812345678，空调没有人装。她很着急。她希望今天装好。".encode("gbk"))
    text = redcard("case", "new", "air-con", "--from-incident", file)
    assert text.startswith("taken out: 1 × name, 1 × phone number.")
    assert "for you to fill in: title, goal, style, facts" in text
    path = data_folder / "scenarios" / "air-con.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "王芳" not in path.read_text("utf-8") and "13812345678" not in path.read_text("utf-8")
    with pytest.raises(UserError, match=r"air-con.toml:\d+: title.zh: must not be empty"):
        redcard("case", "check", path)
    with pytest.raises(UserError, match="is there already"):
        redcard("case", "new", "air-con", "--from-incident", file)


def test_an_incident_from_standard_input(data_folder):
    CliRunner().invoke(
        cli, ["case", "new", "kettle", "--from-incident", "-"], input="I bought a kettle. It broke on me.", catch_exceptions=False, standalone_mode=False
    )
    assert "I bought a kettle." in (data_folder / "scenarios" / "kettle.toml").read_text("utf-8")


def test_show_lines_names_the_recordings():
    lines = redcard("case", "show", "school-refund", "--lines", "--language", "zh").splitlines()
    assert "zh-rapport.furious.1\t你们这是什么学校！老师换了三个，退个费把我当皮球踢！" in lines


def test_new_is_a_private_copy_and_never_overwrites(data_folder):
    assert "my-school.toml" in redcard("case", "new", "my-school", "--from", "school-refund")
    path = data_folder / "scenarios" / "my-school.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "# A case to practise with" in path.read_text("utf-8")
    assert load_case("my-school").lines == load_case("school-refund").lines
    with pytest.raises(UserError, match="is there already"):
        redcard("case", "new", "my-school", "--from", "school-refund")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("../evil", "--from", "school-refund"), "cannot be a case's id"),
        (("copy", "--from", "nonesuch"), "no case called “nonesuch”"),
        (("copy",), "one of them"),
        (("copy", "--from", "school-refund", "--from-incident", "x.txt"), "one of them"),
        (("../evil", "--from-incident", "x.txt"), "cannot be a case's id"),
        (("copy", "--from-incident", "nowhere.txt"), "cannot be opened"),
    ],
)
def test_new_refuses(words, told):
    with pytest.raises(UserError, match=told):
        redcard("case", "new", *words)


def test_voices(monkeypatch):
    assert "English\tthe bundled English voice (heart)\n" in redcard("case", "voices")
    monkeypatch.setenv("PATH", "")
    assert "Chinese\tno voice, only text" in redcard("case", "voices")


def test_check(own):
    assert redcard("case", "check", own) == f"{own}: no mistakes, 24 lines in English.\n"
    own.write_text(CASE.replace("[vent]\nen", "[vent]\nem"), "utf-8")
    with pytest.raises(UserError, match=r"mine.toml:\d+: vent.em: there is no such field"):
        redcard("case", "check", own)
    own.write_text(CASE.replace('rubric = "calming"', 'rubric = "nonesuch"'), "utf-8")
    with pytest.raises(UserError, match="no rubric called “nonesuch”"):
        redcard("case", "check", own)


def test_a_language_that_the_customer_does_not_talk(own):
    with pytest.raises(UserError, match="no lines in Chinese"):
        redcard("case", "show", "mine", "--language", "zh")


def test_a_talk_is_held_kept_and_scored(own, data_folder):
    text = typed(
        "Good morning, this is Sam, how can I help?\n\n"
        "I'm so sorry, that must be really frustrating. What's your order number?\n"
        "/vent\n/again\n"
        "I'll look into it myself right now.\n"
        "/end\nnever said\n",
        "mine",
    )
    (kept,) = (data_folder / "practice").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.read_text("utf-8").splitlines() == [
        "rep: Good morning, this is Sam, how can I help?",
        "customer: It broke on the first day!",
        "rep: I'm so sorry, that must be really frustrating. What's your order number?",
        "customer: It's 4711.",
        "customer: I saved up for it.",
        "customer: I said: I saved up for it.",
        "rep: I'll look into it myself right now.",
        "customer: It just stopped.",
    ]
    assert "customer: It's 4711.\n" in text
    assert "Calming an upset customer" in text  # scored by the rubric that the case suggests
    assert "Strength · Empathy" in text
    assert kept.name in redcard("library", "list")
    typed("Hello.\n", "mine", "--no-save")
    (second,) = {*(data_folder / "practice").iterdir()} - {kept}
    assert "customer: My kettle broke!" in second.read_text("utf-8")  # another round begins with another line


def test_a_talk_in_chinese_ends_when_the_customer_hangs_up(data_folder, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "zh")
    text = typed(
        "您好，请问有什么可以帮您？\n您冷静一点！\n您冷静一点！\n您冷静一点！\n这不归我管。\n还有人吗？\n",
        "school-refund", "--no-save", "--round", "0", "--rubric", "service-cycle", "--rep-name", "小李",
    )  # fmt: skip
    assert "客户：没法跟你们谈，咱们教育局见！\n" in text
    (kept,) = (data_folder / "practice").iterdir()
    assert "还有人吗" not in kept.read_text("utf-8")
    assert "与顾客交往的周期" in text
    assert redcard("library", "list").strip() == "" or "school-refund" not in redcard("library", "list")


def test_a_killed_talk_has_lost_nothing(own, data_folder):
    words = [sys.executable, "-m", "coach.cli", "case", "talk", "mine"]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as talk:
        talk.stdin.write("Good morning!\n")
        talk.stdin.flush()
        answer = next(line for line in talk.stdout if line.startswith("customer: "))
        talk.stdin.write("I'm so sorry.\n")
        talk.stdin.flush()
        second = next(line for line in talk.stdout if line.startswith("customer: "))
        talk.kill()
    (kept,) = (data_folder / "practice").iterdir()
    assert kept.read_text("utf-8") == f"rep: Good morning!\n{answer}rep: I'm so sorry.\n{second}"


def test_nothing_said_nothing_scored(own, data_folder):
    assert "nothing to score" in typed("/vent\n", "mine")
    assert list((data_folder / "practice").iterdir()) == []


def test_a_rubric_that_is_not_there_is_told_before_the_call(own):
    with pytest.raises(UserError, match="no rubric called"):
        typed("Hello.\n", "mine", "--rubric", "nonesuch")


def test_without_a_voice_or_a_device_the_talk_goes_on_in_text(own, monkeypatch):
    monkeypatch.setenv("PATH", "")
    case = own.with_name("zh-only.toml")
    case.write_text(CASE.replace('id = "mine"', 'id = "zh-only"').replace(".en =", ".zh =").replace("\nen =", "\nzh ="), "utf-8")
    result = CliRunner().invoke(cli, ["case", "talk", "zh-only", "--speak", "--no-save"], input="您好。\n", catch_exceptions=False)
    assert "No voice of this computer speaks this language" in result.stderr
    assert "客户：It broke on the first day!" in result.stdout
