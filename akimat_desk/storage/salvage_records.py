"""Records of one page of a database, read without its neighbours; nonsense is passed over."""

import struct
from collections.abc import Iterator, Mapping

from akimat_desk.storage.salvage_pages import USABLE

Value = int | str | bytes | None
Record = tuple[Value, ...]

_INDEX_INNER, _INDEX_LEAF, _TABLE_LEAF = 0x02, 0x0A, 0x0D
_FIRST_PAGE_HEADER = 100
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LONGEST = 64 * 1024 * 1024


class _Nonsense(ValueError):
    """What stands there cannot be a record."""


def records(number: int, data: bytes, others: Mapping[int, bytes]) -> Iterator[Record]:
    """`others` holds the pages on which a long record may go on. Never raises."""
    start = _FIRST_PAGE_HEADER if number == 1 else 0
    kind = data[start]
    if kind not in (_INDEX_INNER, _INDEX_LEAF, _TABLE_LEAF):
        return
    (count,) = struct.unpack_from(">H", data, start + 3)
    pointers = start + (12 if kind == _INDEX_INNER else 8)
    for place in range(pointers, min(pointers + 2 * count, USABLE - 1), 2):
        (cell,) = struct.unpack_from(">H", data, place)
        try:
            yield _record(_payload(data, cell, kind, others))
        except (_Nonsense, IndexError, struct.error, UnicodeDecodeError):
            continue


def _payload(data: bytes, cell: int, kind: int, others: Mapping[int, bytes]) -> bytes:
    place = cell + (4 if kind == _INDEX_INNER else 0)
    size, place = _varint(data, place)
    if kind == _TABLE_LEAF:
        _, place = _varint(data, place)
    if size > _LONGEST:
        raise _Nonsense
    here = _local(size, kind)
    if place + here > len(data):
        raise _Nonsense
    found = [data[place : place + here]]
    left = size - here
    following = struct.unpack_from(">I", data, place + here)[0] if left else 0
    while left > 0:
        page = others.get(following)
        if page is None:
            raise _Nonsense
        (following,) = struct.unpack_from(">I", page, 0)
        found.append(page[4 : 4 + min(left, USABLE - 4)])
        left -= USABLE - 4
    return b"".join(found)


def _local(size: int, kind: int) -> int:
    """How much of a record lies in its own page (SQLite's file format, 1.6)."""
    most = USABLE - 35 if kind == _TABLE_LEAF else (USABLE - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (USABLE - 12) * 32 // 255 - 23
    told = least + (size - least) % (USABLE - 4)
    return told if told <= most else least


def _record(payload: bytes) -> Record:
    end, place = _varint(payload, 0)
    if end > len(payload):
        raise _Nonsense
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, end = _value(payload, end, kind)
        values.append(value)
    if end != len(payload):
        raise _Nonsense
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    size = _INTEGERS.get(kind)
    if size is None and kind < 12:
        raise _Nonsense
    end = place + (size if size is not None else (kind - 12) // 2)
    if end > len(payload):
        raise _Nonsense
    found = payload[place:end]
    if size is not None:
        return int.from_bytes(found, "big", signed=True), end
    return (found if kind % 2 == 0 else found.decode("utf-8")), end


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[place + step]
        if step == 8:
            return (value << 8) | byte, place + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + step + 1
    raise _Nonsense
