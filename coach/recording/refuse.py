"""The sentences for recordings that cannot start or end early: what, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.errors import UserError
from coach.reasons import reason


def no_portaudio() -> UserError:
    return UserError(
        zh="无法录音，因为缺少 PortAudio：请安装它（Debian/Ubuntu：sudo apt-get install libportaudio2）；已有的录音仍然可以打开。",
        en="Recording is not possible because PortAudio is missing: install it (Debian, Ubuntu: sudo apt-get install "
        "libportaudio2); recordings that you have can still be opened.",
    )


def no_microphone() -> UserError:
    return UserError(
        zh="找不到麦克风：请插上一个，或者在系统的声音和隐私设置里允许使用麦克风，然后再试。",
        en="There is no microphone: plug one in, or allow its use in the system's sound and privacy settings, and try again.",
    )


def sound_system_silent() -> UserError:
    return UserError(
        zh="系统的声音服务没有回应：请拔下再插上麦克风，或者重新启动电脑，然后再试。",
        en="The system's sound service does not answer: unplug the microphone and plug it in again, or restart the computer, "
        "and try again.",
    )


def which_device(name: str, names: Sequence[str], *, is_ambiguous: bool) -> UserError:
    """`names`: those that fit `name` when several do, else all there are."""
    zh, en = "、".join(f"“{each}”" for each in names), ", ".join(f"“{each}”" for each in names)
    if is_ambiguous:
        return UserError(
            zh=f"有几个录音设备的名字里都有“{name}”（{zh}）：请写出完整的名字。",
            en=f"Several recording devices have “{name}” in their name ({en}): give the full name.",
        )
    return UserError(
        zh=f"现在没有叫“{name}”的录音设备：请插上它，或者用 --device 另选一个（default 是系统默认的）；现有的是：{zh}。",
        en=f"There is no recording device “{name}” now: plug it in, or choose another with --device (default is the system's "
        f"own); there are: {en}.",
    )


def one_channel_for_two(name: str) -> UserError:
    return UserError(
        zh=f"“{name}”只有一个声道，不能同时录客服和客户：请为客户另选一个设备。",
        en=f"“{name}” has one channel and cannot record rep and customer apart: choose another device for the customer.",
    )


def cannot_open(name: str, why: str) -> UserError:
    """`why`: PortAudio's own words."""
    return UserError(
        zh=f"打不开录音设备“{name}”（{why}）：请关闭正在使用它的程序，检查系统的麦克风权限，或者另选一个设备。",
        en=f"The recording device “{name}” cannot be opened ({why}): close the program that uses it, check the system's "
        "permission for the microphone, or choose another device.",
    )


def device_mute(name: str) -> UserError:
    return UserError(
        zh=f"录音设备“{name}”打开了，但一直没有声音传来：请拔下再插上，检查系统的麦克风权限，或者另选一个设备。",
        en=f"“{name}” is open but no sound comes from it: unplug it and plug it in again, check the system's permission for the "
        "microphone, or choose another device.",
    )


def device_gone(name: str) -> UserError:
    return UserError(
        zh=f"录音设备“{name}”没有声音传来了（拔掉了，或被系统停用）：此前录到的都已保存；请重新插好，再录一段。",
        en=f"No more sound comes from “{name}” (unplugged, or switched off by the system): everything up to then is kept; "
        "plug it in again and record anew.",
    )


def customer_gone(name: str) -> UserError:
    return UserError(
        zh=f"客户的录音设备“{name}”没有声音传来了：客服这一路继续录；需要时请停下，重新插好再录。",
        en=f"No more sound comes from the customer's device “{name}”: the rep is still being recorded; stop if you need both, "
        "plug it in again and record anew.",
    )


def little_room(folder: Path) -> UserError:
    return UserError(
        zh=f"磁盘快满了（{folder}），录不满一分钟，所以没有开始：请先腾出空间。",
        en=f"The disk is nearly full ({folder}), with room for less than a minute, so recording did not start: free some "
        "space first.",
    )


def room_used_up(folder: Path) -> UserError:
    return UserError(
        zh=f"磁盘快满了（{folder}），录音已停下，录到的都已保存：请先腾出空间，再录下一段。",
        en=f"The disk is nearly full ({folder}), so recording has stopped, and everything recorded is kept: free some space "
        "before the next one.",
    )


def cannot_keep_writing(folder: Path, error: OSError) -> UserError:
    why = reason(error)
    return UserError(
        zh=f"录音无法再写入 {folder}（{why.zh}），已停下，此前录到的都还在：请腾出空间或检查磁盘。",
        en=f"The recording can no longer be written to {folder} ({why.en}) and has stopped; everything up to then is still there: "
        "free some space or check the disk.",
    )


def recorder_died() -> UserError:
    return UserError(
        zh="录音进程意外结束（可能被系统或别的程序关掉了），此前录到的没有丢：请再录一段，接着说。",
        en="The recording process ended unexpectedly (closed by the system or from outside); nothing up to then is lost: "
        "record another one to go on.",
    )


def no_loudspeaker() -> UserError:
    return UserError(
        zh="放不出声音（没有扬声器，或正被别的程序占用），录音不受影响：请接上耳机或扬声器，再试一次。",
        en="The sound cannot be played (no loudspeaker, or another program has it), which does not matter for recording: plug "
        "in headphones or a loudspeaker and try again.",
    )


def damaged(folder: Path) -> UserError:
    return UserError(
        zh=f"中断的录音 {folder} 的说明文件 about.json 读不出来，无法知道采样率：声音还在其中的 .s16 文件里（16 位采样），请保留这个文件夹，用音频编辑软件按“原始数据”打开。",
        en=f"about.json of the interrupted recording {folder} cannot be read, so its rate is unknown: the sound is still there in "
        "its .s16 files (16-bit samples); keep the folder and open them in an audio editor as raw data.",
    )


def nothing_recorded() -> UserError:
    return UserError(
        zh="没有录到声音，所以没有保存任何东西：请再录一次。",
        en="Nothing was recorded, so nothing was kept: record again.",
    )


def being_recorded(folder: Path) -> UserError:
    return UserError(
        zh=f"这段录音还在录（{folder}）：请先停下它。",
        en=f"That recording is still running ({folder}): stop it first.",
    )


def unknown_kind(path: Path) -> UserError:
    return UserError(
        zh=f"录音只能存成 FLAC 或 WAV，“{path.name}”两者都不是：请把文件名改成以 .flac 或 .wav 结尾。",
        en=f"Recordings are kept as FLAC or WAV and “{path.name}” is neither: let the name end in .flac or .wav.",
    )
