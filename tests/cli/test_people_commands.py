"""Applicants on the command line: listed as ever, joined and taken apart by their ids."""

import pytest
from cli.program_runs import as_lines, called
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    # Commands are called a few days later than tests of services are.
    clock = GoingClock(MONDAY_MORNING + 8 * 86_400_000)
    new_desk(found, training=True, password="", clock=clock).close()
    told = [a_complaint(place) for place in (1, 2)]
    told[1]["applicant"]["person"]["pin"] = ""
    assert called(found, "register", "-", given=as_lines(*told)).code == 0
    return found


def listed(folder, *told):
    return called(folder, "applicants", *told, "--json").lines


def test_applicants_are_listed_with_and_without_the_word(folder):
    one, other = listed(folder)
    assert listed(folder, "list") == [one, other]
    assert one["name"] == "Өмүрбеков1 Чыңгыз Төлөгөнович"
    assert (one["pin"], one["cases"]) == ("**********0001", 1)
    assert listed(folder, "--query", "өмүрбеков2") == [other]
    assert listed(folder, "list", "--query", "өмүрбеков2", "--limit", "1") == [other]


def test_two_are_joined_shown_and_taken_apart(folder):
    one, other = (row["applicant"] for row in listed(folder))
    done = called(folder, "applicants", "join", one, other, "--reason", "паспорт", "--json")
    assert done.code == 0, done.err
    (row,) = listed(folder)
    assert (row["applicant"], row["records"], row["cases"]) == (done.one["applicant"], 2, 2)
    shown = called(folder, "applicants", "show", other, "--json").one
    assert [line["join"] for line in shown["joins"]] == [done.one["join"]]
    assert "2000" not in shown["pin"]
    told = called(folder, "applicants", "history", one, "--json").lines
    assert [line["reason"] for line in told if line["type"] == "PersonsJoined"] == ["паспорт"]
    parted = called(folder, "applicants", "part", done.one["join"], "--json")
    assert set(parted.one["parted"]) == {one, other}
    assert len(listed(folder)) == 2


def test_people_read_it_in_words(folder):
    one = listed(folder)[0]["applicant"]
    shown = called(folder, "applicants", "show", one)
    assert shown.out.splitlines()[0] == "Өмүрбеков1 Чыңгыз Төлөгөнович"
    assert called(folder, "applicants", "history", one).out.strip()


@pytest.mark.parametrize(
    ("told", "code", "error"),
    [
        (["show", "nobody"], 1, "person_unknown"),
        (["history", "00000000-0000-0000-0000-00000000000a"], 1, "person_unknown"),
        (["part", "ff"], 1, "join_unknown"),
        (["part", "эмне"], 1, "join_unknown"),
        (["join", "a", "a"], 1, "person_unknown"),
        (["join", "a"], 2, ""),
        (["fly"], 2, ""),
    ],
)
def test_what_cannot_be_is_refused(folder, told, code, error):
    done = called(folder, "applicants", *told, "--json")
    assert done.code == code, done.out + done.err
    if error:
        assert done.one["error"] == error
