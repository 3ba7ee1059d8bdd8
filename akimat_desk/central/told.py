"""What the server says of itself: whether it is well, and what it counted."""

import hmac
import ipaddress
import shutil
from typing import Any

import msgspec
from litestar import Request, Response, get

from akimat_desk.central import openapi
from akimat_desk.central.asides import aside
from akimat_desk.central.centre import Centre
from akimat_desk.central.measures import Measures
from akimat_desk.central.store.counts import counts

_Request = Request[Any, Any, Any]
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


class Health(msgspec.Struct, frozen=True, kw_only=True):
    status: str
    epoch: str
    training: bool
    database: str
    disk_free: int


@get("/health", operation_class=openapi.told(refusals=(503,)))
async def health(request: _Request) -> Health:
    """Answers while the database does."""
    centre: Centre = request.app.state.centre
    epoch = await aside(centre.stored_epoch)
    return Health(
        status="ok",
        epoch="" if epoch is None else epoch.hex(),
        training=centre.is_training,
        database=centre.store.kind,
        disk_free=await aside(_disk_free, centre),
    )


@get("/metrics", include_in_schema=False)
async def metrics(request: _Request) -> Response[str]:
    """For this machine alone, or for who shows the token; anybody else finds no such page."""
    centre: Centre = request.app.state.centre
    if not _may_see(request):
        return Response('{"error":"no_such_page"}', status_code=404, media_type="application/json")
    measures: Measures = request.app.state.measures
    standing = await aside(_standing, centre)
    return Response(measures.text(standing), media_type="text/plain; version=0.0.4")


def _may_see(request: _Request) -> bool:
    token: str = request.app.state.metrics_token
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    if token and kind == "Bearer":
        return hmac.compare_digest(shown.encode(), token.encode())
    # Behind a proxy of this machine every caller looks as if it were here.
    if any(name in request.headers for name in _FORWARDED) or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _standing(centre: Centre) -> dict[str, float]:
    with centre.store.read() as connection:
        return {**counts(connection), "disk_free_bytes": _disk_free(centre)}


def _disk_free(centre: Centre) -> int:
    return shutil.disk_usage(centre.folder).free


TOLD = (health, metrics)
