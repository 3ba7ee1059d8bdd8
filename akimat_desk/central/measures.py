"""What the server counts while it runs, as Prometheus text; numbers alone, nothing of a person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

EDGES: Final = (0.05, 0.2, 1.0, 5.0)
_ROUTES: Final = (
    "/v1/sync", "/v1/enrol", "/v1/stations", "/v1/files", "/v1/openapi.json",
    "/status", "/health", "/metrics", "/admin",
)  # fmt: skip
_Labels = tuple[tuple[str, str], ...]


class Measures:
    """Only the loop's thread counts, so nothing is locked."""

    def __init__(self) -> None:
        self.in_hand = 0
        self._totals: dict[tuple[str, _Labels], float] = defaultdict(float)

    def note_request(self, path: str, status: int, seconds: float) -> None:
        route = ("route", route_of(path))
        self._totals["akimat_requests_total", (route, ("status", str(status)))] += 1
        self._totals["akimat_request_seconds_count", (route,)] += 1
        self._totals["akimat_request_seconds_sum", (route,)] += seconds
        for edge in EDGES:
            self._totals["akimat_request_seconds_bucket", (route, ("le", str(edge)))] += (
                seconds <= edge
            )
        self._totals["akimat_request_seconds_bucket", (route, ("le", "+Inf"))] += 1

    def note_bytes(self, taken: int, given: int) -> None:
        self._totals["akimat_bytes_total", (("way", "taken"),)] += taken
        self._totals["akimat_bytes_total", (("way", "given"),)] += given

    def note_entries(self, counted: Mapping[str, int]) -> None:
        for what, count in counted.items():
            self._totals["akimat_entries_total", (("what", what),)] += count

    def text(self, standing: Mapping[str, float]) -> str:
        """`standing` are what is looked up at the moment of asking, by name."""
        lines = [
            f"{name}{_labels(labels)} {_number(value)}"
            for (name, labels), value in sorted(self._totals.items())
        ]
        lines.append(f"akimat_requests_in_hand {self.in_hand}")
        lines += [f"akimat_{name} {_number(value)}" for name, value in sorted(standing.items())]
        return "\n".join(lines) + "\n"


def route_of(path: str) -> str:
    """One of a few, whatever is asked for: a stranger must not make the list grow."""
    return next((one for one in _ROUTES if path == one or path.startswith(f"{one}/")), "other")


def _labels(labels: Iterable[tuple[str, str]]) -> str:
    told = ",".join(f'{name}="{value}"' for name, value in labels)
    return f"{{{told}}}" if told else ""


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6f}"
