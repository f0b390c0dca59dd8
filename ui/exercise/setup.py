"""A new session on one page: who is there, how many teams and scenes, and the plan that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from random import SystemRandom

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from coach.errors import UserError
from coach.exercise.draft import Draft, new_uid, people_of
from coach.exercise.people import MAX_NAME
from coach.exercise.plan_check import problems, turns
from coach.exercise.prepare import MOST_SCENES, team_names
from coach.exercise.rotation import FEWEST_IN_A_TEAM, scenes_for_all
from coach.exercise.session import Session
from coach.exercise.timetable import DISCUSSION_S, PLAY_S, PREPARE_S
from coach.model import Language, Text
from coach.practice.format import Case
from coach.report.format import duration
from ui.desk import Desk
from ui.exercise.plan_table import PlanTable
from ui.exercise.teams import TeamsBox
from ui.widgets.fill import box_with_caption, fill
from ui.widgets.parts import button, column, flowing, frame, label, row, scrolled

USUAL_TEAMS, MOST_TEAMS = 3, 12
PREPARE_MINUTES, PLAY_MINUTES = (5, 10, 15, 20), (3, 5, 8, 10, 15)
IN_TURN = "in turn"


class SetupPage(QWidget):
    """`chosen` with the Session and whether it is to begin at once."""

    chosen = Signal(object, bool)

    def __init__(self, desk: Desk, now_s: Callable[[], float]) -> None:
        super().__init__()
        self._desk, self._now_s = desk, now_s
        self._random = SystemRandom()
        self._cases: tuple[Case, ...] = ()
        self._is_title_usual, self._are_names_usual = True, True
        self._problem: UserError | None = None
        self._notes: tuple[Text, ...] = ()
        self._is_people_change_held = False
        self.draft = Draft()
        line = row(self, spacing=14)
        line.addWidget(self._make_form(), 5)
        line.addWidget(self._make_plan(), 11)
        self.people.textChanged.connect(self._take_people)
        self.title.textEdited.connect(self._keep_title)
        for box in (self.teams_count, self.players, self.case, self.scene_count, self.prepare, self.play, self.discussion):
            box.activated.connect(lambda place, box=box: self._take_numbers(deals=box is self.teams_count))
        self.language.activated.connect(lambda place: self._take_language())
        self.retranslate()

    # --- from outside

    def show_cases(self, cases: Sequence[Case]) -> None:
        self._cases = tuple(cases)
        self._fill()
        self._take_numbers(deals=False)

    def session(self) -> Session:
        """As it is written down now."""
        title = " ".join(self.title.text().split()) or self._usual_title()
        return self.draft.session(uid=new_uid(), title=title, language=self.language.currentData())

    def clear(self) -> None:
        """A new one; the numbers stay as they were chosen."""
        self._is_title_usual, self._is_people_change_held = True, False
        self.people.clear()
        self.draft = replace(self.draft, people=(), listed=(), teams=(), scenes=(), is_by_hand=False)
        self._notes, self._problem = (), None
        self.retranslate()

    def take_focus(self) -> None:
        self.people.setFocus()

    def retranslate(self) -> None:
        words = self._desk.words
        for caption, key in self._captions:
            caption.setText(words(key))
            caption.buddy().setAccessibleName(words(key))
        if self._is_title_usual:
            self.title.setText(self._usual_title())
        self._deal.setText(words("deal_again"))
        self.half_day.setText(words("half_day"))
        self._team_hint.setText(words("team_hint"))
        self._plan_title.setText(words("plan"))
        self._plan_hint.setText(words("plan_hint"))
        self.begin.setText(words("begin_session"))
        self.keep.setText(words("save_plan"))
        self._fill()
        if self._are_names_usual:
            self._name_teams()
        self.table.retranslate()
        self._show()

    # --- made once

    def _make_form(self) -> QWidget:
        sheet = frame("sheet")
        sheet.setMinimumWidth(296)
        whole = column(sheet, margins=(2, 6, 2, 10), spacing=8)
        page = QWidget()
        lines = column(page, margins=(16, 8, 14, 6), spacing=3)
        self._captions: list[tuple[QLabel, str]] = []
        self.title = QLineEdit()
        self.title.setMaxLength(MAX_NAME)
        self.people = QPlainTextEdit()
        self.people.setTabChangesFocus(True)
        self.people.setMinimumHeight(110)
        self._count = label(role="hint")
        lines.addWidget(self._caption(self.title, "session_title"))
        lines.addWidget(self.title)
        lines.addSpacing(4)
        lines.addWidget(self._caption(self.people, "people_caption"))
        lines.addWidget(self.people, 1)
        lines.addWidget(self._count)
        lines.addSpacing(4)
        self.language, self.teams_count = self._two(lines, "session_language", "teams_n", shares=(3, 2))
        self.players = self._one(lines, "players_n")
        self.scene_count = self._one(lines, "scenes_n")
        self.case = self._one(lines, "first_case")
        times = row(spacing=8)
        boxes = []
        for key in ("prepare_minutes", "play_minutes", "discussion_minutes"):
            caption, box = box_with_caption()
            self._captions.append((caption, key))
            both = column(spacing=3)
            both.addWidget(caption)
            both.addWidget(box)
            times.addLayout(both, 1)
            boxes.append(box)
        self.prepare, self.play, self.discussion = boxes
        lines.addLayout(times)
        lines.addSpacing(4)
        self.half_day = QCheckBox()
        self.half_day.toggled.connect(lambda is_on: self._take_numbers(deals=False))
        lines.addWidget(self.half_day)
        whole.addWidget(scrolled(page), 1)
        foot = column(margins=(16, 0, 16, 0), spacing=6)
        self.begin = button("", lambda: self.chosen.emit(self.session(), True), "main")
        self.keep = button("", lambda: self.chosen.emit(self.session(), False))
        foot.addWidget(self.begin)
        foot.addWidget(self.keep)
        whole.addLayout(foot)
        return sheet

    def _make_plan(self) -> QWidget:
        sheet = frame("sheet")
        lines = column(sheet, margins=(16, 12, 16, 12), spacing=8)
        head = row(spacing=10)
        self._plan_title, self._takes = label(role="title"), label(role="hint")
        self._deal = button("", self._deal_again)
        head.addWidget(self._plan_title)
        head.addWidget(self._takes, 1)
        head.addWidget(self._deal)
        lines.addLayout(head)
        self.teams = TeamsBox(self._desk)
        self.teams.moved.connect(self._move)
        self.teams.renamed.connect(self._rename)
        self._team_hint, self._plan_hint = flowing(role="hint"), flowing(role="hint")
        lines.addWidget(self.teams)
        lines.addWidget(self._team_hint)
        self.table = PlanTable(self._desk)
        self.table.changed.connect(lambda scenes: self._set(self.draft.with_scenes(scenes)))
        lines.addWidget(self.table, 1)
        lines.addWidget(self._plan_hint)
        self._turns, self._problems = flowing(role="strong"), flowing(role="failed")
        lines.addWidget(self._turns)
        lines.addWidget(self._problems)
        return sheet

    def _caption(self, part: QWidget, key: str) -> QLabel:
        caption = label(role="hint")
        caption.setBuddy(part)
        self._captions.append((caption, key))
        return caption

    def _one(self, lines, key: str) -> QComboBox:
        caption, box = box_with_caption()
        self._captions.append((caption, key))
        lines.addWidget(caption)
        lines.addWidget(box)
        lines.addSpacing(4)
        return box

    def _two(self, lines, first: str, second: str, *, shares: tuple[int, int]) -> tuple[QComboBox, QComboBox]:
        line = row(spacing=10)
        boxes = []
        for key, share in zip((first, second), shares, strict=True):
            both = column(spacing=3)
            boxes.append(self._one(both, key))
            line.addLayout(both, share)
        lines.addLayout(line)
        return boxes[0], boxes[1]

    # --- choices

    def _fill(self) -> None:
        words = self._desk.words
        language = words.language
        fill(self.language, [(words(each), each) for each in ("zh", "en")], chosen=self.language.currentData() or language)
        fill(self.teams_count, [(str(n), n) for n in range(1, MOST_TEAMS + 1)], chosen=self.teams_count.currentData() or USUAL_TEAMS)
        fill(self.players, [(words(f"players_{n}"), n) for n in (2, 3, 4)], chosen=self.players.currentData() or 2)
        for box, minutes, usual_s in (
            (self.prepare, PREPARE_MINUTES, PREPARE_S),
            (self.play, PLAY_MINUTES, PLAY_S),
            (self.discussion, tuple(round(each / 60) for each in DISCUSSION_S), DISCUSSION_S[0]),
        ):
            chosen = box.currentData() or round(usual_s / 60)
            fill(box, [(words("minutes_n", n=n), n) for n in minutes], chosen=chosen)
        titles = [(words("one_case", title=case.title.in_(language)), case.id) for case in self._usable()]
        chosen = self.case.currentData() if self.case.count() else IN_TURN
        fill(self.case, [(words("cases_in_turn"), IN_TURN), *titles, (words("no_cases"), None)], chosen=chosen)
        self._fill_scene_counts()

    def _fill_scene_counts(self) -> None:
        needed = scenes_for_all(self.draft.teams, players=self.draft.players)
        counts = [(str(n), n) for n in range(1, MOST_SCENES + 1)]
        chosen = self.scene_count.currentData() if self.scene_count.count() else None
        fill(self.scene_count, [(self._desk.words("scenes_all", n=needed), None), *counts], chosen=chosen)

    def _usable(self) -> list[Case]:
        """Cases in the language of the scenes."""
        language = self.language.currentData() or self._desk.words.language
        return [case for case in self._cases if language in case.languages]

    def _chosen_cases(self) -> tuple[str, ...]:
        wanted = self.case.currentData()
        if wanted == IN_TURN:
            return tuple(case.id for case in self._usable())
        return (wanted,) if wanted else ()

    # --- what is typed and chosen

    def _take_people(self) -> None:
        before = self.draft
        try:
            people, read = people_of(self.people.toPlainText(), before.people)
        except UserError as error:
            self._problem = error
            self._show()
            return
        self._notes = read.notes
        self.draft = replace(before, people=people, listed=read.people)
        if (before.people, before.listed) == (people, read.people):
            self._problem = None
            self._show()
        elif self.draft.is_by_hand:
            self._is_people_change_held = True
            self._show()
        else:
            self._deal_again()

    def _take_language(self) -> None:
        self._fill()
        self._take_numbers(deals=False)

    def _take_numbers(self, *, deals: bool) -> None:
        names = self.draft.team_names
        count = self.teams_count.currentData() or USUAL_TEAMS
        if len(names) != count:
            usual = team_names(count, self._desk.words.language)
            names = (*names[:count], *usual[len(names) :])
        before = self.draft
        self.draft = replace(
            before,
            team_names=tuple(names),
            players=self.players.currentData() or 2,
            scene_count=self.scene_count.currentData(),
            cases=self._chosen_cases(),
            prepare_s=60.0 * self.prepare.currentData(),
            play_s=60.0 * self.play.currentData(),
            discussion_s=60.0 * self.discussion.currentData(),
            is_half_day=self.half_day.isChecked(),
        )
        if deals:
            self._deal_again()
        elif (before.players, before.scene_count, before.cases) != (self.draft.players, self.draft.scene_count, self.draft.cases):
            self._set(self.draft.planned(self._random))
        else:
            self._show()

    def _deal_again(self) -> None:
        if not self.draft.team_names:
            self._take_numbers(deals=False)
        self._problem, self._is_people_change_held = None, False
        if len(self.draft.people) < FEWEST_IN_A_TEAM:
            self._set(replace(self.draft, teams=(), scenes=(), is_by_hand=False))
            return
        try:
            self._set(self.draft.dealt(self._random))
        except UserError as error:
            self._problem = error
            self._set(replace(self.draft, teams=(), scenes=(), is_by_hand=False))

    def _move(self, uid: str, place: int) -> None:
        self._set(self.draft.moved(uid, place))

    def _rename(self, place: int, name: str) -> None:
        self._are_names_usual = False
        names = tuple(name if at == place else each for at, each in enumerate(self.draft.team_names))
        teams = tuple(
            msgspec.structs.replace(team, name=name) if at == place else team for at, team in enumerate(self.draft.teams)
        )
        self._set(replace(self.draft, team_names=names, teams=teams))

    def _name_teams(self) -> None:
        if not any(one.team for one in self.draft.listed):
            names = team_names(len(self.draft.team_names), self._desk.words.language)
            self.draft = _with_names(self.draft, names)

    def _keep_title(self, text: str) -> None:
        self._is_title_usual = not text.strip()

    def _usual_title(self) -> str:
        today = datetime.fromtimestamp(self._now_s())
        date = f"{today.month} 月 {today.day} 日" if self._desk.words.language == "zh" else f"{today.day} {today:%b}"
        return self._desk.words("usual_title", date=date)

    # --- showing

    def _set(self, draft: Draft) -> None:
        self.draft = draft
        self._show()

    def _show(self) -> None:
        words, draft = self._desk.words, self.draft
        language: Language = words.language
        self._count.setText(words("class_size", n=len(draft.people)))
        self._fill_scene_counts()
        session = draft.session(uid="draft", title="-", language=language)
        self.teams.show_teams(draft.teams, draft.people)
        self.teams.setVisible(bool(draft.teams))
        self._team_hint.setVisible(bool(draft.teams))
        self.table.show_plan(session, self._usable())
        total_s = sum(step.seconds for step in draft.steps)
        self._takes.setText(words("takes_time", length=duration(total_s, language)) if total_s else "")
        found = [text.in_(language) for text in problems(session)]
        if self._is_people_change_held:
            found.insert(0, words("plan_changed_people"))
        found += [text.in_(language) for text in self._notes]
        if self._problem is not None:
            found.insert(0, self._problem.text.in_(language))
        self._problems.setText("\n".join(found))
        self._problems.setVisible(bool(found))
        self._turns.setText(turns(session).in_(language) if draft.scenes else words("people_few"))
        can = bool(draft.scenes) and not problems(session) and self._problem is None
        self.begin.setEnabled(can)
        self.keep.setEnabled(can)
        self._deal.setEnabled(bool(draft.people))

    def sizeHint(self) -> QSize:
        return QSize(900, 560)


def _with_names(draft: Draft, names: tuple[str, ...]) -> Draft:
    teams = tuple(msgspec.structs.replace(team, name=name) for team, name in zip(draft.teams, names, strict=False))
    return replace(draft, team_names=names, teams=teams)
