"""How much one address may ask: what is above it is refused unread, and for a minute only."""

import asyncio
import json
from typing import Any

from akimat_desk.central import rates
from akimat_desk.central.rates import OF_ROUTES, REFUSALS, Rated, Rates

HERE, THERE = "192.0.2.1", "192.0.2.2"
ENROL = ("POST", "/v1/enrol")


class Hand:
    """A clock turned by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_route_has_a_limit_of_its_own_and_each_address_its_own_count() -> None:
    clock = Hand()
    counted = Rates(clock)
    assert all(counted.allows(*ENROL, HERE) for _ in range(OF_ROUTES[ENROL]))
    assert not counted.allows(*ENROL, HERE)
    assert counted.allows(*ENROL, THERE)
    assert counted.allows("GET", "/health", HERE)
    clock.now += 60
    assert counted.allows(*ENROL, HERE)


def test_who_is_refused_too_often_hears_no_more_of_the_exchange_but_of_the_rest() -> None:
    counted = Rates(Hand())
    for _ in range(REFUSALS):
        assert counted.allows("POST", "/v1/sync", HERE)
        counted.note_refused("/v1/sync", HERE)
    assert not counted.allows("POST", "/v1/sync", HERE)
    assert counted.allows("GET", "/status", HERE)
    assert counted.allows("POST", "/v1/sync", THERE)


def test_a_household_of_ipv6_is_one_address() -> None:
    counted = Rates(Hand())
    for place in range(OF_ROUTES[ENROL]):
        assert counted.allows(*ENROL, f"2001:db8::{place:x}")
    assert not counted.allows(*ENROL, "2001:db8::ffff")
    assert counted.allows(*ENROL, "2001:db8:0:1::1")


def test_many_addresses_do_not_make_the_list_grow_without_end() -> None:
    counted = Rates(Hand())
    for place in range(rates._NETWORKS + 500):
        counted.allows("GET", "/health", f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}")
    assert len(counted._counts) <= rates._NETWORKS + 1


def test_above_the_limit_the_application_is_not_asked() -> None:
    asked: list[str] = []
    told: list[Any] = []

    async def inner(scope: Any, _receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        await send({"type": "http.response.start", "status": 403, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:
        told.append(message)

    async def call() -> None:
        app = Rated(inner, Rates(Hand()))
        scope = {"type": "http", "method": "POST", "path": "/v1/enrol", "client": (HERE, 1)}
        for _ in range(OF_ROUTES[ENROL] + 1):
            await app(scope, None, send)

    asyncio.run(call())
    assert len(asked) == OF_ROUTES[ENROL]
    assert told[-2]["status"] == 429
    assert json.loads(told[-1]["body"]) == {"error": "too_many_requests"}
    assert (b"retry-after", b"60") in told[-2]["headers"]
