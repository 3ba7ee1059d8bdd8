"""Opens what came over the line, and refuses what no column of either database could hold.

PostgreSQL keeps no NUL in a text, no number beyond its column and no long key in an index; SQLite
takes all of them. A message is judged here alike for both, before anything of it is stored.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from akimat_desk.exchange import messages
from akimat_desk.exchange.messages import (
    Batch,
    EnrolRequest,
    MessageUnreadable,
    SyncRequest,
)

MOST_ORIGINS: Final = 5_000
"""Places one request may name; each is looked up. An office has some dozens."""
LONGEST_NAME: Final = 200
_ID_SIZE: Final = 16
_LONGEST_TOKEN: Final = 64
_BEYOND_SEQ = _BEYOND_SCHEMA = 2**31
_BEYOND_COLUMNS: Final = 2**63
_Message = TypeVar("_Message")


def parsed(data: bytes, of: type[_Message]) -> _Message:
    """Raises MessageUnreadable: shape, text, number, size, many."""
    message = messages.parsed(data, of)
    _demand(message)
    return message


def unpack(data: bytes, of: type[_Message]) -> _Message:
    """Raises MessageUnreadable, also with compression and length."""
    message = messages.unpack(data, of)
    _demand(message)
    return message


def is_storable_text(text: str) -> bool:
    return "\0" not in text and len(text) <= LONGEST_NAME


def _demand(message: Any) -> None:
    judge = _JUDGES.get(type(message))
    if judge is not None:
        judge(message)


def _demand_request(request: SyncRequest) -> None:
    _texts((request.station, request.office, request.mark))
    _ids((request.origin,))
    _tokens((request.nonce, request.lease, request.epoch))
    _numbers((request.cursor, request.directory, request.max_bytes, request.published or 0))
    if len(request.have) > MOST_ORIGINS:
        raise MessageUnreadable("many")
    _ids(request.have)
    _numbers(place.seq for place in request.have.values())


def _demand_enrolment(request: EnrolRequest) -> None:
    _texts((request.station, request.office, request.point, request.mark, request.code))
    _ids((request.origin,))


def _demand_batch(batch: Batch) -> None:
    """`at` and `hlc` are sums: the entries made of them are asked one by one when it is opened."""
    if len(batch.streams) > len(batch.bodies):
        raise MessageUnreadable("many")
    _texts((batch.office, *batch.roles, *(name for name, _ in batch.types)))
    _tokens((batch.head.key_id,))
    if batch.first < 1 or batch.last >= _BEYOND_SEQ:
        raise MessageUnreadable("number")
    # One below 1 has a column; that no desk writes it is said when the batch is opened.
    if any(not -_BEYOND_SCHEMA <= schema < _BEYOND_SCHEMA for _, schema in batch.types):
        raise MessageUnreadable("number")
    branch = batch.head.branch
    if branch is not None:
        _ids((branch.origin,))
        _numbers((branch.first + len(batch.bodies),))


_JUDGES: dict[type[Any], Callable[[Any], None]] = {
    SyncRequest: _demand_request,
    EnrolRequest: _demand_enrolment,
    Batch: _demand_batch,
}


def _texts(found: Iterable[str]) -> None:
    if not all(is_storable_text(one) for one in found):
        raise MessageUnreadable("text")


def _numbers(found: Iterable[int]) -> None:
    if not all(0 <= one < _BEYOND_COLUMNS for one in found):
        raise MessageUnreadable("number")


def _ids(found: Iterable[bytes]) -> None:
    if any(len(one) != _ID_SIZE for one in found):
        raise MessageUnreadable("size")


def _tokens(found: Iterable[bytes | None]) -> None:
    if any(one is not None and len(one) > _LONGEST_TOKEN for one in found):
        raise MessageUnreadable("size")
