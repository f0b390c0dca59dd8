"""The notes on a recording: what was found and mended on reading, in both languages."""

from __future__ import annotations

from coach.audio.channels import Channels
from coach.audio.level import active_level_db
from coach.audio.track import Track
from coach.model import Note, Text

CLIPPED_SHARE = 0.001
QUIET_DB = -50.0


def cut_short(*, read_s: float, announced_s: float) -> Note:
    return _note(
        "cut_short",
        f"文件不完整：文件头写明 {announced_s:.1f} 秒，只读到 {read_s:.1f} 秒；以下只评读到的部分。",
        f"The file is incomplete: its header says {announced_s:.1f} s, {read_s:.1f} s could be read; only those are "
        "judged.",
    )


def damaged_parts(count: int) -> Note:
    return _note(
        "damaged_parts",
        f"文件有 {count} 处损坏，无法解码，已跳过；附近的文字和时间可能不准。",
        f"The file is damaged in {count} place(s), which were skipped; words and times near them may be off.",
    )


def gaps_filled(length_s: float) -> Note:
    return _note(
        "gaps_filled",
        f"文件的时间戳中间有空缺，共 {length_s:.1f} 秒，已补成静音以保持时间对齐。",
        f"The file's timestamps leave gaps of {length_s:.1f} s in all, filled with silence so that times stay right.",
    )


def bad_samples(count: int) -> Note:
    return _note(
        "bad_samples",
        f"文件里有 {count} 个无效的采样值，已按静音处理。",
        f"The file holds {count} sample(s) that are no numbers; they were replaced by silence.",
    )


def scaled_down(peak: float) -> Note:
    return _note(
        "scaled_down",
        f"文件的音量超出满刻度（峰值是满刻度的 {peak:.3g} 倍），已整体调低。",
        f"The file goes beyond full scale (its peak is {peak:.3g} times that), so the whole of it was turned down.",
    )


def clipped(share: float) -> Note:
    return _note(
        "clipped",
        f"录音过载失真（{share:.1%} 的采样顶到了满刻度）：音量和音高的数值要打折扣；下次请调低麦克风增益。",
        f"The recording is overloaded ({share:.1%} of its samples are at full scale): trust level and pitch less, and "
        "turn the microphone down next time.",
    )


def other_streams(count: int) -> Note:
    return _note(
        "other_streams",
        f"文件里还有 {count} 条别的音轨，没有分析。",
        f"The file has {count} more sound stream(s), which were left out.",
    )


def channels(found: Channels, count: int) -> Note | None:
    """What became of the file's `count` channels; None when all of them are there as they were."""
    if found.mixed:
        return _note(
            "channels_mixed",
            f"录音有 {count} 个声道，其中 {found.mixed} 个内容不同，已混成一个声道，说话人按声音区分。",
            f"The recording has {count} channels, {found.mixed} of them different; they were mixed into one, so "
            "speakers are told apart by voice.",
        )
    if found.same and count == 2:
        return _note(
            "same_on_both_channels",
            "左右声道的内容相同，按单声道处理，说话人按声音区分。",
            "Both channels carry the same sound, so it is treated as one and speakers are told apart by voice.",
        )
    if found.same or found.silent:
        return _note(
            "channels_left_out",
            f"录音有 {count} 个声道：{found.silent} 个没有声音，{found.same} 个与其他声道相同，已略去。",
            f"The recording has {count} channels: {found.silent} without sound and {found.same} the same as another "
            "were left out.",
        )
    return None


def level(track: Track, track_count: int) -> Note | None:
    """A note when the track is silent or very quiet."""
    zh, en = ("录音", "The recording")
    if track_count == 2:
        zh, en = (("左声道", "The left channel"), ("右声道", "The right channel"))[track.index]
    level_db = active_level_db(track)
    if level_db is None:
        return _note("silent", f"{zh}没有声音。", f"{en} is silent.")
    if level_db < QUIET_DB:
        return _note(
            "quiet",
            f"{zh}的声音很小（{level_db:.0f} dB）：识别和测量可能不准；下次请靠近麦克风或调高增益。",
            f"{en} is very quiet ({level_db:.0f} dB): words and measurements may be off; move closer to the microphone "
            "or turn it up next time.",
        )
    return None


def _note(code: str, zh: str, en: str) -> Note:
    return Note(code=code, text=Text(zh=zh, en=en))
