import pytest

from coach.language.fillers import Filler, fillers_in_text, fillers_in_words
from coach.model import Word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("So, um, the thirty days", ["um"]),
        ("Erm... there's a fee", ["Erm"]),
        ("Well, uhh, uh, I think, er, yes", ["uhh", "uh", "er"]),
        ("I need a, hmm, a number", ["hmm"]),
        ("Hmm, it doesn't go grey.", []),
        ("Uh-huh. Mm-hmm. Uh-uh.", []),
        ("Mm. Ah. Oh.", []),
        ("Mm hmm, mm hmm. Eight thirty", []),
        ("The ER doctor heard her hum an umbrella ermine song", []),
        ("well, you know, so I mean", []),
    ],
)
def test_english(text: str, found: list[str]) -> None:
    assert [filler.text for filler in fillers_in_text(text, "en")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("呃，在邮箱里呢", ["呃"]),
        ("他一直打呃，又呃逆", []),
        ("我，嗯，查一下", ["嗯"]),
        ("嗯。", []),
        ("嗯，好的。", []),
        ("嗯，嗯。", []),
        ("嗯嗯。八点半", []),
        ("对，嗯？", []),
        ("嗯……那个，上面写的", ["嗯", "那个"]),
        ("那个……呃，页面打不开", ["那个", "呃"]),
        ("那個，我想問一下", ["那個"]),
        ("我，那个，我看一眼", ["那个"]),
        ("那个手机坏了", []),
        ("我要那个，谢谢", []),
        ("那个。", []),
        ("上回那个小伙子说这个快", []),
        ("那个那个我想问", ["那个那个"]),
        ("这个，这个我得问问", ["这个"]),
        ("我，就是，想问一下", ["就是"]),
        ("就是，我同意", []),
        ("就是这样。", []),
        ("余额不够，要税额那列", []),
        ("额，我想想", ["额"]),
        ("恩，我看", ["恩"]),
        ("然后，其实我", []),
    ],
)
def test_mandarin(text: str, found: list[str]) -> None:
    assert [filler.text for filler in fillers_in_text(text, "zh")] == found


def _words(*said: tuple[str, float, float]) -> tuple[Word, ...]:
    return tuple(Word(start_s, end_s, text, 0.9) for text, start_s, end_s in said)


def test_words_give_the_times() -> None:
    words = _words((" So", 0.0, 0.2), (" um,", 0.8, 1.1), (" yes", 1.2, 1.4))
    assert fillers_in_words(words, "en") == (Filler("um", 0.8, 1.1),)
    assert fillers_in_words((), "en") == ()


def test_a_filler_may_cover_two_words() -> None:
    words = _words(("我，", 0.0, 0.2), ("那", 0.8, 0.9), ("个，", 0.9, 1.0), ("我", 1.5, 1.6))
    assert fillers_in_words(words, "zh") == (Filler("那个", 0.8, 1.0),)


def test_a_silence_counts_as_a_pause() -> None:
    apart = _words(("我", 0.0, 0.2), ("那个", 0.6, 0.9), ("想问", 1.3, 1.6))
    close = _words(("我", 0.0, 0.2), ("那个", 0.3, 0.6), ("想问", 0.7, 1.0))
    assert fillers_in_words(apart, "zh") == (Filler("那个", 0.6, 0.9),)
    assert fillers_in_words(close, "zh") == ()
