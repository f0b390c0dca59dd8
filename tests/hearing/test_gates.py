"""What invented text looks like, and what must never be taken for it."""

from __future__ import annotations

import pytest

from coach.hearing.gates import is_loop, is_repeated, is_speech, is_unheard, may_be_echo, plausible, without_loops
from coach.model import Span, Word


def words(text: str, probability: float = 0.8) -> list[Word]:
    """English with spaces: a word each; else a character each."""
    scraps = [f" {word}" for word in text.split()] if " " in text else list(text)
    return [Word(i, i + 1, scrap, probability) for i, scrap in enumerate(scraps)]


def kept_of(said: list[Word]) -> tuple[Word, ...]:
    return plausible(said, spoken_s=float(len(said)))


def text(kept) -> str:
    return "".join(word.text for word in kept).strip()


@pytest.mark.parametrize(
    ("no_speech", "logprob", "speech"),
    [
        (0.80, -1.59, False),  # music
        (0.50, -1.76, False),  # laughter
        (0.96, -0.68, False),  # music heard as 呃
        (0.04, -0.70, True),  # 一加一等于几, telephone
        (0.83, -0.49, True),  # half a second of a child
        (0.84, -0.61, True),  # a 呃 that was said, alone
        (0.44, -0.25, True),  # a meeting
    ],
)
def test_belief_separates_what_was_measured(no_speech, logprob, speech):
    assert is_speech(no_speech_probability=no_speech, average_logprob=logprob) is speech


def test_a_text_that_compresses_too_well_is_a_loop():
    assert is_loop(compression_ratio=18.0)
    assert not is_loop(compression_ratio=1.8)


@pytest.mark.parametrize(
    "ghost",
    [
        "请不吝点赞订阅转发打赏支持明镜与点点栏目",
        "請不吝點贊 訂閱 轉發 打賞支持明鏡與點點欄目",
        "字幕由Amara.org社群提供",
        "中文字幕志愿者李宗盛",
        "谢谢观看",
        "感謝收看",
        "Thanks for watching!",
        "Subtitles by the Amara.org community",
        "Please like and subscribe",
    ],
)
def test_ghosts_of_subtitles_never_appear(ghost):
    assert kept_of(words(ghost)) == ()


def test_credits_are_cut_from_the_end_of_real_speech():
    kept = kept_of(words("好的我马上为您处理。字幕由Amara.org社群提供"))
    assert text(kept) == "好的我马上为您处理。"


@pytest.mark.parametrize(
    "said",
    [
        "谢谢您的耐心等待",
        "谢谢",
        "Thank you.",
        "Thanks for watching over my parcel while I was away",
        "您可以订阅我们的短信通知",
        "I would like to subscribe to the newsletter",
        "对对对对对",
        "no no no no no no",
        "嗯",
        "哈哈那太好了",
        "Aha I see",
    ],
)
def test_what_people_say_is_kept(said):
    assert text(kept_of(words(said))) == said


def test_a_loop_is_said_once_and_the_rest_stays():
    kept = without_loops(words("hello there " + "I will check that. " * 20 + "goodbye now"))
    assert text(kept) == "hello there I will check that. goodbye now"
    assert text(without_loops(words("嗯" * 100))) == "嗯"


def test_an_utterance_that_the_recogniser_does_not_believe_in_is_dropped():
    assert kept_of(words("you", probability=0.05)) == ()
    assert text(kept_of(words("two", probability=0.38))) == "two"


def test_more_words_than_fit_into_the_time_are_dropped():
    said = words("I'm going to get a little bit of a little bit")
    assert plausible(said, spoken_s=0.26) == ()
    assert text(plausible(said, spoken_s=1.6)) == "I'm going to get a little bit of a little bit"


@pytest.mark.parametrize("laughter", ["哈哈哈哈", "呵呵呵", "Ha ha ha!", "Hahaha", "lol"])
def test_written_laughter_is_no_word(laughter):
    assert kept_of(words(laughter)) == ()


@pytest.mark.parametrize(
    ("starts_s", "spoken", "unheard"),
    [
        ((), Span(5.0, 5.9), False),  # a breath
        ((), Span(5.0, 6.1), True),
        ((5.0, 6.0, 7.0), Span(5.0, 9.9), False),
        ((5.0, 6.0, 7.0), Span(5.0, 10.1), True),  # stopped at 7 s
        ((9.0, 10.0), Span(5.0, 11.0), True),  # began at 9 s
        ((5.0, 9.0, 10.0), Span(5.0, 11.0), True),  # left something out
    ],
)
def test_speech_without_words_is_noticed(starts_s, spoken, unheard):
    assert is_unheard([Word(start_s, start_s + 0.3, " word", 0.9) for start_s in starts_s], spoken) is unheard


def test_what_is_heard_twice_is_a_repetition():
    before, after = words("S-I-L-L-E-2018"), words("the red one please")
    assert is_repeated(words("2018."), before, after)
    assert is_repeated(words("The red"), before, after)
    assert not is_repeated(words("2019"), before, after)
    assert not is_repeated((), before, after)
    assert not is_repeated(words("2018"), (), ())


def test_only_what_stands_in_the_prompt_may_be_an_echo_of_it():
    prompt = "Um, hello, uh, I just wanted to, um, ask."
    assert may_be_echo("I just wanted to.", prompt)
    assert may_be_echo("Um,", prompt)
    assert not may_be_echo("Um, yes.", prompt)
    assert may_be_echo("呃,呃,", "呃,您好,嗯,")
    assert not may_be_echo("呃,好的", "呃,您好,嗯,")


def test_no_words_stay_no_words():
    assert plausible([], spoken_s=1.0) == ()
