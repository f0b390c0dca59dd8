"""What is installed, what is missing, and what could touch the network: `redcard doctor`."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from coach import __version__
from coach.errors import UserError
from coach.model import Language, Text
from coach.paths import data_folder, models_folder

if TYPE_CHECKING:
    from coach.hearing.catalogue import CatalogueEntry

MAIN_LIBRARIES = (
    "PySide6-Essentials",
    "faster-whisper",
    "ctranslate2",
    "onnxruntime",
    "av",
    "soundfile",
    "sounddevice",
    "soxr",
    "librosa",
    "numpy",
    "swift-f0",
    "opencc",
    "sqlite-utils",
    "msgspec",
    "jinja2",
)
_ASK_S = 60  # the longest that a question to another program may take

# A window that nobody sees: loads Qt's libraries and its fonts. In a process of its own, since coach/ has no Qt.
_TRY_QT = "from PySide6.QtWidgets import QApplication; QApplication(['redcard'])"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check-up. `missing`: something does not work until it is put right; `note`: good to know."""

    name: Text
    state: Literal["ok", "missing", "note"]
    detail: Text


def checkup() -> tuple[Check, ...]:
    """Every check, in the order a reader wants them. Reads the models' bytes (0.1 s for each 150 MB); no network.

    Models and settings lie in the data folder: when that cannot be used, nothing is said of them.
    """
    data = _data()
    in_it = () if data.state == "missing" else (*_models(), _network())
    libraries = (_library(name) for name in MAIN_LIBRARIES)
    return (_program(), _machine(), *libraries, _audio_devices(), _qt(), _chinese_font(), data, *in_it)


def doctor_report(language: Language) -> str:
    """The check-up as text, one line a check, ended by a line that sums it up."""
    checks = checkup()
    marks = {"ok": "✓", "missing": "✗", "note": "·"}
    colon = "：" if language == "zh" else ": "
    lines = [f"{marks[check.state]} {check.name.in_(language)}{colon}{check.detail.in_(language)}" for check in checks]
    missing = sum(check.state == "missing" for check in checks)
    summed_up = Text(
        zh=f"有 {missing} 项需要处理（标 ✗ 的）。" if missing else "一切正常。",
        en=f"To be put right: {missing} (marked ✗)." if missing else "All is well.",
    )
    return "\n".join([*lines, "", summed_up.in_(language)])


def _same(text: str) -> Text:
    return Text(zh=text, en=text)


def _program() -> Check:
    detail = f"{__version__}, Python {platform.python_version()} ({sys.prefix})"
    return Check(Text(zh="红牌教练", en="Red Card Coach"), "ok", _same(detail))


def _machine() -> Check:
    cores, memory = os.cpu_count() or 1, _memory_gb()
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    detail = Text(
        zh=f"{system}，{cores} 核，内存{f' {memory:.1f} GB' if memory else '未知'}",
        en=f"{system}, {cores} cores, {f'{memory:.1f} GB of' if memory else 'unknown'} memory",
    )
    return Check(Text(zh="电脑", en="Machine"), "ok", detail)


def _memory_gb() -> float | None:
    """Physical memory in GB (10^9 bytes); None where the system does not say."""
    if sys.platform == "win32":
        kilobytes = ctypes.c_ulonglong()
        known = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value * 1024 / 1e9 if known else None
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    except (ValueError, OSError):
        return None


def _library(name: str) -> Check:
    try:
        return Check(_same(name), "ok", _same(metadata.version(name)))
    except metadata.PackageNotFoundError:
        return Check(
            _same(name), "missing", Text(zh="未安装：请运行 `python3 start.py`", en="not installed: run `python3 start.py`")
        )


def _models() -> tuple[Check, ...]:
    """The models that are here (every byte compared), and base, which every analysis needs."""
    from coach.hearing.model_store import model_states
    from coach.hearing.model_wheels import MODEL_IN_WHEELS

    checks = []
    for state in model_states():
        name = state.entry.name
        if state.state == "ready":
            checks.append(_model_here(state.entry))
        elif state.state == "installed":
            checks.append(_model(name, "ok", Text(zh="已随软件安装，首次使用时展开", en="installed, unpacked at first use")))
        elif name == MODEL_IN_WHEELS or state.state == "partial":
            mend = f"`redcard model get {name} --online`"
            checks.append(_model(name, "missing", Text(zh=f"不完整或没有：请运行 {mend}", en=f"not whole: run {mend}")))
    return tuple(checks)


def _model_here(entry: CatalogueEntry) -> Check:
    from coach.hearing.model_check import damaged_files
    from coach.hearing.models import get_command

    damaged = ", ".join(file.name for file in damaged_files(entry, models_folder() / entry.name))
    if not damaged:
        return _model(entry.name, "ok", Text(zh="已核对（SHA-256），可用", en="ready, checked by SHA-256"))
    mend = f"`{get_command(entry.name)}`"
    return _model(entry.name, "missing", Text(zh=f"{damaged} 已损坏：请运行 {mend}", en=f"{damaged} damaged: run {mend}"))


def _model(name: str, state: Literal["ok", "missing"], detail: Text) -> Check:
    return Check(Text(zh=f"语音模型 {name}", en=f"Speech model {name}"), state, detail)


def _audio_devices() -> Check:
    name = Text(zh="麦克风与扬声器", en="Microphones and speakers")
    try:
        import sounddevice
    except ImportError:  # already said among the libraries
        return Check(name, "missing", Text(zh="缺少 sounddevice", en="sounddevice is missing"))
    except OSError:  # what sounddevice raises when it finds no PortAudio library
        return Check(
            name,
            "missing",
            Text(
                zh="缺少 PortAudio：请安装它（Debian/Ubuntu：sudo apt-get install libportaudio2）",
                en="PortAudio is missing: install it (Debian, Ubuntu: sudo apt-get install libportaudio2)",
            ),
        )
    try:
        devices = sounddevice.query_devices()
    except sounddevice.PortAudioError as error:
        return Check(name, "missing", Text(zh=f"音频系统没有回应：{error}", en=f"the sound system does not answer: {error}"))
    inputs = [device["name"] for device in devices if device["max_input_channels"]]
    outputs = [device["name"] for device in devices if device["max_output_channels"]]
    if not inputs:
        return Check(
            name,
            "note",
            Text(zh="没有麦克风：不能录音，可以打开已有的录音", en="no microphone: no recording, but recordings can be opened"),
        )
    return Check(
        name,
        "ok",
        Text(zh=f"输入 {'、'.join(inputs)}；输出 {'、'.join(outputs) or '无'}", en=f"in: {', '.join(inputs)}; out: {', '.join(outputs) or 'none'}"),
    )


def _qt() -> Check:
    name = Text(zh="窗口（Qt）", en="Window (Qt)")
    said = _ask([sys.executable, "-c", _TRY_QT], {"QT_QPA_PLATFORM": "offscreen"})
    if said is None or said.returncode:
        reason = said.stderr.strip().splitlines()[-1] if said and said.stderr.strip() else "?"
        return Check(
            name,
            "missing",
            Text(
                zh=f"打不开（{reason}）：请安装缺少的系统库，或删除 .venv 后再运行 start.py；终端里的评分卡不受影响",
                en=f"cannot open ({reason}): install the missing system library, or delete .venv and run start.py; "
                "scorecards in the terminal still work",
            ),
        )
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return Check(name, "note", Text(zh="可用，但这里没有显示器", en="works, but there is no display here"))
    return Check(name, "ok", Text(zh="可用", en="works"))


def _chinese_font() -> Check:
    name = Text(zh="中文字体", en="Chinese font")
    if not sys.platform.startswith("linux"):
        return Check(name, "ok", Text(zh="系统自带", en="comes with the system"))
    said = _ask(["fc-list", ":lang=zh", "family"], {})
    families = said.stdout.split("\n")[0].strip() if said else ""
    if families:
        return Check(name, "ok", _same(families.split(",")[0]))
    return Check(
        name,
        "missing",
        Text(
            zh="没有找到：请安装一种（Debian/Ubuntu：sudo apt-get install fonts-noto-cjk fontconfig）",
            en="none found: install one (Debian, Ubuntu: sudo apt-get install fonts-noto-cjk fontconfig)",
        ),
    )


def _ask(command: list[str], more: dict[str, str]) -> subprocess.CompletedProcess[str] | None:
    """Run a small program; None when it is not there or does not answer."""
    try:
        return subprocess.run(
            command, env={**os.environ, **more}, capture_output=True, text=True, errors="replace", timeout=_ASK_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _data() -> Check:
    name = Text(zh="数据", en="Data")
    try:
        folder, models = data_folder(), models_folder()
        free_gb = shutil.disk_usage(folder).free / 1e9
    except OSError as error:
        return Check(
            name,
            "missing",
            Text(
                zh=f"数据文件夹用不了（{error}）：请用环境变量 REDCARD_DATA 指定另一个",
                en=f"the data folder cannot be used ({error}): name another in the environment variable REDCARD_DATA",
            ),
        )
    return Check(
        name,
        "ok",
        Text(
            zh=f"{folder}（剩余空间 {free_gb:.1f} GB）；语音模型在 {models}",
            en=f"{folder} ({free_gb:.1f} GB free); speech models in {models}",
        ),
    )


def _network() -> Check:
    from coach.settings import load_settings

    name = Text(zh="网络", en="Network")
    try:
        offline = load_settings().stay_offline
    except UserError as error:
        return Check(name, "missing", error.text)
    if offline:
        return Check(
            name,
            "ok",
            Text(
                zh="不使用（“保持离线”开着；只有 `redcard model get … --online` 会联网）",
                en="not used (“stay offline” is on; only `redcard model get … --online` would)",
            ),
        )
    return Check(
        name,
        "note",
        Text(
            zh="只有 `redcard model get` 会联网下载模型；用 `redcard offline on` 关闭",
            en="only `redcard model get` uses it, to download a model; `redcard offline on` rules that out",
        ),
    )
