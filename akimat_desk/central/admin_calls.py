"""A call of an administrator: whose session it is, its form, its cookies, what it is refused."""

import ipaddress
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

import msgspec
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler

from akimat_desk.central import admin_frame, admin_pages, sessions
from akimat_desk.central.access import demand
from akimat_desk.central.admin_frame import Seen
from akimat_desk.central.admin_words import refusal_words
from akimat_desk.central.asides import aside
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import (
    FormStale,
    LineNotSafe,
    NotSignedIn,
    RequestUnreadable,
    TooManyTries,
    status_of,
)
from akimat_desk.central.pages import LANGUAGES
from akimat_desk.central.sessions import Signed
from akimat_desk.domain.errors import DeskError, RuleBroken
from akimat_desk.exchange.messages import MOST_PUBLISHED

_Told = TypeVar("_Told")
AdminRequest = Request[Any, Any, Any]
_Call = ASGIConnection[Any, Any, Any, Any]
MAX_FORM: Final = 16 * 1024
MAX_UPLOAD: Final = 4 * MOST_PUBLISHED + MAX_FORM
_SIGNED: Final = "akimat_signed"
_SESSION, _DOOR, _TONGUE = "akimat-session", "akimat-door", "akimat-language"
# A browser takes such a cookie over TLS alone, from this host alone, for all of it.
_HOST: Final = "__Host-"
_FORWARDED: Final = ("x-forwarded-for", "forwarded", "x-real-ip")
_YEAR: Final = 365 * 24 * 3600


async def permitted(call: _Call, handler: BaseRouteHandler) -> None:
    """The guard of every route: its `action` is demanded, in the office its path names.

    Raises NotSignedIn, NotPermitted, LineNotSafe, RequestUnreadable.
    """
    _demand_safe(call)
    if any("\0" in str(value) for value in call.path_params.values()):
        # PostgreSQL has no such text.
        raise RequestUnreadable("path")
    action = handler.opt["action"]
    if action == "door":
        return
    centre: Centre = call.app.state.centre
    found = await aside(sessions.signed, centre, _cookie(call, _SESSION))
    if found is None:
        raise NotSignedIn
    call.scope["state"][_SIGNED] = found
    demand(found.user, action, call.path_params.get("office"))


def signed(request: AdminRequest) -> Signed:
    found: Signed = request.scope["state"][_SIGNED]
    return found


def address(request: AdminRequest) -> str:
    return "" if request.client is None else request.client.host


def seen(request: AdminRequest, here: str = "/admin/offices") -> Seen:
    """How the page is made; at the door its forms live by a token of their own."""
    centre: Centre = request.app.state.centre
    found: Signed | None = request.scope["state"].get(_SIGNED)
    if found is None:
        token = _cookie(request, _DOOR)
        return Seen(_language(request), here, None, token, centre.is_training)
    return Seen(_language(request), here, found.user, found.token, centre.is_training)


def session_token(request: AdminRequest) -> str:
    return _cookie(request, _SESSION)


async def told_form(request: AdminRequest, step: str = "") -> dict[str, str]:
    """The fields of a form that was made for this session and this very address.

    Raises FormStale, RequestUnreadable.
    """
    data = (await request.body()).decode("utf-8", "replace")
    try:
        told = dict(parse_qsl(data, keep_blank_values=True, max_num_fields=16))
    except ValueError:
        raise RequestUnreadable("form") from None
    _demand_own(request, step, told.get("word", ""))
    return {name: value.replace("\0", "") for name, value in told.items()}


async def told_files(request: AdminRequest) -> tuple[dict[str, str], dict[str, bytes]]:
    """The fields and the files, by their names. Raises FormStale, RequestUnreadable."""
    form = await request.form()
    told = {name: value for name, value in form.items() if isinstance(value, str)}
    _demand_own(request, "", told.get("word", ""))
    files: dict[str, bytes] = {}
    for one in form.getall("files", []):
        if isinstance(one, UploadFile) and one.filename:
            files[one.filename.replace("\\", "/").rpartition("/")[2]] = await one.read()
    if not files:
        raise RequestUnreadable("file")
    return told, files


def html(text: str, status: int = 200, extra: dict[str, str] | None = None) -> Response[str]:
    headers = {**admin_frame.HEADERS, **(extra or {})}
    return Response(text, status_code=status, media_type="text/html", headers=headers)


def json(told: _Told, status: int = 200) -> Response[_Told]:
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return Response(told, status_code=status, media_type="application/json", headers=headers)


def elsewhere(place: str) -> Response[str]:
    """After something was done: asking for the page again must not do it again."""
    return html("", 303, {"location": place})


def let_in(request: AdminRequest, token: str) -> Response[str]:
    answer = elsewhere("/admin/offices")
    _set(request, answer, _SESSION, token)
    _set(request, answer, _DOOR, "", lasts=0)
    return answer


def let_out(request: AdminRequest) -> Response[str]:
    answer = elsewhere("/admin/sign-in")
    _set(request, answer, _SESSION, "", lasts=0)
    return answer


def at_the_door(request: AdminRequest, *, login: str = "", wrong: str = "") -> Response[str]:
    """Each time with a fresh token, that a page of somebody else cannot know."""
    token = sessions.fresh_token(request.app.state.centre)
    shown = msgspec.structs.replace(seen(request, "/admin/sign-in"), token=token)
    answer = html(admin_pages.door(shown, login, wrong), 200 if not wrong else 403)
    _set(request, answer, _DOOR, token)
    return answer


def remembered(request: AdminRequest, answer: Response[str]) -> Response[str]:
    """The language that was asked for is kept for the pages after this one."""
    told = request.query_params.get("lang", "")
    if told in LANGUAGES:
        _set(request, answer, _TONGUE, told, lasts=_YEAR)
    return answer


def refused(request: AdminRequest, wrong: Exception) -> Response[Any]:
    """In words; a call for JSON hears the code."""
    if isinstance(wrong, HTTPException):
        wrong = _as_refusal(wrong)
    status = status_of(wrong) if isinstance(wrong, DeskError) else 500
    status = 400 if status == 503 and isinstance(wrong, RuleBroken) else status
    if request.url.path.startswith("/v1/"):
        told = {"error": wrong.code} if isinstance(wrong, DeskError) else {"error": "failed"}
        return json(told, status)
    if isinstance(wrong, NotSignedIn) and request.method == "GET":
        return elsewhere("/admin/sign-in")
    shown = seen(request)
    words = refusal_words(shown.t, wrong)
    back = "/admin/sign-in" if shown.user is None else "/admin/offices"
    extra = {"retry-after": "3600"} if isinstance(wrong, TooManyTries) else None
    return html(admin_pages.refused(shown, words, back), status, extra)


def _as_refusal(wrong: HTTPException) -> DeskError:
    return RequestUnreadable("length" if wrong.status_code == 413 else "form")


def _demand_own(request: AdminRequest, step: str, word: str) -> None:
    """Raises FormStale."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise FormStale
    found: Signed | None = request.scope["state"].get(_SIGNED)
    token = _cookie(request, _DOOR) if found is None else found.token
    sessions.demand_form(token, step or request.url.path, word)


def _demand_safe(call: _Call) -> None:
    """Over TLS, or from this very machine without a proxy between. Raises LineNotSafe."""
    if call.url.scheme == "https":
        return
    if call.client is not None and not any(name in call.headers for name in _FORWARDED):
        try:
            if ipaddress.ip_address(call.client.host).is_loopback:
                return
        except ValueError:
            pass
    raise LineNotSafe


def _language(request: AdminRequest) -> str:
    wished = request.headers.get("accept-language", "")[:200].split(",")
    spoken = (one.split(";")[0].strip()[:2].lower() for one in wished)
    told = (request.query_params.get("lang", ""), request.cookies.get(_TONGUE, ""), *spoken)
    return next((one for one in told if one in LANGUAGES), LANGUAGES[0])


def _cookie(call: _Call, name: str) -> str:
    return call.cookies.get(_name(call, name), "")[:100]


def _name(call: _Call, name: str) -> str:
    is_bare = call.url.scheme != "https" or name == _TONGUE
    return name if is_bare else f"{_HOST}{name}"


def _set(
    request: AdminRequest, answer: Response[str], name: str, value: str, *, lasts: int | None = None
) -> None:
    """For the time the browser is open, unless a number of seconds is said."""
    answer.set_cookie(
        key=_name(request, name), value=value, max_age=lasts, path="/", httponly=True,
        secure=request.url.scheme == "https", samesite="strict",
    )  # fmt: skip
