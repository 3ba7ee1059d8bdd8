"""Histories of copied and put back disks: branches move, and others go on writing behind them."""

from exchange.between import Between
from exchange.simulator import NAMES, World

_OFTEN = {
    "write": 12, "level": 9, "clean": 3, "clone_desk": 3, "copy_desk": 3, "restore_desk": 4,
    "answer_lost": 1, "copy_centre": 1, "restore_silent": 0.3, "restore_announced": 0.3,
}  # fmt: skip


def weights() -> list[float]:
    return [_OFTEN.get(name, 0) for name in NAMES]


class Branches(World):
    """Of one office."""

    def swarm(self) -> list[float]:
        return weights()


class BranchesBetween(Between):
    """Of several: what moved is in dossiers, and dossiers move."""

    def swarm(self) -> list[float]:
        return weights()
