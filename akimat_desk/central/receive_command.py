"""`receive DIR` on the centre's command line: a line for each bundle a courier brought."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from akimat_desk.central.centre import Centre
from akimat_desk.central.receiving import Line, receive

if TYPE_CHECKING:
    from akimat_desk.central.cli import Output

_WHY: Final = {
    "half_copied": "copied by half; copy it once more",
    "not_ours": "no file of this program",
    "other_kind": "of another kind than its name says",
    "too_long": "longer than it says; copy it once more",
    "of_another": "closed for another centre",
    "damaged": "damaged or closed with another key",
    "station_unknown": "no workstation of its office here signed it",
    "forged": "its signature is not that of the workstation it names",
    "file_not_named": "no entry here names it yet; bring the bundle with its entry",
    "code_wrong": "no one-time code of this centre opens it",
    "station_not_certified": "its workstation is no station of the office here",
    "station_revoked": "its workstation was revoked",
    "office_unknown": "its office is not known here",
}


def add(
    adder: Callable[..., argparse.ArgumentParser], opened: Callable[[argparse.Namespace], Centre]
) -> None:
    def run(told: argparse.Namespace, output: "Output") -> None:
        centre = opened(told)
        try:
            for line in receive(centre, told.folder):
                output.line(_shown(line), _sentence(line))
        finally:
            centre.close()

    parser = adder("receive", run, "take in what couriers brought, write the answers beside it")
    parser.add_argument("folder", type=Path, metavar="DIR")


def _shown(line: Line) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(line)
    return told


def _sentence(line: Line) -> str:
    if line.refusal:
        return f"{line.file}: refused, {_WHY.get(line.refusal, line.refusal)}"
    if not line.station:
        return f"{line.file}: enrolled; the answer is {line.answer}"
    if line.files:
        return f"{line.file}: {line.office}, the file is kept; the answer is {line.answer}"
    return (
        f"{line.file}: {line.office}, {line.accepted} entries new, {line.known} known,"
        f" {line.given} given back in {line.answer}"
    )
