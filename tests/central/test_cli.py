"""The centre's command line: its answers, exit codes and refusals."""

import json

import pytest

from akimat_desk.central.cli import run


@pytest.fixture
def central(tmp_path, capsys):
    def call(*arguments: str, training: bool = True) -> tuple[int, list[dict]]:
        start = ["--json", "--files", str(tmp_path / "c"), *(["--training"] if training else [])]
        code = run([*start, *arguments])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return call


OFFICE = "41706242000000-district-1"


def test_a_bare_code_of_a_territory_means_its_office(central) -> None:
    assert central("office", "add", "41706242000000") == (0, [{"office": OFFICE}])
    assert central("office", "list") == (0, [{"office": OFFICE}])
    assert central("office", "add", OFFICE) == (1, [{"error": "office_exists", "office": OFFICE}])


def test_the_code_is_the_last_word(tmp_path, capsys, central) -> None:
    central("office", "add", OFFICE)
    assert run(["--files", str(tmp_path / "c"), "enrol", OFFICE]) == 0
    code = capsys.readouterr().out.split()[-1]
    assert len(code) == 14
    assert code.count("-") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("enrol", "41706246000000"), 1, "office_unknown"),
        (("digest", "41706246000000"), 1, "office_unknown"),
        (("revoke", "nobody"), 1, "station_missing"),
        (("office", "add", "nonsense"), 1, "office_id_wrong"),
        (("serve", "--host", "203.0.113.7", "--port", "0"), 3, "address_taken"),
    ],
)
def test_refusals_have_a_code_and_an_exit_code(central, arguments, code, error) -> None:
    central("office", "add", OFFICE)
    status, told = central(*arguments)
    assert (status, told[0]["error"]) == (code, error)


def test_a_training_folder_stays_one_and_a_real_one_too(tmp_path, central) -> None:
    central("office", "add", OFFICE)
    assert central("stations", OFFICE, training=False) == (0, [])
    assert run(["--files", str(tmp_path / "real"), "verify"]) == 0
    assert run(["--files", str(tmp_path / "real"), "--training", "verify"]) == 1


def test_wrong_usage_and_help(capsys) -> None:
    assert run(["--json"]) == 2
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    for name in ("serve", "office", "enrol", "stations", "revoke", "digest", "verify"):
        assert name in shown


def test_an_empty_centre_is_whole(central) -> None:
    assert central("verify") == (
        0,
        [{"offices": 0, "origins": 0, "entries": 0, "files": 0, "number_clashes": 0}],
    )
