"""How fast a large library opens and is searched.

    python benchmarks/search.py [--calls 10000] [--searches 400] [--folder FOLDER]

The calls are generated: 40 to 80 turns each, drawn from the corpus's dialogues, Mandarin in two of three, with names, dates
over three years, tags and findings. Each search is timed from the text to the finished list of 50 with excerpts, in one
opened library, the file in the system's cache: as it passes on the clock, and as the processor worked on it (on a busy machine the
clock counts the others' work too). What is searched for is drawn from the calls themselves: any two characters, any
one, three to six, half of an English word, two words, words with a filter. `--folder` keeps the library for another run.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coach.model import Curve, Delivery, Finding, RubricInfo, Scorecard, Speaker, Text, Turn
from coach.uid import stable_uid

REPS = ("小林", "小王", "小陈", "阿芳", "Ann", "Bo", "Carla", "Dev", None)
TAGS = ("复盘", "投诉", "好样板", "新人", "demo", "week 1")
FINDINGS = ("commanding", "irresponsible", "not_humble", "empathy", "ownership", "pace", "closing")


def sentences(language: str) -> list[str]:
    files = sorted((ROOT / "corpus").glob(f"**/{language}-*.txt"))
    lines = [line[4:] for file in files for line in file.read_text("utf-8").splitlines() if line[:4] in ("R | ", "C | ")]
    if len(lines) < 1000:
        raise SystemExit(f"only {len(lines)} sentences of the corpus are here")
    return lines


def call(number: int, language: str, lines: list[str], draw: random.Random) -> Scorecard:
    roles = ("rep", "customer")
    said = [draw.choice(lines) for _ in range(draw.randint(40, 80))]
    turns = tuple(
        Turn(uid=f"turn-{index}", index=index, speaker=roles[index % 2], role=roles[index % 2], start_s=6.0 * index, end_s=6.0 * index + 5, text=text)
        for index, text in enumerate(said)
    )  # fmt: skip
    findings = tuple(
        Finding(
            uid=f"finding-{name}", kind=draw.choice(("red_card", "missed", "strength")), criterion=name, id=name,
            severity="red", turn=turns[3].uid, why=Text(zh="因为", en="because"), source=Text(zh="课程", en="course"),
        )
        for name in draw.sample(FINDINGS, 3)
    )  # fmt: skip
    curve = Curve(unit="Hz", times_s=tuple(n / 2 for n in range(1000)), values=tuple(round(draw.gauss(180, 20), 1) for _ in range(1000)))
    return Scorecard(
        uid=stable_uid("call", number), language=language, duration_s=6.0 * len(turns), audio=None,
        rubric=RubricInfo(id=draw.choice(("service-cycle", "telephone-basics")), title=Text(zh="评分表", en="rubric"), sha256="0" * 64),
        engine_version="0", model=None, speakers=(Speaker(id="rep", role="rep", name=draw.choice(REPS)),), turns=turns,
        delivery={"rep": Delivery(rate_unit="words", curves={"f0_hz": curve})}, interplay=None, stages=(), promises=(),
        findings=findings, criteria=(), score=round(draw.uniform(20, 100), 1), critical_failures=(), focus=None, notes=(),
    )  # fmt: skip


def fill(calls: int, draw: random.Random) -> None:
    from coach.library.about import change_tags
    from coach.library.store import open_library, save_call
    from coach.library.writing import one_change

    lines = {language: sentences(language) for language in ("zh", "en")}
    with open_library() as db:
        with one_change(db):
            for number in range(calls):
                language = "en" if number % 3 == 2 else "zh"
                scorecard = call(number, language, lines[language], draw)
                save_call(db, scorecard, title=f"{language} {number:05}.wav")
                made_at = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=draw.uniform(0, 1000))
                db.execute("update calls set made_at = ? where uid = ?", [made_at.isoformat(timespec="seconds"), scorecard.uid])
                if number % 5 == 0:
                    change_tags(db, scorecard.uid, add=(draw.choice(TAGS),))


def searches(draw: random.Random) -> Iterator[tuple[str, Callable]]:
    """A kind of search, and a function that draws one."""
    from coach.library.find import Wanted

    runs = [run for line in sentences("zh") for run in re.findall("[\u4e00-\u9fff]{6,}", line)]
    words = [word for line in sentences("en") for word in re.findall("[a-z]{6,}", line.lower())]

    def piece(length: int) -> str:
        run = draw.choice(runs)
        start = draw.randrange(len(run) - length + 1)
        return run[start : start + length]

    yield "any two characters", lambda: Wanted(text=piece(2))
    yield "one character", lambda: Wanted(text=piece(1))
    yield "three to six characters", lambda: Wanted(text=piece(draw.randint(3, 6)))
    yield "half an English word", lambda: Wanted(text=(word := draw.choice(words))[: max(3, len(word) // 2)])
    yield "two words, two pairs", lambda: Wanted(text=f"{piece(2)} {piece(2)}" if draw.random() < 0.5 else " ".join(draw.sample(words, 2)))
    yield "two characters, filtered", lambda: replace(
        Wanted(text=piece(2)), rep=draw.choice(REPS), tag=draw.choice((None, "复盘")), finding=draw.choice((None, "commanding")), min_score=50.0
    )
    yield "filters alone", lambda: Wanted(rep=draw.choice(REPS), tag=draw.choice(TAGS), finding=draw.choice(FINDINGS), max_score=60.0)
    yield "common words (我们, 您好, the)", lambda: Wanted(text=draw.choice(("我们", "您好", "the", "you", "一下", "no")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["REDCARD_DATA"] = str(options.folder or temporary)
        report(options.calls, options.searches)


def report(calls: int, searches_each: int) -> None:
    from coach.library.find import find_calls
    from coach.library.store import library_file, open_library

    draw = random.Random(4)
    if not library_file().exists():
        start = time.perf_counter()
        fill(calls, draw)
        print(f"{calls} calls written in {time.perf_counter() - start:.0f} s")
    print(f"library.db: {library_file().stat().st_size / 1e6:.0f} MB")
    opened_ms = []
    for _ in range(20):
        start = time.perf_counter()
        with open_library() as db:
            db.execute("select count(*) from calls").fetchone()
        opened_ms.append(1000 * (time.perf_counter() - start))
    print(f"opening and closing: median {statistics.median(opened_ms):.1f} ms, slowest {max(opened_ms):.1f} ms")
    every_ms: list[float] = []
    every_worked_ms: list[float] = []
    with open_library() as db:
        for kind, draw_one in searches(draw):
            took_ms, worked_ms, found = [], [], 0
            for _ in range(searches_each):
                wanted = draw_one()
                start, worked = time.perf_counter(), time.process_time()
                hits = find_calls(db, wanted)
                took_ms.append(1000 * (time.perf_counter() - start))
                worked_ms.append(1000 * (time.process_time() - worked))
                found += bool(hits)
            every_ms += took_ms
            every_worked_ms += worked_ms
            print(f"{kind:32} {summary(took_ms)}   found something: {found / searches_each:.0%}   processor: {summary(worked_ms)}")
        print(f"{'all':32} {summary(every_ms)}   processor: {summary(every_worked_ms)}")


def summary(took_ms: list[float]) -> str:
    ranked = sorted(took_ms)
    return f"median {statistics.median(ranked):6.1f} ms   95 % {ranked[int(0.95 * len(ranked))]:6.1f} ms   slowest {ranked[-1]:6.1f} ms"


if __name__ == "__main__":
    main()
