"""Damages files as disks do: pages emptied, bytes turned, ends cut off, pages exchanged."""

import random
from pathlib import Path

PAGE = 4096
KINDS = ("emptied", "turned", "garbage", "cut", "exchanged", "written_over")


def damage(path: Path, chance: random.Random) -> str:
    """One to eight damages of one kind; says which."""
    kind = chance.choice(KINDS)
    data = bytearray(path.read_bytes())
    pages = max(1, len(data) // PAGE)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        _damage_once(data, kind, chance.randrange(pages), chance)
    path.write_bytes(data)
    return kind


def _damage_once(data: bytearray, kind: str, page: int, chance: random.Random) -> None:
    start = min(page * PAGE, max(0, len(data) - 1))
    end = min(start + PAGE, len(data))
    if kind == "emptied":
        data[start:end] = bytes(end - start)
    elif kind == "turned":
        data[chance.randrange(start, end)] ^= 1 << chance.randrange(8)
    elif kind == "garbage":
        data[start:end] = chance.randbytes(end - start)
    elif kind == "cut":
        del data[max(PAGE // 2, len(data) - chance.randrange(1, 20 * PAGE)) :]
    elif kind == "exchanged":
        other = chance.randrange(max(1, len(data) // PAGE)) * PAGE
        one, two = bytes(data[start:end]), bytes(data[other : other + end - start])
        if len(one) == len(two):
            data[start:end], data[other : other + end - start] = two, one
    else:
        piece = chance.randrange(1, 3000)
        data[start : start + piece] = b"\xff" * min(piece, len(data) - start)
