"""The addresses of the administrators' pages, each with the right it demands, and their JSON."""

from typing import Any

import msgspec
from litestar import Response, Router, get, post
from litestar.exceptions import HTTPException

from akimat_desk.central import admin_calls, admin_pages, sessions
from akimat_desk.central.admin_calls import (
    MAX_FORM,
    MAX_UPLOAD,
    AdminRequest,
    address,
    elsewhere,
    html,
    json,
    remembered,
    seen,
    signed,
)
from akimat_desk.central.admin_desk import AdminDesk, OfficeLine, StationLine
from akimat_desk.central.admin_words import refusal_words
from akimat_desk.central.asides import aside
from akimat_desk.central.audit import PAGE
from akimat_desk.central.errors import SignInRefused, StationMissing, TooManyTries
from akimat_desk.central.openapi import told as described
from akimat_desk.central.store.publications import Line
from akimat_desk.domain.errors import DeskError, FieldWrong


class OfficeStations(msgspec.Struct, frozen=True):
    office: OfficeLine
    stations: list[StationLine]


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the audit without its proof."""

    number: int
    at: int
    who: str
    origin: str
    what: str
    office: str
    about: str


@get("/sign-in", opt={"action": "door"})
async def door(request: AdminRequest) -> Response[str]:
    return remembered(request, admin_calls.at_the_door(request))


@post("/sign-in", status_code=200, opt={"action": "door"})
async def sign_in(request: AdminRequest) -> Response[str]:
    """Wrong, unknown, ended and too often are told apart only where it does not matter whose."""
    told = await admin_calls.told_form(request)
    login = told.get("login", "").strip()[:40]
    given = (login, told.get("password", "")[:400], address(request))
    centre = request.app.state.centre
    try:
        async with request.app.state.hashing:
            found = await aside(
                sessions.sign_in, centre, *given, admin_calls.session_token(request)
            )
    except (SignInRefused, TooManyTries) as wrong:
        words = refusal_words(seen(request).t, wrong)
        answer = admin_calls.at_the_door(request, login=login, wrong=words)
        answer.status_code = 429 if isinstance(wrong, TooManyTries) else 403
        return answer
    return admin_calls.let_in(request, found.token)


@post("/sign-out", status_code=200, opt={"action": "own_password"})
async def sign_out(request: AdminRequest) -> Response[str]:
    await admin_calls.told_form(request)
    await aside(sessions.sign_out, request.app.state.centre, signed(request), address(request))
    return admin_calls.let_out(request)


@get(["/", "/offices"], opt={"action": "see"})
async def offices(request: AdminRequest) -> Response[str]:
    lines = await aside(_desk(request).offices, signed(request).user)
    return remembered(request, html(admin_pages.offices(seen(request), lines)))


@post("/offices", status_code=200, opt={"action": "add_office"})
async def add_office(request: AdminRequest) -> Response[str]:
    told = await admin_calls.told_form(request)
    given = (told.get("office", "")[:60], address(request))
    office = await aside(_desk(request).add_office, signed(request).user, *given)
    return elsewhere(f"/admin/offices/{office}")


@get("/offices/{office:str}", opt={"action": "see"})
async def stations(request: AdminRequest) -> Response[str]:
    office = request.path_params["office"]
    found, lines = await aside(_desk(request).stations, signed(request).user, office)
    shown = seen(request, f"/admin/offices/{office}")
    return remembered(request, html(admin_pages.stations(shown, found, lines)))


@post(
    ["/offices/{office:str}/code", "/offices/{office:str}/stations/{station:str}/code"],
    status_code=200,
    opt={"action": "make_code"},
)
async def code(request: AdminRequest) -> Response[str]:
    """Shown in the answer itself: it is kept nowhere."""
    await admin_calls.told_form(request)
    office, station = request.path_params["office"], request.path_params.get("station", "")
    given = (signed(request).user, office, station, address(request))
    made = await aside(_desk(request).new_code, *given)
    shown = seen(request, f"/admin/offices/{office}")
    return html(admin_pages.code(shown, office, station, made))


@get("/offices/{office:str}/stations/{station:str}/revoke", opt={"action": "revoke_station"})
async def ask_revoking(request: AdminRequest) -> Response[str]:
    office = request.path_params["office"]
    _, lines = await aside(_desk(request).stations, signed(request).user, office)
    line = _station(lines, request.path_params["station"])
    shown = seen(request, request.url.path)
    return remembered(request, html(admin_pages.revoking(shown, office, line)))


@post(
    "/offices/{office:str}/stations/{station:str}/revoke",
    status_code=200,
    opt={"action": "revoke_station"},
)
async def revoke(request: AdminRequest) -> Response[str]:
    await admin_calls.told_form(request)
    office, station = request.path_params["office"], request.path_params["station"]
    await aside(_desk(request).revoke, signed(request).user, office, station, address(request))
    return elsewhere(f"/admin/offices/{office}")


@get("/published", opt={"action": "see"})
async def published(request: AdminRequest) -> Response[str]:
    user, desk = signed(request).user, _desk(request)
    lines, known = await aside(desk.published, user), await aside(desk.offices, user)
    shown = seen(request, "/admin/published")
    return remembered(request, html(admin_pages.published(shown, lines, known)))


@post("/published", status_code=200, opt={"action": "publish"}, request_max_body_size=MAX_UPLOAD)
async def check(request: AdminRequest) -> Response[str]:
    """Looked at and kept; nothing is published yet."""
    told, files = await admin_calls.told_files(request)
    given = (signed(request).user, files, told.get("office", "")[:60])
    found = await aside(_desk(request).check, *given)
    return html(admin_pages.checked(seen(request, "/admin/published"), found))


@post("/published/{upload:str}", status_code=200, opt={"action": "publish"})
async def publish(request: AdminRequest) -> Response[str]:
    await admin_calls.told_form(request)
    given = (signed(request).user, request.path_params["upload"], address(request))
    done = await aside(_desk(request).publish, *given)
    return html(admin_pages.publishing_done(seen(request, "/admin/published"), done))


@get("/audit", opt={"action": "see_audit"})
async def audit(request: AdminRequest) -> Response[str]:
    lines = await aside(_desk(request).audit, signed(request).user, _before(request))
    more = lines[-1].number if len(lines) == PAGE else 0
    return remembered(request, html(admin_pages.audit(seen(request, "/admin/audit"), lines, more)))


@get("/password", opt={"action": "own_password"})
async def password(request: AdminRequest) -> Response[str]:
    return remembered(request, html(admin_pages.password(seen(request, "/admin/password"))))


@post("/password", status_code=200, opt={"action": "own_password"})
async def change_password(request: AdminRequest) -> Response[str]:
    told = await admin_calls.told_form(request)
    known, wished = told.get("known", "")[:400], told.get("wished", "")[:400]
    try:
        _demand_same(wished, told.get("again", ""))
        async with request.app.state.hashing:
            given = (signed(request).user, known, wished, address(request))
            await aside(_desk(request).change_password, *given)
    except (SignInRefused, TooManyTries, FieldWrong) as wrong:
        shown = seen(request, "/admin/password")
        words = refusal_words(shown.t, wrong)
        return html(admin_pages.password(shown, words), 403)
    return admin_calls.let_out(request)


_REFUSALS = (400, 401, 403, 404, 503)
_REFUSED = described(refusals=_REFUSALS)
_IN_PAGES = described(refusals=_REFUSALS, query={"before": "the number of a line"})


@get("/offices", opt={"action": "see"}, operation_class=_REFUSED)
async def offices_json(request: AdminRequest) -> Response[list[OfficeLine]]:
    """The offices of the territory, with their stations counted and when they were heard of."""
    return json(await aside(_desk(request).offices, signed(request).user))


@get("/offices/{office:str}/stations", opt={"action": "see"}, operation_class=_REFUSED)
async def stations_json(request: AdminRequest) -> Response[OfficeStations]:
    """The stations of one office of the territory."""
    office = request.path_params["office"]
    found, lines = await aside(_desk(request).stations, signed(request).user, office)
    return json(OfficeStations(found, lines))


@get("/published", opt={"action": "see"}, operation_class=_REFUSED)
async def published_json(request: AdminRequest) -> Response[list[Line]]:
    """What is offered to the desks, in the order of publishing."""
    return json(await aside(_desk(request).published, signed(request).user))


@get("/audit", opt={"action": "see_audit"}, operation_class=_IN_PAGES)
async def audit_json(request: AdminRequest) -> Response[list[Done]]:
    """What was done, the newest first; `before` is the number of a line to go on behind."""
    lines = await aside(_desk(request).audit, signed(request).user, _before(request))
    fields = Done.__struct_fields__
    return json([Done(**{name: getattr(one, name) for name in fields}) for one in lines])


def _desk(request: AdminRequest) -> AdminDesk:
    return AdminDesk(request.app.state.centre)


def _station(lines: list[StationLine], station: str) -> StationLine:
    """Raises StationMissing."""
    found = next((one for one in lines if one.station == station), None)
    if found is None:
        raise StationMissing(station)
    return found


def _demand_same(wished: str, again: str) -> None:
    """Raises FieldWrong."""
    if wished != again:
        raise FieldWrong("password", "differs")


def _before(request: AdminRequest) -> int:
    """What is no number of a line asks for the newest."""
    told = request.query_params.get("before", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


_ANSWERS: dict[Any, Any] = {
    DeskError: admin_calls.refused,
    HTTPException: admin_calls.refused,
}
PAGES = (
    door, sign_in, sign_out, offices, add_office, stations, code, ask_revoking, revoke,
    published, check, publish, audit, password, change_password,
)  # fmt: skip
JSON = (offices_json, stations_json, published_json, audit_json)


def admin_routes() -> tuple[Router, Router]:
    pages = Router(
        "/admin",
        route_handlers=PAGES,
        guards=[admin_calls.permitted],
        exception_handlers=_ANSWERS,
        include_in_schema=False,
        request_max_body_size=MAX_FORM,
    )
    answers = Router(
        "/v1/admin",
        route_handlers=JSON,
        security=[{"session": []}],
        tags=["administration"],
        guards=[admin_calls.permitted],
        exception_handlers=_ANSWERS,
        request_max_body_size=MAX_FORM,
    )
    return pages, answers
