"""Rules on the command line: listed, checked, compared, adopted, confirmed, entered."""

from pathlib import Path

import pytest
from central.direct_line import Direct, centre_in, join
from central.test_publishing import a_calendar, a_form
from cli.program_runs import as_lines, called
from services.test_rules import a_pack
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk

from akimat_desk.central import publishing


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    clock = GoingClock(MONDAY_MORNING + 7 * 86_400_000)
    new_desk(found, training=True, password="", clock=clock).close()
    told = [a_complaint(place) for place in range(2)]
    assert called(found, "register", "-", given=as_lines(*told)).code == 0
    return found


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    file = tmp_path_factory.mktemp("packs") / "kg-2.json"
    file.write_bytes(a_pack(length=20))
    return str(file)


def listed(folder):
    return {row["rule"]: row for row in called(folder, "rules", "list", "--json").lines}


def test_every_rule_is_listed_with_its_pack_and_how_sure_it_is(folder):
    rows = listed(folder)
    assert rows["appeal"]["length"] == 14
    assert rows["appeal"]["status"] == "confirmed"
    assert rows["appeal-10"]["in_force"] is False
    assert rows["service-request"]["length"] is None
    assert "appeal" in called(folder, "rules", "list").out


def test_a_rule_is_shown_in_full(folder):
    told = called(folder, "rules", "show", "appeal", "--json")
    (shown,) = told.lines
    assert shown["rule"]["length"] == 14
    assert "№ 67" in called(folder, "rules", "show", "appeal").out
    refused = called(folder, "rules", "show", "unheard-of", "--json")
    assert (refused.code, refused.lines[0]["error"]) == (1, "field_wrong")
    assert called(folder, "rules", "show").code == 1


def test_a_pack_is_checked(folder, tmp_path):
    file = tmp_path / "wrong.json"
    file.write_bytes(a_pack(length=0))
    rows = called(folder, "rules", "lint", str(file), "--json").lines
    assert {"code": "length_below_one", "is_note": False, "rule_id": "appeal"}.items() <= next(
        row for row in rows if row["code"] == "length_below_one"
    ).items()
    refused = called(folder, "rules", "adopt", str(file), "--json")
    assert (refused.code, refused.lines[0]["error"]) == (1, "pack_not_adopted")
    assert refused.lines[0]["reason"] == "faulty"
    gone = called(folder, "rules", "lint", str(tmp_path / "gone.json"), "--json")
    assert gone.lines[0]["error"] == "input_unreadable"


def test_a_pack_is_compared_previewed_and_adopted(folder, newer):
    change, *moved = called(folder, "rules", "diff", newer, "--json").lines
    assert (change["rule"], change["field"], change["before"], change["after"]) == (
        "appeal",
        "length",
        14,
        20,
    )
    assert len(moved) == 2
    assert called(folder, "rules", "adopt", newer, "--preview", "--json").lines == moved
    assert listed(folder)["appeal"]["length"] == 14
    assert called(folder, "rules", "adopt", newer, "--json").lines == moved
    assert listed(folder)["appeal"]["length"] == 20
    again = called(folder, "rules", "adopt", newer, "--json")
    assert (again.code, again.lines[0]["reason"]) == (1, "adopted")


def test_the_prepared_bill_is_looked_at_for_a_day(folder):
    assert len(called(folder, "rules", "diff", "kg-appeal-10", "--json").lines) == 2
    told = called(folder, "rules", "diff", "kg-appeal-10", "--from", "2027-06-01", "--json")
    assert (told.code, told.lines) == (0, [])


def test_a_length_is_entered_and_the_rule_confirmed(folder):
    entering = ["rules", "length", "service-request", "--days", "15", "--ground", "№ 139, 5-б."]
    assert called(folder, *entering, "--preview", "--json").code == 0
    assert listed(folder)["service-request"]["length"] is None
    assert called(folder, *entering, "--json").code == 0
    confirming = ["rules", "confirm", "service-request", "--by", "Эсенов Т."]
    assert called(folder, *confirming, "--json").code == 1
    told = called(folder, *confirming, "--source", "Бюллетень № 31", "--on", "2026-11-27", "--json")
    assert told.lines[0]["rule"]["confirmed_by"] == "Эсенов Т."
    row = listed(folder)["service-request"]
    assert (row["length"], row["status"], row["confirmed_on"]) == (15, "confirmed", "2026-11-27")


def test_what_the_centre_published_is_told_compared_and_adopted(tmp_path, newer):
    line = Direct(centre_in(tmp_path / "centre"))
    folder = tmp_path / "desk"
    clock = GoingClock(MONDAY_MORNING + 7 * 86_400_000)
    desk = new_desk(folder, training=True, password="", clock=clock)
    join(desk, line)
    publishing.publish(line.centre, Path(newer))
    publishing.publish(line.centre, a_form(tmp_path))
    publishing.publish(line.centre, a_calendar(tmp_path))
    desk.exchange.sync()
    desk.close()
    assert "kg" in called(folder, "rules", "list").err.splitlines()[-1]
    assert "covering-letter" in called(folder, "templates", "list").err.splitlines()[-1]
    rows = called(folder, "rules", "diff", "--offered", "kg", "--json").lines
    assert {"rule": "appeal", "field": "length", "before": 14, "after": 20}.items() <= rows[
        0
    ].items()
    assert listed(folder)["appeal"]["length"] == 14
    assert called(folder, "rules", "adopt", "--offered", "kg").code == 0
    assert listed(folder)["appeal"]["length"] == 20
    told = called(folder, "templates", "adopt", "--offered", "covering-letter", "--json")
    assert told.lines == [{"template": "covering-letter-2"}]
    assert "(kg)" in called(folder, "calendar", "show").err.splitlines()[-1]
    before = called(folder, "calendar", "adopt", "kg", "--preview", "--json")
    assert before.code == 0
    assert called(folder, "calendar", "adopt", "kg", "--json").lines == before.lines
    assert called(folder, "calendar", "adopt", "kg", "--json").lines[0]["error"] == "offer_unknown"
    refused = called(folder, "rules", "diff", "--offered", "unheard-of", "--json")
    assert (refused.code, refused.lines[0]["error"]) == (1, "offer_unknown")
