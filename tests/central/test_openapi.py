"""The published description is true: whatever it allows is answered, and as it says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from central.admin_calls import NOOKAT, REPUBLIC, Administrator, add_user, browser
from central.signed_calls import Caller, centre_with_office
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre

CASES = 15
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PATHS = {
    "/health", "/v1/sync", "/v1/enrol", "/v1/stations/{office}", "/v1/files/{digest}",
    "/v1/files/{digest}/state", "/v1/admin/offices", "/v1/admin/offices/{office}/stations",
    "/v1/admin/published", "/v1/admin/audit", "/v1/access",
}  # fmt: skip


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    made = centre_with_office(tmp_path / "centre")
    Caller().enrol(made)
    add_user(made, territory=REPUBLIC)
    return made


@pytest.fixture
def signed(centre: Centre) -> Iterator["TestClient[Any]"]:
    with browser(centre) as client:
        assert Administrator(client).sign_in().status_code == 303
        yield client


def test_it_is_published_with_a_version_and_names_what_is_binary(signed) -> None:
    told = signed.get("/v1/openapi.json")
    assert told.headers["content-type"].startswith("application/")
    document = told.json()
    assert document["info"]["version"].startswith("1.")
    assert set(document["paths"]) == PATHS
    taken = document["paths"]["/v1/sync"]["post"]["requestBody"]
    assert taken["content"] == {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
    }
    assert "SyncRequest" in taken["description"]
    for named in document["paths"].values():
        for operation in named.values():
            assert operation["summary"]
            assert operation["responses"]


def test_pages_are_not_part_of_it(centre) -> None:
    shown = str(application(centre).openapi_schema.to_schema())
    for page in ("/admin/sign-in", "/status", "/metrics"):
        assert f"'{page}'" not in shown


@pytest.mark.parametrize("path", sorted(PATHS))
def test_no_call_that_it_allows_fails_the_server(signed, path) -> None:
    """With a valid session; the same calls in every run."""
    schema = schemathesis.openapi.from_dict(signed.get("/v1/openapi.json").json())
    for method in schema[path]:
        demand_sound(signed, schema[path][method])


def demand_sound(client: "TestClient[Any]", operation: Any) -> None:
    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=CASES,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def call(case: Any) -> None:
        told = case.as_transport_kwargs(base_url=str(client.base_url))
        sent = {name: told[name] for name in ("method", "url", "headers", "params", "cookies")}
        content = bytes(told.get("data") or b"")
        # The session's cookie stands; those that were made up come beside it.
        cookies = {**client.cookies, **(sent.pop("cookies", None) or {})}
        headers = {**sent.pop("headers"), "cookie": _line(cookies)}
        response = client.request(**sent, headers=headers, content=content)
        case.validate_response(response, checks=CHECKS)

    call()


def _line(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def test_the_session_of_the_test_is_a_good_one(signed) -> None:
    assert [one["office"] for one in signed.get("/v1/admin/offices").json()] == [NOOKAT]
