"""The public page in a real browser: from the receipt's own code, without script, by phone."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from documents.reading_paper import codes, page_sizes, text
from journeys.real_centre import Centre
from services.working_desks import HandClock, a_complaint, new_desk

pytestmark = [pytest.mark.journey, pytest.mark.needs("chromium")]

pytest.importorskip("playwright")
from journeys.real_browser import DESK, PHONE, Visitor, a_browser, a_visitor  # noqa: E402

NOW = "2026-11-23T08:30:00"
NEVER_GIVEN = "000000"
TRIES = 10
LANGUAGES = ("ky", "ru")
SECRETS = ("Өмүрбеков", "Чыңгыз", "Жайыт")
# Where the pictures go that are to be looked at; nowhere otherwise.
PICTURES = os.environ.get("AKIMAT_PICTURES", "")


@dataclass
class Counter:
    """A centre that serves, and what two applicants went home with."""

    url: str
    number: str
    code: str
    address: str
    other_number: str


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("status")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AKIMAT_CENTRAL_NOW", NOW)
        centre, clock = Centre(folder / "centre"), HandClock()
        desk = new_desk(folder / "desk", clock=clock, training=True)
        try:
            centre.run("office", "add", desk.office.id)
            centre.start()
            desk.exchange.enrol(centre.url, centre.run("enrol", desk.office.id)["code"])
            desk.office.set_setting("status_address", centre.url)
            first, second = (desk.registration.register(a_complaint(place)) for place in (0, 1))
            clock.turn(60_000)
            desk.cases.do(first.case, "assign", {"executor": "tokton"})
            desk.cases.do(first.case, "pause", {"category": "court", "ground": "Өмүрбеков"})
            (address,) = set(codes(desk.papers.receipt(first.case).data, dpi=200))
            desk.exchange.sync()
            yield Counter(centre.url, first.number, first.receipt_code, address, second.number)
        finally:
            desk.close()
            centre.kill()


@pytest.fixture(scope="module")
def browser():
    with a_browser() as found:
        yield found


def demand_good(visitor: Visitor, counter: Counter, name: str) -> None:
    """Nothing went elsewhere, nothing sticks out, nothing of the applicant is shown."""
    host = urlsplit(counter.url).netloc
    assert {urlsplit(one).netloc for one in visitor.asked if not one.startswith("data:")} == {host}
    assert visitor.complaints == []
    assert visitor.is_within_the_width()
    shown = visitor.page.content()
    assert len(shown.encode()) <= 30_000
    assert not [secret for secret in SECRETS if secret in shown]
    if PICTURES:
        visitor.picture(Path(PICTURES) / f"{name}.png")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipts_code_opens_its_matter_on_a_phone_without_script(
    browser, counter, language
) -> None:
    with a_visitor(browser, language="ru-RU" if language == "ru" else "ky-KG") as visitor:
        assert visitor.open(counter.address) == 200
        told = {"ky": "Бул кагаз чыныгы", "ru": "Эта бумага подлинная"}[language]
        assert told in visitor.seen()
        assert counter.number in visitor.seen()
        assert "Токтоналиев Бакыт" in visitor.seen()
        demand_good(visitor, counter, f"receipt-phone-{language}")
        # The other language is one touch away and is the same matter.
        visitor.enter("nav a")
        assert counter.number in visitor.seen()
        assert told not in visitor.seen()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_number_and_code_are_typed_and_answered_without_script(
    browser, counter, language, size
) -> None:
    with a_visitor(browser, size=size) as visitor:
        assert visitor.open(f"{counter.url}/?lang={language}") == 200
        demand_good(visitor, counter, f"form-{size['width']}-{language}")
        visitor.ask(counter.number, counter.code)
        assert counter.number in visitor.seen()
        assert counter.code not in visitor.page.content()
        demand_good(visitor, counter, f"answer-{size['width']}-{language}")


def test_a_wrong_code_and_the_limit_look_the_same(browser, counter) -> None:
    with a_visitor(browser) as visitor:
        visitor.open(f"{counter.url}/status?lang=ru")
        shown = []
        for _ in range(TRIES + 2):
            visitor.ask(counter.other_number, NEVER_GIVEN)
            shown.append(visitor.seen())
        assert set(shown) == {shown[0]}
        assert "не найдено" in shown[0]
        assert visitor.page.locator("[role=alert]").count() == 1
        assert visitor.page.locator("#n").input_value() == counter.other_number
        refused = [one for one in visitor.complaints if "404" not in one and "429" not in one]
        assert refused == []
        visitor.complaints.clear()
        demand_good(visitor, counter, "limit-phone-ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_wrong(browser, counter, language) -> None:
    """It is a script of the test's own; the page itself brings none."""
    with a_visitor(browser, script=True) as visitor:
        for address in (
            f"{counter.url}/status?lang={language}",
            f"{counter.address}?lang={language}",
        ):
            visitor.open(address)
            assert visitor.page.locator("script").count() == 0
            assert visitor.violations() == []
        visitor.open(f"{counter.url}/status?lang={language}")
        visitor.ask("К9-99999/26-1", NEVER_GIVEN)
        assert visitor.violations() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_one_sheet(browser, counter, language) -> None:
    with a_visitor(browser, size=DESK) as visitor:
        visitor.open(f"{counter.address}?lang={language}")
        sheets = visitor.sheets()
        assert len(page_sizes(sheets)) == 1
        assert counter.number in text(sheets)
        if PICTURES:
            (Path(PICTURES) / f"print-{language}.pdf").write_bytes(sheets)


def test_the_page_is_used_by_keyboard_alone(browser, counter) -> None:
    with a_visitor(browser, size=DESK) as visitor:
        visitor.open(f"{counter.url}/status?lang=ru")
        visitor.page.locator("#n").focus()
        visitor.page.keyboard.insert_text(counter.number)
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.insert_text(counter.code)
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
        assert counter.number in visitor.seen()
