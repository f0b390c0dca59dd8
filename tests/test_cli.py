"""The command line as a user meets it: real example calls, the real model, and a process of its own where that is the point."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import soundfile

from coach.examples import example
from coach.model import LABELS
from coach.report.consistency import first_problem
from coach.report.json import from_json
from coach.report.schema import scorecard_schema
from tests.commands.run import program as redcard
from tests.examples import beginning
from tests.paths import ROOT

BAD_ZH, BAD_EN, GOOD_EN = "zh-bad-birthday-cake", "en-bad-broadband", "en-good-broadband"
PRACTICE = "en-good-practice-refund"
DIALOGUE = "rep: Good morning, this is Ann. How can I help?\ncustomer: My parcel is lost and I am furious!\nrep: Not my problem, you have to call the courier.\nrep: Goodbye.\n"


def process(*words: object, cwd: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach.cli", *map(str, words)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REDCARD_LANG": language},
    )  # fmt: skip


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(DIALOGUE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory, shared_models: Path) -> list[dict]:
    """Three example calls analysed by one command; the scorecards as JSON."""
    folder = tmp_path_factory.mktemp("analysed")
    os.environ["REDCARD_MODELS"] = str(shared_models)
    os.environ["REDCARD_DATA"] = str(folder / "data")
    paths = [example(name).path for name in (BAD_ZH, GOOD_EN, PRACTICE)]
    run = process("analyse", *paths, "--json", "-", "--html", folder / "pages", cwd=folder)
    assert run.returncode == 0, run.stderr
    assert len(list((folder / "pages").glob("*.html"))) == 3
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_scorecards_come_one_a_line_in_order_and_follow_the_schema(analysed):
    assert [Path(card["audio"]["path"]).stem for card in analysed] == [BAD_ZH, GOOD_EN, PRACTICE]
    for card in analysed:
        jsonschema.validate(card, scorecard_schema())
        assert first_problem(from_json(json.dumps(card).encode())) is None
        assert all(set(turn["labels"]) <= set(LABELS) for turn in card["turns"])


def test_the_bad_call_has_the_red_cards_that_are_in_it(analysed):
    card = analysed[0]
    assert card["language"] == "zh"
    assert {speaker["role"] for speaker in card["speakers"]} == {"rep", "customer"}
    reds = {finding["id"] for finding in card["findings"] if finding["kind"] == "red_card"}
    assert reds == {"commanding", "irresponsible", "not_humble"}
    focus = next(finding for finding in card["findings"] if finding["uid"] == card["focus"])
    assert focus["kind"] == "red_card"
    assert card["score"] < 50 < analysed[1]["score"]
    assert "missed" in {finding["kind"] for finding in card["findings"]}


def test_the_good_call_has_no_red_card(analysed):
    assert not [finding for finding in analysed[1]["findings"] if finding["kind"] == "red_card"]
    assert analysed[1]["promises"]


def test_one_voice_that_speaks_like_a_rep_is_judged_without_an_option(analysed):
    card = analysed[2]
    assert [(speaker["id"], speaker["role"]) for speaker in card["speakers"]] == [("rep", "rep")]
    assert card["score"] is not None
    assert "rep_by_words" in {note["code"] for note in card["notes"]}
    assert card["delivery"]["rep"]["speech_rate_per_min"] > 50


def test_one_channel_with_only_the_rep_is_judged(tmp_path):
    call = beginning(PRACTICE, 12.0, tmp_path / "call.flac")
    run = redcard("analyse", call, "--rep", "only", "--no-save", "--json", "-", cwd=tmp_path)
    card = json.loads(run.stdout)
    assert [speaker["role"] for speaker in card["speakers"]] == ["rep"]
    assert card["score"] is not None


def test_two_channels_of_one_rep_say_each_note_once(tmp_path):
    sound, rate_hz = soundfile.read(example(PRACTICE).path, frames=48_000)
    soundfile.write(tmp_path / "twice.wav", np.stack([sound, np.roll(sound, 24_000)], axis=1), rate_hz)
    run = redcard("analyse", "twice.wav", "--rep", "only", "--no-save", "--json", "-", cwd=tmp_path)
    codes = [note["code"] for note in json.loads(run.stdout)["notes"]]
    assert "fillers_lower_bound" in codes
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(("language", "codes"), [("zh", ["language_doubtful"]), ("en", []), ("auto", [])])
def test_a_language_that_the_words_are_not_in_is_noted(tmp_path, call, language, codes):
    run = redcard("score", "call.txt", "--language", language, "--no-save", "--json", "-", cwd=tmp_path)
    assert [note["code"] for note in json.loads(run.stdout)["notes"] if note["code"] == "language_doubtful"] == codes


def test_score_then_library_then_report(tmp_path):
    (tmp_path / "call.txt").write_text(DIALOGUE, encoding="utf-8")
    run = process("score", "call.txt", "--json", "card.json", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "Written: card.json\n")
    card = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    assert [turn["role"] for turn in card["turns"]] == ["rep", "customer", "rep", "rep"]
    assert {"commanding", "irresponsible"} <= set(card["turns"][2]["labels"])
    listed = redcard("library", "list", cwd=tmp_path).stdout
    assert card["uid"] in listed
    assert f"  {card['score']:.1f}  2 red · 0 yellow  " in listed
    assert "Red Card Coach · call.txt" in redcard("library", "show", card["uid"], cwd=tmp_path).stdout
    shown = redcard("library", "show", card["uid"], "--json", "-", "--html", "shown.html", cwd=tmp_path)
    assert json.loads(shown.stdout) == card
    assert "call.txt" in (tmp_path / "shown.html").read_text(encoding="utf-8")
    assert redcard("report", "card.json", "--html", "card.html", cwd=tmp_path).returncode == 0
    assert "<html" in (tmp_path / "card.html").read_text(encoding="utf-8")
    if os.name == "posix":
        assert (tmp_path / "card.html").stat().st_mode & 0o077 == 0
    redcard("library", "delete", card["uid"], cwd=tmp_path)
    assert card["uid"] not in redcard("library", "list", cwd=tmp_path).stdout


@pytest.mark.parametrize("option", ["--json", "--html"])
@pytest.mark.parametrize("result", ["call.txt", "link", "./sub/../call.txt"])
def test_a_result_never_overwrites_an_input(tmp_path, call, option, result):
    (tmp_path / "link").symlink_to(call)
    (tmp_path / "sub").mkdir()
    run = redcard("score", "call.txt", option, result, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "would be destroyed" in run.stderr
    assert call.read_text(encoding="utf-8") == DIALOGUE


def test_a_page_in_a_folder_never_overwrites_an_input(tmp_path, call):
    call.rename(tmp_path / "call.html")
    assert redcard("score", "call.html", "--html", ".", cwd=tmp_path).returncode == 2
    assert (tmp_path / "call.html").read_text(encoding="utf-8") == DIALOGUE


def test_a_recording_is_refused_as_the_result_before_any_work(tmp_path):
    (tmp_path / "my.flac").write_bytes(b"my only one")
    run = redcard("analyse", "my.flac", "--json", "my.flac", "--model", "nothing", cwd=tmp_path)
    assert "would be destroyed" in run.stderr
    assert (tmp_path / "my.flac").read_bytes() == b"my only one"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--json", "none/card.json"], "No such file"), (["--html", "none/page.html"], "No such file"), (["--json", "folder"], "directory"),
        (["--html", "-"], "standard output"), (["--json", "one", "--html", "one"], "cannot both"), (["--html", "call.txt/"], "exists"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path, call, words, told):
    (tmp_path / "folder").mkdir()
    run = redcard("score", "missing.txt", *words, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert told in run.stderr
    assert "missing.txt" not in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a Linux device")
def test_json_that_does_not_fit_does_not_cost_the_page(tmp_path, call):
    run = redcard("score", "call.txt", "--json", "/dev/full", "--html", "page.html", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("Could not write /dev/full (No space left on device)")
    assert "<html" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not Path("/dev/full").is_file()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="a POSIX device")
def test_standard_output_by_its_file_name(tmp_path, call):
    with (tmp_path / "out").open("w+b") as out:
        out.write(b"before\n")
        out.flush()
        subprocess.run(
            [sys.executable, "-m", "coach.cli", "score", "call.txt", "--json", "/dev/stdout"],
            cwd=tmp_path, stdout=out, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        out.seek(0)
        before, card = out.read().splitlines()
    assert before == b"before"
    assert json.loads(card)["turns"]


def test_pages_of_calls_with_the_same_name(tmp_path, call):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "CALL.txt").write_text("rep: Hello.\ncustomer: Hello.\n", encoding="utf-8")
    run = redcard("score", "call.txt", "sub/CALL.txt", "--html", "pages", "--json", "-", cwd=tmp_path)
    assert run.returncode == 0
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["CALL-2.html", "call.html"]
    assert len([json.loads(line) for line in run.stdout.splitlines()]) == 2
    assert run.stderr.splitlines() == [f"Written: {Path('pages') / name}" for name in ("call.html", "CALL-2.html")]


@pytest.mark.parametrize("folder", ["there", "new/"])
def test_a_page_into_a_folder(tmp_path, call, folder):
    (tmp_path / "there").mkdir(mode=0o755)
    run = redcard("score", "call.txt", "--html", folder, "--no-save", cwd=tmp_path)
    page = Path(folder) / "call.html"
    assert run.stdout.endswith(f"Written: {page}\n")
    assert "<html" in (tmp_path / page).read_text(encoding="utf-8")
    if os.name == "posix":
        assert (tmp_path / "there").stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_what_is_done_is_kept_when_the_rest_is_stopped(tmp_path, call):
    """The second transcript is a pipe into which nobody writes."""
    os.mkfifo(tmp_path / "never.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "coach.cli", "score", "call.txt", "never.txt", "--json", "cards.jsonl"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    cards = tmp_path / "cards.jsonl"
    while not (cards.exists() and cards.read_bytes().endswith(b"\n")):
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert len(json.loads(cards.read_text(encoding="utf-8"))["turns"]) == 4
    assert cards.stat().st_mode & 0o077 == 0


def test_a_report_of_several_scorecards_names_the_one_that_is_broken(tmp_path, call):
    redcard("score", "call.txt", "call.txt", "--json", "cards.jsonl", "--no-save", cwd=tmp_path)
    with (tmp_path / "cards.jsonl").open("a") as cards:
        cards.write('{"torn')
    run = redcard("report", "cards.jsonl", "--html", "pages", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("cards.jsonl, scorecard 3: ")
    assert run.stdout.splitlines() == [f"Written: {Path('pages') / name}" for name in ("cards.html", "cards-2.html")]
    assert redcard("report", "cards.jsonl", cwd=tmp_path).stdout.count("Red Card Coach · cards.jsonl") == 2


def test_no_save_keeps_nothing(tmp_path):
    (tmp_path / "call.txt").write_text(DIALOGUE, encoding="utf-8")
    redcard("score", "call.txt", "--no-save", cwd=tmp_path)
    assert "no calls" in redcard("library", "list", cwd=tmp_path).stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_user_can_mend_is_one_sentence_and_exit_2(tmp_path, language):
    (tmp_path / "empty.wav").touch()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "not.json").write_text("{}")
    for words in (
        ["analyse", "missing.wav"], ["analyse", "empty.wav"], ["score", "empty.txt"], ["score", "missing.txt"], ["report", "not.json"],
        ["report", "missing.json"], ["library", "show", "call-0"], ["demo", "nothing"], ["score", "empty.txt", "--rubric", "nothing"],
        ["analyse", str(example(PRACTICE).path), "--rep", "left"], ["analyse", "empty.wav", "--model", "small"],
    ):  # fmt: skip
        run = redcard(*words, cwd=tmp_path, language=language)
        assert run.returncode == 2, (words, run.stderr)
        assert len(run.stderr.strip().splitlines()) == 1, (words, run.stderr)
        assert run.stdout == ""
        assert any("一" <= character <= "鿿" for character in run.stderr) == (language == "zh"), (words, run.stderr)


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["score"], "错误：缺少参数 'TRANSCRIPT...'", "Error: Missing argument 'TRANSCRIPT...'"),
        (["analyze"], "错误：没有 'analyze' 这个命令。 是不是想用 'analyse'？", "Error: No such command 'analyze'. Did you mean 'analyse'?"),
        (["doctor", "--quick"], "错误：没有 '--quick' 这个选项。", "Error: No such option '--quick'."),
        (["offline", "maybe"], "'[on|off]' 的值不对：'maybe' 不在可选范围内：'on', 'off'。", "'maybe' is not one of 'on', 'off'."),
        (["library", "list", "--limit", "0"], "错误：'--limit' 的值不对：0 超出范围 1<=x<=100000。", "0 is not in the range 1<=x<=100000."),
        (["score", "missing.txt"], "打不开 missing.txt（没有这个文件或文件夹）", "cannot be opened (No such file or directory)"),
        (["analyse", "--help"], "用法: ", "Usage: "),
        (["analyse", "--help"], "[默认：auto]", "[default: auto]"),
        (["--help"], "命令:", "Commands:"),
        (["--help"], "显示版本并退出。", "Show the version and exit."),
    ],
)  # fmt: skip
def test_the_programs_own_words_in_both_languages(tmp_path, words, zh, en):
    for language, told, other in (("zh", zh, en), ("en", en, zh)):
        run = process(*words, cwd=tmp_path, language=language)
        assert told in run.stdout + run.stderr
        assert other not in run.stdout + run.stderr


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not here")
def test_the_catalogue_is_compiled_from_its_source(tmp_path):
    source = ROOT / "coach/locale/zh_CN/LC_MESSAGES/messages.po"
    subprocess.run(["msgfmt", "--no-hash", source, "-o", tmp_path / "messages.mo"], check=True)
    assert (tmp_path / "messages.mo").read_bytes() == source.with_suffix(".mo").read_bytes()


def test_a_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "good.txt").write_text(DIALOGUE, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    run = process("score", "empty.txt", "good.txt", "--no-save", "--json", "-", cwd=tmp_path)
    assert run.returncode == 2
    assert len(run.stdout.splitlines()) == 1
    assert run.stderr.startswith("empty.txt: ")


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_ending_it_leaves_no_process_and_no_file_behind(tmp_path, data_folder, sign, code):
    import psutil

    process = subprocess.Popen(
        [sys.executable, "-m", "coach.cli", "analyse", str(example(BAD_ZH).path), "--no-save"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    work = data_folder / "work"
    while not (work.exists() and list(work.glob("audio-*/in-use.lock"))):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    children = psutil.Process(process.pid).children()
    assert children
    process.send_signal(sign)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in errors
    psutil.wait_procs(children, timeout=30)
    assert not any(child.is_running() for child in children)
    assert list(work.glob("audio-*")) == []


def test_the_network_switch(tmp_path):
    assert "on" in redcard("offline", cwd=tmp_path).stdout
    assert "off" in redcard("offline", "off", cwd=tmp_path).stdout
    assert "off" in redcard("offline", cwd=tmp_path).stdout
