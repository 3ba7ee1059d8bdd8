"""How long calls take: by the clock, and by the processor, which other programs disturb less."""

import statistics
from collections.abc import Callable, Iterable
from time import perf_counter, thread_time
from typing import Any, NamedTuple


class Taken(NamedTuple):
    """Milliseconds: the 95th of a hundred by the clock, the middle one, and both by processor."""

    p95: float
    middle: float
    cpu_p95: float
    cpu_middle: float

    def __str__(self) -> str:
        return (
            f"p95 {self.p95:.1f} ms, median {self.middle:.1f} ms"
            f" (processor {self.cpu_p95:.1f} / {self.cpu_middle:.1f} ms)"
        )


def taken(work: Callable[[Any], Any], over: Iterable[Any], *, warm: int = 3) -> Taken:
    """Each of them once; the first few are run before as well, unmeasured."""
    given = list(over)
    for one in given[:warm]:
        work(one)
    wall, cpu = [], []
    for one in given:
        start, start_cpu = perf_counter(), thread_time()
        work(one)
        wall.append((perf_counter() - start) * 1000)
        cpu.append((thread_time() - start_cpu) * 1000)
    return Taken(p95(wall), statistics.median(wall), p95(cpu), statistics.median(cpu))


def p95(figures: list[float]) -> float:
    return statistics.quantiles(figures, n=20)[-1] if len(figures) > 1 else figures[0]
