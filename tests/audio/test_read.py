"""Known sounds in every format come out at the right pitch, level, time and length; damage becomes a note."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.audio.read import Recording, open_recording
from coach.errors import UserError
from coach.paths import work_folder
from tests.audio import sounds
from tests.paths import ROOT, SPEECH, needs_shared

ANALYSED_HZ = 16_000


def codes(recording: Recording) -> list[str]:
    return [note.code for note in recording.notes]


def check_tone(
    recording: Recording,
    *,
    hz: float = sounds.TONE_HZ,
    track: int = 0,
    level_tolerance_db: float = 0.1,
    start_tolerance_s: float = 0.005,
) -> None:
    samples = recording.tracks[track].read()
    pitch_hz, level_db = sounds.pitch_and_level(samples, ANALYSED_HZ)
    assert pitch_hz == pytest.approx(hz, abs=0.5)
    assert level_db == pytest.approx(sounds.TONE_DB, abs=level_tolerance_db)
    assert sounds.start_s(samples, ANALYSED_HZ) == pytest.approx(sounds.LEAD_S, abs=start_tolerance_s)
    assert recording.duration_s == pytest.approx(sounds.LENGTH_S, abs=0.015 + start_tolerance_s)
    assert len(samples) == recording.tracks[track].sample_count == round(recording.duration_s * ANALYSED_HZ)


@pytest.mark.parametrize(
    ("kind", "subtype", "rate_hz"),
    [
        ("WAV", "PCM_U8", 8_000),
        ("WAV", "PCM_16", 8_000),
        ("WAV", "PCM_16", 11_025),
        ("WAV", "PCM_16", 16_000),
        ("WAV", "PCM_16", 44_100),
        ("WAV", "PCM_16", 192_000),
        ("WAV", "PCM_24", 48_000),
        ("WAV", "PCM_32", 96_000),
        ("WAV", "FLOAT", 44_100),
        ("WAV", "DOUBLE", 16_000),
        ("WAV", "ULAW", 8_000),
        ("WAV", "ALAW", 8_000),
        ("WAVEX", "PCM_24", 44_100),
        ("RF64", "PCM_16", 16_000),
        ("W64", "PCM_16", 22_050),
        ("AIFF", "PCM_16", 44_100),
        ("AU", "ULAW", 8_000),
        ("CAF", "PCM_24", 48_000),
        ("FLAC", "PCM_16", 44_100),
        ("FLAC", "PCM_24", 96_000),
        ("OGG", "VORBIS", 44_100),
        ("OGG", "OPUS", 48_000),
        ("MP3", "MPEG_LAYER_III", 44_100),
    ],
)
def test_reads_what_libsndfile_writes(tmp_path, kind, subtype, rate_hz):
    path = sounds.write_sndfile(tmp_path / "call.bin", sounds.tone(rate_hz), rate_hz, kind, subtype)
    with open_recording(path) as recording:
        check_tone(recording)
        assert recording.info.sample_rate_hz == rate_hz
        assert recording.info.channels == 1
        assert codes(recording) == []


@pytest.mark.parametrize(
    ("name", "kind", "codec", "rate_hz", "level_tolerance_db", "start_tolerance_s"),
    [
        ("call.mp3", "mp3", "libmp3lame", 48_000, 0.5, 0.005),  # LAME itself turns down to 0.95, -0.45 dB
        ("call.mp3", "mp3", "libmp3lame", 16_000, 0.5, 0.005),
        ("call.m4a", "ipod", "aac", 44_100, 0.1, 0.005),
        ("call.m4a", "ipod", "alac", 44_100, 0.1, 0.005),
        ("call.webm", "webm", "libopus", 48_000, 0.1, 0.005),
        ("call.mkv", "matroska", "aac", 48_000, 0.1, 0.005),
        ("call.amr", "amr", "libopencore_amrnb", 8_000, 3.0, 0.020),  # frames of 20 ms; a tone loses 2.7 dB
        ("call.3gp", "3gp", "libopencore_amrnb", 8_000, 3.0, 0.020),
        ("call.wma", "asf", "wmav2", 44_100, 0.1, 0.050),  # one block of 2048 samples, which the file does not tell
        ("call.aac", "adts", "aac", 44_100, 0.1, 0.050),  # likewise
    ],
)
def test_reads_what_ffmpeg_writes(tmp_path, name, kind, codec, rate_hz, level_tolerance_db, start_tolerance_s):
    path = sounds.write_ffmpeg(tmp_path / name, sounds.tone(rate_hz), rate_hz, kind, codec)
    with open_recording(path) as recording:
        check_tone(recording, level_tolerance_db=level_tolerance_db, start_tolerance_s=start_tolerance_s)
        assert codes(recording) == []


@pytest.mark.parametrize(("name", "kind"), [("call.mp4", "mp4"), ("call.mov", "mov"), ("call.mkv", "matroska")])
def test_reads_the_sound_of_a_video(tmp_path, name, kind):
    path = sounds.write_ffmpeg(tmp_path / name, sounds.tone(48_000), 48_000, kind, "aac", video=True)
    with open_recording(path) as recording:
        check_tone(recording)


def test_nothing_above_8_khz_folds_back(tmp_path):
    times_s = np.arange(2 * 44_100) / 44_100
    whistle = 0.5 * np.sin(2 * np.pi * 9_000 * times_s)
    path = sounds.write_sndfile(tmp_path / "call.wav", whistle, 44_100, "WAV", "PCM_24")
    with open_recording(path) as recording:
        middle = recording.tracks[0].read(0.5, 1.5)
    assert np.abs(middle).max() <= 2 / 32768


def test_a_wrong_extension_does_not_matter(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(44_100), 44_100, "MP3", "MPEG_LAYER_III")
    with open_recording(path) as recording:
        check_tone(recording)


def test_the_hash_is_the_files(tmp_path):
    path = sounds.write_sndfile(tmp_path / "通话 1.wav", sounds.tone(8_000), 8_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        assert recording.info.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert recording.info.path == str(path)


# Channels


def test_two_channels_are_left_and_right(tmp_path):
    both = np.stack([sounds.tone(44_100), sounds.tone(44_100, hz=880)], axis=1)
    path = sounds.write_sndfile(tmp_path / "call.flac", both, 44_100, "FLAC", "PCM_16")
    with open_recording(path) as recording:
        assert [track.index for track in recording.tracks] == [0, 1]
        check_tone(recording, track=0)
        check_tone(recording, track=1, hz=880)
        assert codes(recording) == []


def test_a_silent_channel_is_kept_and_named(tmp_path):
    left = sounds.tone(16_000)
    path = sounds.write_sndfile(tmp_path / "call.wav", np.stack([left, 0 * left], 1), 16_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        assert len(recording.tracks) == 2
        assert codes(recording) == ["silent"]
        assert "右声道" in recording.notes[0].text.zh
        assert "right" in recording.notes[0].text.en


@pytest.mark.parametrize(("gain", "noise_db"), [(1.0, None), (1.0, -60), (0.9, -80), (-1.0, None)])
def test_the_same_on_both_channels_is_one_track(tmp_path, gain, noise_db):
    left = sounds.tone(16_000)
    noise = np.random.default_rng(1).normal(0, 10 ** ((noise_db or -200) / 20), left.shape)
    both = np.stack([left, gain * left + noise], 1)
    path = sounds.write_sndfile(tmp_path / "call.wav", both, 16_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        check_tone(recording)
        assert len(recording.tracks) == 1
        assert codes(recording) == ["same_on_both_channels"]
        assert recording.info.channels == 2


def test_a_voice_that_leaks_into_the_other_channel_stays_two_tracks(tmp_path):
    left, right = sounds.tone(16_000), np.roll(sounds.tone(16_000, hz=700), 8_000)
    leaky = np.stack([left + 0.3 * right, right + 0.3 * left], 1)
    path = sounds.write_sndfile(tmp_path / "call.wav", leaky, 16_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        assert len(recording.tracks) == 2


def write_channels(path: Path, *channels: np.ndarray) -> Path:
    return sounds.write_sndfile(path, np.stack(channels, axis=1), 16_000, "WAV", "PCM_16")


def test_of_many_channels_the_empty_ones_and_the_copies_go(tmp_path):
    left, right = sounds.tone(16_000), sounds.tone(16_000, hz=880)
    silence = 0 * left
    path = write_channels(tmp_path / "call.wav", left, silence, right, left, silence, silence, silence, right)
    with open_recording(path) as recording:
        assert recording.info.channels == 8
        check_tone(recording, track=0)
        check_tone(recording, track=1, hz=880)
        assert codes(recording) == ["channels_left_out"]


def test_many_different_channels_are_mixed(tmp_path):
    tones = [sounds.tone(16_000, hz=hz) for hz in (300, 440, 620, 880, 1200)]
    with open_recording(write_channels(tmp_path / "call.wav", *tones)) as recording:
        assert codes(recording) == ["channels_mixed"]
        (track,) = recording.tracks
        mean = np.mean(tones, axis=0)
        assert np.abs(track.read() - mean).max() < 2 / 32768
        assert [path.name for path in track.path.parent.glob("*.s16")] == [track.path.name]


def test_eight_planes_of_aac(tmp_path):
    """PyAV's own conversion of such a frame crashes the process."""
    tones = np.stack([sounds.tone(48_000)] * 8, axis=1)
    path = sounds.write_ffmpeg(tmp_path / "call.m4a", tones, 48_000, "ipod", "aac", layout="7.1")
    with open_recording(path) as recording:
        assert recording.info.channels == 8
        assert recording.duration_s == pytest.approx(sounds.LENGTH_S, abs=0.03)
        pitch_hz, _ = sounds.pitch_and_level(recording.tracks[0].read(), ANALYSED_HZ)
        assert pitch_hz == pytest.approx(sounds.TONE_HZ, abs=0.5)


def test_more_channels_than_any_call_has_are_refused(tmp_path):
    with pytest.raises(UserError, match="17 channel"), open_recording(
        write_channels(tmp_path / "call.wav", *[sounds.tone(16_000)] * 17)
    ):
        pass


# Levels


def test_an_overloaded_recording_is_noted(tmp_path):
    loud = np.clip(sounds.tone(16_000, level_db=3), -1, 1)
    path = sounds.write_sndfile(tmp_path / "call.wav", loud, 16_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        assert codes(recording) == ["clipped"]


def test_a_full_scale_tone_is_not_overloaded(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000, level_db=-3.02), 16_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        assert codes(recording) == []


@pytest.mark.parametrize(("subtype", "level_db"), [("ULAW", 3), ("ALAW", 3), ("PCM_U8", 3)])
def test_overload_is_seen_in_coarse_samples_too(tmp_path, subtype, level_db):
    loud = np.clip(sounds.tone(8_000, level_db=level_db), -1, 1)
    path = sounds.write_sndfile(tmp_path / "call.wav", loud, 8_000, "WAV", subtype)
    with open_recording(path) as recording:
        assert codes(recording) == ["clipped"]


def test_a_quiet_recording_is_noted_and_not_made_louder(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000, level_db=-65), 16_000, "WAV", "PCM_24")
    with open_recording(path) as recording:
        assert codes(recording) == ["quiet"]
        assert "-65" in recording.notes[0].text.en
        _, level_db = sounds.pitch_and_level(recording.tracks[0].read(), ANALYSED_HZ)
        assert level_db == pytest.approx(-65, abs=0.1)


def test_silence_is_noted(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", np.zeros(16_000), 16_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        assert codes(recording) == ["silent"]


def test_float_files_beyond_full_scale_are_turned_down(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", 100 * sounds.tone(16_000), 16_000, "WAV", "FLOAT")
    with open_recording(path) as recording:
        assert codes(recording) == ["scaled_down"]
        samples = recording.tracks[0].read()
    assert np.abs(samples).max() == pytest.approx(1.0, abs=1e-4)
    pitch_hz, level_db = sounds.pitch_and_level(samples, ANALYSED_HZ)
    assert pitch_hz == pytest.approx(sounds.TONE_HZ, abs=0.5)
    assert level_db == pytest.approx(-3.01, abs=0.05)  # a sine that just reaches full scale


@pytest.mark.parametrize("rate_hz", [16_000, 44_100])
def test_samples_that_are_no_numbers_become_silence(tmp_path, rate_hz):
    samples = sounds.tone(rate_hz)
    samples[100:110] = np.nan
    samples[200:205] = np.inf
    path = sounds.write_sndfile(tmp_path / "call.wav", samples, rate_hz, "WAV", "FLOAT")
    with open_recording(path) as recording:
        check_tone(recording)
        assert codes(recording) == ["bad_samples"]
        assert "15" in recording.notes[0].text.en


# Damage


@pytest.mark.parametrize(("kind", "subtype"), [("WAV", "PCM_16"), ("AIFF", "PCM_16"), ("FLAC", "PCM_16")])
def test_a_cut_file_is_read_as_far_as_it_goes(tmp_path, kind, subtype):
    noise = np.random.default_rng(2).normal(0, 0.1, 20 * 16_000)
    path = sounds.write_sndfile(tmp_path / "call.bin", noise, 16_000, kind, subtype)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with open_recording(path) as recording:
        assert recording.duration_s == pytest.approx(10, abs=0.3)
        assert codes(recording) == ["cut_short"]
        assert "20.0" in recording.notes[0].text.en
        samples = recording.tracks[0].read(0, 9)
    assert np.abs(samples - noise[: len(samples)]).max() < 2 / 32768


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF])
def test_a_header_of_open_length_is_no_damage(tmp_path, size):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    content = bytearray(path.read_bytes())
    content[40:44] = struct.pack("<I", size)
    path.write_bytes(content)
    with open_recording(path) as recording:
        check_tone(recording)
        assert codes(recording) == []


def test_a_hole_in_an_mp3_is_skipped_and_noted(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.mp3", np.tile(sounds.tone(16_000), 4), 16_000, "MP3", "MPEG_LAYER_III")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 1500] = np.random.default_rng(3).bytes(1500)
    path.write_bytes(content)
    with open_recording(path) as recording:
        assert "damaged_parts" in codes(recording)
        assert recording.duration_s == pytest.approx(4 * sounds.LENGTH_S, abs=2)
        assert sounds.start_s(recording.tracks[0].read(0, 2), ANALYSED_HZ) == pytest.approx(sounds.LEAD_S, abs=0.005)


def test_a_hole_in_a_flac_is_silence_and_later_times_stay_right(tmp_path):
    noise = np.random.default_rng(4).normal(0, 0.1, 10 * 16_000)
    samples = np.concatenate([noise, sounds.tone(16_000)])
    path = sounds.write_sndfile(tmp_path / "call.flac", samples, 16_000, "FLAC", "PCM_16")
    content = bytearray(path.read_bytes())
    content[100_000:108_000] = bytes(8_000)
    path.write_bytes(content)
    with open_recording(path) as recording:
        assert "gaps_filled" in codes(recording)
        assert recording.duration_s == pytest.approx(10 + sounds.LENGTH_S, abs=0.02)
        last = recording.tracks[0].read(10)
    assert sounds.start_s(last, ANALYSED_HZ) == pytest.approx(sounds.LEAD_S, abs=0.005)


def test_joined_files_of_different_rates(tmp_path):
    first = sounds.write_sndfile(tmp_path / "1.mp3", sounds.tone(44_100), 44_100, "MP3", "MPEG_LAYER_III")
    second = sounds.write_sndfile(tmp_path / "2.mp3", sounds.tone(22_050, hz=880), 22_050, "MP3", "MPEG_LAYER_III")
    joined = tmp_path / "call.mp3"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    with open_recording(joined) as recording:
        assert recording.duration_s == pytest.approx(2 * sounds.LENGTH_S, abs=0.1)
        samples = recording.tracks[0].read()
    half = len(samples) // 2
    assert sounds.pitch_and_level(samples[:half], ANALYSED_HZ)[0] == pytest.approx(440, abs=0.5)
    assert sounds.pitch_and_level(samples[half:], ANALYSED_HZ)[0] == pytest.approx(880, abs=0.5)


def test_tags_in_another_encoding_do_not_stop_reading(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.mp3", sounds.tone(44_100), 44_100, "MP3", "MPEG_LAYER_III")
    title = "客服录音".encode("gbk") + bytes(22)
    path.write_bytes(path.read_bytes() + b"TAG" + title + bytes(125 - len(title)))
    with open_recording(path) as recording:
        check_tone(recording)


# Refusals


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught, open_recording(path):
        pass
    assert caught.value.text.zh.endswith("。")
    assert caught.value.text.en.endswith(".")
    assert list(work_folder().glob("audio-*")) == []
    return caught.value


def test_files_that_are_not_there(tmp_path):
    assert "no file" in str(refusal(tmp_path / "nothing.wav"))
    assert "folder" in str(refusal(tmp_path))
    (tmp_path / "empty.wav").touch()
    assert "0 bytes" in str(refusal(tmp_path / "empty.wav"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_a_file_without_permission(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(8_000), 8_000, "WAV", "PCM_16")
    path.chmod(0)
    assert "permissions" in str(refusal(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "call.wav")
    assert "pipe" in str(refusal(tmp_path / "call.wav"))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("call.mp3", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "Git LFS"),
        ("call.wav", b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web page"),
        ("call.m4a", b"\x89PNG\r\n\x1a\n" + bytes(500), "picture"),
        ("call.mp3", b"PK\x03\x04" + bytes(500), "zip"),
        ("call.txt", "客服：您好\n".encode() * 50, "no recording this program knows"),
        ("call.wav", np.random.default_rng(5).normal(0, 3000, 20_000).astype("<i2").tobytes(), "no WAV header"),
        ("call.m4a", b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A isom" + bytes(5_000), "no recording this program"),
        # Playlists could point to the network or to other files.
        ("call.mp3", b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:9,\nhttp://localhost:1/a\n#EXT-X-ENDLIST\n", "no recording"),
        ("call.wav", b"ffconcat version 1.0\nfile /etc/hostname\n", "no WAV header"),
    ],
)
def test_files_that_are_no_recordings(tmp_path, name, content, sentence):
    (tmp_path / name).write_bytes(content)
    assert sentence in str(refusal(tmp_path / name))


def test_a_header_without_sound(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", np.zeros(0), 16_000, "WAV", "PCM_16")
    assert "header but no sound" in str(refusal(path))


@pytest.mark.parametrize("rate_hz", [1, 2_000, 2**31 - 1])
def test_a_header_with_an_absurd_rate(tmp_path, rate_hz):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    content = bytearray(path.read_bytes())
    content[24:28] = struct.pack("<I", rate_hz)
    path.write_bytes(content)
    assert f"{rate_hz} Hz" in str(refusal(path))


def test_a_sound_too_short_to_hear(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", np.zeros(800), 16_000, "WAV", "PCM_16")
    assert "50 ms" in str(refusal(path))


def test_a_video_without_sound(tmp_path):
    import av

    path = tmp_path / "call.mp4"
    with av.open(str(path), mode="w") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    assert "no sound in it" in str(refusal(path))


def test_a_sound_that_no_decoder_knows(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    content = bytearray(path.read_bytes())
    content[20:22] = b"\x99\x77"  # the number of the codec
    path.write_bytes(content)
    assert "cannot be decoded" in str(refusal(path))


def test_a_small_file_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("coach.audio.write.MAX_HOURS", 1 / 60)
    path = sounds.write_sndfile(tmp_path / "call.flac", np.zeros(61 * 16_000), 16_000, "FLAC", "PCM_16")
    assert path.stat().st_size < 20_000
    assert "longer than" in str(refusal(path))


def test_a_full_disk_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("coach.audio.write.KEEP_FREE_BYTES", 2**63)
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    assert "not enough room" in str(refusal(path))


def test_a_disk_that_fills_up_while_writing_is_said(tmp_path, monkeypatch):
    def no_room(samples, files):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("coach.audio.write._put", no_room)
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    assert "not enough room" in str(refusal(path))


# Temporary files


def test_temporary_files_are_private_and_go_at_the_end(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    with open_recording(path) as recording:
        raw = recording.tracks[0].path
        assert raw.is_relative_to(work_folder())
        if os.name == "posix":
            assert stat.S_IMODE(raw.stat().st_mode) == 0o600
            assert stat.S_IMODE(raw.parent.stat().st_mode) == 0o700
    assert not raw.parent.exists()


def test_temporary_files_go_after_an_error(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    with pytest.raises(ZeroDivisionError), open_recording(path, folder=tmp_path / "work"):
        raise ZeroDivisionError
    assert list((tmp_path / "work").glob("audio-*")) == []


def test_two_recordings_at_once_leave_each_other_alone(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    with open_recording(path) as first:
        with open_recording(path) as second:
            assert first.tracks[0].path != second.tracks[0].path
        check_tone(first)


HOLD_OPEN = """
import sys
from pathlib import Path
from coach.audio.read import open_recording
with open_recording(Path(sys.argv[1]), folder=Path(sys.argv[2])) as recording:
    print(recording.tracks[0].path, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_left_goes_at_the_next_opening(tmp_path):
    path = sounds.write_sndfile(tmp_path / "call.wav", sounds.tone(16_000), 16_000, "WAV", "PCM_16")
    command = [sys.executable, "-c", HOLD_OPEN, str(path), str(tmp_path / "work")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        raw = Path(process.stdout.readline().strip())
        with open_recording(path, folder=tmp_path / "work"):
            assert raw.exists()  # its process lives
        process.kill()
    assert raw.exists()
    with open_recording(path, folder=tmp_path / "work"):
        assert not raw.parent.exists()


@needs_shared
@pytest.mark.parametrize(
    "path", sorted((SPEECH / "traps").iterdir()) if SPEECH else [], ids=lambda path: path.name
)
def test_every_trap_is_a_recording_or_a_sentence(path):
    refused = {"azure_lfs_pointer_not_audio.mp3", "azure_missing_wav_header.wav", "funasr_empty_46bytes.wav"}
    if path.name in refused:
        refusal(path)
    else:
        with open_recording(path) as recording:
            assert recording.duration_s > 0.5
            assert len(recording.tracks) == (2 if path.name == "librosa_vibe_ace_music.ogg" else 1)
