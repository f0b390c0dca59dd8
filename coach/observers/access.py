"""Who may use the page: a code for the room, then a token for each person. Both live and die with one run of the server."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

CODE_LENGTH = 6
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that are easily taken for another
# A phone marks once a second at most; what it kept while it had no connection comes in one request.
REQUESTS_PER_S, BURST = 5.0, 30.0
WRONG_CODES_PER_S, WRONG_BURST = 2.0, 40.0  # 31^6 codes would take fourteen years
MOST_MARKS = 5_000  # of one person in one session


def new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))


@dataclass(slots=True)
class Bucket:
    """Lets `burst` through at once and `per_s` in the long run (token bucket)."""

    per_s: float
    burst: float
    left: float = field(init=False)
    at_s: float | None = None

    def __post_init__(self) -> None:
        self.left = self.burst

    def takes(self, now_s: float) -> bool:
        if self.at_s is not None:
            self.left = min(self.burst, self.left + max(0.0, now_s - self.at_s) * self.per_s)
        self.at_s = now_s
        if self.left < 1:
            return False
        self.left -= 1
        return True


@dataclass(slots=True)
class Guest:
    """A phone that was let in, as one person of the session."""

    person: str
    bucket: Bucket = field(default_factory=lambda: Bucket(REQUESTS_PER_S, BURST))
    marks: int = 0


class Door:
    """`let_in` with the right code gives a token; `guest` says whose a token is. `now_s` never goes back (time.monotonic)."""

    def __init__(self, code: str, now_s: Callable[[], float]) -> None:
        self._code = code
        self._now_s = now_s
        self._wrong = Bucket(WRONG_CODES_PER_S, WRONG_BURST)
        self._guests: dict[str, Guest] = {}

    def is_code(self, code: str) -> bool | None:
        """None when too many wrong ones came: nobody new is let in for a while."""
        if hmac.compare_digest(code.strip().upper().encode(), self._code.encode()):
            return True
        return False if self._wrong.takes(self._now_s()) else None

    def let_in(self, person: str) -> str:
        token = secrets.token_urlsafe(24)
        self._guests[token] = Guest(person)
        return token

    def guest(self, token: str) -> Guest | None:
        return self._guests.get(token)

    def has_time_for(self, guest: Guest) -> bool:
        return guest.bucket.takes(self._now_s())
