"""Lists of people as they come: typed, pasted, saved from a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.exercise.people import Listed, numbered, read_people
from coach.exercise.session import MAX_PEOPLE


def names(data: bytes | str) -> list[str]:
    return [one.name for one in read_people(data).people]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann\nBob\n", ["Ann", "Bob"]),
        ("Ann, Bob;Carol\tDavid", ["Ann", "Bob", "Carol", "David"]),
        ("王芳、李雷，张敏；刘洋", ["王芳", "李雷", "张敏", "刘洋"]),
        ("\ufeff王芳\r\n\r\n   \r\n李雷", ["王芳", "李雷"]),
        ("1. Ann\n2) Bob\n3、王芳\n- David", ["Ann", "Bob", "王芳", "David"]),
        ("  Mary  Ann \u200bSmith ", ["Mary Ann Smith"]),
        ("O'Neil, 20715 Li", ["O'Neil", "20715 Li"]),
        ('Name\n"Smith, John"\nAnn\n', ["Smith, John", "Ann"]),
        ("部门,姓名\n销售,王芳\n,\n仓库,李雷\n", ["王芳", "李雷"]),
        ("name;team\nAnn;1\n;2\n", ["Ann"]),
    ],
)
def test_names_are_found(text, found):
    assert names(text) == found
    assert names(text.encode()) == found


def test_a_team_column_is_read_where_there_is_one():
    listed = read_people("Name\tGroup\nAnn\tRed\nBob\t\n")
    assert listed.people == (Listed(name="Ann", team="Red"), Listed(name="Bob"))
    assert read_people("姓名,组\n王芳,一组\n").people == (Listed(name="王芳", team="一组"),)


def test_a_list_from_a_chinese_excel():
    listed = read_people("姓名,组\r\n王芳,一组\r\n龚喆,二组\r\n".encode("gbk"))
    assert [one.name for one in listed.people] == ["王芳", "龚喆"]
    assert "GBK" in listed.notes[0].zh
    assert names("姓名\t组\n王芳\t一组\n".encode("utf-16")) == ["王芳"]


def test_the_same_name_twice_is_told_apart():
    listed = read_people("王伟\n王伟\n王伟 2\n王伟")
    assert [one.name for one in listed.people] == ["王伟", "王伟 3", "王伟 2", "王伟 4"]
    assert listed.notes[0].zh == "有同名的人，已加上编号：王伟 3、王伟 4。"
    long = "x" * 60
    assert names(f"{long}\n{long}") == [long, "x" * 56 + " 2"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "no name on the list"),
        (" \n,,\n", "no name on the list"),
        ("name,team\n,1\n", "no name on the list"),
        ("\n".join(f"n{n}" for n in range(MAX_PEOPLE + 1)), "201 people on the list and a session takes at most 200"),
        ("x" * 61, "has 61 characters"),
        ("name,team\nAnn," + "x" * 61, "has 61 characters"),
        (b"\x00\x01\x02\xff", "no list as text"),
        (b"a," * 60_000, "no list as text"),
    ],
)
def test_what_is_no_list_is_a_sentence(data, told):
    with pytest.raises(UserError, match=told) as caught:
        read_people(data)
    assert caught.value.in_("zh")


def test_numbered():
    people = numbered(read_people("Ann\nBob").people)
    assert [(person.uid, person.name) for person in people] == [("p1", "Ann"), ("p2", "Bob")]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="王伟芳ab ,;\t、\n\"'1.name姓名组\r\u200b", max_size=60) | st.binary(max_size=60))
def test_whatever_comes_it_is_a_list_of_different_people_or_a_sentence(data):
    try:
        found = names(data)
    except UserError:
        return
    assert found
    assert len(set(map(str.casefold, found))) == len(found)
    assert all(name == name.strip() and 1 <= len(name) <= 60 for name in found)
