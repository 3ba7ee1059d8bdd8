"""The ASGI application: bytes in, bytes out, refusals as JSON with their code."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.response import Stream

from akimat_desk.central import access_logs, enrolment, openapi, streams
from akimat_desk.central.admin_routes import admin_routes
from akimat_desk.central.ahead import closing_all, together
from akimat_desk.central.asides import aside
from akimat_desk.central.calls import Call
from akimat_desk.central.centre import Centre
from akimat_desk.central.cut_short import CutShort
from akimat_desk.central.errors import OfficeUnknown, RequestUnreadable, status_of
from akimat_desk.central.file_pages import FILES
from akimat_desk.central.measures import Measures
from akimat_desk.central.status import StatusDesk
from akimat_desk.central.status_pages import STATUS
from akimat_desk.central.store.register import Register
from akimat_desk.central.told import TOLD
from akimat_desk.domain.errors import DeskError
from akimat_desk.exchange import parts
from akimat_desk.exchange.messages import MEDIA_TYPE, plain

_log = logging.getLogger("akimat.central")
_Request = Request[Any, Any, Any]
MAX_ENROL = 16 * 1024
MAX_ACCESS = 2 * 2**20
MAX_REQUEST = 256 * 2**20
MAX_OTHER = 64 * 1024
"""Of a body that no endpoint expects, or that none has set a limit of its own for."""
_HASHES = 2
"""Passwords that are compared at a time: each takes memory and a processor."""
_TAKES = 3
"""Calls whose entries are taken in at a time: more of them wait for each other (benchmarks)."""


def application(
    centre: Centre, *, metrics_token: str = "", lifespan: Sequence[Any] = ()
) -> Litestar:
    told = {
        "centre": centre,
        "status": StatusDesk(centre),
        "measures": Measures(),
        "cut_short": CutShort(),
        "metrics_token": metrics_token,
        "hashing": asyncio.Semaphore(_HASHES),
        "taking": asyncio.Semaphore(_TAKES),
    }
    return Litestar(
        route_handlers=[sync, access, enrol, stations, *STATUS, *FILES, *TOLD, *admin_routes()],
        state=State(told),
        lifespan=list(lifespan),
        exception_handlers={DeskError: _refused, HTTPException: _not_found, Exception: _failed},
        openapi_config=openapi.configuration(),
        request_max_body_size=MAX_OTHER,
        multipart_form_part_limit=16,
        logging_config=None,
    )


@post(
    "/v1/sync",
    status_code=200,
    request_max_body_size=None,
    operation_class=openapi.told(
        taken="a sealed SyncRequest, then a Batch each, framed by length; an empty frame ends",
        given=(
            "a SyncAnswer: receipts, places, a page of other origins' entries, publications; where"
            f" {parts.MEDIA_TYPE} is accepted and much waits, page after page in one stream"
        ),
        refusals=(400, 403, 404, 409, 429, 503),
    ),
)
async def sync(request: _Request) -> Response[bytes] | Stream:
    """A head, then batches; each is committed when it is complete, whatever becomes of the rest."""
    started = time.monotonic()
    call = streams.opened(request.app.state.centre, request.headers)
    body, cut = request.stream(), request.app.state.cut_short
    incoming = streams.Incoming(request.headers, MAX_REQUEST, cut)
    try:
        async with closing_all(together(incoming.messages(body))) as groups:
            async for group in groups:
                async with request.app.state.taking:
                    await aside(call.take, group)
        if not call.is_answered:
            async with request.app.state.taking:
                await aside(call.end)
    except DeskError:
        await _drained(body)
        raise
    finally:
        told = _noted(call, incoming, cut)
        if call.parting is None:
            _counted(request, call, started)
    if call.parting is None:
        return Response(call.answer, media_type=MEDIA_TYPE, headers={**streams.TAKES, **told})
    return streams.answer(
        call.parting, request.headers, told, lambda: _counted(request, call, started)
    )


@post(
    "/v1/enrol",
    status_code=200,
    operation_class=openapi.told(
        taken="a sealed EnrolRequest with the one-time code",
        given="an EnrolAnswer: the station's certificate, the server's key, the directory",
        refusals=(400, 403, 404, 409, 429, 503),
    ),
)
async def enrol(request: _Request) -> Response[bytes]:
    """Raises what enrolment.enrol names."""
    message = b""
    async for part in request.stream():
        message += part
        if len(message) > MAX_ENROL:
            raise RequestUnreadable("length")
    answer = await aside(enrolment.enrol, request.app.state.centre, message)
    _say("enrol")
    return Response(answer, media_type=MEDIA_TYPE)


@get(
    "/v1/stations/{office:str}",
    operation_class=openapi.told(
        given="a Directory: every key the office ever had, signed by the server",
        refusals=(400, 404, 503),
    ),
)
async def stations(request: _Request) -> Response[bytes]:
    """The signed directory of an office's station keys."""
    return Response(
        await aside(_directory, request.app.state.centre, request.path_params["office"]),
        media_type=MEDIA_TYPE,
    )


@post(
    "/v1/access",
    status_code=200,
    request_max_body_size=MAX_ACCESS,
    operation_class=openapi.told(
        taken="a sealed AccessPush: a batch of a station's access log, or the question for its end",
        given="an AccessAnswer: where the next batch begins, and the receipt",
        refusals=(400, 403, 404, 429, 503),
    ),
)
async def access(request: _Request) -> Response[bytes]:
    """Raises what access_logs.take names."""
    message = b""
    async for part in request.stream():
        message += part
        if len(message) > MAX_ACCESS:
            raise RequestUnreadable("length")
    answer = await aside(access_logs.take, request.app.state.centre, message)
    _say("access")
    return Response(answer, media_type=MEDIA_TYPE)


def _noted(call: Call, incoming: streams.Incoming, cut: CutShort) -> Mapping[str, str]:
    """What is kept of a batch that was cut goes by the station whose head was good."""
    if call.exchange is None:
        return {}
    asked = call.exchange.request
    incoming.note(asked)
    return cut.told((asked.office, asked.station))


def _counted(request: _Request, call: Call, started: float) -> None:
    exchange = call.exchange
    if exchange is not None:
        counted = msgspec.to_builtins(exchange.counted)
        request.app.state.measures.note_entries(counted)
        _say(
            "sync",
            station=exchange.request.station,
            office=exchange.request.office,
            ms=round((time.monotonic() - started) * 1000),
            **counted,
        )


async def _drained(body: AsyncIterator[bytes]) -> None:
    """A client that is still sending hears an answer only when it has finished."""
    try:
        async for _ in body:
            pass
    except (RuntimeError, HTTPException):
        return


def _directory(centre: Centre, office: str) -> bytes:
    with centre.store.read() as connection:
        if office not in Register(connection).offices():
            raise OfficeUnknown(office)
        return plain(enrolment.directory(centre, connection, office))


def _refused(_request: _Request, wrong: Exception) -> Response[bytes]:
    if not isinstance(wrong, DeskError):
        return _failed(_request, wrong)
    _say("refused", code=wrong.code)
    return _error(status_of(wrong), {"error": wrong.code, **wrong.facts()})


def _not_found(_request: _Request, wrong: Exception) -> Response[bytes]:
    status = wrong.status_code if isinstance(wrong, HTTPException) else 500
    return _error(status, {"error": "no_such_page" if status < 500 else "failed"})


def _failed(_request: _Request, wrong: Exception) -> Response[bytes]:
    """A bug: its place goes to the log, nothing of it over the line."""
    place, trace = "", wrong.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        place, trace = f"{code.co_name}:{trace.tb_lineno}", trace.tb_next
    _say("failed", kind=type(wrong).__name__, place=place)
    return _error(500, {"error": "failed"})


def _error(status: int, told: dict[str, object]) -> Response[bytes]:
    return Response(msgspec.json.encode(told), status_code=status, media_type="application/json")


def _say(what: str, **facts: object) -> None:
    _log.info(msgspec.json.encode({"what": what, **facts}).decode())
