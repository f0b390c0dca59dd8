"""Finding calls."""

from __future__ import annotations

import sys
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.library.about import change_tags, rename_call, set_note
from coach.library.bin import delete_call
from coach.library.find import MAX_EXCERPT, Wanted, choices, find_calls
from coach.library.store import change_call, open_library, save_call
from tests.library.calls import call, finding, made, saved

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=30)
ANYTHING = st.text(max_size=40)


def found(**wanted) -> list[str]:
    with open_library() as db:
        return [hit.call.uid for hit in find_calls(db, Wanted(**wanted))]


def test_any_two_characters_of_a_sentence_without_spaces_are_found():
    saved(call("a", "您好，我的宽带又断了，我要投诉。"), call("b", "请问有什么可以帮您？"))
    for pair in ("宽带", "带又", "又断", "断了", "要投", "投诉", "宽带又断了"):
        assert found(text=pair) == ["a"]
    assert found(text="断") == ["a"]
    assert found(text="投宽") == []


def test_every_word_must_be_there_and_words_are_found_by_how_they_begin():
    saved(call("a", "I want a refund now", "不行"), call("b", "Refunds take a week"))
    assert found(text="REFU") == ["b", "a"]
    assert found(text="refund week") == ["b"]
    assert found(text="fund") == []
    assert found(text="不行 refund") == ["a"]


def test_a_string_is_not_found_across_two_sentences():
    saved(call("a", "我要投诉，诉处理", "处理"))
    assert found(text="投诉处理") == []
    assert found(text="诉处理") == ["a"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=ANYTHING, said=CHINESE, after=ANYTHING)
def test_every_two_characters_of_any_stored_text_are_found(before, said, after):
    with open_library() as db:
        save_call(db, call("a", before, f"{before} {said} {after}"), title="x")
        for place in range(len(said)):
            (hit,) = find_calls(db, Wanted(text=said[place : place + 2]))
            assert hit.turn is not None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(ANYTHING, max_size=3), query=st.one_of(CHINESE, ANYTHING))
def test_any_text_can_be_stored_and_any_query_asked(texts, query):
    with open_library() as db:
        save_call(db, call("a", *texts), title="x")
        if any(letter.isalnum() for letter in query):
            find_calls(db, Wanted(text=query))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.text("投诉处理我，。ab c", max_size=12), max_size=3), query=st.text("投诉处理我", min_size=1, max_size=5))
def test_a_string_is_found_exactly_where_it_stands(lines, query):
    with open_library() as db:
        save_call(db, call("a", *lines), title="x")
        hits = find_calls(db, Wanted(text=query))
        holding = [number for number, line in enumerate(lines, 1) if query in line]
        assert [hit.turn for hit in hits] == holding[:1]


def test_title_note_tags_and_name_are_searched_too():
    saved(call("a", "您好", rep="小林"))
    with open_library() as db:
        rename_call(db, "a", "周一晨会样板")
        set_note(db, "a", "Listen to the pause")
        change_tags(db, "a", add=("复盘会",))
    for text in ("晨会", "pause", "复盘", "小林", "您好"):
        assert found(text=text) == ["a"]
    with open_library() as db:
        set_note(db, "a", "")
        change_tags(db, "a", remove=("复盘会",))
    assert found(text="pause") == found(text="复盘") == []


def test_what_a_changed_scorecard_no_longer_says_is_no_longer_found():
    saved(call("a", "第一句"))
    with open_library() as db:
        change_call(db, call("a", "另一句", findings=[finding("commanding")]))
    assert (found(text="第一"), found(text="另一"), found(finding="commanding")) == ([], ["a"], ["a"])


def test_filters_by_who_how_good_what_was_found_and_tag():
    saved(
        call("a", rep="Ann", score=80.0, findings=[finding("commanding"), finding("empathy", "missed")]),
        call("b", rep="Bo", score=40.0, findings=[finding("empathy", "strength")], rubric="calming"),
        call("c", score=None),
    )
    with open_library() as db:
        change_tags(db, "b", add=("周会",))
    assert found() == ["c", "b", "a"]
    assert found(rep="Ann") == ["a"]
    assert found(min_score=40) == ["b", "a"]
    assert found(max_score=79.9) == ["b"]
    assert found(finding="empathy") == ["b", "a"]
    assert found(finding="missed") == ["a"]
    assert found(tag="周会", rubric="calming") == ["b"]
    assert found(tag="周会", rep="Ann") == []
    assert found(language="en") == []
    with open_library() as db:
        assert choices(db) == {"rep": ("Ann", "Bo"), "rubric": ("calming", "service-cycle"), "finding": ("commanding", "empathy"), "tag": ("周会",)}


@pytest.mark.skipif(sys.platform == "win32", reason="the time zone of a process cannot be set there")
def test_days_are_this_machines_and_both_included(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        saved(call("a"), call("b"))
        made("a", "2026-03-01T16:30:00+00:00")  # half past midnight on the second in Shanghai
        made("b", "2026-03-02T16:30:00+00:00")
        assert found(since=date(2026, 3, 2)) == ["b", "a"]
        assert found(since=date(2026, 3, 2), until=date(2026, 3, 2)) == ["a"]
        assert found(until=date(2026, 3, 1)) == []
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_deleted_call_is_not_found():
    saved(call("a", "投诉"))
    with open_library() as db:
        delete_call(db, "a")
    assert found(text="投诉") == found() == []


def test_the_newest_come_first_and_no_more_than_asked_for():
    saved(*(call(f"c{number}", "投诉") for number in range(5)))
    for number in range(5):
        made(f"c{number}", f"2026-01-0{number + 1}T00:00:00+00:00")
    with open_library() as db:
        assert [hit.call.uid for hit in find_calls(db, Wanted(text="投诉"), limit=2)] == ["c4", "c3"]


def test_the_excerpt_is_around_the_word():
    saved(call("a", "您好", "啊" * 200 + "我要投诉" + "哦" * 200))
    with open_library() as db:
        (hit,) = find_calls(db, Wanted(text="投诉"))
    assert hit.turn == 2
    assert "我要投诉" in hit.excerpt
    assert len(hit.excerpt) == MAX_EXCERPT + 2
    assert hit.excerpt.startswith("…") and hit.excerpt.endswith("…")


@pytest.mark.parametrize("text", ['"', "a OR b", "NEAR(a b)", "a*", "-a", "tokens:投诉", "投诉' --", "^a", "(", "x" * 200])
def test_the_indexs_own_signs_mean_nothing(text):
    saved(call("a", text))
    if any(letter.isalnum() for letter in text):
        assert found(text=text) == ["a"]
