"""Carries an exchange over HTTP: one streamed request, one answer, and a short patience."""

import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from akimat_desk.domain.errors import DeskError, RuleBroken, Unavailable
from akimat_desk.exchange.messages import END, MEDIA_TYPE, framed

PATIENCE = 8.0
"""Seconds without a byte moving after which a line counts as lost."""
_OK = 200
_REFUSED = (400, 403, 404, 409, 410, 413, 429)


@dataclass(eq=False)
class LineDown(Unavailable):
    """The server was not reached, or the line went silent; nothing is lost."""

    server: str


@dataclass(eq=False)
class ServerRefused(RuleBroken):
    """The server said no; `refusal` is its code."""

    refusal: str


class Line:
    """A connection to one server, kept open between the calls of one exchange."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._http = _http()
        self._client = self._http.Client(
            timeout=self._http.Timeout(PATIENCE), headers={"content-type": MEDIA_TYPE}
        )

    def enrol(self, message: bytes) -> bytes:
        """Raises LineDown, ServerRefused."""
        return self._post("/v1/enrol", message)

    def sync(self, messages: Iterable[bytes]) -> bytes:
        """The head and the batches go out one after the other; raises LineDown, ServerRefused."""
        return self._post("/v1/sync", _body(messages))

    def close(self) -> None:
        self._client.close()

    def _post(self, path: str, content: bytes | Iterator[bytes]) -> bytes:
        with self._sorted_errors():
            answer = self._client.post(self._url + path, content=content)
        if answer.status_code == _OK:
            body: bytes = answer.content
            return body
        raise self._refusal(answer.status_code, answer.content)

    def _refusal(self, status: int, content: bytes) -> DeskError:
        if status not in _REFUSED:
            return LineDown(self._url)
        try:
            told: Any = msgspec.json.decode(content)
        except msgspec.DecodeError:
            return LineDown(self._url)
        code = told.get("error") if isinstance(told, dict) else None
        return ServerRefused(code) if isinstance(code, str) else LineDown(self._url)

    @contextmanager
    def _sorted_errors(self) -> Iterator[None]:
        try:
            yield
        except (self._http.HTTPError, self._http.InvalidURL, OSError) as wrong:
            raise LineDown(self._url) from wrong


def _http() -> Any:
    """Loaded at the first exchange: a start without one does not pay for it."""
    return importlib.import_module("httpx2")


def _body(messages: Iterable[bytes]) -> Iterator[bytes]:
    for message in messages:
        yield framed(message)
    yield END
