"""How much one address may ask in a minute; what is above it is refused before it is read."""

import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from akimat_desk.central.tries import network

MOST: Final = 12_000
"""Of all calls: a thousand desks of an oblast may come from behind one address."""
OF_ROUTES: Final = {("POST", "/v1/enrol"): 60, ("POST", "/admin/sign-in"): 30}
REFUSALS: Final = 600
"""Of calls to /v1 that were refused; then the address hears no more of it in that minute."""
_NETWORKS: Final = 20_000
_OTHERS: Final = "others"
_MINUTE: Final = 60.0
_LATER: Final = 429
_MESSAGE = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_MESSAGE]]
_Send = Callable[[_MESSAGE], Awaitable[None]]
_App = Callable[[Any, Any, Any], Awaitable[None]]


class Rates:
    """Counts of the running minute, in memory; only the loop's thread counts."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._minute = -1
        self._counts: dict[tuple[str, str], int] = {}
        self._known: set[str] = set()

    def allows(self, method: str, path: str, address: str) -> bool:
        self._turn()
        whose = self._whose(address)
        limit = OF_ROUTES.get((method, path))
        is_within = self._add((whose, "")) <= MOST
        if limit is not None:
            is_within = self._add((whose, path)) <= limit and is_within
        if path.startswith("/v1/"):
            is_within = is_within and self._counts.get((whose, "refused"), 0) < REFUSALS
        return is_within

    def note_refused(self, path: str, address: str) -> None:
        if path.startswith("/v1/"):
            self._turn()
            self._add((self._whose(address), "refused"))

    def _turn(self) -> None:
        minute = int(self._clock() // _MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._counts.clear()
            self._known.clear()

    def _whose(self, address: str) -> str:
        """A stranger with many addresses must not make the list grow without end."""
        whose = network(address)
        if whose not in self._known and len(self._known) >= _NETWORKS:
            return _OTHERS
        self._known.add(whose)
        return whose

    def _add(self, key: tuple[str, str]) -> int:
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key]


class Rated:
    """An ASGI application around another."""

    def __init__(self, app: _App, rates: Rates | None = None) -> None:
        self._app, self._rates = app, rates or Rates()

    async def __call__(self, scope: Any, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = (scope.get("client") or ("", 0))[0]
        path: str = scope["path"]
        if not self._rates.allows(scope["method"], path, address):
            await _refuse(send)
            return

        async def noted(message: _MESSAGE) -> None:
            if message["type"] == "http.response.start" and 400 <= message["status"] < 500:
                self._rates.note_refused(path, address)
            await send(message)

        await self._app(scope, receive, noted)


async def _refuse(send: _Send) -> None:
    body = json.dumps({"error": "too_many_requests"}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"retry-after", b"60"),
        (b"connection", b"close"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": _LATER, "headers": headers})
    await send({"type": "http.response.body", "body": body})
