"""The calendar on the command line: shown, changed with a preview, and the applicants told."""

import pytest
from cli.program_runs import as_lines, called
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk

DAY = "2026-12-09"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    clock = GoingClock(MONDAY_MORNING + 7 * 86_400_000)
    desk = new_desk(found, training=True, password="", clock=clock)
    desk.office.hold_post("head", "tokton", order="№ 1")
    desk.close()
    told = [a_complaint(place, language=("ky", "ru")[place % 2]) for place in range(3)]
    assert called(found, "register", "-", given=as_lines(*told)).code == 0
    return found


def shown(folder, year="2026"):
    return {row["day"]: row for row in called(folder, "calendar", "show", year, "--json").lines}


def test_days_off_of_a_year_as_ever_and_who_said_them(folder):
    rows = shown(folder)
    assert rows["2026-01-08"] == {
        "day": "2026-01-08",
        "kind": "extra",
        "name": rows["2026-01-08"]["name"],
        "status": "confirmed",
        "source": rows["2026-01-08"]["source"],
        "name_ky": rows["2026-01-08"]["name"]["ky"],
        "name_ru": rows["2026-01-08"]["name"]["ru"],
        "is_own": False,
        "is_local": False,
        "is_disputed": False,
        "said_by": "",
    }
    assert "2026-03-20" in called(folder, "calendar", "show", "2026").out


def test_a_day_is_previewed_adopted_told_and_taken_back(folder, tmp_path):
    added = ["calendar", "add", DAY, "--name-ky", "Айт", "--kind", "ait"]
    preview = called(folder, *added, "--preview", "--json")
    assert len(preview.lines) == 3
    assert DAY not in shown(folder)
    adopted = called(folder, *added, "--json")
    assert adopted.lines == preview.lines
    assert shown(folder)[DAY]["said_by"] == "admin"
    (change,) = called(folder, "calendar", "changes", "--json").lines
    assert [one["day"] for one in change["days"]] == [DAY]
    assert change["id"] in called(folder, "calendar", "changes").out
    file = tmp_path / "notices.pdf"
    told = called(folder, "calendar", "notices", "--out", str(file), "--given", "--json")
    assert file.read_bytes().startswith(b"%PDF")
    assert len([row for row in told.lines if row["told_on"]]) == 3
    again = called(folder, "calendar", "notices", change["id"], "--given", "--json")
    assert again.lines == told.lines
    removed = called(folder, "calendar", "remove", DAY, "--json")
    assert {row["number"]: row["after"] for row in removed.lines} == {
        row["number"]: row["before"] for row in preview.lines
    }
    assert DAY not in shown(folder)
    assert called(folder, "verify", "--json").code == 0


def test_a_local_day_a_worked_saturday_and_another_week(folder):
    local = called(folder, "calendar", "local", DAY, "2026-12-10", "--name-ru", "Наводнение")
    assert local.code == 0, local.err
    assert shown(folder)["2026-12-10"]["is_local"]
    saturday = ["calendar", "worked", "2026-12-12", "--name-ky", "Иш күнү", "--json"]
    assert called(folder, *saturday).code == 0
    assert shown(folder)["2026-12-12"]["kind"] == "worked"
    week = ["calendar", "week", "123456", "--from", "2026-12-14", "--preview", "--json"]
    moved = called(folder, *week)
    assert all(row["after"] < row["before"] for row in moved.lines)
    struck = called(folder, "calendar", "remove", "2027-01-04", "--json")
    assert struck.code == 0
    assert shown(folder, "2027")["2027-01-04"]["kind"] == "usual"


@pytest.mark.parametrize(
    ("told", "field", "reason"),
    [
        (["add", "2026-12-40", "--name-ky", "Күн"], "date", "not_a_date"),
        (["add", "2026-12-30"], "name-ky", "empty"),
        (["add", "--name-ky", "Күн"], "date", "missing"),
        (["remove", "2026-12-16"], "day", "unchanged"),
        (["week", "abc"], "week", "not_a_number"),
        (["week", "0"], "week", "unknown"),
        (["show", "26"], "year", "not_a_number"),
        (["notices", "00"], "change", "unknown"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(folder, told, field, reason):
    refused = called(folder, "calendar", *told, "--json")
    assert refused.code == 1
    assert (refused.one["error"], refused.one["field"]) == ("field_wrong", field)
    assert refused.one["reason"] == reason
