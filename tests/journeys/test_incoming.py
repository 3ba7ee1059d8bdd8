"""A case goes from one office to another, and both clerks have nothing but the command line."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli.program_runs import Run
from journeys.real_centre import OFFICE, OTHER, Centre, called_now, working_desk

pytestmark = pytest.mark.journey

COMPLAINT = {
    "kind": "complaint",
    "channel": "post",
    "language": "ky",
    "subject": "Жайыт жолун бөгөө",
    "applicant": {"person": {"surname": "Өмүрбеков", "given": "Чыңгыз"}},
}
FORWARD = {"body": "Кара-Кулжа РМА", "ground": "5-берене", "to_office": OTHER}


class Clerk:
    """Calls commands on the workspace of one office, at the time that it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def call(self, *told: str, given: object = None) -> Run:
        data = b"" if given is None else json.dumps(given)
        return called_now(self._folder, *told, given=data)

    def __call__(self, *told: str, given: object = None) -> list[dict[str, Any]]:
        done = self.call(*told, given=given)
        assert done.code == 0, done.err
        return done.lines


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "centre")
    for office in (OFFICE, OTHER):
        made.run("office", "add", office)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def clerks(tmp_path: Path, centre: Centre) -> tuple[Clerk, Clerk]:
    """At the office that forwards, and at the one that receives."""
    for name, office in (("here", OFFICE), ("there", OTHER)):
        with working_desk(tmp_path / name, centre, office):
            pass
    return Clerk(tmp_path / "here"), Clerk(tmp_path / "there")


def forwarded(here: Clerk, there: Clerk) -> str:
    """The number at its sender of a case that waits at the other office."""
    (made,) = here("register", "-", given=COMPLAINT)
    here("do", made["number"], "forward", "--json-file", "-", given=FORWARD)
    here("sync")
    there("sync")
    return str(made["number"])


def test_a_case_is_forwarded_accepted_and_shown_by_commands_alone(
    clerks: tuple[Clerk, Clerk], centre: Centre
) -> None:
    here, there = clerks
    there("register", "-", given=COMPLAINT)
    number = forwarded(here, there)
    (waiting,) = there("incoming", "list")
    assert (waiting["number"], waiting["office"]) == (number, OFFICE)
    (accepted,) = there("incoming", "accept", number)
    assert accepted["incoming"] != number
    assert accepted["incoming"].split("/")[0].endswith("-00002")
    assert there("incoming", "list") == []
    there("sync")
    here("sync")
    (ours,) = here("show", number)
    (theirs,) = there("show", accepted["incoming"])
    assert ours["case"] == theirs["case"] == accepted["case"]
    assert (ours["stage"], ours["incoming"]) == ("forwarded", accepted["incoming"])
    assert ours["accepted_by"] == theirs["accepted_by"] == OTHER
    assert theirs["stage"] == "registered"
    for clerk, office in ((here, OFFICE), (there, OTHER)):
        clerk("sync")
        (proved,) = clerk("digest")
        assert proved["digest"] == centre.run("digest", office)["digest"]


@pytest.mark.skipif(not os.environ.get("AKIMAT_LONG"), reason="a long run")
def test_a_case_is_returned_with_a_reason_and_not_without(clerks: tuple[Clerk, Clerk]) -> None:
    here, there = clerks
    number = forwarded(here, there)
    assert there.call("incoming", "return", number).code != 0
    there("incoming", "return", number, "--reason", "биздики эмес")
    assert there.call("incoming", "accept", number).code != 0
    there("sync")
    here("sync")
    (ours,) = here("show", number)
    assert ours["stage"] == "registered"
    assert "incoming" not in ours
