"""The session as the phones' server knows it: read anew when the trainer's screen wrote, added to when a phone sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from coach.exercise import events as happened
from coach.exercise.log import append, read, read_from
from coach.exercise.marks import FromPhone, arrived
from coach.exercise.session import Scene
from coach.exercise.state import State, after, replay
from coach.observers.access import MOST_MARKS, Guest
from coach.observers.wire import MyFeeling, MyView, Now


class Room:
    """`now_s` is the session's clock: the same as the trainer's screen goes by (time.time)."""

    def __init__(self, folder: Path, now_s: Callable[[], float]) -> None:
        self._folder = folder
        self._now_s = now_s
        _, self._read_bytes = read_from(folder, "events", 0)
        self._state = replay(read(folder))

    @property
    def state(self) -> State | None:
        """As of the last `look`, and with what came from the phones."""
        return self._state

    def look(self) -> None:
        """Take in what the trainer's screen wrote since."""
        events, self._read_bytes = read_from(self._folder, "events", self._read_bytes)
        for event in events:
            self._state = after(self._state, event)

    @property
    def is_over(self) -> bool:
        return self.state is None or self.state.is_closed

    def now(self, person: str) -> Now:
        state = self.state
        step, clock = state.now_on, state.clock
        scene = self._scene(step.scene) if step else None
        played = [one.scene for place, one in enumerate(state.session.steps) if one.kind == "play" and place in state.clocks]
        return Now(
            step=step.kind if step else None,
            scene=scene.number if scene else None,
            team=state.session.teams[scene.team].name if scene else None,
            players=tuple(map(state.session.name_of, scene.players)) if scene else (),
            left_s=clock.left_s(self._now_s()) if clock else None,
            is_running=bool(clock and clock.is_running),
            role=_role(scene, person),
            marked_scene=played[-1] if played else None,
        )

    def mark(self, guest: Guest, sent: Sequence[FromPhone], sent_clock_ms: float) -> tuple[str, ...]:
        """Write the marks down and return the uids of all that need not be sent again; a scene that is not played takes none."""
        state, received_s = self.state, self._now_s()
        done: list[str] = []
        new: list[happened.Event] = []
        for one in sent:
            done.append(one.uid)
            if state.scene_clock(one.scene) is None or guest.marks >= MOST_MARKS or one.uid in state.marks:
                continue
            guest.marks += 1
            mark = arrived(one, by=guest.person, sent_clock_ms=sent_clock_ms, received_s=received_s)
            new.append(happened.Marked(at_s=received_s, mark=mark))
        self._write(*new)
        return tuple(done)

    def take_back(self, guest: Guest, uid: str) -> None:
        self._write(happened.Unmarked(at_s=self._now_s(), uid=uid, by=guest.person))

    def own_view(self, guest: Guest, view: MyView) -> bool:
        """False, and nothing written, for one who does not play in the scene as a service provider."""
        if self._role_in(view.scene, guest.person) != "provider":
            return False
        self._write(
            happened.OwnView(
                at_s=self._now_s(), scene=view.scene, by=guest.person, manner=view.manner, feeling=view.feeling,
                matter=view.matter, sentence=" ".join(view.sentence.split()),
            )
        )  # fmt: skip
        return True

    def felt(self, guest: Guest, felt: MyFeeling) -> bool:
        """False, and nothing written, for one who is no customer of the scene."""
        if self._role_in(felt.scene, guest.person) != "customer":
            return False
        self._write(
            happened.Felt(
                at_s=self._now_s(), scene=felt.scene, by=guest.person, taken_seriously=felt.taken_seriously,
                understood=felt.understood, would_come_back=felt.would_come_back,
            )
        )  # fmt: skip
        return True

    def _write(self, *events: happened.Event) -> None:
        if events:
            append(self._folder, *events, writer="phones")
            for event in events:
                self._state = after(self._state, event)

    def _scene(self, number: int | None) -> Scene | None:
        """With those who play in it now."""
        scene = None if number is None else self.state.session.scene(number)
        return scene and self.state.playing(scene, self._now_s())

    def _role_in(self, number: int, person: str) -> str:
        """In the cast it began with, or any that took over: whoever played may speak."""
        scene = self.state.session.scene(number)
        casts = [scene, *(self.state.playing(scene, swap.at_s) for swap in self.state.swaps if swap.scene == number)] if scene else []
        return next((role for cast in casts if (role := _role(cast, person)) != "observer"), "observer")


def _role(scene: Scene | None, person: str) -> str:
    if scene and person in scene.providers:
        return "provider"
    return "customer" if scene and person in scene.customers else "observer"
