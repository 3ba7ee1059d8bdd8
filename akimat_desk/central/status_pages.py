"""The addresses of the public status page: the questions, their answer, and the receipt's own."""

from typing import Any
from urllib.parse import parse_qsl, quote

from litestar import Request, Response, get, post

from akimat_desk.central.asides import aside
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import RequestUnreadable
from akimat_desk.central.pages import LANGUAGES, SAFE, Page
from akimat_desk.central.status import Answer, StatusDesk

_Request = Request[Any, Any, Any]
MAX_FORM = 4 * 1024
_UNKNOWN, _TOO_MANY = 404, 429
_WAIT = {"retry-after": "3600"}


@get(["/", "/status"], include_in_schema=False)
async def status_form(request: _Request) -> Response[str]:
    """Where anybody may ask how an application stands."""
    return _html(_page(request).form())


@post("/status", status_code=200, include_in_schema=False)
async def status(request: _Request) -> Response[str]:
    """An unknown number, a wrong code and too many of either are answered in the same words."""
    told = await _form(request)
    number, code = told.get("number", "")[:40], told.get("code", "")[:12]
    desk: StatusDesk = request.app.state.status
    found = await aside(desk.by_code, number, code, _address(request))
    return _answered(_page(request), found, number)


@get(["/r/{seal:path}", "/R/{seal:path}"], include_in_schema=False)
async def receipt(request: _Request) -> Response[str]:
    """What the QR code of a receipt opens: the signed text itself is the question."""
    seal = request.path_params["seal"].removeprefix("/")
    desk: StatusDesk = request.app.state.status
    found = await aside(desk.by_seal, seal, _address(request))
    here = f"/r/{quote(seal, safe='/:.-')}" if found.is_known else "/status"
    return _answered(_page(request, here), found, "")


STATUS = (status_form, status, receipt)


def _answered(page: Page, found: Answer, number: str) -> Response[str]:
    if found.is_known:
        return _html(page.answer(found))
    refused = page.form(number=number, is_wrong=True)
    return _html(refused, _TOO_MANY if found.is_limited else _UNKNOWN)


def _page(request: _Request, here: str = "/status") -> Page:
    centre: Centre = request.app.state.centre
    return Page(_language(request), here=here, is_training=centre.is_training)


def _language(request: _Request) -> str:
    """As asked for, else the browser's first that we speak, else the state language."""
    told = request.query_params.get("lang", "")
    wished = request.headers.get("accept-language", "")[:200].split(",")
    spoken = (one.split(";")[0].strip()[:2].lower() for one in wished)
    return next((one for one in (told, *spoken) if one in LANGUAGES), LANGUAGES[0])


def _address(request: _Request) -> str:
    return "" if request.client is None else request.client.host


async def _form(request: _Request) -> dict[str, str]:
    """Raises RequestUnreadable."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > MAX_FORM:
            raise RequestUnreadable("length")
    try:
        told = dict(parse_qsl(data.decode("utf-8", "replace"), max_num_fields=8))
    except ValueError:
        raise RequestUnreadable("form") from None
    return {name: value.replace("\0", "") for name, value in told.items()}


def _html(page: str, status: int = 200) -> Response[str]:
    headers = {**SAFE, **(_WAIT if status == _TOO_MANY else {})}
    return Response(page, status_code=status, media_type="text/html", headers=headers)
