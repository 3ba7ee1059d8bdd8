"""Requests for papers on the command line: the guard, the register instead, letter and figures."""

import json

import pytest
from cli.program_runs import called
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk

PERIOD = ("--from", "2026-11-01", "--until", "2026-12-31", "--json")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    clock = GoingClock(MONDAY_MORNING + 7 * 86_400_000)
    desk = new_desk(found, training=True, password="", clock=clock)
    desk.office.hold_post("head", "admin")
    told = a_complaint(0, kind="service_request", service="land_use_change")
    desk.registration.register(told)
    desk.close()
    return found


@pytest.fixture(scope="module")
def number(folder):
    return called(folder, "list", "--json").lines[0]["number"]


def asked(folder, number, **wish):
    given = json.dumps(wish).encode()
    return called(folder, "do", number, "request", "--json-file", "-", "--json", given=given)


def test_the_guard_is_told_by_its_code_and_the_head_goes_past_it(folder, number):
    refused = asked(folder, number, documents=["паспорт"])
    assert refused.code == 1
    assert (refused.one["error"], refused.one["document"]) == ("state_holds_it", "passport")
    assert asked(folder, number, documents=["акт осмотра"]).one["error"] == "request_not_listed"
    done = asked(folder, number, documents=["паспорт"], article="8-берене", reason="эски паспорт")
    assert done.code == 0, done.err


def test_what_may_be_asked_is_told_beforehand(folder, number):
    told = ("requests", "judge", number, "passport", "plot_description", "--json")
    rows = called(folder, *told).lines
    assert [row["verdict"] for row in rows] == ["state_holds", "allowed"]
    assert rows[0]["held_in"]
    assert rows[1]["ground"]


def test_the_register_is_asked_and_the_figures_say_so(folder, number):
    made = called(folder, "requests", "instead", number, "birth_data", "--json").one
    assert made["documents"] == ["birth_data"]
    assert called(folder, "requests", "withdraw", number, "акт", "--json").code == 0
    rows = called(folder, "requests", "report", *PERIOD).lines
    total = rows[0]
    assert (total["by"], total["prevented"], total["of_bodies"]) == ("total", 2, 1)
    assert {row["by"] for row in rows} == {"total", "document", "person"}
    wrong = called(folder, "requests", "instead", number, "акт", "--json")
    assert (wrong.code, wrong.one["error"]) == (1, "field_wrong")


def test_the_letter_is_written_to_a_file(folder, number, tmp_path):
    done = asked(folder, number, documents=["plot_description"], wanted_on="2026-12-10")
    assert done.code == 0, done.err
    history = called(folder, "history", number, "--json").lines
    request = history[-1]["event"]["request"]
    file = tmp_path / "letter.pdf"
    told = ("requests", "letter", number, request)
    written = called(folder, *told, "--out", str(file), "--json")
    assert written.code == 0, written.err
    assert file.read_bytes().startswith(b"%PDF")
    assert called(folder, *told, "--json").one["error"] == "field_wrong"
    assert called(folder, "requests", "letter", "--json").one["field"] == "number"
