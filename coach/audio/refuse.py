"""The sentences for files that cannot be read: what, why, what to do."""

from __future__ import annotations

from pathlib import Path

from coach.errors import UserError
from coach.reasons import reason

# First bytes of what people take for a recording by mistake (lower case).
_LOOKALIKES = (
    (b"version https://git-lfs", "一个 Git LFS 占位文件", "a Git LFS placeholder"),
    (b"<!doctype html", "一个网页", "a web page"),
    (b"<html", "一个网页", "a web page"),
    (b"\x89png", "一张图片", "a picture"),
    (b"\xff\xd8\xff", "一张图片", "a picture"),
    (b"gif8", "一张图片", "a picture"),
    (b"%pdf", "一个 PDF 文档", "a PDF document"),
    (b"pk\x03\x04", "一个压缩包或 Office 文档", "a zip archive or an Office document"),
)


def missing(path: Path) -> UserError:
    return UserError(
        zh=f"找不到文件“{path}”；请检查路径和文件名。",
        en=f"There is no file “{path}”; check its folder and name.",
    )


def a_folder(path: Path) -> UserError:
    return UserError(
        zh=f"“{path}”是文件夹，不是录音；请选择里面的一个录音文件。",
        en=f"“{path}” is a folder, not a recording; choose a recording inside it.",
    )


def not_a_file(path: Path) -> UserError:
    return UserError(
        zh=f"“{path}”是设备或管道，不是普通文件；请先存成录音文件再打开。",
        en=f"“{path}” is a device or a pipe, not an ordinary file; save the sound as a file and open that.",
    )


def unreadable(path: Path, error: OSError) -> UserError:
    return UserError(
        zh=f"无法读取“{path}”（{reason(error).zh}）；请检查文件的读取权限和磁盘，再试一次。",
        en=f"“{path}” cannot be read ({reason(error).en}); check its permissions and the disk, then try again.",
    )


def empty(path: Path) -> UserError:
    return UserError(
        zh=f"“{path.name}”是空文件（0 字节），录音或复制可能没有完成；请重新录制或重新复制。",
        en=f"“{path.name}” is empty (0 bytes), so recording or copying probably never finished; record or copy it "
        "again.",
    )


def not_a_sound(path: Path) -> UserError:
    """For a file whose content is no sound; says what it is instead where its first bytes tell."""
    with path.open("rb") as file:
        head = file.read(512)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for first_bytes, zh, en in _LOOKALIKES:
        if start.startswith(first_bytes):
            return UserError(
                zh=f"“{path.name}”的内容其实是{zh}，不是录音；请找到真正的录音文件再打开。",
                en=f"“{path.name}” is really {en}, not a recording; find the recording itself and open that.",
            )
    if path.suffix.lower() in (".wav", ".wave") and head[:4] not in (b"RIFF", b"RF64"):
        return UserError(
            zh=f"“{path.name}”没有 WAV 文件头，无法知道采样率和格式；请在录音软件里重新导出为 WAV、MP3 或 M4A。",
            en=f"“{path.name}” has no WAV header, so its rate and format cannot be known; export it again from the "
            "recording program as WAV, MP3 or M4A.",
        )
    return UserError(
        zh=f"“{path.name}”不是能识别的录音，或者文件头已损坏；请重新导出为 WAV、MP3 或 M4A。",
        en=f"“{path.name}” is no recording this program knows, or its header is damaged; export it again as WAV, MP3 "
        "or M4A.",
    )


def no_sound_stream(path: Path) -> UserError:
    return UserError(
        zh=f"“{path.name}”里没有声音，没有可以分析的内容；请换一个带声音的文件。",
        en=f"“{path.name}” has no sound in it, so there is nothing to analyse; choose a file with sound.",
    )


def no_samples(path: Path) -> UserError:
    return UserError(
        zh=f"“{path.name}”只有文件头，没有录到声音，录音可能一开始就中断了；请重新录制。",
        en=f"“{path.name}” has a header but no sound, so the recording probably stopped at once; record it again.",
    )


def undecodable(path: Path) -> UserError:
    return UserError(
        zh=f"“{path.name}”的声音无法解码，可能有版权保护、格式太少见或已损坏；请在原来的软件里导出为 WAV、MP3 或 M4A。",
        en=f"The sound in “{path.name}” cannot be decoded: it is copy-protected, damaged or of a rare kind; export it "
        "from the program it came from as WAV, MP3 or M4A.",
    )


def unlikely_header(path: Path, *, rate_hz: int, channels: int, rates_hz: range, most_channels: int) -> UserError:
    return UserError(
        zh=f"“{path.name}”写明的是 {rate_hz} Hz、{channels} 个声道，超出可读的范围（{rates_hz[0]}–{rates_hz[-1]} Hz，"
        f"最多 {most_channels} 个声道），文件头可能已损坏；请重新导出。",
        en=f"“{path.name}” says it has {rate_hz} Hz and {channels} channel(s), outside what can be read "
        f"({rates_hz[0]}–{rates_hz[-1]} Hz, at most {most_channels} channels), so its header is probably damaged; "
        "export it again.",
    )


def too_short(path: Path, *, length_s: float) -> UserError:
    return UserError(
        zh=f"“{path.name}”只有 {length_s * 1000:.0f} 毫秒，听不出任何内容；请重新录制。",
        en=f"“{path.name}” lasts only {length_s * 1000:.0f} ms, too short to hear anything; record it again.",
    )


def too_long(path: Path, *, most_hours: int) -> UserError:
    return UserError(
        zh=f"“{path.name}”超过 {most_hours} 小时，太长了；请先把它剪成一通一通的电话。",
        en=f"“{path.name}” is longer than {most_hours} hours, which is too long; cut it into single calls first.",
    )


def disk_full(path: Path, *, folder: Path) -> UserError:
    return UserError(
        zh=f"磁盘空间不够，无法解开“{path.name}”（临时文件在“{folder}”）；请腾出空间后再试。",
        en=f"There is not enough room on the disk to unpack “{path.name}” (temporary files go to “{folder}”); free "
        "some space and try again.",
    )
