"""The bundled rubrics: complete in both languages, of one mind, and able to tell a good call from a bad one."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from coach.analyse import Options, score_transcript
from coach.examples import examples
from coach.model import RED_CARDS, Language, Scorecard
from coach.rubric.format import Criterion, DeliveryBand, Followed, Jargon, MarkDue, MarkUnwanted, Order, Present, Rubric, TaughtMark
from coach.rubric.labels import marks_of
from coach.rubric.load import list_rubrics, load_rubric
from coach.rubric.plain import plain
from coach.rubric.sources import mark_files
from coach.rubric.taught import taught_votes
from tests.paths import ROOT
from tests.rubric.dialogue import dialogue

IDS = (
    "calming",
    "complaint-two-steps",
    "five-elements",
    "internal-customer",
    "moments-of-truth",
    "service-cycle",
    "telephone-basics",
)
RUBRICS = {id: load_rubric(id) for id in IDS}
CRITERIA = [(rubric, criterion) for rubric in RUBRICS.values() for criterion in rubric.criteria]
FIRST = {criterion.id: (rubric, criterion) for rubric, criterion in reversed(CRITERIA)}  # each id once
MARKS = {mark.id: mark for rubric in RUBRICS.values() for mark in rubric.marks}
COURSES = ("CS", "LDC", "5E", "MOT", "CRM")
LANGUAGES: tuple[Language, ...] = ("zh", "en")

each_criterion = pytest.mark.parametrize(
    ("rubric", "criterion"), CRITERIA, ids=[f"{rubric.id}:{criterion.id}" for rubric, criterion in CRITERIA]
)
each_id = pytest.mark.parametrize(("rubric", "criterion"), FIRST.values(), ids=FIRST)
each_mark = pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_all_are_there_and_none_is_broken():
    bundled = [summary for summary in list_rubrics() if summary.origin == "bundled"]
    assert tuple(summary.id for summary in bundled) == IDS
    assert [summary.error for summary in bundled] == [None] * len(IDS)


@each_criterion
def test_a_criterion_says_everything_in_both_languages(rubric: Rubric, criterion: Criterion):
    for text in (criterion.title, criterion.why, criterion.source, criterion.say_instead):
        assert text.zh.strip()
        assert text.en.strip()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh)
        assert text.en.isascii() or not any("\u4e00" <= letter <= "\u9fff" for letter in text.en)
    assert (criterion.say_instead.zh_quoting is None) == (criterion.say_instead.en_quoting is None)


@each_criterion
def test_a_source_names_a_course_and_says_what_is_ours(rubric: Rubric, criterion: Criterion):
    zh, en = criterion.source.zh, criterion.source.en
    assert "本程序" in zh
    assert "ours" in en.lower()
    if not zh.startswith("本程序自编") and "本程序所定" not in zh.split("；")[0]:
        assert any(f"{course} 课程" in zh for course in COURSES)
        assert any(f"{course} course" in en for course in COURSES)


@each_criterion
def test_costs_fit_the_points(rubric: Rubric, criterion: Criterion):
    for name in ("costs", "yellow_costs"):
        assert getattr(criterion, name, criterion.points) <= criterion.points


def test_the_same_id_means_the_same():
    kinds, looks_for = defaultdict(set), defaultdict(set)
    for _, criterion in CRITERIA:
        kinds[criterion.id].add(type(criterion).__name__)
        looks_for[criterion.id].add(
            tuple(str(getattr(criterion, name, None)) for name in ("label", "skill", "measure", "mark", "by", "after"))
        )
    assert {id: found for id, found in kinds.items() if len(found) > 1} == {}
    assert {id: found for id, found in looks_for.items() if len(found) > 1} == {}


def test_a_mark_of_several_rubrics_is_taught_once_in_a_shared_file():
    own = Counter(mark.id for rubric in RUBRICS.values() for mark in rubric.marks if mark.rubric == rubric.id)
    shared = Counter(mark.id for rubric in RUBRICS.values() for mark in rubric.marks if mark.rubric == f"marks/{mark.id}")
    assert set(own.values()) == {1}
    assert set(shared) == set(mark_files())
    assert not set(own) & set(shared)
    assert min(shared.values()) > 1


@each_language
def test_the_page_on_rubrics_lists_the_shared_marks(language: Language):
    page = (ROOT / "docs" / ("rubrics.zh-CN.md" if language == "zh" else "rubrics.md")).read_text(encoding="utf-8")
    for name in mark_files():
        assert f"| `{name}` | {MARKS[name].title.in_(language)} |" in page


def _plain(mark: TaughtMark) -> dict[str, object]:
    return {name: getattr(mark, name) for name in mark.__struct_fields__}


@pytest.mark.parametrize("rubric", RUBRICS.values(), ids=RUBRICS)
def test_every_mark_taught_is_used(rubric: Rubric):
    named = {
        mark
        for criterion in rubric.criteria
        for part in (criterion, *getattr(criterion, "steps", ()))
        for name in ("mark", "by", "first", "then", "marks", "after", "instead", "unless", "until")
        for mark in _names(getattr(part, name, ()))
    }
    labels = {mark.id for mark in rubric.marks if mark.title is None}
    assert {mark.id for mark in rubric.marks} - labels <= named


def _names(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@each_mark
def test_a_mark_of_ones_own_is_taught_well(mark: TaughtMark):
    for language in LANGUAGES:
        assert len(mark.examples.in_(language)) >= 10
        assert len(mark.counter_examples.in_(language)) >= 10
        assert mark.phrases.in_(language) or mark.patterns.in_(language)


@each_mark
@each_language
def test_words_alone_find_most_examples_and_no_counter_example(mark: TaughtMark, language: Language):
    words = _with(mark, examples=type(mark.examples)(), counter_examples=type(mark.examples)())

    def found(sentence: str) -> bool:
        votes = taught_votes(words, plain(sentence), language=language, first=mark.place != "later")
        return any(vote.present for vote in votes)

    examples_found = [sentence for sentence in mark.examples.in_(language) if found(sentence)]
    assert len(examples_found) >= len(mark.examples.in_(language)) / 3
    assert [sentence for sentence in mark.counter_examples.in_(language) if found(sentence)] == []


def _with(mark: TaughtMark, **changed: object) -> TaughtMark:
    return type(mark)(**{**_plain(mark), **changed})


@each_id
@each_language
def test_the_better_sentence_is_no_card_and_does_what_it_teaches(rubric: Rubric, criterion: Criterion, language: Language):
    sentence = getattr(criterion.say_instead, language).replace("{quote}", "")
    lines = [f"rep: {sentence}"]
    if getattr(criterion, "where", "") != "opening":
        lines = [*(("rep: 您好", "customer: 哦") if language == "zh" else ("rep: Hello", "customer: Hm")), *lines]
    turns = dialogue(*lines, language=language)
    found = marks_of(turns, language=language, taught=rubric.marks)[turns[-1].uid]
    assert not set(RED_CARDS) & set(found)
    match criterion:
        case Present() if criterion.marks != ("name_given",):
            assert set(criterion.marks) & set(found)
        case MarkDue():
            assert set(criterion.marks) & set(found)
        case Followed():
            assert criterion.by in found
        case MarkUnwanted():
            assert not set(criterion.marks) & set(found) or set(criterion.unless) & set(found)
        case Order():
            assert set(criterion.steps[0].marks) & set(found)


@each_criterion
def test_a_word_of_the_trade_has_letters(rubric: Rubric, criterion: Criterion):
    if isinstance(criterion, Jargon):
        for words in (criterion.words.zh, criterion.words.en):
            assert all(plain(word).text for word in words)
            assert len(words) == len(set(words))


def test_only_our_own_voice_is_compared_with_itself():
    compared = {criterion.measure for _, criterion in CRITERIA if isinstance(criterion, DeliveryBand) and criterion.baseline}
    assert compared == {"speech_rate_per_min", "pitch_range_st"}


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Scorecard]:
    """Every example call by every rubric; the network reads each turn once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDCARD_DATA", str(tmp_path_factory.mktemp("data")))
        return {
            (id, Path(example.transcript).stem): score_transcript(example.transcript, Options(rubric=id))
            for id in IDS
            for example in examples()
        }


@pytest.mark.parametrize("id", IDS)
def test_every_example_call_is_scored(scored, id):
    assert len(examples()) == 6
    for example in examples():
        card = scored[id, Path(example.transcript).stem]
        assert card.rubric.id == id
        assert card.score is None or 0 <= card.score <= 100


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("call", ["en-{}-broadband", "zh-{}-birthday-cake"])
def test_the_good_call_is_far_above_the_bad_one(scored, id, call):
    good, bad = scored[id, call.format("good")].score, scored[id, call.format("bad")].score
    assert good >= 70
    assert bad <= 40
