"""Runs histories one seed after the other until the time is over; two processes share the seeds."""

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from exchange.between import Between
from exchange.branches import Branches, BranchesBetween
from exchange.demands import Outcome
from exchange.simulator import World

FAILING = Path(__file__).with_name("failing_seeds.txt")
MOST_FAILURES = 20
_BESIDES: tuple[type[World | Between] | None, ...] = (
    *5 * (None,), *4 * (Between,), *2 * (BranchesBetween,), Branches,
)  # fmt: skip


@dataclass
class Found:
    """What a search came to; `failures` by seed, in words."""

    seeds: int = 0
    most_rounds: int = 0
    told: Counter[str] = field(default_factory=Counter)
    failures: dict[int, str] = field(default_factory=dict)

    def add(self, other: "Found") -> None:
        self.seeds += other.seeds
        self.most_rounds = max(self.most_rounds, other.most_rounds)
        self.told += other.told
        self.failures |= other.failures

    def __str__(self) -> str:
        told = ", ".join(f"{count} {name}" for name, count in self.told.most_common())
        return (
            f"{self.seeds} histories, {len(self.failures)} violations, at rest after"
            f" {self.most_rounds} exchanges at most: {told}"
        )


def known_failures() -> list[int]:
    """Seeds that once found a fault of the exchange."""
    lines = FAILING.read_text("utf-8").splitlines()
    return [int(line.split()[0]) for line in lines if line and not line.startswith("#")]


def histories(seed: int, **kinds: type) -> list[type[World | Between]]:
    """The one of one office is the same as ever; some seeds have another one besides."""
    besides = random.Random(f"besides {seed}").choice(_BESIDES)
    return [World] if kinds or besides is None else [World, besides]


def violation(seed: int, found: Found, **kinds: type) -> str:
    """What the histories of a seed break, empty where they keep all that must hold."""
    told = (
        _broken(lambda kind=kind: kind(seed, **kinds).run(), found)
        for kind in histories(seed, **kinds)
    )
    return next(filter(None, told), "")


def _broken(history: Callable[[], Outcome], found: Found) -> str:
    try:
        outcome = history()
    except AssertionError as wrong:
        return str(wrong) or repr(wrong)
    found.most_rounds = max(found.most_rounds, outcome.rounds)
    found.told += outcome.acts
    found.told += outcome.told
    found.told.update(
        entries=outcome.entries, calls=outcome.calls, clashes=outcome.clashes, lost=outcome.lost
    )
    found.told["parents in a moved branch"] += outcome.under_moved
    return ""


def first_between(most: int, **kinds: type) -> tuple[int, str] | None:
    """The first history of several offices that is caught, and at what."""
    for seed in range(most):
        wrong = _broken(lambda seed=seed: Between(seed, **kinds).run(), Found())
        if wrong:
            return seed, wrong
    return None


def first_violation(most: int, **kinds: type) -> tuple[int, str] | None:
    """The first seed that is caught, and at what."""
    for seed in range(most):
        wrong = violation(seed, Found(), **kinds)
        if wrong:
            return seed, wrong
    return None


def searched(first: int, step: int, seconds: float) -> Found:
    """Every `step`-th seed from `first` on."""
    found, until = Found(), time.monotonic() + seconds
    seed = first
    while time.monotonic() < until and len(found.failures) < MOST_FAILURES:
        wrong = violation(seed, found)
        if wrong:
            found.failures[seed] = wrong
        found.seeds += 1
        seed += step
    return found


def search(seconds: float, processes: int) -> Found:
    if processes == 1:
        return searched(0, 1, seconds)
    found = Found()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        jobs = [pool.submit(searched, n, processes, seconds) for n in range(processes)]
        for job in jobs:
            found.add(job.result())
    return found
