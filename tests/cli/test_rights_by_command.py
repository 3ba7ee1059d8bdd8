"""Who may do what by the command line: the same table as in the window and in the domain."""

import json
from pathlib import Path

import msgspec
import pytest
from cli.program_runs import Run, a_day_before
from deciding import LEAST
from fuzz.bench import CERTIFICATE
from fuzz.calling import quick
from fuzz.rooms import INSPECTION, RECEIVED, RECEIVES
from rights_table import allowed
from services.scan_samples import a_png
from services.working_desks import a_complaint, new_desk

from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.rights import ROLES
from akimat_desk.paths import RESOURCES
from akimat_desk.services.staff import StaffTold

# Rights that depend on the case besides: there the refusal is the same word.
BY_CASE = {"return"}
SECRET = {"AKIMAT_DESK_NEW_PASSWORD": "жаңы сыр сөз 1"}
LAST = "year-end 2026"
COMMANDS = {
    "absence add tokton mamyt --from 2027-12-01 --to 2027-12-02": "substitute",
    "account enable tokton": "account",
    "acts issue --json-file {certificate}": "issue-act",
    "attach {number} {scan}": "attach",
    "backup {folder}": "backup",
    "barriers report": "journal",
    "bodies add Кадастр": "directory",
    "clock confirm 2026-12-01": "register",
    "clock correct 2026-12-01 --reason x": "staff",
    "clock report --out {out} --reason x": "export",
    "department Бөлүм --head mamyt": "office",
    "export list --out {list} --reason x": "export",
    "files add 02-99 --title Арыздар": "nomenclature",
    "head": "head",
    "inspections add --json-file {inspection}": "inspection",
    "journal --kind post --from 2026-01-01 --to 2026-12-31 --out {out} --reason x": "journal",
    "leaving hand-over mamyt tokton": "hand-over",
    "list": "read",
    "office post --post deputy --who mamyt": "office",
    "office rename --name-ky Ноокат --from 2027-04-01 --order 1": "office",
    "office set --name-ky Ноокат --name-ru Ноокат": "office",
    "outbox retry": "sync",
    "pad print --count 1 --out {out}": "register",
    "pen-sheet --out {out}": "pen-sheet",
    "rebuild": "rebuild",
    "receipt {number} --out {out}": "print",
    "reception card {received}": "reception",
    "reception schedule {receives}": "reception-schedule",
    "register {matter}": "register",
    "report --period 2026 --out {out} --reason x": "journal",
    "responsibility add mamyt --order 1 --topic water": "responsibility",
    "rules adopt {pack}": "reference",
    "settings set scan_folder /nowhere": "office",
    "staff add bek --surname Беков --given Азамат --role executor --post адис": "staff",
    "stamp {number} --out {out}": "read",
    "substitute tokton mamyt --from 2028-12-01 --to 2028-12-02": "substitute",
    "templates adopt {form}": "reference",
    "volumes close": "volumes",
    LAST: "year-end",
}
"""Commands that are no action on a case, with the right that each of them needs."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("desk")
    desk = new_desk(found, clock=a_day_before(), training=True, password="")
    for role in ROLES:
        told = StaffTold(
            login=role, surname=role.title(), given="Азамат", post_ky="адис", roles=(role,)
        )
        desk.office.add_staff(told)
    for place in range(2):
        desk.registration.register(a_complaint(place))
    desk.close()
    return found


def _places(out: Path) -> dict[str, str]:
    """Good input of every kind, so that nothing but the right stands in the way."""
    told = {
        "matter": a_complaint(len(list(out.parent.iterdir()))),
        "certificate": CERTIFICATE,
        "inspection": INSPECTION,
        # An instruction is a case: it would need the right to register as well.
        "received": RECEIVED | {"questions": RECEIVED["questions"][:1]},
        "receives": RECEIVES,
        "pack": msgspec.json.decode((RESOURCES / "rules" / "kg-1.json").read_bytes()),
    }
    told["pack"]["release"] = 2
    for name, one in told.items():
        (out / f"{name}.json").write_text(json.dumps(one), encoding="utf-8")
    (out / "scan.png").write_bytes(a_png())
    places = {name: str(out / f"{name}.json") for name in told}
    return places | {
        "number": "К1-00001/26",
        "scan": str(out / "scan.png"),
        "form": str(RESOURCES / "templates" / "order"),
        "out": str(out / "out.pdf"),
        "list": str(out / "list.csv"),
        "folder": str(out / "copies"),
    }


def _digest(folder: Path) -> str:
    return str(quick(folder, ["--login", "auditor", "digest", "--json"]).one["digest"])


def _is_refused_by_right(done: Run) -> bool:
    return any(line.get("error") == "not_allowed" for line in done.lines)


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_action_by_command_is_for_the_roles_of_the_table(folder: Path, action: str) -> None:
    for role in ROLES:
        given = json.dumps(LEAST[action]).encode()
        told = ("do", "К1-00001/26", action, "--json-file", "-", "--json")
        done = quick(folder, ["--login", role, *told], given)
        if role not in allowed()[action]:
            assert (done.code, done.one["error"]) == (1, "not_allowed"), role
            assert done.one["action"] == action
        elif action not in BY_CASE:
            assert not _is_refused_by_right(done), role


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {LAST}))
def test_every_other_command_is_for_the_roles_of_the_table(
    folder: Path, tmp_path: Path, command: str
) -> None:
    _demand_table(folder, [one.format(**_places(tmp_path)) for one in command.split(" ")], command)


def _demand_table(folder: Path, words: list[str], command: str, **more: str) -> None:
    wanted = allowed()[COMMANDS[command]]
    before = _digest(folder)
    # Whoever may not comes first: what is done already is no writing any more.
    for role in sorted(ROLES, key=lambda one: one in wanted):
        done = quick(folder, ["--login", role, *words, "--json"], **SECRET, **more)
        assert _is_refused_by_right(done) is (role not in wanted), (role, done.out)
        if role not in wanted:
            assert done.code == 1
            assert _digest(folder) == before, role


@pytest.mark.parametrize("role", ROLES)
def test_a_resolution_in_the_heads_name_by_command(folder: Path, role: str) -> None:
    wish = {"executor": "mamyt", "on_behalf_of": "head", "ground": "лист 3"}
    told = ("do", "К1-00001/26", "assign", "--json-file", "-", "--json")
    done = quick(folder, ["--login", role, *told], json.dumps(wish).encode())
    assert _is_refused_by_right(done) is (role not in allowed()["assign"])


def test_the_years_end_by_command_is_for_the_roles_of_the_table(folder: Path) -> None:
    """Last: afterwards the clock of the workspace stands in the next year."""
    _demand_table(folder, LAST.split(" "), LAST, AKIMAT_DESK_NOW="2027-01-12T10:00:00+06:00")
