"""Stands before the application: counts what goes through, and ends what goes on too long."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from akimat_desk.central.measures import Measures

SILENCE: Final = 60.0
"""Seconds without a byte of the request after which nobody waits for the rest."""
LONGEST: Final = 1800.0
"""Seconds in which a request has to have come, however steadily it trickles."""
_MESSAGE = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_MESSAGE]]
_Send = Callable[[_MESSAGE], Awaitable[None]]
_App = Callable[[Any, Any, Any], Awaitable[None]]
_SAFE: Final = ((b"x-content-type-options", b"nosniff"),)
_ONLY_TLS: Final = ((b"strict-transport-security", b"max-age=31536000"),)


class Watched:
    """An ASGI application around another."""

    def __init__(
        self, app: _App, measures: Measures, *, silence: float = SILENCE, longest: float = LONGEST
    ) -> None:
        self._app, self._measures = app, measures
        self._silence, self._longest = silence, longest

    async def __call__(self, scope: Any, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        call = _Call(scope, receive, send, silence=self._silence, longest=self._longest)
        self._measures.in_hand += 1
        try:
            await self._app(scope, call.receive, call.send)
            await call.end()
        finally:
            self._measures.in_hand -= 1
            seconds = time.monotonic() - call.started
            self._measures.note_request(scope["path"], call.status, seconds)
            self._measures.note_bytes(call.taken, call.given)


class _Call:
    """One request on its way in, and its answer on the way out."""

    def __init__(
        self, scope: Any, receive: _Receive, send: _Send, *, silence: float, longest: float
    ) -> None:
        self.started = time.monotonic()
        self.status, self.taken, self.given = 500, 0, 0
        self._receive, self._send = receive, send
        self._silence, self._until = silence, self.started + longest
        self._is_read = self._is_late = self._is_answered = False
        self._headers = (*_SAFE, *(_ONLY_TLS if scope.get("scheme") == "https" else ()))

    async def receive(self) -> _MESSAGE:
        if self._is_read:
            # What comes now tells only that the caller went away; it may take its time.
            return await self._receive()
        patience = min(self._silence, self._until - time.monotonic())
        try:
            message = await asyncio.wait_for(self._receive(), max(patience, 0.001))
        except TimeoutError:
            self._is_late = self._is_read = True
            return {"type": "http.disconnect"}
        self.taken += len(message.get("body", b""))
        self._is_read = not message.get("more_body", False)
        return message

    async def send(self, message: _MESSAGE) -> None:
        if self._is_late and not self._is_answered:
            # The application answers a caller who went away: this one is still there.
            return
        if message["type"] == "http.response.start":
            self._is_answered, self.status = True, message["status"]
            known = {name.lower() for name, _ in message.get("headers", ())}
            fresh = [one for one in self._headers if one[0] not in known]
            message = {**message, "headers": [*message.get("headers", ()), *fresh]}
        self.given += len(message.get("body", b""))
        await self._send(message)

    async def end(self) -> None:
        if not self._is_late or self._is_answered:
            return
        self.status, body = 408, json.dumps({"error": "too_slow"}).encode()
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        await self._send({"type": "http.response.start", "status": 408, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})
