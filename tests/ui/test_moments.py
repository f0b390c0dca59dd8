"""Moments marked while recording, on the call's timeline: seen, clicked, and reached by key."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.recording.finish import Finished, about_target, moments_of
from coach.recording.layout import Source
from tests.ui.conftest import wait_until

SOURCE = Source(device="mic", channels=2, rate_hz=48_000)


@pytest.fixture
def call(sample_uid, window, tmp_path):
    """The sample call, in which two moments had been marked."""
    about = Finished(name="router.wav", started_at="", duration_s=90.0, channels=2, sources=(SOURCE,), moments_s=(48.0, 12.0))
    about_target(tmp_path / "router.wav").write_bytes(msgspec.json.encode(about))
    window.open_call(sample_uid)
    assert wait_until(lambda: window.call.player.can_play)
    yield window.call
    window.call.player.pause()


def test_keys_go_from_one_to_the_next_and_back(call):
    shift = Qt.KeyboardModifier.ShiftModifier
    for modifier, at_s in ((Qt.KeyboardModifier.NoModifier, 12.0), (Qt.KeyboardModifier.NoModifier, 48.0), (shift, 12.0), (shift, 12.0)):
        QTest.keyClick(call.timeline, Qt.Key.Key_M, modifier)
        assert call.player.is_playing
        call.player.pause()
        assert call.player.position_s == pytest.approx(at_s, abs=0.3)


def test_a_flag_is_drawn_and_clicked(call):
    place = call.timeline.flag_place(48.0).toPoint()
    picture = call.timeline.grab().toImage()
    colour = picture.pixelColor(place * picture.devicePixelRatio())
    assert colour.name() == call._desk.theme.colours.link.lower()
    QTest.mouseClick(call.timeline, Qt.MouseButton.LeftButton, pos=place)
    assert call.player.is_playing
    assert call.player.position_s == pytest.approx(48.0, abs=0.3)


def test_without_any_the_key_says_so(call_window):
    QTest.keyClick(call_window.call.timeline, Qt.Key.Key_M)
    assert call_window.call.told == "No moment was marked while recording."
    assert not call_window.call.player.is_playing


@pytest.mark.parametrize("content", [None, b"", b"\0\xff", b"[]"])
def test_where_nothing_readable_lies_beside_the_sound_there_is_no_moment(content, tmp_path):
    if content is not None:
        about_target(tmp_path / "call.wav").write_bytes(content)
    assert moments_of(tmp_path / "call.wav") == ()
