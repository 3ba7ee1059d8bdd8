"""Papers on a real print server: pages, sizes, words, copies, and what it refuses."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents.reading_paper import page_sizes, text
from documents.test_archive import an_order
from journeys.print_server import WAITING, PrintServer, a_print_server
from services.working_desks import a_complaint, a_desk

pytestmark = [pytest.mark.journey, pytest.mark.needs("cups")]

CLERK = Path(__file__).with_name("printing_clerk.py")
A4, A5 = (595, 842), (420, 595)


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    with a_print_server() as found:
        yield found


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("papers")
    files = {name: folder / f"{name}.pdf" for name in ("receipt", "roll", "act")}
    with a_desk(folder / "desk") as desk:
        case = desk.cases.find(desk.registration.register(a_complaint()).number)
        files["receipt"].write_bytes(desk.papers.receipt(case).data)
        files["roll"].write_bytes(desk.papers.receipt(case, form="roll80").data)
    files["act"].write_bytes(an_order("both"))
    return files


def printed(server: PrintServer, printer: str, file: Path, copies: int = 1) -> dict[str, Any]:
    """What the window's own way of printing says."""
    ran = subprocess.run(
        [sys.executable, str(CLERK), printer, str(file), "Тил кат К1-00042", str(copies)],
        env=server.environment, capture_output=True, text=True, check=False, timeout=WAITING,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return said


def sheets(data: bytes) -> list[tuple[int, int]]:
    """Sizes of the pages, upright, in points; a point more or less is nothing."""
    return [(round(min(size)), round(max(size))) for size in page_sizes(data)]


def is_near(found: list[tuple[int, int]], wanted: tuple[int, int], pages: int) -> bool:
    return len(found) == pages and all(
        abs(one - other) <= 3 for size in found for one, other in zip(size, wanted, strict=True)
    )


def test_a_receipt_comes_out_on_a5_under_an_ascii_name(server, papers):
    server.add("both-sizes", "A4", "A5")
    assert printed(server, "both-sizes", papers["receipt"])["refused"] == ""
    assert is_near(sheets(server.printed("both-sizes")), A5, 1)
    assert server.titles("both-sizes")[0].isascii()


def test_a5_goes_on_a4_where_the_printer_has_nothing_else(server, papers):
    server.add("a4-alone", "A4")
    assert printed(server, "a4-alone", papers["receipt"])["refused"] == ""
    assert is_near(sheets(server.printed("a4-alone")), A4, 1)


def test_an_act_comes_out_as_often_as_it_was_asked_for(server, papers):
    server.add("copies", "A4", "A5")
    pages = len(page_sizes(papers["act"].read_bytes()))
    assert printed(server, "copies", papers["act"], copies=2)["refused"] == ""
    assert is_near(sheets(server.printed("copies")), A4, 2 * pages)


def test_the_file_itself_printed_by_the_system_keeps_its_words_and_size(server, papers):
    server.add("by-lp", "A4", "A5")
    server.do("lp", "-d", "by-lp", "-o", "media=A5", str(papers["receipt"]))
    server.do("lp", "-d", "by-lp", "-o", "media=A4", str(papers["act"]))
    receipt, act = server.printed("by-lp"), server.printed("by-lp", 2)
    assert is_near(sheets(receipt), A5, 1)
    assert "ТИЛ КАТ" in text(receipt)
    assert "БУЙРУК" in text(act)
    assert all(letter in text(receipt) + text(act) for letter in "ңөү")


def test_a_stopped_printer_and_one_that_is_not_there_are_refused_in_plain_words(server, papers):
    server.add("stopped", "A4")
    server.do("cupsdisable", "stopped")
    refused = printed(server, "stopped", papers["act"])
    assert (refused["refused"], refused["reason"]) == ("printer_not_ready", "stopped")
    missing = printed(server, "nowhere", papers["act"])
    assert (missing["refused"], missing["reason"]) == ("printer_not_ready", "missing")
    assert "nowhere" not in missing["printers"]
    assert not list((server.root / "out" / "stopped").iterdir())
