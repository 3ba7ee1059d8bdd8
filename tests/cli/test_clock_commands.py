"""The personal clock and the computer's own on the command line."""

import pytest
from cli.program_runs import as_lines, called
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk

LATER = "2026-12-20T10:00:00+06:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    clock = GoingClock(MONDAY_MORNING + 7 * 86_400_000)
    desk = new_desk(found, training=True, password="", clock=clock)
    desk.registration.register(a_complaint(0))
    desk.close()
    return found


def test_the_report_is_told_in_words_in_json_and_as_a_file(folder, tmp_path):
    told = ("clock", "report", "--from", "2026-11-30", "--until", "2026-12-31")
    (row,) = called(folder, *told, "--json").lines
    assert (row["kind"], row["name"], row["days"]) == ("person", "Токтоналиев Б.", 1)
    file = tmp_path / "clock.csv"
    shown = called(folder, *told, "--out", str(file), "--lang", "ru", "--reason", "check")
    assert shown.code == 0, shown.err
    assert "Токтоналиев Б." in shown.out
    assert file.read_text("utf-8-sig").startswith("У кого;")


def test_a_long_silence_asks_for_the_date_once(folder):
    line = as_lines(a_complaint(7))
    shown = called(folder, "clock", "show", "--json", AKIMAT_DESK_NOW=LATER).one
    assert (shown["today"], shown["trouble"]) == ("2026-12-20", "clock_ahead")
    refused = called(folder, "register", "-", "--json", given=line, AKIMAT_DESK_NOW=LATER)
    assert refused.code == 1
    assert refused.one["error"] == "clock_ahead"
    wrong = ("register", "-", "--confirm-date", "2026-12-19", "--json")
    refused = called(folder, *wrong, given=line, AKIMAT_DESK_NOW=LATER)
    assert refused.one["error"] == "clock_date_differs"
    right = ("register", "-", "--confirm-date", "2026-12-20", "--json")
    done = called(folder, *right, given=line, AKIMAT_DESK_NOW=LATER)
    assert done.code == 0, done.err
    told = called(folder, "explain", done.one["number"], "--json", AKIMAT_DESK_NOW=LATER).one
    within = told["registered_within"]
    assert within["said_at"] == done.one["registered_at"]
    assert within["not_before"]["by"] == "entry"
    assert within["is_consistent"]
    at_once = LATER.replace("10:00", "10:05", 1)
    again = called(folder, "clock", "confirm", "2026-12-20", "--json", AKIMAT_DESK_NOW=at_once)
    assert again.one == {"confirmed": "2026-12-20", "was_asked": False}


def test_a_clock_that_ran_ahead_is_corrected_into_a_series_of_its_own(tmp_path):
    clock = GoingClock(MONDAY_MORNING + 300 * 86_400_000)
    new_desk(tmp_path, training=True, password="", clock=clock).close()
    line = as_lines(a_complaint(1))
    assert called(tmp_path, "register", "-", "--json", given=line).one["error"] == "clock_behind"
    mark = called(tmp_path, "clock", "correct", "--reason", "батарейка", "--json").one["mark"]
    done = called(tmp_path, "register", "-", "--json", given=line)
    assert done.code == 0, done.err
    assert done.one["number"].startswith(f"К{mark}-")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (["confirm"], 1),
        (["correct"], 1),
        (["report", "--from", "2026-12-31", "--until", "2026-12-01"], 1),
        (["report", "--out", "clock.doc"], 1),
        (["report", "--from", "soon"], 2),
        (["fly"], 2),
    ],
)
def test_what_cannot_be_is_refused(folder, told, code):
    assert called(folder, "clock", *told, "--json").code == code
