"""Files over HTTP: asked how far they came, appended to, given out; each call shows its pass."""

import base64
import binascii
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from litestar import Request, Response, get, patch
from litestar.response import Stream

from akimat_desk.central import dossiers, openapi
from akimat_desk.central.asides import aside
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import (
    FileNotHere,
    FileNotNamed,
    FilePassWrong,
    RequestUnreadable,
    StationRevoked,
)
from akimat_desk.central.file_passes import is_good
from akimat_desk.central.store.named_files import NamedFiles
from akimat_desk.central.store.stations import Stations
from akimat_desk.exchange.messages import FilePass

_DIGEST = 64
_PIECE = 64 * 1024
_PASS = {"Authorization": "Akimat and the pass of the last exchange, in base64"}
_Request = Request[Any, Any, Any]


class HowFar(msgspec.Struct, frozen=True):
    offset: int
    is_whole: bool


@get(
    "/v1/files/{digest:str}/state",
    operation_class=openapi.told(refusals=(400, 403, 404, 503), headers=_PASS),
)
async def file_state(request: _Request) -> HowFar:
    """`offset`: where the next piece begins; `is_whole` once all is here."""
    centre, office, digest = await _allowed(request)
    return await aside(_state, centre, office, digest)


@patch(
    "/v1/files/{digest:str}",
    status_code=204,
    request_max_body_size=None,
    operation_class=openapi.told(
        taken="bytes of the file from Upload-Offset on",
        refusals=(400, 403, 404, 409, 503),
        headers=_PASS | {"Upload-Offset": "where they begin", "Upload-Length": "of the whole"},
        media=openapi.BINARY,
    ),
)
async def take_file(request: _Request) -> Response[None]:
    """Appends from `Upload-Offset` on, piece by piece as it comes; what came before a cut stays.

    Where `Upload-Length` is reached, the whole is proven by its name.
    """
    centre, office, digest = await _allowed(request)
    offset = _number(request.headers.get("upload-offset", ""))
    length = _number(request.headers.get("upload-length", ""))
    async for piece in _in_pieces(request.stream()):
        offset = await aside(centre.files.append, office, digest, offset, piece)
    if offset == length:
        await aside(centre.files.finish, office, digest)
    return Response(None, status_code=204, headers={"Upload-Offset": str(offset)})


@get(
    "/v1/files/{digest:str}",
    operation_class=openapi.told(
        given="the bytes of the file, from the place that was asked for",
        refusals=(400, 403, 404, 503),
        headers=_PASS | {"Range": "bytes=N-"},
        media=openapi.BINARY,
    ),
)
async def give_file(request: _Request) -> Stream:
    """From `Range: bytes=N-` on; the answer names the whole length."""
    centre, own_office, digest = await _allowed(request)
    office = await aside(dossiers.file_office, centre, own_office, digest)
    size = await aside(centre.files.size, office, digest)
    start = _start(request.headers.get("range", ""))
    if start > size:
        raise RequestUnreadable("range")
    headers = {"content-range": f"bytes {start}-{max(start, size - 1)}/{size}"}
    pieces = centre.files.pieces(office, digest, start)
    status = 206 if start else 200
    return Stream(
        pieces, status_code=status, headers=headers, media_type="application/octet-stream"
    )


async def _allowed(request: _Request) -> tuple[Centre, str, bytes]:
    """Raises FilePassWrong, StationRevoked, FileNotNamed, RequestUnreadable."""
    centre: Centre = request.app.state.centre
    shown = _shown(request.headers.get("authorization", ""))
    if shown is None or not is_good(centre, shown):
        raise FilePassWrong
    digest = _digest(request.path_params["digest"])
    await aside(_demand_named, centre, shown, digest)
    return centre, shown.office, digest


def _demand_named(centre: Centre, shown: FilePass, digest: bytes) -> None:
    with centre.store.read() as connection:
        if Stations(connection, shown.office).is_revoked(shown.station):
            raise StationRevoked
        if not NamedFiles(connection, shown.office).holds(digest):
            raise FileNotNamed(digest.hex())


def _state(centre: Centre, office: str, digest: bytes) -> HowFar:
    try:
        return HowFar(centre.files.size(office, digest), is_whole=True)
    except FileNotHere:
        return HowFar(centre.files.offset(office, digest), is_whole=False)


def _shown(header: str) -> FilePass | None:
    kind, _, told = header.partition(" ")
    if kind != "Akimat":
        return None
    try:
        return msgspec.msgpack.decode(base64.b64decode(told, validate=True), type=FilePass)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _digest(told: str) -> bytes:
    try:
        digest = bytes.fromhex(told)
    except ValueError:
        raise RequestUnreadable("digest") from None
    if len(told) != _DIGEST:
        raise RequestUnreadable("digest")
    return digest


def _number(told: str) -> int:
    if not (told.isascii() and told.isdigit() and len(told) < 12):
        raise RequestUnreadable("offset")
    return int(told)


def _start(told: str) -> int:
    """Only "bytes=N-" is understood; without it the whole is given."""
    if not told:
        return 0
    unit, _, place = told.partition("=")
    if unit != "bytes" or not place.endswith("-"):
        raise RequestUnreadable("range")
    return _number(place[:-1])


async def _in_pieces(body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Of a size that is worth a write to the disk, but never held back when the line goes."""
    held = b""
    try:
        async for part in body:
            held += part
            if len(held) >= _PIECE:
                yield held
                held = b""
    except Exception:
        if held:
            yield held
        raise
    if held:
        yield held


FILES = (file_state, take_file, give_file)
