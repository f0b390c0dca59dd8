import re

import pytest

from coach.model import LABELS
from coach.report.words import LABEL_NAMES, STAGE_NAMES, WORDS, label_name, stage_name, word
from tests.paths import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
ALL = {**LABEL_NAMES, **STAGE_NAMES, **WORDS}


@pytest.mark.parametrize("key", ALL)
def test_each_word_exists_in_both_languages(key):
    text = ALL[key]
    assert HAN.search(text.zh) or text.zh.startswith("{")
    assert text.en and not HAN.search(text.en)
    assert set(re.findall(r"{\w+}", text.zh)) == set(re.findall(r"{\w+}", text.en))


def test_every_label_has_a_name():
    assert set(LABEL_NAMES) == set(LABELS)


def test_an_unknown_id_is_readable_short_and_harmless():
    assert label_name("build_consensus", "zh") == "build consensus"
    assert stage_name("x\x1b[2J" + "y" * 100, "en") == "x [2J" + "y" * 35


def test_no_word_is_left_over():
    folder = ROOT / "coach" / "report"
    files = [file for file in (*folder.glob("*.py"), folder / "templates" / "report.html") if file.name != "words.py"]
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    built = ("silence_", "kind_", "layer_", "role_", "pause_", "per_min_", "unit_", "count_", "hearing_", "limit_")
    assert [key for key in WORDS if not key.startswith(built) and not re.search(rf"""["']{key}["']""", source)] == []


def test_a_key_that_does_not_exist_is_a_bug():
    with pytest.raises(KeyError):
        word("nothing", "en")


def test_the_reader_is_addressed_politely_and_each_thing_has_one_name():
    said = "".join(text.zh for text in ALL.values())
    assert [other for other in ("你", "一票否决", "空档", "抢话", "音高起伏") if other in said] == []


def test_cards_do_not_claim_to_come_from_meaning():
    assert "语义" not in WORDS["limit_judged"].zh
    assert "meaning" not in WORDS["limit_judged"].en
