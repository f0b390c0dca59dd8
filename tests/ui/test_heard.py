"""The page of a call that is being heard: what comes when, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.analyse import Progress
from coach.heard_so_far import lasting
from coach.model import Delivery, Text
from tests.report.sample import sample
from tests.ui.conftest import wait_until
from tests.ui.test_queue import press
from ui.jobs import Failure
from ui.queue.process import SoFar

BY_SOUND = Delivery(
    rate_unit="words", syllables_per_min=211.4, speaking_s=60.0, pause_share=0.18, longest_pause_s=2.4, pitch_range_st=6.2,
    pitch_median_hz=188.0, level_range_db=3.1,
)  # fmt: skip
both = pytest.mark.parametrize("language", ["zh", "en"], indirect=True)


@pytest.fixture
def heard(window, tmp_path):
    """The page following a file, as if it were being heard; the file itself is not there, so that nothing else speaks."""
    (item,) = window.queue.add([tmp_path / "gone.wav"], window.files.options(), title="Practice call")
    window.heard.expect("Practice call", BY_SOUND)
    window.heard.follow(item)
    window.go_to("heard")
    yield window.heard
    window.queue.cancel(item)
    assert wait_until(lambda: window.queue.items[0].state in ("failed", "cancelled"))


def tell(window, news) -> None:
    window.queue._show_progress(window.queue.items[0].id, news)


@both
def test_the_voice_is_there_at_once_then_words_then_their_pace(window, heard, language):
    texts = heard.tiles.texts
    assert texts[0] == {"zh": "语速：至少 211 音节/分", "en": "Pace: at least 211 syll./min"}[language]
    assert [text.split()[-1] for text in texts[1:]] == ["18%", {"zh": "半音", "en": "semitones"}[language], "dB"] or language == "zh"
    assert heard.transcript.toPlainText() == ""
    card = lasting(sample(language))
    tell(window, SoFar(replace(card, turns=card.turns[:2], findings=())))
    first = card.turns[0].text.split("，")[0].split(",")[0]
    assert first in heard.transcript.toPlainText()
    tell(window, SoFar(card))
    assert {"zh": "字/分钟", "en": "words/min"}[language] in heard.tiles.texts[0]
    tell(window, Progress(step=Text(zh="听写", en="Hearing the words"), share=0.5))
    assert "50" in heard._state.text()
    assert len(heard.findChildren(type(heard._cards.itemAt(0).widget()))) == len(card.findings)


def test_while_the_recording_is_kept_the_voice_is_there_already_and_when_it_cannot_be_kept_one_is_back(window):
    window.practise.stopped.emit("Practice call", BY_SOUND)
    assert window.heard.isVisible()
    assert window.heard._title.text() == "Practice call"
    assert window.heard._state.text() == "Keeping the recording"
    assert window.heard.tiles.texts[1] == "Pauses: 18%"
    window.practise.failed.emit(Failure(Text(zh="满了", en="The disk is full.")))
    assert window.practise.isVisible()
    assert window.notice.text == "The disk is full."


def test_what_fails_or_is_cancelled_leads_to_the_files(window, heard):
    assert wait_until(lambda: window.files.isVisible())
    assert window.queue.items[0].state == "failed"
    assert heard.item_id is None


def test_it_can_be_cancelled_or_left_by_click(window, tmp_path):
    window.queue.add([tmp_path / "a.wav"], window.files.options())
    (item,) = window.queue.add([tmp_path / "b.wav"], window.files.options())
    window.heard.follow(item)
    window.go_to("heard")
    assert window.heard._state.text() == "Other recordings come first; this one begins after them."
    assert all("—" in text for text in window.heard.tiles.texts)
    press(window.heard, "All files")
    assert window.files.isVisible()
    window.go_to("heard")
    press(window.heard, "Cancel")
    assert wait_until(lambda: window.files.isVisible())
    assert wait_until(lambda: window.queue.items[0].state == "failed")
    window.go_to("calls")
    window.queue.clear_finished()
    assert window.library.isVisible()
