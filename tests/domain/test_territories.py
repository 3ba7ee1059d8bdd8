import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.errors import UnknownRow
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.territories import (
    OFFICE_KINDS,
    OfficeId,
    OfficeIdWrong,
    Territories,
    Territory,
    parse_territories,
)

RESOURCE = Path(__file__).parents[2] / "resources" / "territories.json"
LIST = parse_territories(json.loads(RESOURCE.read_text(encoding="utf-8")))
NOOKAT, TOKMOK, OSH_OBLAST = "41706242000000", "41708400000010", "41706000000000"
UNLISTED = "41706242800010"
NAMES = Bilingual(ky="Бел айыл өкмөтү", ru="Бельский айыл окмоту")


def names(rows: tuple[Territory, ...]) -> list[str]:
    return [row.name.ky for row in rows]


def test_the_shipped_list_holds_every_oblast_city_and_district_once() -> None:
    levels = [row.level for row in LIST.rows]
    counts = {level: levels.count(level) for level in dict.fromkeys(levels)}
    assert counts == {
        "oblast": 7,
        "district": 40,
        "oblast_city": 12,
        "town": 17,
        "republican_city": 2,
        "city_district": 4,
    }
    assert len({row.soate for row in LIST.rows}) == len(LIST.rows)


def test_every_territory_is_named_in_both_languages_and_hangs_on_a_known_one() -> None:
    for row in LIST.rows:
        assert row.name.ky
        assert row.name.ru
        assert len(row.soate) == 14
        assert row.parent is None or LIST.find(row.parent)


def test_the_pilots_named_by_the_government_are_marked() -> None:
    pilots = {row.soate for row in LIST.rows if row.pilot}
    named = {TOKMOK, "41704400000010", NOOKAT, "41705214000000", "41702225000000"}
    assert pilots == named | {"41703000000000", "41707000000000"}


def test_a_territory_is_found_by_its_code() -> None:
    assert LIST.territory(NOOKAT).name == Bilingual(ky="Ноокат району", ru="Ноокатский район")
    assert LIST.find(UNLISTED) is None
    with pytest.raises(UnknownRow) as caught:
        LIST.territory(UNLISTED)
    assert caught.value.facts() == {"catalogue": "territories", "id": UNLISTED}


def test_children_stand_in_the_order_of_the_alphabet() -> None:
    assert names(LIST.children(OSH_OBLAST)) == [
        "Алай району",
        "Араван району",
        "Кара-Кулжа району",
        "Кара-Суу району",
        "Ноокат району",
        "Өзгөн району",
        "Чоң-Алай району",
    ]
    assert names(LIST.children(None))[0] == "Баткен облусу"
    assert len(LIST.children(None)) == 9
    assert LIST.children(UNLISTED) == ()


def test_a_lineage_leads_from_the_oblast_down() -> None:
    assert names(LIST.lineage("41706242600010")) == [
        "Ош облусу",
        "Ноокат району",
        "Ноокат шаары",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ноокатс", ["Ноокат району"]),
        ("озгон", ["Өзгөн району", "Өзгөн шаары"]),
        ("УЗГЕН", ["Өзгөн району", "Өзгөн шаары"]),
        ("айтматовский", ["Айтматов району"]),
        ("jeti", ["Жети-Өгүз району"]),
        ("огуз жети", ["Жети-Өгүз району"]),
        ("манас ш", ["Манас шаары"]),
        ("окат", []),
        ("  ", []),
    ],
)
def test_a_territory_is_searched_by_the_beginnings_of_words(typed: str, found: list[str]) -> None:
    assert names(LIST.search(typed)) == found


@pytest.mark.parametrize(
    ("code", "written"),
    [
        (NOOKAT, f"{NOOKAT}-district-1"),
        (TOKMOK, f"{TOKMOK}-city-1"),
        ("41711000000000", "41711000000000-city-1"),
        ("41706242600010", "41706242600010-city-1"),
        ("41711201000000", "41711201000000-district-1"),
        (f" {NOOKAT}-AIYL-12\n", f"{NOOKAT}-aiyl-12"),
        (f"{OSH_OBLAST}-envoy-1", f"{OSH_OBLAST}-envoy-1"),
    ],
)
def test_an_office_id_is_completed_by_the_level_of_its_code(code: str, written: str) -> None:
    office = OfficeId.parse(code, LIST)
    assert str(office) == written
    assert office.is_listed


def test_a_kind_given_beside_the_code_completes_or_agrees_with_it() -> None:
    assert str(OfficeId.parse(OSH_OBLAST, LIST, kind="envoy")) == f"{OSH_OBLAST}-envoy-1"
    assert str(OfficeId.parse(NOOKAT, LIST, kind="aiyl")) == f"{NOOKAT}-aiyl-1"
    assert OfficeId.parse(f"{NOOKAT}-aiyl-2", LIST, kind="aiyl").ordinal == 2


def test_a_code_outside_the_list_is_taken_with_names_given_by_hand_and_flagged() -> None:
    office = OfficeId.parse(f"{UNLISTED}-aiyl-1", LIST, names=NAMES)
    assert str(office) == f"{UNLISTED}-aiyl-1"
    assert not office.is_listed
    assert str(OfficeId.parse(UNLISTED, LIST, kind="aiyl", names=NAMES)) == str(office)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "shape"),
        ("4170624200000", "shape"),
        ("417062420000000", "shape"),
        ("４" * 14, "shape"),
        (f"{NOOKAT}-district", "shape"),
        (f"{NOOKAT}-district-0", "shape"),
        (f"{NOOKAT}-district-01", "shape"),
        (f"{NOOKAT}-district-1-1", "shape"),
        (f"{NOOKAT}-ministry-1", "kind"),
        (OSH_OBLAST, "kind_needed"),
        (UNLISTED, "names_needed"),
        (f"{UNLISTED}-aiyl-1", "names_needed"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(OfficeIdWrong) as caught:
        OfficeId.parse(text, LIST)
    assert caught.value.facts() == {"text": text, "reason": reason}
    assert caught.value.code == "office_id_wrong"


@pytest.mark.parametrize("given_names", [Bilingual(ky="", ru="А"), Bilingual(ky="А")])
def test_one_language_is_not_a_name(given_names: Bilingual) -> None:
    with pytest.raises(OfficeIdWrong, match="names_needed"):
        OfficeId.parse(f"{UNLISTED}-aiyl-1", LIST, names=given_names)


def test_a_code_outside_the_list_tells_no_kind() -> None:
    with pytest.raises(OfficeIdWrong, match="kind_needed"):
        OfficeId.parse(UNLISTED, LIST, names=NAMES)


def test_a_kind_that_contradicts_the_written_one_is_refused() -> None:
    with pytest.raises(OfficeIdWrong, match="kind_differs"):
        OfficeId.parse(f"{NOOKAT}-district-1", LIST, kind="aiyl")


@given(
    st.sampled_from(LIST.rows),
    st.sampled_from(OFFICE_KINDS),
    st.integers(min_value=1, max_value=999),
)
def test_every_office_id_is_read_as_it_is_written(row: Territory, kind: str, ordinal: int) -> None:
    written = f"{row.soate}-{kind}-{ordinal}"
    office = OfficeId.parse(written, LIST)
    assert str(office) == written
    assert OfficeId.parse(str(office), LIST) == office


def test_a_list_of_another_shape_is_not_read() -> None:
    with pytest.raises(msgspec.ValidationError):
        parse_territories([{"soate": NOOKAT}])
    assert Territories([]).rows == ()
