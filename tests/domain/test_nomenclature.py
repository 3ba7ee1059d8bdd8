"""The list of files of a year: rows that meet, copies for the next year, what is refused."""

from typing import Any

import pytest

from akimat_desk.domain import nomenclature
from akimat_desk.domain.archive_events import FileDropped, FileListed
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.facts import Event, EverythingBefore, Fact
from akimat_desk.domain.nomenclature import FilesMissing, FileUnknown
from akimat_desk.domain.offices import Office, apply
from akimat_desk.domain.readings import Bilingual


def a_file(index: str = "02-03", year: int = 2026, **changes: Any) -> FileListed:
    told = {"title": Bilingual(ky="Даттануулар", ru="Жалобы")} | changes
    return FileListed(year=year, index=index, **told)


def office_of(*events: Event) -> Office:
    office = Office()
    for place, event in enumerate(events, start=1):
        office = apply(office, Fact(bytes([place]) * 16, EverythingBefore(), event))
    return office


def test_a_row_said_anew_replaces_itself_and_a_dropped_one_is_gone() -> None:
    office = office_of(
        a_file("01-01"),
        a_file("02-03"),
        a_file("02-03", note="2 журнал"),
        FileDropped(year=2026, index="01-01"),
    )
    found = nomenclature.files(office, 2026)
    assert {index: row.note for index, row in found.items()} == {"02-03": "2 журнал"}
    assert nomenclature.years(office) == (2026,)
    assert not office.set_aside


def test_two_desks_that_say_one_row_apart_and_not_alike_are_in_dispute() -> None:
    first = Fact(b"\x01" * 16, (), a_file())
    other = Fact(b"\x02" * 16, (), a_file(note="x"))
    office = apply(apply(None, first), other)
    assert office.slots["file:2026:02-03"].is_disputed
    assert nomenclature.files(office, 2026)["02-03"].note == ""
    alike = apply(apply(None, first), Fact(b"\x02" * 16, (), a_file()))
    assert not alike.slots["file:2026:02-03"].is_disputed


def test_an_index_is_refused_only_where_the_year_has_a_list_without_it() -> None:
    office = office_of(a_file())
    nomenclature.demand_listed(office, 2026, "02-03")
    nomenclature.demand_listed(office, 2026, "")
    nomenclature.demand_listed(office, 2025, "99-99")
    with pytest.raises(FileUnknown) as refused:
        nomenclature.demand_listed(office, 2026, "99-99")
    assert refused.value.facts() == {"index": "99-99", "year": 2026}


def test_the_copy_for_the_next_year_leaves_alone_what_that_year_says_itself() -> None:
    own = a_file("02-01", 2027, note="own")
    office = office_of(
        *(a_file(index) for index in ("01-01", "02-01", "02-02")),
        own,
        FileDropped(year=2027, index="01-01"),
    )
    wanted = nomenclature.carried_forward(office, 2026)
    assert wanted == {"02-01": own, "02-02": a_file("02-02", 2027)}
    diff = nomenclature.differ(nomenclature.files(office, 2026), wanted)
    assert [one.index for one in diff.dropped] == ["01-01"]
    assert [one.index for one in diff.changed] == ["02-01"]
    assert (diff.added, diff.same) == ((), ("02-02",))
    written = nomenclature.events_to(office, 2027, wanted)
    assert written == (a_file("02-02", 2027),)
    after = office_of(*(a_file(index) for index in ("01-01", "02-01", "02-02")), own,
                      FileDropped(year=2027, index="01-01"), *written)  # fmt: skip
    again = nomenclature.carried_forward(after, 2026)
    assert nomenclature.events_to(after, 2027, again) == ()


def test_without_any_list_there_is_nothing_to_copy() -> None:
    with pytest.raises(FilesMissing):
        nomenclature.carried_forward(Office(), 2026)


def test_files_are_offered_by_topic_then_by_kind_then_by_index() -> None:
    rows = {
        "01": a_file("01"),
        "02": a_file("02", kinds=("complaint",)),
        "03": a_file("03", topics=("water",)),
    }
    assert [one.index for one in nomenclature.offered(rows, "water", "complaint")] == [
        *("03", "02", "01")
    ]


def test_a_line_of_a_spreadsheet_is_a_row() -> None:
    told = {"index": " 02-03 ", "title_ky": "Даттануулар", "term": "5", "topics": "water, roads"}
    row = nomenclature.row_of(told, 2026)
    assert (row.index, row.years, row.to_confirm) == ("02-03", 5, False)
    assert row.topics == ("water", "roads")
    assert nomenclature.row_of({**told, "term": "permanent"}, 2026).is_permanent
    assert nomenclature.row_of({**told, "term": ""}, 2026).to_confirm
    assert nomenclature.row_of({**told, "to_confirm": "1"}, 2026).to_confirm


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"index": ""}, "index", "empty"),
        ({"index": "../x"}, "index", "wrong"),
        ({"index": "x" * 30}, "index", "wrong"),
        ({"title": Bilingual(ky="")}, "title_ky", "empty"),
        ({"title": Bilingual(ky="x" * 301)}, "title_ky", "too_long"),
        ({"note": "x" * 201}, "note", "too_long"),
        ({"years": 101}, "years", "out_of_range"),
        ({"years": 5, "is_permanent": True}, "years", "permanent"),
        ({"year": 12}, "year", "out_of_range"),
    ],
)
def test_a_wrong_row_is_refused(changes: dict[str, Any], field: str, reason: str) -> None:
    told = {"index": "02-03", "year": 2026} | changes
    with pytest.raises(FieldWrong) as refused:
        nomenclature.demand_row(a_file(**told))
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_one_index_twice_in_a_file_is_refused() -> None:
    with pytest.raises(FieldWrong) as refused:
        nomenclature.demand_single([a_file(), a_file()])
    assert refused.value.reason == "twice"
    with pytest.raises(FieldWrong):
        nomenclature.row_of({"index": "1", "title_ky": "x", "term": "беш"}, 2026)
