"""The page's server, for real: another process, real requests."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
import time

import pytest

from coach.exercise import events as happened
from coach.exercise.log import append, read
from coach.exercise.state import replay
from coach.observers.access import BURST, Door
from coach.observers.app import make_app
from coach.observers.room import Room
from coach.observers.serve import FAREWELL_S
from coach.observers.wire import MAX_BODY_BYTES


class Phone:
    """One keep-alive connection that speaks JSON."""

    def __init__(self, server, person: str | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.serving.port, timeout=10)
        self.token = None
        if person:
            status, told = self.ask("/api/join", {"code": server.serving.code, "person": person})
            assert status == 200
            self.token = told["token"]

    def ask(self, path: str, body=None, *, raw: bytes | None = None, headers=None) -> tuple[int, dict]:
        sent = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.token}"} if self.token else {}), **(headers or {})}
        content = raw if raw is not None else None if body is None else json.dumps(body)
        self._connection.request("GET" if content is None else "POST", path, content, sent)
        answer = self._connection.getresponse()
        self.headers = answer.headers
        data = answer.read()
        return answer.status, json.loads(data) if "json" in answer.headers.get("content-type", "") else {"page": data.decode()}

    def mark(self, uid: str, **fields) -> tuple[int, dict]:
        now_ms = time.time() * 1000
        mark = {"uid": uid, "scene": 1, "clock_ms": now_ms, "item": "empathy", "plus": True, "stage": None, "words": "", **fields}
        return self.ask("/api/marks", {"sent_clock_ms": now_ms, "marks": [mark]})

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def phone(server):
    made = Phone(server, "p8")
    yield made
    made.close()


@pytest.fixture
def stranger(server):
    made = Phone(server)
    yield made
    made.close()


def test_the_way_in_is_the_code(server, stranger):
    assert stranger.ask("/api/join", {"code": "WRONG2"}) == (403, {"why": "code"})
    status, room = stranger.ask("/api/join", {"code": server.serving.code.lower()})
    assert (status, room["title"], len(room["people"])) == (200, "Thursday", 9)
    assert stranger.ask("/api/join", {"code": server.serving.code, "person": "nobody"})[0] == 404
    for path in ("/api/now", "/api/marks", "/api/own-view", "/api/felt", "/api/take-back"):
        body = None if path == "/api/now" else {"uid": "x"}
        assert stranger.ask(path, body) == (401, {"why": "token"})
    assert [stranger.ask("/api/join", {"code": "WRONG2"})[0] for _ in range(60)][-1] == 429


def test_nothing_else_of_the_laptop_can_be_reached(server, stranger):
    for path in ("/events.jsonl", "/../events.jsonl", "/page/page.html", "/api/", "/%2e%2e/etc/passwd", "/page.js/.."):
        assert stranger.ask(path)[0] == 404
    assert stranger.ask("/", headers={"Host": "evil.example"}) == (421, {"why": "host"})
    status, told = stranger.ask("/")
    assert status == 200
    assert "http" not in told["page"].replace("<!doctype html>", "")  # it loads nothing from elsewhere
    assert "default-src 'none'" in stranger.headers["content-security-policy"]
    assert "script-src 'self'" in stranger.headers["content-security-policy"]


def test_a_mark_is_on_the_disk_before_it_is_confirmed_and_twice_is_once(phone, folder):
    assert phone.mark("m1", words=" <script>alert(1)</script> ") == (200, {"done": ["m1"]})
    assert phone.mark("m1") == (200, {"done": ["m1"]})
    (mark,) = replay(read(folder)).marks_of(1)
    assert (mark.by, mark.item, mark.plus, mark.words) == ("p8", "empathy", True, "<script>alert(1)</script>")
    assert mark.at_s == pytest.approx(time.time(), abs=5)
    assert phone.ask("/api/take-back", {"uid": "m1"})[0] == 200
    assert replay(read(folder)).marks == {}


def test_what_is_on_is_told_and_follows_the_trainers_screen(phone, folder):
    status, now = phone.ask("/api/now")
    assert (status, now["step"], now["scene"], now["is_running"], now["role"], now["marked_scene"]) == (200, "play", 1, True, "observer", 1)
    assert now["left_s"] == pytest.approx(420, abs=10)
    append(folder, happened.StepBegun(at_s=time.time(), step=2))
    assert phone.ask("/api/now")[1]["step"] == "discussion"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b'{"marks": 3}', b'{"sent_clock_ms": 1, "marks": [{"uid": "m"}]}', b"[" * 5000, b"\xff\xfe",
        b'{"sent_clock_ms": 1e999, "marks": []}', b'{"sent_clock_ms": 1, "marks": [], "by": "p1"}',
    ],
)  # fmt: skip
def test_what_is_not_in_the_form_is_refused(phone, folder, raw):
    assert phone.ask("/api/marks", raw=raw) == (422, {"why": "form"})
    assert replay(read(folder)).marks == {}


def test_too_much_is_refused(phone, server):
    big = b'{"sent_clock_ms": 1, "marks": [' + b" " * MAX_BODY_BYTES + b"]}"
    assert phone.ask("/api/marks", raw=big) == (413, {"why": "large"})
    again = Phone(server, "p7")
    many = {"sent_clock_ms": 1, "marks": [{"uid": f"m{n}", "scene": 1, "clock_ms": 1, "item": "empathy", "plus": True} for n in range(101)]}
    assert again.ask("/api/marks", many) == (422, {"why": "form"})
    assert again.ask("/api/marks", raw=b"{}", headers={"Content-Type": "text/plain"}) == (415, {"why": "json"})
    again.close()


def test_who_asks_too_often_waits_and_nobody_else(folder):
    door = Door("ABC234", lambda: 0.0)  # no time passes
    app = make_app(Room(folder, time.time), door)
    ann, bob = door.let_in("p7"), door.let_in("p8")
    assert [status_of(app, "/api/now", ann) for _ in range(int(BURST) + 1)] == [200] * int(BURST) + [429]
    assert status_of(app, "/api/now", bob) == 200


def status_of(app, path: str, token: str) -> int:
    """What the application answers to a request, without a server between."""
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b""}

    async def send(message: dict) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"authorization", f"Bearer {token}".encode())]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers, "scheme": "http", "server": ("127.0.0.1", 80)}
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"]


def test_only_the_players_speak_of_their_scene(server, folder):
    scene = replay(read(folder)).session.scene(1)
    view = {"scene": 1, "manner": 7, "feeling": 3, "matter": 5, "sentence": " I will  ask first. "}
    felt = {"scene": 1, "taken_seriously": 4, "understood": 2, "would_come_back": 3}
    provider, customer = Phone(server, scene.providers[0]), Phone(server, scene.customers[0])
    assert provider.ask("/api/own-view", view)[0] == 200
    assert provider.ask("/api/felt", felt) == (403, {"why": "role"})
    assert customer.ask("/api/felt", felt)[0] == 200
    assert customer.ask("/api/own-view", view) == (403, {"why": "role"})
    assert customer.ask("/api/felt", {**felt, "understood": 6}) == (422, {"why": "form"})
    state = replay(read(folder))
    assert state.own_views[1, scene.providers[0]].sentence == "I will ask first."
    assert state.felt[1, scene.customers[0]].understood == 2
    provider.close()
    customer.close()


def test_the_session_over_nobody_is_in_and_the_process_ends(server, phone, folder):
    append(folder, happened.Closed(at_s=time.time()))
    assert phone.ask("/api/now")[0] == 410
    phone.close()
    server._process.join(FAREWELL_S + 10)
    assert not server.is_alive


@pytest.mark.slow  # a minute of sixty phones
def test_sixty_phones_marking_once_a_second_for_a_minute_lose_nothing(server, folder):
    people = [f"p{number % 9}" for number in range(60)]
    failed: list[object] = []

    def marks_for_a_minute(number: int, person: str) -> None:
        phone = Phone(server, person)
        begun = time.monotonic()
        for second in range(60):
            time.sleep(max(0.0, begun + second - time.monotonic()))
            answer = phone.mark(f"phone{number}-{second}")
            if answer != (200, {"done": [f"phone{number}-{second}"]}):
                failed.append(answer)
        phone.close()

    threads = [threading.Thread(target=marks_for_a_minute, args=each) for each in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(replay(read(folder)).marks_of(1)) == 3600
