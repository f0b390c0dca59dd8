"""The window's words: complete, of one mind in both languages, and none of them idle."""

from __future__ import annotations

import re

from tests.paths import ROOT
from ui.messages import MESSAGES, Words

SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py") if path.name != "messages.py")


def test_both_languages_fill_in_the_same_values():
    for key, text in MESSAGES.items():
        assert sorted(re.findall(r"\{(\w+)\}", text.zh)) == sorted(re.findall(r"\{(\w+)\}", text.en)), key
        assert re.search(r"[\u4e00-\u9fff]|\{", text.zh), key
        assert not re.search(r"[\u4e00-\u9fff]", text.en), key


def test_no_screen_takes_a_key_that_another_has():
    keys = [key for name in ("messages.py", "words.py") for path in (ROOT / "ui").rglob(name) for key in re.findall(r'^ +"(\w+)": \(', path.read_text("utf-8"), re.M)]
    assert len(keys) > 150
    assert len(keys) == len(set(keys))


# Keys that are put together from a part and a value.
BUILT = ("theme_", "rep_", "state_")


def test_every_message_is_used():
    assert [key for key in MESSAGES if not re.search(f"[\"']{key}[\"']", SOURCES) and not key.startswith(BUILT)] == []


def test_every_key_the_window_asks_for_exists():
    words = Words("en")
    for key in set(re.findall(r"words\([\"'](\w+)[\"']\)", SOURCES)):
        assert words(key)


def test_switching_tells_once_and_only_when_it_is_another_language():
    words, told = Words("en"), []
    words.changed.connect(lambda: told.append(words.language))
    words.choose("en")
    words.choose("zh")
    assert told == ["zh"]
    assert words("calls") == "通话"
    assert words("transcript") == "对话记录"  # the report's own word
