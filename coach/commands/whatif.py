"""`redcard rubric whatif`: what a changed rubric would do to the calls of the library. Nothing is written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import click

from coach.commands.changes import print_change
from coach.commands.words import say
from coach.errors import UserError

if TYPE_CHECKING:
    from coach.library.store import CallSummary, Database
    from coach.model import Scorecard
    from coach.rejudge import Change
    from coach.rubric.format import Rubric


@click.command(help=say(zh="用改过的评分表重评库里的通话，看看会有什么变化；什么也不写入。", en="Judge the library's calls by a changed rubric and show what would change; nothing is written."))
@click.argument("which", metavar="ID|FILE")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, 100_000), help=say(zh="最多重评多少通，从最新的起。", en="How many calls at most, from the newest."))
@click.option("--json", "as_json", is_flag=True, help=say(zh="以 JSON 输出。", en="As JSON."))
def whatif(which: str, limit: int, as_json: bool) -> None:
    from coach.library.store import open_library
    from coach.rubric.load import load_rubric

    rubric = load_rubric(which)
    with open_library() as db:
        calls, others = _calls(db, rubric, limit)
        changes = []
        for call, before, change in _changes(db, rubric, calls):
            changes.append((call, change))
            if not as_json:
                print_change(before, change, title=call.title)
    if as_json:
        click.echo(json.dumps(_as_json(rubric, changes, others), ensure_ascii=False))
    else:
        click.echo(f"\n{_summary([change for _, change in changes], others)}")


def _calls(db: Database, rubric: Rubric, limit: int) -> tuple[Sequence[CallSummary], int]:
    """The calls that a rubric of this id judged, else all of them; and how many were left out."""
    from coach.library.store import list_calls

    every = list_calls(db, limit=1_000_000)
    if not every:
        raise UserError(
            zh="库里还没有通话，没有可以比较的：先用 redcard analyse 或 redcard score 评几通。",
            en="There are no calls in the library to compare: score some with redcard analyse or redcard score first.",
        )
    same = [call for call in every if call.rubric == rubric.id] or every
    return same[:limit], len(every) - len(same)


def _changes(
    db: Database, rubric: Rubric, calls: Sequence[CallSummary]
) -> Iterator[tuple[CallSummary, Scorecard, Change]]:
    """What the rubric changes in each of the calls, the oldest first."""
    from coach.library.baseline import calls_with_baselines
    from coach.rejudge import compare, rejudge

    by_uid = {call.uid: call for call in calls}
    for before, baseline in calls_with_baselines(db, by_uid):
        yield by_uid[before.uid], before, compare(before, rejudge(before, rubric, baseline=baseline))


def _counts(changes: Sequence[Change]) -> Counter[str]:
    return Counter(map(_way, changes)) + Counter(
        appear=sum(len(change.appear) for change in changes),
        vanish=sum(len(change.vanish) for change in changes),
        recoloured=sum(len(change.stricter) + len(change.milder) for change in changes),
    )


def _way(change: Change) -> Literal["better", "worse", "same", "scored"]:
    """Whether the score rises, falls or stays; `scored`: there is one only before or only after."""
    if change.before == change.after:
        return "same"
    if change.difference is None:
        return "scored"
    return "better" if change.difference > 0 else "worse"


def _mean_difference(changes: Sequence[Change]) -> float | None:
    differences = [change.difference for change in changes if change.difference is not None]
    return round(sum(differences) / len(differences), 1) if differences else None


def _summary(changes: Sequence[Change], others: int) -> str:
    count, mean = _counts(changes), _mean_difference(changes)
    average = "" if mean is None else say(zh=f"，平均 {mean:+.1f} 分", en=f", {mean:+.1f} on average")
    left_out = say(zh=f" 另有 {others} 通由别的评分表评判，没有比较。", en=f" {others} judged by other rubrics were left out.") if others else ""
    scored = say(zh=f"，{count['scored']} 通变得有分或无分", en=f", with a score only before or after {count['scored']}") if count["scored"] else ""
    return say(
        zh=f"{len(changes)} 通：{count['better']} 通得分升高，{count['worse']} 通降低，{count['same']} 通不变{scored}{average}；"
        f"新出现 {count['appear']} 条，消失 {count['vanish']} 条，红黄变化 {count['recoloured']} 条。{left_out}",
        en=f"Calls judged: {len(changes)}; score higher {count['better']}, lower {count['worse']}, the same {count['same']}"
        f"{scored}{average}; findings that appear {count['appear']}, vanish {count['vanish']}, change colour "
        f"{count['recoloured']}.{left_out}",
    )


def _as_json(rubric: Rubric, changes: Sequence[tuple[CallSummary, Change]], others: int) -> dict:
    import msgspec

    count = _counts([change for _, change in changes])
    return {
        "rubric": {"id": rubric.id, "sha256": rubric.sha256},
        "calls": [{"uid": call.uid, "title": call.title, **msgspec.to_builtins(change)} for call, change in changes],
        "summary": {
            "calls": len(changes),
            "left_out": others,
            **{name: count[name] for name in ("better", "worse", "same", "scored", "appear", "vanish", "recoloured")},
            "mean_difference": _mean_difference([change for _, change in changes]),
        },
    }
