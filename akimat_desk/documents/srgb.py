"""The colours of the screen as an ICC profile of version 2, the newest that PDF/A-1 takes."""

import struct
from functools import cache
from typing import Final

# IEC 61966-2-1, its primaries adapted to the white of the profile connection space.
_D50: Final = (0.9642, 1.0, 0.8249)
_WHITE: Final = (0.95045, 1.0, 1.08905)
_RED: Final = (0.43607, 0.22249, 0.01392)
_GREEN: Final = (0.38515, 0.71687, 0.09708)
_BLUE: Final = (0.14307, 0.06061, 0.71410)
_STEPS: Final = 256
_HEADER: Final = 128
NAME: Final = "sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """A matrix profile of under 2 kB; always the same bytes."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _point(_WHITE),
        b"rXYZ": _point(_RED),
        b"gXYZ": _point(_GREEN),
        b"bXYZ": _point(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = _laid_out(tags)
    return _header(_HEADER + len(table) + len(body)) + table + body


def _laid_out(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """The table of tags, and what they point at; equal contents lie there once."""
    begin = _HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for content in tags.values():
        if content not in places:
            places[content] = begin + len(body)
            body += content + bytes(-len(content) % 4)
    rows = [
        name + struct.pack(">II", places[content], len(content)) for name, content in tags.items()
    ]
    return struct.pack(">I", len(tags)) + b"".join(rows), body


def _header(size: int) -> bytes:
    told = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    header = told + made + b"acsp" + bytes(28) + _numbers(_D50)
    return header + bytes(_HEADER - len(header))


def _numbers(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _point(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(values)


def _description(words: str) -> bytes:
    plain = words.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(plain)) + plain + bytes(8 + 3 + 67)


def _curve() -> bytes:
    steps = [round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *steps)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
