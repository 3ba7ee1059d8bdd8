"""Carries an exchange over HTTP: one streamed request, one answer, and a short patience."""

import base64
import importlib
import socket
import ssl
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from akimat_desk.domain.errors import DeskError, RuleBroken, Unavailable
from akimat_desk.exchange import parts
from akimat_desk.exchange.messages import END, MEDIA_TYPE, MessageUnreadable, framed, packed
from akimat_desk.exchange.parts import Begun, Packer, Taking

PATIENCE = 8.0
"""Seconds without a byte moving after which a line counts as lost."""
_SEND_BUFFER = 16 * 1024
"""What the system may hold back: on a line of 8 kB a second it is gone within our patience."""
_OK = 200
_FILE_OK = (200, 204, 206)
_PIECE = 32 * 1024
_FEW = 2
"""Messages that are packed one by one: together they would hardly be smaller."""
_REFUSED = (400, 403, 404, 409, 410, 413, 429)


@dataclass(eq=False)
class LineDown(Unavailable):
    """The server was not reached, or the line went silent; nothing is lost."""

    server: str


@dataclass(eq=False)
class ServerRefused(RuleBroken):
    """The server said no; `refusal` is its code."""

    refusal: str


class FileState(msgspec.Struct, frozen=True):
    """How much of a file the server holds."""

    offset: int
    is_whole: bool


class Line:
    """A connection to one server, kept open between the calls of one exchange."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self.takes_parts = False
        """Whether the server is known to take a request as one stream."""
        self._held = b""
        self._kept: Begun | None = None
        self._http = _http()
        self._trust = self._certificates()
        self._client = self._http.Client(
            verify=self._trust,
            timeout=self._http.Timeout(PATIENCE),
            headers={"content-type": MEDIA_TYPE},
            mounts=self._directly(),
        )

    def enrol(self, message: bytes) -> bytes:
        """Raises LineDown, ServerRefused."""
        return self._post("/v1/enrol", message)

    @property
    def under_way(self) -> int:
        """Of a part, and of a batch as the server said when it was last asked."""
        return len(self._held) + (0 if self._kept is None else self._kept.length)

    def answers(self, messages: Sequence[bytes]) -> Iterator[bytes]:
        """Plain ones: the head and the batches go out one after the other.

        What comes back is the answer, then its parts as they come; raises LineDown also where the
        line ends before they do, and ServerRefused.
        """
        kept = self._kept_of(messages)
        is_stream = kept > 0 or (self.takes_parts and len(messages) > _FEW)
        content = _stream(messages, kept) if is_stream else _body(messages)
        headers = {
            "content-type": parts.MEDIA_TYPE if is_stream else MEDIA_TYPE,
            "accept": f"{parts.MEDIA_TYPE}, {MEDIA_TYPE}",
            **self._begun(kept),
        }
        with (
            self._sorted_errors(),
            self._client.stream(
                "POST", self._url + "/v1/sync", content=content, headers=headers
            ) as answer,
        ):
            if answer.status_code != _OK:
                refusal = self._refusal(answer.status_code, answer.read())
                if kept:
                    # Perhaps it was started anew and has nothing to go on from.
                    self._kept = None
                    raise LineDown(self._url)
                raise refusal
            self._kept = Begun.read(answer.headers.get(parts.HELD, ""))
            self.takes_parts = parts.MEDIA_TYPE in answer.headers.get("accept-post", "")
            if answer.headers.get("content-type") == parts.MEDIA_TYPE:
                yield from self._parted(answer)
            else:
                yield answer.read()

    def access(self, message: bytes) -> bytes:
        """A piece of the access log; raises LineDown, ServerRefused."""
        return self._post("/v1/access", message)

    def file_state(self, shown: bytes, digest: bytes) -> FileState:
        """`shown` is the pass of the last exchange; raises LineDown, ServerRefused."""
        answer = self._file("GET", shown, digest, "/state")
        try:
            return msgspec.json.decode(answer.content, type=FileState)
        except msgspec.DecodeError:
            raise LineDown(self._url) from None

    def send_file(self, shown: bytes, digest: bytes, offset: int, rest: bytes) -> None:
        """Everything from `offset` on, in one call; raises LineDown, ServerRefused."""
        self._file(
            "PATCH",
            shown,
            digest,
            headers={"upload-offset": str(offset), "upload-length": str(offset + len(rest))},
            content=_pieces(rest),
        )

    def fetch_file(self, shown: bytes, digest: bytes, offset: int) -> Iterator[bytes]:
        """Pieces from `offset` on; raises LineDown where the line ends before the file does."""
        request = {"headers": {"range": f"bytes={offset}-"} if offset else {}}
        with (
            self._sorted_errors(),
            self._client.stream("GET", self._path(digest), **_shown(shown, request)) as answer,
        ):
            if answer.status_code not in _FILE_OK:
                raise self._refusal(answer.status_code, answer.read())
            yield from answer.iter_bytes()

    def close(self) -> None:
        self._client.close()

    def _directly(self) -> dict[str, Any] | None:
        """Where no proxy is set: connections whose sending stops when the line does, so that a
        slow one is not taken for a silent one."""
        if urllib.request.getproxies():
            return None
        options = [(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)]
        transport = self._http.HTTPTransport(verify=self._trust, socket_options=options)
        return {"all://": transport}

    def _certificates(self) -> ssl.SSLContext:
        """Read once a line, which takes some fifty ms; an open address trusts nobody."""
        if self._url.startswith("http://"):
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context: ssl.SSLContext = self._http.create_ssl_context()
        return context

    def _path(self, digest: bytes) -> str:
        return f"{self._url}/v1/files/{digest.hex()}"

    def _file(
        self, method: str, shown: bytes, digest: bytes, below: str = "", **request: Any
    ) -> Any:
        path = self._path(digest) + below
        with self._sorted_errors():
            answer = self._client.request(method, path, **_shown(shown, request))
        if answer.status_code in _FILE_OK:
            return answer
        raise self._refusal(answer.status_code, answer.content)

    def _post(self, path: str, content: bytes | Iterator[bytes]) -> bytes:
        with self._sorted_errors():
            answer = self._client.post(self._url + path, content=content)
        if answer.status_code == _OK:
            body: bytes = answer.content
            return body
        raise self._refusal(answer.status_code, answer.content)

    def _kept_of(self, messages: Sequence[bytes]) -> int:
        """Bytes of the first batch that the server has from a call that was cut."""
        kept = self._kept
        is_same = kept is not None and len(messages) >= _FEW and kept.is_of(messages[1])
        return kept.length if kept is not None and is_same else 0

    def _begun(self, kept: int) -> dict[str, str]:
        headers: dict[str, str] = {}
        if self._held:
            headers |= {parts.HELD: Begun.of(self._held).told(), parts.PRIMES: "1"}
        if kept and self._kept is not None:
            headers[parts.GOES_ON] = self._kept.told()
        return headers

    def _parted(self, answer: Any) -> Iterator[bytes]:
        """What comes of a part that is cut is kept: the next call has only the rest sent."""
        primed = answer.headers.get(parts.PRIMED, "")[:9]
        taking = Taking(self._held, int(primed) if primed.isdecimal() else 0)
        try:
            for piece in answer.iter_raw():
                yield from taking.feed(piece)
        except MessageUnreadable:
            raise LineDown(self._url) from None
        finally:
            self._held = taking.held
        if not taking.is_ended:
            raise LineDown(self._url)

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


def _shown(shown: bytes, request: dict[str, Any]) -> dict[str, Any]:
    word = base64.b64encode(shown).decode()
    headers = {"authorization": f"Akimat {word}", **request.pop("headers", {})}
    return {**request, "headers": headers}


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _PIECE):
        yield data[start : start + _PIECE]


def _body(messages: Iterable[bytes]) -> Iterator[bytes]:
    for message in messages:
        yield framed(packed(message))
    yield END


def _stream(messages: Sequence[bytes], kept: int) -> Iterator[bytes]:
    """`kept` bytes of the first batch are at the other end already."""
    known = messages[1][:kept] if kept else b""
    packer = Packer(known)
    for place, message in enumerate(messages):
        yield from packer.packed(message[kept:] if place == 1 else message)
    yield packer.end()
