"""From the start of the process to the first paint and to a filled Today, against a bare window.

Each figure is the median of fresh processes that take turns, so that whatever else the machine
does falls on all of them. Processor time stands beside the clock: it suffers less from others.
"""

import json
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from benchmarks.large_office import NOW, PASSWORD, copy_of, large_office
from ui.test_first_paint import started

from akimat_desk.services import accounts
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.wraps import Cost

TIMES = 7


def with_password(folder: Path) -> Path:
    """The same workspace behind a password, at the price production asks for it."""
    workspace = Workspace(folder)
    known = workspace.keys()
    login, key = known["login"], bytes.fromhex(known["open"])
    keys, *_ = accounts.new_keys(key, login, PASSWORD, is_training=False, cost=Cost())
    workspace.keep_keys({**keys, "staff": known.get("staff", {})})
    return folder


def told(name: str, found: list[dict[str, Any]], floor: list[dict[str, Any]], limit: str) -> None:
    wall, cpu = (median(one[key] for one in found) for key in ("wall", "cpu"))
    ratios = {
        key: median(one[key] / least[key] for one, least in zip(found, floor, strict=True))
        for key in ("wall", "cpu")
    }
    print(
        f"{name}: {wall:.0f} ms, ratio {ratios['wall']:.2f} ({limit}); processor {cpu:.0f} ms,"
        f" ratio {ratios['cpu']:.2f}; {found[0]['memory']:.0f} MB, {found[0]['modules']} modules"
    )


@pytest.mark.benchmark
def test_first_paint_and_today_against_a_bare_window():
    office = large_office()
    locked = with_password(copy_of(office, "locked"))
    runs: dict[str, list[dict[str, Any]]] = {"bare": [], "paint": [], "today": [], "password": []}
    for _ in range(TIMES + 1):
        for moment, found in runs.items():
            folder = locked if moment == "password" else office
            found.append(started(moment, folder, PASSWORD))
    floor = runs["bare"][1:]
    told("bare window, 50 x 8 cells", floor, floor, "the floor")
    told("first paint", runs["paint"][1:], floor, "limit 1.3")
    told("Today filled, no password asked", runs["today"][1:], floor, "limit 2.5")
    least = median(one["wall"] for one in floor)
    names, entered = (
        median(one[key] for one in runs["password"][1:]) for key in ("asked", "entered")
    )
    print(
        f"names at the sign-in after {names:.0f} ms, ratio {names / least:.2f}; from Enter in the"
        f" password to Today filled {entered:.0f} ms, ratio {entered / least:.2f}"
    )
    print("loaded before the first paint:", ", ".join(runs["paint"][1]["foreign"]))
    print(f"(as of {NOW}; {json.dumps({key: len(found) - 1 for key, found in runs.items()})})")
