"""The statistical report over real cases: as a naive count over the folds says."""

from collections import Counter
from datetime import date
from zipfile import ZipFile

import pytest
from documents.reading_paper import fonts, squeezed, text
from python_calamine import CalamineWorkbook
from services.working_desks import MONDAY_MORNING, HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import FieldWrong, NotAllowed
from akimat_desk.domain.statistics import parse_period

DAY = 24 * 3600 * 1000
YEAR = 364 * DAY  # a Monday again


@pytest.fixture
def clock():
    return HandClock(MONDAY_MORNING - YEAR)


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path / "desk", clock=clock) as found:
        yield found


def told(desk, clock):
    """Three cases a year ago, six now: in time, late, forwarded, annulled, open, overdue."""
    register = desk.registration.register
    close = {"outcome": "explained", "answer": "№ 1"}
    old = [register(a_complaint(place)) for place in range(3)]
    clock.turn(2 * DAY)
    desk.cases.do(old[0].case, "close", close)
    clock.at = MONDAY_MORNING
    desk.trusted_time.confirm(desk.cases.today())
    new = [
        register(a_complaint(place, **more))
        for place, more in enumerate(
            (
                {"channel": "in_person", "topic": "land"},
                {"topic": "land", "came_through": {"body": "Президенттин Администрациясы"}},
                {"came_through": {"body": "президенттин администрациясы"}, "signatories": 7},
                {"previous": old[0].number},
                {"kind": "proposal"},
                {},
            ),
            start=10,
        )
    ]
    desk.cases.do(new[0].case, "assign", {"executor": "mamyt", "accepted": True})
    clock.turn(DAY)
    desk.cases.do(new[0].case, "close", close)
    desk.cases.do(new[1].case, "forward", {"body": "Ош шаары", "ground": "таандыгы боюнча"})
    desk.cases.do(new[5].case, "annul", {"reason": "эки жолу катталды"})
    clock.at = MONDAY_MORNING + 30 * DAY
    desk.trusted_time.confirm(desk.cases.today())
    desk.cases.do(new[2].case, "close", close)
    return new


def figures(lines):
    return {line.key: (line.count, line.before) for line in lines}


def test_figures_are_those_of_the_cases_and_of_the_year_before(desk, clock):
    told(desk, clock)
    found = desk.statistics.of("2026-11")
    assert (found.total.count, found.total.before) == (5, 3)
    assert (found.annulled.count, found.repeated.count, found.collective.count) == (1, 1, 1)
    assert figures(found.breakdowns["timeliness"]) == {
        "in_time": (1, 1),
        "late": (1, 0),
        "ended_otherwise": (1, 0),
        "open_in_term": (0, 0),
        "open_overdue": (2, 2),
    }
    assert figures(found.breakdowns["channel"]) == {"post": (4, 3), "in_person": (1, 0)}
    assert figures(found.breakdowns["through"]) == {
        "Президенттин Администрациясы": (2, 0),
        "": (3, 3),
    }
    assert figures(found.breakdowns["topic"]) == {"land": (2, 0), "": (3, 3)}
    assert figures(found.breakdowns["kind"]) == {"complaint": (4, 3), "proposal": (1, 0)}
    by_name = {one.words: one.line for one in desk.statistics.reading(found, "ky").executors}
    mamyt = by_name["Мамытова А."]
    assert (mamyt.count, mamyt.in_time, mamyt.before) == (1, 1, 0)
    assert found.begins_on == date(2025, 11, 24)


def test_a_naive_count_over_the_folds_says_the_same(desk, clock):
    told(desk, clock)
    span = parse_period("2026-11")
    naive: Counter[tuple[str, str]] = Counter()
    for row in desk.lists.page(desk.cases.filter_of(), with_bars=False).rows:
        case = desk.cases.open(row.id).case
        event = case.registered
        if not span.holds(event.registered_on) or row.stage == "annulled":
            continue
        naive["kind", event.kind] += 1
        naive["channel", event.channel] += 1
        naive["topic", case.field("topic")] += 1
        ending = case.ending
        outcome = "" if ending is None else getattr(ending.event, "outcome", "")
        naive["outcome", outcome] += 1
    found = desk.statistics.over(span)
    for name in ("kind", "channel", "topic", "outcome"):
        lines = {line.key: line.count for line in found.breakdowns[name] if line.count}
        assert lines == {key: count for (one, key), count in naive.items() if one == name}


def test_figures_stay_when_readings_are_made_anew(desk, clock):
    told(desk, clock)
    before = desk.statistics.of("2026-11")
    desk.integrity.rebuild()
    assert desk.integrity.verify()
    assert desk.statistics.of("2026-11") == before


def test_a_year_without_cases_is_no_data_and_not_nought(desk, clock):
    told(desk, clock)
    found = desk.statistics.of("2025-11")
    assert (found.total.count, found.total.before, found.total.percent) == (3, None, None)
    notes = desk.statistics.reading(found, "ru").notes
    assert any("прошлого года данных нет" in note for note in notes)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_report_is_printed_with_bars_and_opened_by_spreadsheets(
    desk, clock, tmp_path, language
):
    told(desk, clock)
    found = desk.statistics.of("2026-11")
    reading = desk.statistics.reading(found, language)
    paper, book = tmp_path / "report.pdf", tmp_path / "report.xlsx"
    desk.statistics.write(paper, found, reason="report", language=language)
    wanted = {"reason": "report", "ending": "xlsx", "language": language}
    desk.statistics.write(book, found, **wanted)
    words = squeezed(text(paper.read_bytes()))
    for section in reading.sections:
        assert squeezed(section.title) in words
        assert all(squeezed(row.words) in words for row in section.rows)
    assert "+67%" in words
    assert all(fonts(paper.read_bytes()).values())
    pages = CalamineWorkbook.from_path(book)
    assert len(pages.sheet_names) == len(reading.sections) + 1
    rows = pages.get_sheet_by_index(0).to_python()
    assert rows[5][1:3] == [5, 3]
    with ZipFile(book) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == sum(section.has_bars for section in reading.sections)


def test_a_period_without_cases_is_printed_all_the_same(desk, clock, tmp_path):
    told(desk, clock)
    found = desk.statistics.of("2020")
    for ending in ("pdf", "xlsx"):
        wanted = {"reason": "report", "ending": ending, "language": "ru"}
        file = desk.statistics.write(tmp_path / f"x.{ending}", found, **wanted)
        assert file.stat().st_size
    assert "обращений не было" in text((tmp_path / "x.pdf").read_bytes())


def test_what_cannot_be_and_who_may_not_look_are_refused(desk, tmp_path):
    for period in ("", "2026-13", "2024-01-01..2026-01-01"):
        with pytest.raises(FieldWrong):
            desk.statistics.of(period)
    found = desk.statistics.of("2026")
    for wrong in ({"ending": "csv"}, {"language": "en"}, {"reason": " "}):
        with pytest.raises(FieldWrong):
            desk.statistics.write(tmp_path / "x", found, **{"reason": "report"} | wrong)
    desk.core.actor = desk.office.now.find_login("tokton")
    with pytest.raises(NotAllowed):
        desk.statistics.of("2026")
