"""The published description of the endpoints: what goes in and out, which of it is binary."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    Components,
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    RequestBody,
    Schema,
    SecurityScheme,
)

from akimat_desk.exchange.messages import MEDIA_TYPE, VERSION

BINARY: Final = "application/octet-stream"
_BYTES: Final = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
_REFUSAL: Final = Schema(
    type=OpenAPIType.OBJECT,
    properties={"error": Schema(type=OpenAPIType.STRING, description="a stable code")},
    required=["error"],
)
_MEANINGS: Final = {
    400: "not readable as a request of this version",
    401: "no session, or one that ended",
    403: "refused: the code says why",
    404: "no such thing here",
    409: "another state than the caller thinks: the code says which",
    413: "longer than may be",
    429: "too many tries or calls: later",
    503: "later: the database did not do it",
}


def told(
    *,
    taken: str = "",
    given: str = "",
    refusals: tuple[int, ...] = (),
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    media: str = MEDIA_TYPE,
) -> type[Operation]:
    """How an endpoint is described; `taken` and `given` say what the bytes of its bodies are."""

    @dataclass
    class Told(Operation):
        def __post_init__(self) -> None:
            if taken:
                content = {BINARY: OpenAPIMediaType(schema=_BYTES)}
                self.request_body = RequestBody(content, description=taken, required=True)
            answers = dict(self.responses or {})
            if given:
                content = {media: OpenAPIMediaType(schema=_BYTES)}
                answers["200"] = OpenAPIResponse(description=given, content=content)
            answers |= {str(one): _refusal(one) for one in refusals}
            self.responses = answers
            self.parameters = [
                *(self.parameters or ()),
                *_parameters("header", headers or {}),
                *_parameters("query", query or {}),
            ]

    return Told


def configuration() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Akimat Desk, the centre",
        version=f"1.{VERSION}",
        description=(
            "What desks and administrators ask of the centre. The bodies of exchange and"
            " enrolment are msgpack in zstd frames, signed by station keys; they are described"
            " in akimat_desk/exchange/messages.py and refused with a stable code."
        ),
        path="/v1",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=True,
        components=Components(
            security_schemes={
                "session": SecurityScheme(
                    type="apiKey", security_scheme_in="cookie", name="__Host-akimat-session",
                    description="as given at /admin/sign-in; over plain HTTP at the machine"
                    " itself it is called akimat-session",
                ),
                "pass": SecurityScheme(
                    type="apiKey", security_scheme_in="header", name="Authorization",
                    description="Akimat and the pass of the last exchange, in base64",
                ),
            }
        ),
    )  # fmt: skip


def _refusal(status: int) -> OpenAPIResponse:
    content = {"application/json": OpenAPIMediaType(schema=_REFUSAL)}
    return OpenAPIResponse(description=_MEANINGS[status], content=content)


def _parameters(place: Literal["header", "query"], named: Mapping[str, str]) -> list[Parameter]:
    return [
        Parameter(
            name=name, param_in=place, description=about, required=False,
            schema=Schema(type=OpenAPIType.STRING),
        )
        for name, about in named.items()
    ]  # fmt: skip
