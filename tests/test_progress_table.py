"""Progress as rows."""

from __future__ import annotations

import csv
import io

from coach.progress import progress
from coach.progress_table import MEASURES, every_series, progress_table
from tests.test_progress import TODAY, criterion, judged


def test_a_row_for_each_value_under_its_heading():
    calls = [judged(number, score=10.0 * number, criteria=[criterion("empathy", 5)], pace=200.0) for number in (1, 2)]
    result = progress(calls, today=TODAY)
    rows = list(csv.DictReader(io.StringIO(progress_table(result, "en").decode("utf-8-sig"), newline="")))
    assert [(row["kind"], row["id"], row["value"]) for row in rows if row["kind"] in ("score", "skill")] == [
        ("score", "score", "10.0"), ("score", "score", "20.0"), ("skill", "empathy", "0.5"), ("skill", "empathy", "0.5"),
    ]  # fmt: skip
    assert [row["value"] for row in rows if row["id"] == "speech_rate_per_min"] == ["200.0", "200.0"]
    assert rows[0]["call"] == "call-1-service-cycle"
    assert progress_table(result, "zh").decode("utf-8-sig").startswith("类别,代号")


def test_every_measure_has_a_name():
    result = progress([judged(1, pace=200.0)], today=TODAY)
    assert {series.id for kind, series in every_series(result) if kind.startswith("voice ")} <= set(MEASURES)
