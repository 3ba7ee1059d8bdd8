"""Inspections, visits and barriers from the command line."""

import json

import pytest
from cli.program_runs import a_day_before, as_lines, called
from services.test_inspections import TOLD
from services.working_desks import PASSWORD, a_complaint, new_desk

OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    desk = new_desk(found, clock=a_day_before(), training=True)
    desk.office.hold_post("head", "admin")
    desk.close()
    return found


def told(folder, *words, given=None):
    more = ("--json-file", "-") if given is not None else ()
    lines = None if given is None else as_lines(given)
    return called(folder, *words, *more, "--json", given=lines or "", **OPEN)


def test_an_inspection_from_its_ground_to_the_copy(folder, tmp_path):
    refused = told(folder, "inspections", "add", given=TOLD | {"ground": ""})
    assert (refused.code, refused.one["error"]) == (1, "inspection_without_ground")
    number = told(folder, "inspections", "add", given=TOLD).one["number"]
    assert told(folder, "inspections", "start", number).one["stage"] == "begun"
    paper = tmp_path / "copy.pdf"
    assert told(folder, "inspections", "copy", number, "--out", str(paper)).code == 0
    assert paper.read_bytes().startswith(b"%PDF")
    end = {"act_number": "7", "findings": "Бузуу жок"}
    assert told(folder, "inspections", "finish", number, given=end).one["stage"] == "ended"
    assert told(folder, "inspections", "show", "И9-00001/26-1").one["error"] == "record_not_found"


def test_a_visit_is_ordered_on_paper_and_listed(folder, tmp_path):
    done = called(folder, "register", "-", "--json", given=as_lines(a_complaint(3)), **OPEN)
    number, paper = done.one["number"], tmp_path / "order.pdf"
    wish = {"on": "2027-01-11", "place": "Кара-Таш", "chair": {"login": "mamyt"}}
    issued = told(folder, "visits", "order", number, "--out", str(paper), given=wish)
    assert issued.code == 0, issued.err
    assert paper.exists()
    (row,) = [json.loads(line) for line in told(folder, "visits", "list", number).out.splitlines()]
    assert (row["stage"], row["on"]) == ("ordered", "2027-01-11")


def test_barriers_are_counted_to_the_total(folder, tmp_path):
    barrier = a_complaint(5, kind="barrier_report", topic="business_barriers")
    assert called(folder, "register", "-", "--json", given=as_lines(barrier), **OPEN).code == 0
    book = tmp_path / "barriers.xlsx"
    period = ["--from", "2026-01-01", "--until", "2030-12-31", "--out", str(book),
              "--reason", "head"]  # fmt: skip
    rows = told(folder, "barriers", "report", *period).out.splitlines()
    assert json.loads(rows[-1])["count"] == 1
    assert book.exists()
