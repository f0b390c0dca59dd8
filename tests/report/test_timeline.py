import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from coach.model import Curve, Waveform
from coach.report.cards import build_cards
from coach.report.drawing import GUTTER, PLOT, Strip
from coach.report.signs import PIN, place_pins
from coach.report.timeline import STRIP_S, timeline
from tests.report.sample import hostile, long_call, minimal, sample, waveforms

SVG = "{http://www.w3.org/2000/svg}"


def drawn(card, language="en", waves=()):
    return [ElementTree.fromstring(picture) for picture in timeline(card, build_cards(card, language), waves, language)]


def every(picture, look):
    return [element for element in picture.iter() if look in element.get("class", "").split()]


def test_time_lies_evenly_on_the_strip():
    strip = Strip(10.0, 20.0)
    assert [strip.x(time_s) for time_s in (10.0, 15.0, 20.0)] == [GUTTER, GUTTER + PLOT / 2, GUTTER + PLOT]
    assert strip.x(0.0) == GUTTER  # held inside


@pytest.mark.parametrize(
    ("strip", "ticks"),
    [
        (Strip(0.0, 98.2), [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]),
        (Strip(600.0, 1200.0), [600, 660, 720, 780, 840, 900, 960, 1020, 1080, 1140]),
    ],
)
def test_the_axis_has_round_times(strip, ticks):
    assert list(strip.ticks_s()) == ticks


def test_one_lane_for_each_speaker_and_curves_for_the_rep_alone():
    (picture,) = drawn(sample("en"), waves=waveforms(sample("en")))
    assert [lane.get("class") for lane in every(picture, "wave")] == ["wave rep", "wave customer"]
    assert len(every(picture, "sound")) == 2
    assert len(every(picture, "pitch")) == len(every(picture, "pace")) == 1


def test_pauses_are_shaded_by_class_at_their_time():
    card = sample("en")
    (picture,) = drawn(card)
    shown = [element.get("class").split()[1] for element in every(picture, "pause")]
    # 8 pauses, and one dead air of both in each lane
    assert sorted(shown) == sorted(["short"] * 4 + ["hesitation", "gap", "gap", "dead_air", "dead_air", "dead_air"])
    gap = every(picture, "gap")[0]
    strip = Strip(0.0, card.duration_s)
    assert float(gap.get("x")) == pytest.approx(strip.x(30.2), abs=0.06)
    assert float(gap.get("width")) == pytest.approx(strip.x(32.4) - strip.x(30.2), abs=0.06)


def test_each_class_of_pause_has_a_texture_of_its_own():
    (picture,) = drawn(sample("en"))
    textures = {pattern.get("id"): pattern.find(f"{SVG}path").get("d") for pattern in picture.iter(f"{SVG}pattern")}
    assert set(textures) == {"shade-gap", "shade-dead_air", "shade-hesitation"}
    assert len(set(textures.values())) == 3


def test_the_numbers_lead_to_the_cards():
    card = sample("en")
    (picture,) = drawn(card)
    links = [link.get("href") for link in picture.iter(f"{SVG}a")]
    assert links == [f"#card-{number}" for number in range(1, 9)]  # the ninth has no time
    red = every(picture, "red")[0]
    assert red.find(f"{SVG}title").text == "1 Red card: Giving orders (0:14)"
    assert float(red.find(f"{SVG}text").get("x")) == pytest.approx(Strip(0.0, 98.2).x(14.2), abs=0.06)


def test_pins_do_not_cover_one_another():
    card = sample("en")
    pins = place_pins(Strip(0.0, 98.2), build_cards(card, "en"))
    for row in {row for _, _, row in pins}:
        xs = [x for _, x, own in pins if own == row]
        assert all(b - a >= PIN for a, b in zip(xs, xs[1:], strict=False))


def test_many_cards_at_one_moment_stand_under_one_another():
    card = sample("en")
    same = tuple(replace(card.findings[0], uid=f"f-{n}") for n in range(5))
    pins = place_pins(Strip(0.0, 98.2), build_cards(replace(card, findings=same), "en"))
    assert [row for _, _, row in pins] == [0, 1, 2, 3, 4]


def test_pitch_is_drawn_in_semitones_around_the_median():
    card = sample("en")
    median_hz = card.delivery["rep"].pitch_median_hz
    curve = Curve(unit="Hz", times_s=(10.0, 20.0, 30.0), values=(median_hz, median_hz * 2**0.5, median_hz / 2**0.5))
    rep = replace(card.delivery["rep"], curves={"f0_hz": curve})
    (picture,) = drawn(replace(card, delivery={"rep": rep}))
    lane = every(picture, "pitch")[0]
    rules = {
        text.text: float(line.get("y1"))
        for text, line in zip(every(lane, "mark"), [*lane.iter(f"{SVG}line")], strict=True)
    }
    heights = [float(y) for line in every(lane, "line") for _, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", line.get("d"))]
    assert heights == pytest.approx([rules["0"], rules["+6"], rules["−6"]], abs=0.1)


def test_a_voice_that_stops_breaks_the_line():
    card = sample("en")
    values = tuple(140.0 if second < 30 or second > 60 else None for second in range(98))
    rep = replace(
        card.delivery["rep"], curves={"f0_hz": Curve(unit="Hz", times_s=tuple(map(float, range(98))), values=values)}
    )
    (picture,) = drawn(replace(card, delivery={"rep": rep}))
    assert len(every(picture, "line")) == 2


def test_pace_bars_are_as_high_as_the_pace():
    (picture,) = drawn(sample("en"))
    bars = [float(bar.get("height")) for bar in every(picture, "bar")]
    assert len(bars) == 9  # one window has no value
    assert bars[0] / bars[1] == pytest.approx(172 / 201, abs=0.01)


def test_the_outline_follows_the_sound():
    card = sample("en")
    half = 982 // 2
    loud_then_quiet = Waveform(
        track=0, step_s=0.1, lows=(-0.8,) * half + (-0.1,) * half, highs=(0.8,) * half + (0.1,) * half
    )
    (picture,) = drawn(card, waves=(loud_then_quiet,))
    points = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", every(picture, "sound")[0].get("d"))]
    middle = GUTTER + PLOT / 2

    def reach(part):
        return max(y for _, y in part) - min(y for _, y in part)

    left = reach([point for point in points if point[0] < middle - 2])
    right = reach([point for point in points if point[0] > middle + 2])
    assert left / right == pytest.approx(8, rel=0.15)


def test_a_track_without_sound_is_no_trouble():
    silent = Waveform(track=0, step_s=0.0, lows=(), highs=())
    (picture,) = drawn(sample("en"), waves=(silent,))
    assert every(picture, "sound") == []


def test_text_without_times_has_no_timeline():
    assert drawn(minimal()) == []


def test_a_long_call_is_drawn_in_strips():
    card = long_call(60)
    pictures = drawn(card, waves=waveforms(card))
    spans = [[float(part) for part in picture.get("data-seek").split()][:2] for picture in pictures]
    assert spans == [[n * STRIP_S, (n + 1) * STRIP_S] for n in range(6)]
    pins = sum(len([*picture.iter(f"{SVG}a")]) for picture in pictures)
    assert pins == len([finding for finding in card.findings if finding.start_s is not None])


def test_an_hour_stays_small():
    card = long_call(60)
    size = sum(len(picture) for picture in timeline(card, build_cards(card, "en"), waveforms(card, step_s=0.02), "en"))
    assert size < 700_000


def test_names_are_text_and_nothing_else():
    card = hostile()
    (picture,) = drawn(card)
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        "svg",
        "g",
        "a",
        "title",
        "line",
        "rect",
        "circle",
        "path",
        "text",
        "defs",
        "pattern",
    }
    assert not [name for element in picture.iter() for name in element.attrib if name.startswith("on")]
