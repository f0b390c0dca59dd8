"""What sounds like a phrase, and what only nearly does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language.pinyin import Syllable, find_by_sound, syllables_of

# (phrase, what a recogniser wrote, the part that stands for the phrase)
SAME = [
    # two syllables: the very same sound, one character kept
    ("难处", "我能理解你的男处", "男处"),
    ("负责", "这件事我来付责", "付责"),
    ("抱歉", "实在报歉", "报歉"),
    ("理赔", "里赔的事我来办", "里赔"),
    ("措辞", "你的错辞", "错辞"),
    ("设备", "这台射备", "射备"),
    ("报停", "已经报庭了", "报庭"),
    ("跟进", "我会根进", "根进"),
    # three: sounds that southern speakers mix, tones kept
    ("我来查", "我来茶一下", "我来茶"),
    ("是不是", "四不四这样", "四不四"),
    ("我负责", "我付责到底", "我付责"),
    ("很生气", "你一定很深气", "很深气"),
    ("去处理", "马上去处里", "去处里"),
    ("别着急", "别着级", "别着级"),
    ("给你添堵", "是我给你天赌了", "给你天赌"),
    # four: one tone may slip
    ("给你补发", "我给你不发", "给你不发"),
    ("我来跟进", "我来根近", "我来根近"),
    ("马上处理", "马上处里", "马上处里"),
    ("实在抱歉", "十在报歉", "十在报歉"),
    # five and more: tones do not matter
    ("理解你的难处", "里解你的男处", "里解你的男处"),
    ("给你添麻烦了", "给你天马反了", "给你天马反了"),
    ("我会负责到底", "我会付责到低", "我会付责到低"),
    ("体谅你的心情", "体量你的心晴", "体量你的心晴"),
    ("说到做到不推脱", "说到坐到不推托", "说到坐到不推托"),
    ("我重新核实一遍", "我虫新和实一边", "我虫新和实一边"),
]
# (phrase, other words that are near to it)
OTHER = [
    ("难处", "好处"),
    ("难处", "男处长"),  # 处长 is a word
    ("难处", "兰处"),
    ("负责", "您的支付责任"),  # 支付 + 责任
    ("负责", "副则"),  # nothing in common
    ("负责", "复杂"),
    ("全力", "您的权利"),
    ("公式", "攻势"),
    ("理解", "历届"),
    ("理解", "离解"),  # lí, not lǐ
    ("抱歉", "保歉"),
    ("投诉", "头数"),
    ("对不起", "对不齐"),
    ("有意思", "有意识"),
    ("没关系", "没管系"),
    ("我来查", "我来插"),
    ("我来换", "我来还"),
    ("去处理", "去出力"),
    ("马上处理", "马上出力"),
    ("请你谅解", "请你两界"),
    ("不着急", "不找机"),
    ("你先听我说", "你先听他说"),
    ("我会负责到底", "我会付钱到底"),
    ("理解你的难处", "理解你的男士"),
]


@pytest.mark.parametrize(("phrase", "text", "part"), SAME)
def test_what_sounds_the_same(phrase, text, part):
    assert [text[start:end] for start, end in find_by_sound(phrase, text)] == [part]


@pytest.mark.parametrize(("phrase", "text"), OTHER)
def test_what_only_nearly_sounds_the_same(phrase, text):
    assert find_by_sound(phrase, text) == []


def test_syllables():
    assert syllables_of("难处a，绿") == (
        Syllable("n", "an", 2), Syllable("ch", "u", 3), None, None, Syllable("l", "v", 4)
    )  # fmt: skip
    assert [syllable.folded for syllable in syllables_of("难浪张怎")] == ["lan", "lan", "zan", "zen"]
    assert syllables_of("") == ()
    assert syllables_of("\U0002a6d6嗯") == (None, Syllable("", "n", 2))


def test_what_is_no_phrase_to_hear():
    assert find_by_sound("难", "男") == []
    assert find_by_sound("", "男处") == []
    assert find_by_sound("查一下app", "茶一下app") == []
    assert find_by_sound("难处", "难处") == []  # written as it is: no matter of sound
    assert find_by_sound("难处", "男 处") == []


@given(text=st.text(alphabet="难男处初负付责则我你a1 ，", max_size=12), start=st.integers(0, 12), size=st.integers(0, 6))
def test_spans_lie_in_the_text_and_have_the_phrases_length(text, start, size):
    phrase = text[start : start + size]
    for first, last in find_by_sound(phrase, text):
        assert 0 <= first < last <= len(text)
        assert last - first == len(phrase)
        assert text[first:last] != phrase
