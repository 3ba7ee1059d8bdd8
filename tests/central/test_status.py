"""The public page: what it tells, to whom, in which languages, and how often one may ask."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from central.direct_line import APPLICATION, OFFICE, Direct, centre_in, desk_in
from litestar.testing import TestClient

from akimat_desk.central.app import application
from akimat_desk.central.status import TRIES_A_NUMBER
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import Succeed

CODE_NEVER_GIVEN = "1234567"


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Direct]:
    centre = centre_in(tmp_path / "centre", OFFICE)
    yield Direct(centre)
    centre.close()


@pytest.fixture
def told(tmp_path: Path, line: Direct):
    desk = desk_in(tmp_path / "desk", line)
    told = desk.registration.register(APPLICATION)
    desk.exchange.sync()
    yield desk, told
    desk.close()


@pytest.fixture
def browser(line: Direct) -> Iterator[TestClient]:
    with TestClient(application(line.centre)) as client:
        yield client


def ask(browser: TestClient, number: str, code: str, lang: str = "ru"):
    return browser.post(f"/status?lang={lang}", data={"number": number, "code": code})


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_number_and_code_show_stage_and_date_and_nothing_of_the_applicant(
    browser, told, lang
) -> None:
    _, case = told
    page = ask(browser, case.number, case.receipt_code, lang)
    assert page.status_code == 200
    assert case.number in page.text
    assert case.due_on.strftime("%d.%m.%Y") in page.text
    assert ("катталды" if lang == "ky" else "зарегистрировано") in page.text
    for secret in ("Өмүрбеков", "Чыңгыз", "Жайыт", case.receipt_code):
        assert secret not in page.text
    assert "<script" not in page.text
    assert len(page.content) <= 30_000
    assert page.headers["cache-control"] == "no-store"


def test_a_number_is_found_however_it_is_typed(browser, told) -> None:
    _, case = told
    typed = case.number.replace("К", "k").replace("-", " ").replace("/", " ")
    assert case.number in ask(browser, typed, f" {case.receipt_code} ").text


def test_a_wrong_code_and_an_unknown_number_are_answered_alike(browser, told) -> None:
    _, case = told
    wrong = ask(browser, case.number, CODE_NEVER_GIVEN)
    unknown = ask(browser, "К9-99999/26-1", case.receipt_code)
    assert wrong.status_code == unknown.status_code
    shown = wrong.text.replace(case.number, ""), unknown.text.replace("К9-99999/26-1", "")
    assert shown[0] == shown[1]


@pytest.mark.parametrize("is_known", [True, False])
def test_guessing_at_a_number_is_stopped_whether_it_exists_or_not(
    browser, told, line, is_known
) -> None:
    _, case = told
    number = case.number if is_known else "К9-99999/26-1"
    for _ in range(TRIES_A_NUMBER):
        assert ask(browser, number, CODE_NEVER_GIVEN).status_code == 200
    assert ask(browser, number, case.receipt_code).status_code == 429
    now = line.centre.clock()
    line.centre.clock = lambda: now + 3600 * 1000
    assert ask(browser, number, case.receipt_code).status_code == 200


def test_the_page_follows_what_desks_push(browser, told) -> None:
    desk, case = told
    before = ask(browser, case.number, case.receipt_code).text
    again = desk.registration.register(APPLICATION)
    assert again.number not in ask(browser, again.number, again.receipt_code).text.split("<form")[0]
    desk.exchange.sync()
    assert again.number in ask(browser, again.number, again.receipt_code).text
    assert case.number in before


def test_the_page_names_the_office_in_which_this_one_goes_on(browser, told) -> None:
    desk, case = told
    name = Bilingual(ky="Кара-Суу району", ru="Кара-Сууский район")
    desk.succession.succeed(
        Succeed(kind="merged_into", name=name, from_on=date(2027, 1, 9), ground="№ 82")
    )
    assert name.ru not in ask(browser, case.number, case.receipt_code).text
    desk.exchange.sync()
    for lang in ("ky", "ru"):
        page = ask(browser, case.number, case.receipt_code, lang).text
        assert name[lang] in page
        assert "09.01.2027" in page


def test_what_is_typed_comes_back_harmless(browser) -> None:
    page = ask(browser, '"><script>alert(1)</script>', "1")
    assert "<script>" not in page.text
    assert browser.get("/status?lang=xx").status_code == 200
    assert browser.post("/status", content=b"a" * 9000).status_code == 400
    assert json.loads(browser.get("/nowhere").text)["error"] == "no_such_page"
