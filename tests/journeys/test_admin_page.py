"""The administrators' page in a real browser: without script, at a desk and at a phone."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from central.test_publishing import a_pack
from documents.reading_paper import page_sizes, text
from journeys.real_centre import OFFICE, OTHER, Centre, working_desk

pytestmark = [pytest.mark.journey, pytest.mark.needs("chromium")]

pytest.importorskip("playwright")
from journeys.real_browser import DESK, PHONE, Visitor, a_browser, a_visitor  # noqa: E402

LANGUAGES = ("ky", "ru")
PASSWORD = "a long enough word"
PICTURES = os.environ.get("AKIMAT_PICTURES", "")
PAGES = ("offices", f"offices/{OFFICE}", "published", "audit", "password")


@dataclass
class Place:
    url: str
    centre: Centre
    station: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("admin")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AKIMAT_CENTRAL_PASSWORD", PASSWORD)
        centre = Centre(folder / "centre")
        try:
            for office in (OFFICE, OTHER, "41721000000000-city-1"):
                centre.run("office", "add", office)
            centre.run("user", "add", "asanova", "--role", "administrator", "--territory", "41706")
            centre.run("user", "add", "chief", "--role", "publisher", "--territory", "republic")
            centre.start()
            with working_desk(folder / "desk", centre) as desk:
                desk.exchange.sync()
                station = desk.core.identity.station
            yield Place(centre.url, centre, station)
        finally:
            centre.kill()


@pytest.fixture(scope="module")
def browser():
    with a_browser() as found:
        yield found


def sign_in(visitor: Visitor, place: Place, login: str, language: str) -> None:
    visitor.open(f"{place.url}/admin/sign-in?lang={language}")
    visitor.page.locator("#login").fill(login)
    visitor.page.locator("#password").fill(PASSWORD)
    visitor.enter("#password")
    assert visitor.page.locator("nav").count() == 1
    assert visitor.page.url.endswith("/admin/offices")


def demand_good(visitor: Visitor, place: Place, name: str) -> None:
    """Nothing went elsewhere, nothing sticks out; looked at where pictures are asked for."""
    host = urlsplit(place.url).netloc
    assert {urlsplit(one).netloc for one in visitor.asked if not one.startswith("data:")} == {host}
    assert visitor.complaints == []
    assert visitor.is_within_the_width()
    if PICTURES:
        visitor.picture(Path(PICTURES) / f"{name.replace('/', '-')}.png")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_without_script_at_a_phone_and_a_desk(browser, place, language, size) -> None:
    with a_visitor(browser, size=size) as visitor:
        visitor.open(f"{place.url}/admin/sign-in?lang={language}")
        demand_good(visitor, place, f"door-{size['width']}-{language}")
        sign_in(visitor, place, "asanova", language)
        for page in PAGES:
            assert visitor.open(f"{place.url}/admin/{page}") == 200
            demand_good(visitor, place, f"{page}-{size['width']}-{language}")
        assert "41721000000000" not in visitor.page.content()


def test_a_workstation_is_revoked_after_a_question_and_gets_its_own_code(browser, place) -> None:
    with a_visitor(browser, size=DESK) as visitor:
        sign_in(visitor, place, "asanova", "ru")
        visitor.open(f"{place.url}/admin/offices/{OFFICE}")
        visitor.enter("td a.act")
        demand_good(visitor, place, "revoke-1366-ru")
        assert place.station in visitor.seen()
        visitor.enter("button.grave")
        assert "отозвано" in visitor.seen()
        visitor.enter("td form button")
        assert place.station in visitor.seen()
        demand_good(visitor, place, "code-1366-ru")
        code = visitor.page.locator(".code").inner_text()
        assert len(code) == 14
        visitor.open(f"{place.url}/admin/audit")
        assert "отозвано рабочее место" in visitor.seen()
        assert code not in visitor.page.content()


def test_a_rule_pack_is_uploaded_looked_at_and_signed(browser, place, tmp_path) -> None:
    with a_visitor(browser, size=DESK) as visitor:
        sign_in(visitor, place, "chief", "ru")
        for path, wished in ((a_pack(tmp_path, length=-1), "нельзя"), (a_pack(tmp_path), "")):
            visitor.open(f"{place.url}/admin/published")
            visitor.page.locator("#files").set_input_files(path)
            visitor.enter("button.main")
            assert wished in visitor.seen()
            demand_good(visitor, place, f"checked-{'faulty' if wished else 'good'}-1366-ru")
        visitor.enter("button.main")
        assert "подписано" in visitor.seen()
        visitor.open(f"{place.url}/admin/published")
        assert "пакет правил: kg" in visitor.seen()
        demand_good(visitor, place, "published-full-1366-ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_wrong(browser, place, language) -> None:
    """It is a script of the test's own; the pages themselves bring none."""
    with a_visitor(browser, size=DESK, script=True) as visitor:
        visitor.open(f"{place.url}/admin/sign-in?lang={language}")
        assert visitor.violations() == []
        visitor.page.locator("#login").fill("asanova")
        visitor.page.locator("#password").fill("wrong")
        visitor.enter("#password")
        assert visitor.page.locator("[role=alert]").count() == 1
        assert visitor.violations() == []
        sign_in(visitor, place, "asanova", language)
        for page in PAGES:
            visitor.open(f"{place.url}/admin/{page}")
            assert visitor.page.locator("script").count() == 0
            assert visitor.violations() == []


def test_it_prints_without_its_forms(browser, place) -> None:
    with a_visitor(browser, size=DESK) as visitor:
        sign_in(visitor, place, "asanova", "ru")
        visitor.open(f"{place.url}/admin/offices/{OFFICE}")
        sheets = visitor.sheets()
        assert len(page_sizes(sheets)) == 1
        shown = text(sheets)
        # A hyphen at which a line ends comes out of the PDF as a sign of its own.
        assert place.station in shown.replace("\r\n", "").replace("\ufffe", "-")
        assert "регистрации" not in shown
        if PICTURES:
            (Path(PICTURES) / "print-ru.pdf").write_bytes(sheets)


def test_signing_out_and_the_back_button_show_nothing_again(browser, place) -> None:
    with a_visitor(browser, size=DESK) as visitor:
        sign_in(visitor, place, "asanova", "ru")
        visitor.enter("nav form button")
        assert visitor.page.url.endswith("/admin/sign-in")
        visitor.open(f"{place.url}/admin/offices")
        assert visitor.page.url.endswith("/admin/sign-in")
        assert OFFICE not in visitor.page.content()
