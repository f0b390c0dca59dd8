"""Learning from a few examples, with vectors of hashed character groups instead of the network's."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from coach.paths import data_folder
from coach.rubric.examples import ExampleClassifier, everyday_talk, fit, learn
from coach.rubric.format import Sentences, TaughtMark
from coach.rubric.load import list_rubrics, load_rubric
from coach.rubric.meaning.taught import learnt as learnt_for_good
from coach.rubric.plain import plain

DIMENSIONS = 256
WAIT = TaughtMark(
    id="says_how_long",
    examples=Sentences(
        zh=("我查一下，大概要两分钟。", "这个审核需要半天左右，下午就有结果。", "师傅路上还要二十分钟。"),
        en=("Let me check, it will take about two minutes.", "The review takes half a day.", "It needs another twenty minutes."),
    ),
    counter_examples=Sentences(zh=("您等了多久了？", "要多长时间我也不知道。"), en=("How long have you been waiting?", "I don't know how long it takes.")),
)
NEAR = [
    "我看一下，大概要三分钟",
    "这个审核需要一天左右，明天就有结果",
    "师傅路上还要十来分钟",
    "Let me check that, it'll take about five minutes",
    "the review will take half a day",
    "it needs another ten minutes",
]
COUNTER = ["您等了多久？", "要多长时间我真的不知道", "how long have you waited?", "I don't know how long it'll take"]
FAR = ["今天天气真好", "您的颜色很配这双鞋", "我姓王", "the shoes are lovely", "my name is Ann", "we like Paris in spring"]


def hashed_groups(texts: Sequence[str]) -> np.ndarray:
    """Unit vectors of hashed groups of one to three characters (English: of three to five)."""
    rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        sizes = (3, 4, 5) if text.isascii() else (1, 2, 3)
        for size in sizes:
            for start in range(len(text) - size + 1):
                digest = hashlib.md5(text[start : start + size].encode()).digest()
                row[digest[0]] += 1 if digest[1] % 2 else -1
        row /= np.linalg.norm(row) or 1
    return rows


def vectors_of(sentences: Sequence[str]) -> np.ndarray:
    return hashed_groups([plain(sentence).text for sentence in sentences])


@pytest.fixture
def learnt(tmp_path: Path):
    return learn(WAIT, vectors=hashed_groups, network="n", folder=tmp_path)


def test_what_is_near_the_examples_is_found_and_everyday_talk_is_not(learnt):
    assert all(learnt.like.probabilities(vectors_of(NEAR)) > 0.5)
    assert all(learnt.like.probabilities(vectors_of(FAR)) < 0.3)
    everyday = learnt.like.probabilities(hashed_groups(everyday_talk()))
    assert (everyday > 0.5).mean() < 0.02
    assert everyday.mean() < 0.2


def test_three_examples_are_enough_and_make_nobody_too_sure():
    sentences = WAIT.examples.zh
    three = fit(vectors_of(sentences), vectors_of([]), hashed_groups(everyday_talk()))
    assert all(three.probabilities(vectors_of(NEAR[:3])) > 0.5)
    at_examples = three.probabilities(vectors_of(sentences))
    assert at_examples.mean() == pytest.approx(4 / 5, abs=0.02)
    six = fit(vectors_of([*sentences, *NEAR[:3]]), vectors_of([]), hashed_groups(everyday_talk()))
    assert six.probabilities(vectors_of(sentences)).mean() > at_examples.mean()


def test_votes(learnt):
    texts = [NEAR[0], COUNTER[0], COUNTER[3], FAR[0]]
    near, counter_zh, counter_en, far = learnt.votes(vectors_of(texts), texts)
    assert (near.mark, near.layer, near.present, near.quote) == ("says_how_long", "meaning", True, NEAR[0])
    assert 0.5 <= near.certainty < 1
    assert (counter_zh.present, counter_zh.quote) == (False, "")
    assert counter_en.present is False
    assert far is None
    assert learnt.votes(vectors_of([]), []) == []


def test_counter_examples_alone_and_nothing_at_all(tmp_path):
    only = TaughtMark(id="empathy", counter_examples=WAIT.counter_examples)
    learnt = learn(only, vectors=hashed_groups, network="n", folder=tmp_path)
    assert learnt.like is None
    assert [vote.present for vote in learnt.votes(vectors_of(COUNTER[:1]), [""])] == [False]
    assert learn(TaughtMark(id="empathy"), vectors=hashed_groups, network="n", folder=tmp_path) is None


def test_an_example_that_is_everyday_talk_itself_does_not_silence_its_mark(tmp_path):
    twins = TaughtMark(id="thanks", examples=Sentences(zh=("感谢您的耐心等待。", "谢谢您告诉我们。", "非常感谢您的耐心")))
    learnt = learn(twins, vectors=hashed_groups, network="n", folder=tmp_path)
    assert all(learnt.like.probabilities(vectors_of(["感谢您耐心等待", "感谢您的耐心等待"])) > 0.5)


def test_examples_that_tell_nothing_never_fire():
    nothing = fit(np.zeros((3, 8)), np.zeros((0, 8)), np.zeros((20, 8)))
    assert nothing.probabilities(np.ones((1, 8)))[0] < 1e-6


def test_what_was_learnt_is_kept_by_its_sentences_and_the_network(tmp_path):
    calls = []

    def counted(texts: Sequence[str]) -> np.ndarray:
        calls.append(len(texts))
        return hashed_groups(texts)

    everyday, own = len(everyday_talk()), 6 + 4
    first = learn(WAIT, vectors=counted, network="n", folder=tmp_path)
    assert calls == [everyday, own, own]  # what is like it, and what is not
    again = learn(WAIT, vectors=counted, network="n", folder=tmp_path)
    assert len(calls) == 3
    np.testing.assert_array_equal(first.like.weights, again.like.weights)
    assert first.unlike.bias == again.unlike.bias
    more = TaughtMark(id="x", examples=Sentences(en=(*WAIT.examples.en, "one more")), counter_examples=WAIT.counter_examples)
    learn(more, vectors=counted, network="n", folder=tmp_path)
    assert calls[3:] == [4 + 4, 4 + 4]
    learn(WAIT, vectors=counted, network="another", folder=tmp_path)
    assert calls[5:] == [everyday, own, own]
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x93NUMPY\x01\x00", None])
def test_a_damaged_file_is_learnt_anew(tmp_path, damage):
    first = learn(WAIT, vectors=hashed_groups, network="n", folder=tmp_path)
    for path in tmp_path.iterdir():
        if damage is None:
            np.save(path, np.array([np.nan, 1.0]))
        else:
            path.write_bytes(damage)
    again = learn(WAIT, vectors=hashed_groups, network="n", folder=tmp_path)
    np.testing.assert_array_equal(first.like.weights, again.like.weights)


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path):
    learnt = learn(WAIT, vectors=hashed_groups, network="n", folder=tmp_path / "none")
    assert isinstance(learnt.like, ExampleClassifier)


def test_everyday_talk_is_plain_and_different():
    talk = everyday_talk()
    assert len(talk) > 300
    assert len(set(talk)) == len(talk)
    assert all(plain(sentence).text == sentence for sentence in talk)


def test_the_rubrics_that_ship_are_learnt_already():
    """When this fails, a rubric's examples, the everyday talk or the network changed: run `training/learn.py`."""
    learnt_for_good.cache_clear()
    for rubric in list_rubrics():
        if rubric.origin == "bundled":
            for mark in load_rubric(rubric.id).marks:
                learnt_for_good(mark)
    assert not list((data_folder() / "learnt").iterdir())
