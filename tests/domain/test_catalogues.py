import json
from datetime import date
from pathlib import Path

import pytest

from akimat_desk.domain.catalogues import (
    ROW_TYPES,
    Catalogue,
    CatalogueWrong,
    Document,
    Kind,
    Outcome,
    PauseGround,
    Row,
    Service,
    kind_findings,
    parse_catalogue,
    parse_rows,
)
from akimat_desk.domain.errors import UnknownRow

FOLDER = Path(__file__).parents[2] / "resources" / "catalogue"
IDS = sorted(path.stem for path in FOLDER.glob("*.json"))
CYRILLIC = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
RULES_FOLDER = FOLDER.parent / "rules"


def rule_ids() -> set[str]:
    packs = [json.loads(path.read_text(encoding="utf-8")) for path in RULES_FOLDER.glob("*.json")]
    return {rule["id"] for pack in packs for rule in pack["rules"]}


def data_of(name: str) -> dict[str, object]:
    told: dict[str, object] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return told


KINDS = parse_rows(data_of("kinds"), Kind)
SERVICES = parse_rows(data_of("services"), Service)
DOCUMENTS = parse_rows(data_of("documents"), Document)
A_ROW: dict[str, object] = {
    "id": "a",
    "name": {"ky": "арыз", "ru": "заявление"},
    "status": "confirmed",
    "source": "seen",
}


def a_catalogue(*rows: dict[str, object], **other: object) -> dict[str, object]:
    return {"id": "topics", "release": 1, "rows": rows} | other


def words(row: Row) -> list[tuple[str, str]]:
    texts = [row.name]
    if isinstance(row, Service | Document):
        texts += [text for text in (row.ground,) if text]
    if isinstance(row, Service) and row.result:
        texts.append(row.result)
    if isinstance(row, Document) and row.held_in:
        texts.append(row.held_in)
    return [(text.ky, text.ru) for text in texts]


def test_every_catalogue_the_desk_knows_is_shipped() -> None:
    assert set(IDS) == set(ROW_TYPES)


@pytest.mark.parametrize("name", IDS)
def test_a_shipped_catalogue_is_named_as_its_file_and_holds_its_type_of_rows(name: str) -> None:
    catalogue = parse_catalogue(data_of(name))
    assert catalogue.id == name
    assert catalogue.release >= 1
    assert catalogue.rows
    assert all(type(row) is ROW_TYPES[name] for row in catalogue.rows)


@pytest.mark.parametrize("name", IDS)
def test_every_shipped_row_has_both_languages_an_own_id_and_a_source(name: str) -> None:
    catalogue = parse_catalogue(data_of(name))
    ids = [row.id for row in catalogue.rows]
    assert len(set(ids)) == len(ids)
    for row in catalogue.rows:
        assert row.id.replace("_", "").isascii()
        assert row.source
        for ky, ru in words(row):
            assert set(ky.lower()) & set(CYRILLIC)
            assert set(ru.lower()) & set(CYRILLIC)
            assert not set(ru.lower()) & set("ңөү") or "«" in ru
    named = [row.name.ky for row in catalogue.rows] + [row.name.ru for row in catalogue.rows]
    assert all(text == text.strip() for text in named)
    assert all(group.name.ky and group.name.ru for group in catalogue.groups)
    assert {group.id for group in catalogue.groups} == {row.group for row in catalogue.rows} - {""}


def test_the_kinds_are_those_the_desk_is_built_for() -> None:
    assert {row.id: (row.journal, row.rule) for row in KINDS.rows} == {
        "proposal": ("К", "appeal"),
        "application": ("К", "appeal"),
        "complaint": ("К", "appeal"),
        "service_request": ("А", "service-request"),
        "barrier_report": ("Т", "appeal"),
        "letter": ("М", ""),
        "instruction": ("М", ""),
        "inquiry": ("М", ""),
        "simplification": ("С", ""),
    }
    assert [row.id for row in KINDS.rows if row.is_letter] == ["letter", "instruction", "inquiry"]


def test_what_no_law_was_found_for_is_marked() -> None:
    assert {row.id for row in KINDS.rows if row.rule_to_confirm} == {
        "service_request",
        "barrier_report",
    }
    grounds = parse_rows(data_of("pause_grounds"), PauseGround)
    assert all(row.status == "to_confirm" for row in grounds.rows)


def test_no_shipped_journal_letter_reads_as_a_digit() -> None:
    assert kind_findings(KINDS) == ()
    doubtful = parse_rows(a_catalogue(A_ROW | {"journal": "О"}, id="kinds"), Kind)
    ((row_id, finding),) = kind_findings(doubtful)
    assert (row_id, finding.code) == ("a", "letter_reads_as_digit")


def test_services_name_known_documents_and_rules() -> None:
    for service in SERVICES.rows:
        assert service.offices
        assert service.rule in rule_ids() | {""}
        for document in service.documents:
            assert DOCUMENTS.row(document).id == document
    assert {row.rule for row in KINDS.rows} <= rule_ids() | {""}


def test_the_land_amnesty_takes_in_nothing_since_july_2025() -> None:
    assert SERVICES.row("land_amnesty").intake_closed_on == date(2025, 7, 1)


def test_services_without_evidence_are_not_shipped() -> None:
    assert SERVICES.find("street_trade") is None
    assert SERVICES.find("outdoor_advertising") is None


def test_a_forwarded_or_withdrawn_case_is_not_an_answered_one() -> None:
    outcomes = parse_rows(data_of("outcomes"), Outcome)
    assert outcomes.row("forwarded").goes_to_other_body
    assert not outcomes.row("forwarded").answers
    assert not outcomes.row("withdrawn").answers
    assert outcomes.row("refused").answers


def test_a_row_that_is_not_there_is_told_by_catalogue_and_id() -> None:
    assert KINDS.find("wish") is None
    with pytest.raises(UnknownRow) as caught:
        KINDS.row("wish")
    assert caught.value.facts() == {"catalogue": "kinds", "id": "wish"}


@pytest.mark.parametrize(
    ("data", "reason", "row"),
    [
        (a_catalogue(A_ROW, id="seals"), "unknown", ""),
        ({}, "unknown", ""),
        ({"id": "topics"}, "shape", ""),
        (a_catalogue({"id": "a"}), "shape", ""),
        (a_catalogue(A_ROW | {"colour": "red"}), "shape", ""),
        (a_catalogue(A_ROW | {"status": "perhaps"}), "shape", ""),
        (a_catalogue(A_ROW, A_ROW), "twice", "a"),
        (a_catalogue(A_ROW | {"name": {"ky": "арыз"}}), "unnamed", "a"),
        (a_catalogue(A_ROW | {"name": {"ky": "", "ru": "заявление"}}), "unnamed", "a"),
        (a_catalogue(A_ROW | {"group": "land"}), "group", "a"),
    ],
)
def test_a_catalogue_that_is_not_sound_is_refused(
    data: dict[str, object], reason: str, row: str
) -> None:
    with pytest.raises(CatalogueWrong) as caught:
        parse_catalogue(data)
    assert (caught.value.reason, caught.value.row) == (reason, row)


def test_a_sound_catalogue_with_groups_is_read() -> None:
    groups = [{"id": "land", "name": {"ky": "жер", "ru": "земля"}}]
    read: Catalogue[Row] = parse_catalogue(a_catalogue(A_ROW | {"group": "land"}, groups=groups))
    assert read.row("a").group == "land"
    assert read.row("a").name["ru"] == "заявление"
