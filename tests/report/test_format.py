import pytest

from coach.report.format import clean, clock, duration, file_name, number, points


@pytest.mark.parametrize(("time_s", "text"), [(0.0, "0:00"), (59.99, "0:59"), (61.0, "1:01"), (3723.4, "1:02:03")])
def test_clock(time_s, text):
    assert clock(time_s) == text


@pytest.mark.parametrize(
    ("length_s", "en", "zh"),
    [
        (42.0, "42 s", "42 秒"),
        (102.0, "1 min 42 s", "1 分 42 秒"),
        (3720.0, "1 h 2 min", "1 小时 2 分"),
        (59.7, "1 min 0 s", "1 分 0 秒"),
    ],
)
def test_duration(length_s, en, zh):
    assert (duration(length_s, "en"), duration(length_s, "zh")) == (en, zh)


def test_numbers():
    assert [number(value) for value in (70.0, 62.46, 0.04)] == ["70", "62.5", "0"]
    assert [points(value) for value in (3.0, 1.5, 0.25, 10.0, 0.0)] == ["3", "1.5", "0.25", "10", "0"]


@pytest.mark.parametrize(
    "path", ["/home/me/calls/a b.wav", "C:\\Users\\me\\a b.wav", "a b.wav", "\\\\server\\me/a b.wav"]
)
def test_only_the_last_part_of_a_path(path):
    assert file_name(path) == "a b.wav"


def test_clean_takes_what_could_repaint_or_reverse():
    assert clean("a\x1b[2Jb\u202ec\r\nd\x9b") == "a [2Jb c d "
    assert clean("你好，world 👍🏽") == "你好，world 👍🏽"
