"""A session for other programs: everything as JSON, the marks as rows of a table. With names, or with numbers in their place."""

from __future__ import annotations

from typing import Any

import msgspec

from coach.exercise.session import Session
from coach.exercise.state import State

COLUMNS = ("scene", "team", "case", "played_s", "by", "item", "sign", "stage", "words")


def without_names(session: Session) -> Session:
    """Everybody is called by a number, in an order that says nothing of the list's."""
    ordered = sorted(session.people, key=lambda person: person.uid)
    word = "第 {n} 位" if session.language == "zh" else "Person {n}"
    people = tuple(msgspec.structs.replace(person, name=word.format(n=n)) for n, person in enumerate(ordered, start=1))
    return msgspec.structs.replace(session, people=people)


def mark_rows(state: State) -> list[dict[str, Any]]:
    """A row for each mark in the order of scenes and times, by `COLUMNS`; names as in the session."""
    rows = []
    for scene in state.session.scenes:
        for mark in state.marks_of(scene.number):
            played_s = state.played_s(mark)
            rows.append(
                {
                    "scene": scene.number,
                    "team": state.session.teams[scene.team].name,
                    "case": scene.case or "",
                    "played_s": None if played_s is None else round(played_s, 1),
                    "by": state.session.name_of(mark.by),
                    "item": mark.item,
                    "sign": "+" if mark.plus else "-",
                    "stage": mark.stage or "",
                    "words": mark.words,
                }
            )
    return rows


def as_json(state: State) -> dict[str, Any]:
    """The whole session: the plan, marks, both sides' own views, rules with their votes, actions."""
    name = state.session.name_of
    return {
        "session": msgspec.to_builtins(state.session),
        "marks": mark_rows(state),
        "own_views": [
            {"scene": view.scene, "by": name(view.by), "manner": view.manner, "feeling": view.feeling, "matter": view.matter, "sentence": view.sentence}
            for view in state.own_views.values()
        ],
        "felt": [
            {"scene": felt.scene, "by": name(felt.by), "taken_seriously": felt.taken_seriously, "understood": felt.understood, "would_come_back": felt.would_come_back}
            for felt in state.felt.values()
        ],
        "swaps": [{"scene": swap.scene, "at_s": swap.at_s, "goes": name(swap.goes), "comes": name(swap.comes)} for swap in state.swaps],
        "recordings": [{"scene": part.scene, "recording": part.recording} for part in state.recordings],
        "rules": [
            {"team": state.session.teams[rule.team].name, "text": rule.text, "votes": len(state.votes.get(uid, ()))}
            for uid, rule in sorted(state.rules.items(), key=lambda one: -len(state.votes.get(one[0], ())))
        ],
        "actions": [{"text": action.text, "who": action.who, "when": action.when} for action in state.actions.values()],
    }  # fmt: skip
