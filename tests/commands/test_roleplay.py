"""`redcard roleplay`: a session is prepared, shown, printed, kept as a template."""

from __future__ import annotations

import json

import pytest

from coach.errors import UserError
from coach.exercise.log import read
from coach.exercise.state import replay
from coach.paths import sessions_folder
from tests.commands.run import redcard


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes("姓名,组\r\n王芳,一组\r\n李雷,一组\r\n张敏,二组\r\n刘洋,二组\r\n".encode("gbk"))
    return path


@pytest.fixture
def made(people) -> str:
    """The id of a session."""
    redcard("roleplay", "new", "Thursday", "--people", people, "--case", "school-refund", "--language", "zh", "--seed", 3)
    return redcard("roleplay", "list").split("\t")[0]


def test_new_keeps_a_session_that_others_can_open(made):
    state = replay(read(sessions_folder() / made))
    assert (state.session.title, state.session.language, len(state.session.people)) == ("Thursday", "zh", 4)
    assert [team.name for team in state.session.teams] == ["一组", "二组"]
    assert {scene.case for scene in state.session.scenes} == {"school-refund"}
    assert (sessions_folder() / made).stat().st_mode & 0o777 == 0o700


def test_the_plan_is_a_table(made, monkeypatch):
    lines = redcard("roleplay", "plan", made).splitlines()
    assert lines[0] == "Thursday"
    assert lines[1].startswith("一组: ")
    assert [line.split()[0] for line in lines[4:7]] == ["Scene", "1", "2"]
    assert lines[5].endswith("school-refund")
    assert lines[-1] == "Everybody else observes. 5 steps, 36 minutes in all."
    monkeypatch.setenv("REDCARD_LANG", "zh")
    assert "其他人都观察。一共 5 步，36 分钟。" in redcard("roleplay", "plan", "last")


def test_json(made, people):
    session = json.loads(redcard("roleplay", "plan", made, "--json"))
    assert [person["name"] for person in session["people"]] == ["王芳", "李雷", "张敏", "刘洋"]
    assert json.loads(redcard("roleplay", "list", "--json"))[0]["scenes"] == 2
    again = json.loads(redcard("roleplay", "new", "Thursday", "--people", people, "--language", "zh", "--seed", 3, "--json"))
    assert again["teams"] == session["teams"]
    assert len(json.loads(redcard("roleplay", "survey", "--json"))["items"]) == 12


def test_people_shows_how_a_list_is_read(people):
    assert redcard("roleplay", "people", people).splitlines()[0] == "王芳\t一组"
    assert json.loads(redcard("roleplay", "people", people, "--json"))[3] == {"name": "刘洋", "team": "二组"}


def test_a_template_makes_a_session_of_other_people(made, tmp_path):
    assert redcard("roleplay", "templates", "--save", "weekly", "--from", "last").endswith("weekly.toml\n")
    assert redcard("roleplay", "templates") == "weekly\n"
    others = tmp_path / "others.txt"
    others.write_text("Ann, Bob, Carol, David, Erin")
    text = redcard("roleplay", "new", "Friday", "--people", others, "--template", "weekly")
    assert text.startswith("Friday\n一组: ")
    with pytest.raises(UserError, match="A template brings its own"):
        redcard("roleplay", "new", "Friday", "--people", others, "--template", "weekly", "--teams", 2)
    with pytest.raises(UserError, match="give both --save NAME and --from"):
        redcard("roleplay", "templates", "--save", "weekly")


def test_handouts_are_files(made, tmp_path):
    text = redcard("roleplay", "handouts", made, "--folder", tmp_path / "print", "--only", "plan", "--paper", "letter")
    path = tmp_path / "print" / "Thursday-plan.pdf"
    assert text == f"{path}\n"
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o777 == 0o600


def test_survey():
    assert "1. Most unhappy customers complain.\n2. " in redcard("roleplay", "survey")
    assert "1. 不满意的客户，大多数会来投诉。\n   错：" in redcard("roleplay", "survey", "--answers", "--language", "zh")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("plan", "s-nothing"), "no session “s-nothing”"),
        (("plan", "last"), "no session “last”"),
        (("people", "nowhere.csv"), "cannot be opened"),
        (("new", "T", "--people", "{people}", "--case", "nonesuch"), "no case called"),
        (("new", "T", "--people", "{people}", "--template", "nonesuch"), "no template called"),
        (("new", "", "--people", "{people}"), "1 to 60 characters"),
        (("new", "T", "--people", "{people}", "--scenes", "60", "--discussion", "20", "--case", "x/../y"), "no case called"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_leaves_nothing(words, told, people):
    with pytest.raises(UserError, match=told):
        redcard("roleplay", *(word.format(people=people) for word in words))
    assert redcard("roleplay", "list") == ""


def test_a_session_that_cannot_be_read_blocks_no_other(made, capsys):
    broken = sessions_folder() / "s-broken"
    broken.mkdir()
    (broken / "events.jsonl").write_text("nonsense\n")
    assert redcard("roleplay", "list").splitlines() == [f"{made}\tThursday\t4 people, 2 scenes"]
    with pytest.raises(UserError, match="cannot be read"):
        redcard("roleplay", "plan", "s-broken")
