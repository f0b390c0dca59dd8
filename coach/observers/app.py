"""The web application: one page, and a handful of requests in JSON. Nothing else of the laptop can be reached through it."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from coach.exercise.marks import ITEMS, NON_VERBAL, NON_VERBAL_NAMES
from coach.model import RED_CARDS, STAGES
from coach.observers.access import Door, Guest
from coach.observers.room import Room
from coach.observers.wire import MAX_BODY_BYTES, Join, Marks, MyFeeling, MyView, TakeBack
from coach.report.words import LABEL_NAMES, STAGE_NAMES

_PAGE = {"/": ("page.html", "text/html"), "/page.js": ("page.js", "text/javascript"), "/page.css": ("page.css", "text/css")}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def make_app(room: Room, door: Door) -> Starlette:
    """Every answer is JSON or one of the three files; what is wrong is a status and a word for the page to explain."""

    async def page(request: Request) -> Response:
        name, kind = _PAGE[request.url.path]
        return _answer(files("coach.observers").joinpath("page", name).read_bytes(), kind=f"{kind}; charset=utf-8")

    async def join(request: Request) -> Response:
        asked = await _body(request, Join)
        _open(room)
        right = door.is_code(asked.code)
        if right is None:
            raise HTTPException(429, "wait")
        if not right:
            raise HTTPException(403, "code")
        session = room.state.session
        if asked.person is None:
            people = [{"uid": person.uid, "name": person.name} for person in session.people]
            return _json({"title": session.title, "language": session.language, "people": people})
        if asked.person not in {person.uid for person in session.people}:
            raise HTTPException(404, "person")
        return _json({"token": door.let_in(asked.person), "session": session.uid, "sheet": _sheet()})

    async def now(request: Request) -> Response:
        guest = _guest(request, room, door)
        return _json(room.now(guest.person))

    async def marks(request: Request) -> Response:
        guest = _guest(request, room, door)
        sent = await _body(request, Marks)
        return _json({"done": room.mark(guest, sent.marks, sent.sent_clock_ms)})

    async def take_back(request: Request) -> Response:
        guest = _guest(request, room, door)
        room.take_back(guest, (await _body(request, TakeBack)).uid)
        return _json({})

    async def own_view(request: Request) -> Response:
        guest = _guest(request, room, door)
        return _told(room.own_view(guest, await _body(request, MyView)))

    async def felt(request: Request) -> Response:
        guest = _guest(request, room, door)
        return _told(room.felt(guest, await _body(request, MyFeeling)))

    asked = {"join": join, "marks": marks, "take-back": take_back, "own-view": own_view, "felt": felt}
    return Starlette(
        routes=[
            *(Route(path, _own_host(page)) for path in _PAGE),
            Route("/api/now", _own_host(now)),
            *(Route(f"/api/{name}", _own_host(handler), methods=["POST"]) for name, handler in asked.items()),
        ],
        exception_handlers={HTTPException: _refused},
    )


def _own_host(handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Only under an address, never under a name: a page elsewhere whose name was turned to this laptop gets nothing."""

    async def checked(request: Request) -> Response:
        try:
            ipaddress.ip_address((request.url.hostname or "").strip("[]"))
        except ValueError:
            raise HTTPException(421, "host") from None
        return await handler(request)

    return checked


def _open(room: Room) -> None:
    """What every request begins with."""
    room.look()
    if room.is_over:
        raise HTTPException(410, "over")


def _guest(request: Request, room: Room, door: Door) -> Guest:
    _open(room)
    guest = door.guest(request.headers.get("authorization", "").removeprefix("Bearer "))
    if guest is None:
        raise HTTPException(401, "token")
    if not door.has_time_for(guest):
        raise HTTPException(429, "wait")
    return guest


async def _body(request: Request, kind: type) -> Any:
    """The body as a `kind`; refused once it is larger than it can rightly be, however it is sent."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "json")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise HTTPException(413, "large")
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise HTTPException(422, "form") from None


def _sheet() -> dict[str, Any]:
    """What can be marked, with its names."""

    def named(name: str) -> dict[str, str]:
        text = NON_VERBAL_NAMES.get(name) or LABEL_NAMES[name]
        return {"id": name, "zh": text.zh, "en": text.en}

    skills = [item for item in ITEMS if item not in RED_CARDS and item not in NON_VERBAL]
    return {
        "skills": [named(item) for item in skills],
        "spoken": [named(item) for item in RED_CARDS],
        "seen": [named(item) for item in NON_VERBAL],
        "stages": [{"id": stage, "zh": STAGE_NAMES[stage].zh, "en": STAGE_NAMES[stage].en} for stage in STAGES],
    }


def _told(is_done: bool) -> Response:
    if not is_done:
        raise HTTPException(403, "role")
    return _json({})


async def _refused(request: Request, error: HTTPException) -> Response:
    return _answer(msgspec.json.encode({"why": error.detail}), status=error.status_code)


def _json(value: Any) -> Response:
    return _answer(msgspec.json.encode(value))


def _answer(content: bytes, *, kind: str = "application/json", status: int = 200) -> Response:
    return Response(content, status, _HEADERS, media_type=kind)
