"""Levels of known samples."""

from __future__ import annotations

import numpy as np
import pytest

from coach.recording.level import FLOOR_DB, Level, Meter


def test_a_sine_of_half_scale_has_its_textbook_level():
    meter = Meter()
    meter.add((16384 * np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100)).astype("<i2"))
    level = meter.take()
    assert level.peak_db == pytest.approx(-6.02, abs=0.01)
    assert level.rms_db == pytest.approx(-9.03, abs=0.01)


def test_blocks_between_two_looks_count_together():
    meter = Meter()
    meter.add(np.full(100, 1000, "<i2"))
    meter.add(np.full(100, -32768, "<i2"))
    assert meter.take().peak_db == 0.0
    assert meter.take() is None
    meter.add(np.zeros(10, "<i2"))
    assert meter.take() == Level(FLOOR_DB, FLOOR_DB)


def test_no_samples_are_no_news():
    meter = Meter()
    meter.add(np.zeros(0, "<i2"))
    assert meter.take() is None
