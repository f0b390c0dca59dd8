"""Which device is meant, and which there are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.recording.devices import InputDevice, choose, input_devices


def device(index: int, name: str, *, is_default: bool = False) -> InputDevice:
    return InputDevice(index=index, name=name, channels=1, rate_hz=48_000, is_default=is_default)


DEVICES = [device(3, "Built-in Microphone", is_default=True), device(1, "USB Headset"), device(2, "USB Headset Pro"), device(4, "麦克风阵列")]


@pytest.mark.parametrize(
    ("name", "index"),
    [(None, 3), ("default", 3), ("DEFAULT", 3), ("USB Headset", 1), ("pro", 2), ("built-in", 3), ("麦克风", 4)],
)
def test_by_the_whole_name_or_the_only_one_that_has_it(name, index):
    assert choose(DEVICES, name).index == index


def test_without_a_default_it_is_the_first():
    assert choose([device(7, "only")], None).index == 7


def test_a_device_called_default_is_the_one():
    assert choose([device(0, "pulse", is_default=True), device(1, "default")], "default").index == 1


def test_none_and_several_are_sentences_with_names():
    with pytest.raises(UserError, match="no recording device “webcam” now.*“USB Headset”.*“麦克风阵列”") as none:
        choose(DEVICES, "webcam")
    assert "“麦克风阵列”" in none.value.text.zh
    with pytest.raises(UserError, match="Several.*“USB Headset”, “USB Headset Pro”"):
        choose(DEVICES, "usb")


def test_real_microphones_are_listed_by_name(sound):
    names = [each.name for each in input_devices()]
    assert {"rep_mic", "customer_mic"} <= set(names)


def test_what_comes_and_goes_is_seen_without_a_restart(sound):
    configuration = Path(sound.environment["ALSA_CONFIG_PATH"])
    everything = configuration.read_text()
    configuration.write_text(everything.replace("pcm.rep_mic", "pcm.new_mic"))
    names = [each.name for each in input_devices()]
    assert "new_mic" in names
    assert "rep_mic" not in names


@pytest.mark.skipif(bool(list(Path("/dev").glob("snd/pcm*c"))), reason="this machine has a microphone")
def test_without_a_microphone_there_is_a_sentence(monkeypatch, tmp_path):
    plain = tmp_path / "asound.conf"
    plain.write_text("</usr/share/alsa/alsa.conf>\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(plain))
    with pytest.raises(UserError, match="There is no microphone"):
        input_devices()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA's own configuration")
def test_a_broken_sound_system_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "not_there.conf"))
    with pytest.raises(UserError, match="sound service does not answer"):
        input_devices()
