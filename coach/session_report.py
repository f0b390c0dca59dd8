"""The report of a role-play session: simple HTML that a browser shows and Qt prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from coach.agreement import in_words
from coach.exercise.debrief import ORDER, views
from coach.exercise.export import without_names
from coach.exercise.marks import NON_VERBAL, NON_VERBAL_NAMES, Mark
from coach.exercise.sheets import machine_agrees, observers_agree, sheet, team_counts
from coach.model import RED_CARDS, Language, Scorecard, Text
from coach.report.format import clean, clock
from coach.report.page import templates
from coach.report.words import LABEL_NAMES, STAGE_NAMES, WORDS

if TYPE_CHECKING:
    from coach.exercise.session import Scene
    from coach.exercise.state import State

_GRADES = tuple(
    Text(zh=zh, en=en)
    for zh, en in (("很差", "very weak"), ("不足", "weak"), ("一般", "middling"), ("不错", "good"), ("很好", "very good"))
)
DIFFER = 0.75  # from -1 to 1: almost two of the five words apart (ours)
_SAY = {
    "report": Text(zh="角色扮演演练", en="Role-play session"),
    "scene": Text(zh="第 {n} 场", en="Scene {n}"),
    "customers": Text(zh="客户", en="Customers"),
    "providers": Text(zh="服务人员", en="Service providers"),
    "took_over": Text(zh="{at} 起由{comes}接替{goes}", en="from {at} {comes} takes over from {goes}"),
    "aspect": Text(zh="方面", en="Aspect"),
    "manner": Text(zh="态度", en="Manner"),
    "feeling": Text(zh="情绪", en="The feeling"),
    "matter": Text(zh="事情", en="The matter"),
    "own": Text(zh="本人", en="The player"),
    "customer": Text(zh="客户", en="The customer"),
    "observers": Text(zh="观察员", en="Observers"),
    "machine": Text(zh="程序", en="The program"),
    "talk": Text(zh="看法不同，先谈这一点", en="They differ: talk about this first"),
    "own_words": Text(zh="本人的话", en="In the player's words"),
    "marks": Text(zh="观察记录", en="What was observed"),
    "no_marks": Text(zh="没有记录。", en="Nothing was marked."),
    "agreement": Text(zh="看法一致吗", en="Do they agree?"),
    "among": Text(zh="观察员之间", en="Among the observers"),
    "with_machine": Text(zh="程序与多数观察员", en="The program and most observers"),
    "alpha": Text(zh="Krippendorff α = {alpha:.2f}（95% 区间 {low:.2f} 到 {high:.2f}）。", en="Krippendorff's alpha {alpha:.2f} (95 % interval {low:.2f} to {high:.2f})."),
    "teams": Text(zh="各组的技巧（不是排名）", en="The teams' skills (not a ranking)"),
    "rules": Text(zh="金科玉律", en="Golden rules"),
    "votes": Text(zh="{n} 票", en="votes: {n}"),
    "actions": Text(zh="行动方案", en="Action plan"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Aspect:
    name: str
    sides: tuple[str, ...]  # by ORDER, "" where a side said nothing
    differs: bool


def session_html(
    state: State,
    *,
    language: Language,
    held_at: datetime,
    cards: Mapping[int, Scorecard] | None = None,
    case_titles: Mapping[str, str] | None = None,
    with_names: bool = True,
) -> str:
    """A whole document in the reader's language. `cards`: the recordings' scorecards by scene; `case_titles` by case id.

    `with_names` False puts numbers in place of all names; what people wrote themselves stays as they wrote it.
    Everything is escaped, and nothing is loaded from anywhere.
    """
    if not with_names:
        state = replace(state, session=without_names(state.session))
    cards = cards or {}

    def w(key: str, **values: object) -> str:
        text = _SAY[key] if key in _SAY else WORDS[key]
        return text.in_(language).format(**values)

    sheets = [sheet(state, scene.number, cards.get(scene.number)) for scene in state.session.scenes]
    agreed = [(w("among"), observers_agree(sheets)), (w("with_machine"), machine_agrees(sheets))]
    return templates().get_template("session.html").render(
        w=w,
        lang="zh-CN" if language == "zh" else "en",
        colon="：" if language == "zh" else ": ",
        title=clean(state.session.title),
        held=held_at.strftime("%Y-%m-%d"),
        scenes=[
            _scene(state, scene, language, cards.get(scene.number), case_titles or {}, w)
            for scene in state.session.scenes
            if state.scene_clock(scene.number) is not None
        ],
        sides=[w(side) for side in ORDER],
        agreement=[
            (name, w("alpha", alpha=found.alpha, low=found.low, high=found.high) if found.alpha is not None else "", in_words(found).in_(language))
            for name, found in agreed
        ],
        teams=[clean(team.name) for team in state.session.teams],
        skills=_skills(state, language),
        rules=[
            (clean(rule.text), clean(state.session.teams[rule.team].name), w("votes", n=len(state.votes.get(uid, ()))))
            for uid, rule in sorted(state.rules.items(), key=lambda one: -len(state.votes.get(one[0], ())))
        ],
        actions=[(clean(action.text), clean(action.who), clean(action.when)) for action in state.actions.values()],
    )  # fmt: skip


def item_name(item: str, language: Language) -> str:
    """A skill's, a red card's or a non-verbal card's name."""
    return (NON_VERBAL_NAMES[item] if item in NON_VERBAL else LABEL_NAMES[item]).in_(language)


def grade(value: float) -> Text:
    """-1 to 1 in one of five words."""
    return _GRADES[min(4, int((value + 1) / 2 * 5))]


def _scene(state: State, scene: Scene, language: Language, card: Scorecard | None, titles: Mapping[str, str], w) -> dict:
    name = state.session.name_of
    clock_of = state.scene_clock(scene.number)
    return {
        "heading": w("scene", n=scene.number),
        "team": clean(state.session.teams[scene.team].name),
        "case": clean(titles.get(scene.case or "", scene.case or "")),
        "customers": [clean(name(uid)) for uid in scene.customers],
        "providers": [clean(name(uid)) for uid in scene.providers],
        "swaps": [
            w("took_over", at=clock(clock_of.elapsed_s(swap.at_s)), comes=clean(name(swap.comes)), goes=clean(name(swap.goes)))
            for swap in state.swaps
            if swap.scene == scene.number
        ],
        "aspects": [
            _Aspect(
                w(view.aspect),
                tuple(grade(view.by_side[side]).in_(language) if side in view.by_side else "" for side in ORDER),
                place == 0 and view.difference >= DIFFER,
            )
            for place, view in enumerate(views(state, scene.number, card))
        ],
        "own_words": [
            (clean(name(view.by)), clean(view.sentence))
            for (number, _), view in state.own_views.items()
            if number == scene.number and view.sentence
        ],
        "marks": [_mark(state, mark, language) for mark in state.marks_of(scene.number)],
    }


def _mark(state: State, mark: Mark, language: Language) -> dict:
    played_s = state.played_s(mark)
    return {
        "time": "" if played_s is None else clock(played_s),
        "sign": "+" if mark.plus else "−",
        "is_card": mark.item in RED_CARDS or mark.item in NON_VERBAL,
        "item": item_name(mark.item, language),
        "stage": STAGE_NAMES[mark.stage].in_(language) if mark.stage else "",
        "words": clean(mark.words),
        "by": clean(state.session.name_of(mark.by)),
    }


def _skills(state: State, language: Language) -> list[tuple[str, list[str]]]:
    """A row for each item that was marked: "+3 −1" for each team."""
    counts = {(one.item, one.team): f"+{one.plus} −{one.minus}" for one in team_counts(state)}
    items = list(dict.fromkeys(item for item, _ in counts))
    return [(item_name(item, language), [counts.get((item, team), "") for team in range(len(state.session.teams))]) for item in items]
