"""The public page: what it tells, to whom, in which languages, and how often one may ask."""

import json
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import (
    MONDAY,
    OFFICE_ID,
    OTHER_OFFICE,
    PACK,
    a_registered_case,
    an_office,
    references,
)
from central.asked_office import (
    HOUR,
    NEVER_GIVEN,
    SECRETS,
    Asked,
    an_asked_office,
    ask,
    said,
)
from litestar.testing import TestClient

from akimat_desk.central.app import application
from akimat_desk.central.standings import Books, Passed, Standing, standing
from akimat_desk.central.status import TRIES_A_NUMBER, StatusDesk
from akimat_desk.central.store import tables
from akimat_desk.central.tries import TRIES_AN_ADDRESS, network
from akimat_desk.domain import case_events as events
from akimat_desk.domain.case_events import ReceiptIssued
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.status_address import seal_address
from akimat_desk.domain.succession import Succeed

UNKNOWN = "К9-99999/26-1"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Asked, TestClient]]:
    with an_asked_office(tmp_path) as found:
        yield found


@pytest.fixture
def asked(office: tuple[Asked, TestClient]) -> Asked:
    return office[0]


@pytest.fixture
def browser(office: tuple[Asked, TestClient]) -> TestClient:
    return office[1]


def seal_of(asked: Asked, case: str) -> str:
    asked.desk.papers.receipt(case)
    (_, issued), *_ = asked.desk.cases.open(case).case.each(ReceiptIssued)
    return issued.reading.qr


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_number_and_code_show_stage_and_date_and_nothing_of_the_applicant(
    asked, browser, lang
) -> None:
    case = asked.register()
    asked.sync()
    page = ask(browser, case.number, case.receipt_code, lang)
    assert page.status_code == 200
    assert case.number in page.text
    assert case.due_on.strftime("%d.%m.%Y") in page.text
    assert ("катталды" if lang == "ky" else "зарегистрировано") in page.text
    assert "Токтоналиев Бакыт" in page.text
    assert 'href="tel:0323051240"' in page.text
    for secret in (*SECRETS, case.receipt_code):
        assert secret not in page.text
    assert "<script" not in page.text
    assert "://" not in page.text
    assert len(page.content) <= 30_000
    assert page.headers["cache-control"] == "no-store"
    assert "script-src" not in page.headers["content-security-policy"]


def test_a_number_is_found_however_it_is_typed(asked, browser) -> None:
    case = asked.register()
    asked.sync()
    typed = case.number.replace("К", "k").replace("-", " ").replace("/", " ")
    assert case.number in ask(browser, typed, f" {case.receipt_code} ").text


def test_the_days_left_go_down_and_then_tell_how_late_it_is(asked, browser) -> None:
    case = asked.register()
    asked.sync()
    told = []
    for on in (case.due_on - timedelta(days=1), case.due_on, case.due_on + timedelta(days=7)):
        asked.next_day((on - asked.desk.cases.today()).days)
        page = ask(browser, case.number, case.receipt_code).text
        told.append(said(page, "Срок ответа").partition(" – ")[2])
    assert told == [
        "остался 1 рабочий день", "сегодня последний день", "срок истёк 5 рабочих дней назад"
    ]  # fmt: skip


def test_a_pause_shows_its_ground_and_not_what_the_clerk_wrote(asked, browser) -> None:
    case = asked.register()
    wish = {"category": "court", "ground": "Өмүрбеков соттошуп жатат", "body": "Өмүрбековдун соту"}
    asked.do(case.case, "pause", **wish)
    asked.sync()
    page = ask(browser, case.number, case.receipt_code).text
    assert said(page, "Приостановления срока") == "с 23.11.2026: ожидание решения суда"
    assert "Срок приостановлен; он истечёт не раньше" in page
    assert "Өмүрбеков" not in page
    asked.next_day(2)
    asked.do(case.case, "resume")
    asked.do(case.case, "extend", days=3, ground="Өмүрбеков суранды")
    asked.sync()
    page = ask(browser, case.number, case.receipt_code).text
    stops = said(page, "Приостановления срока")
    assert stops == "с 23.11.2026, возобновлён 25.11.2026: ожидание решения суда"
    assert said(page, "Продления срока") == "на 3 дн., 25.11.2026"
    assert "Өмүрбеков" not in page


def test_who_waits_for_the_applicants_papers_says_by_when(asked, browser) -> None:
    case = asked.register()
    wish = {"category": "applicant_documents", "ground": "Паспорт"}
    asked.do(case.case, "pause", **wish, expected_on=date(2026, 12, 1))
    asked.sync()
    page = ask(browser, case.number, case.receipt_code).text
    assert said(page, "Следующий шаг").startswith("Принесите запрошенные документы до 01.12.2026")


def test_a_case_that_went_elsewhere_names_the_next_body(asked, browser) -> None:
    case = asked.register()
    asked.do(case.case, "forward", body="Кара-Таш айыл өкмөтү", ground="67-мыйзам, 5-берене")
    asked.sync()
    page = ask(browser, case.number, case.receipt_code).text
    assert said(page, "Куда направлено") == "Кара-Таш айыл өкмөтү, 23.11.2026"
    assert said(page, "Срок ответа") == ""


@pytest.mark.parametrize(
    ("action", "wish", "stage"),
    [
        ("annul", {"reason": "Өмүрбеков эки жолу келди"}, "регистрация аннулирована, 23.11.2026"),
        ("withdraw", {"ground": "Өмүрбековдун арызы"}, "отозвано заявителем, 23.11.2026"),
        ("close", {"outcome": "granted", "answer": "№ 1"}, "дан ответ, дело закрыто, 23.11.2026"),
    ],
)
def test_an_end_shows_its_day_and_no_reason(asked, browser, action, wish, stage) -> None:
    case = asked.register()
    asked.do(case.case, action, **wish)
    asked.sync()
    page = ask(browser, case.number, case.receipt_code).text
    assert said(page, "Стадия") == stage
    assert said(page, "Срок ответа") == ""
    assert "Өмүрбеков" not in page


def test_without_an_established_term_none_is_invented(asked, browser) -> None:
    case = asked.register(kind="letter")
    asked.sync()
    assert case.due_on is None
    page = ask(browser, case.number, case.receipt_code).text
    assert said(page, "Срок ответа") == "срок не установлен"


def test_an_office_that_fell_silent_is_called_so(asked, browser) -> None:
    case = asked.register()
    asked.sync()
    asked.next_day()
    assert "нет вестей" not in ask(browser, case.number, case.receipt_code).text
    asked.next_day(2)
    page = ask(browser, case.number, case.receipt_code).text
    assert "С 23.11.2026 от учреждения нет вестей" in page
    asked.sync()
    page = ask(browser, case.number, case.receipt_code).text
    assert "нет вестей" not in page
    assert "По состоянию на 26.11.2026 08:3" in page


def test_while_one_is_away_the_one_who_has_the_case_is_named(asked, browser) -> None:
    case = asked.register()
    today = asked.desk.cases.today()
    until = today + timedelta(days=9)
    asked.desk.office.substitute("tokton", "mamyt", from_on=today, until_on=until, ground="№ 3")
    asked.sync()
    page = ask(browser, case.number, case.receipt_code).text
    assert said(page, "Ответственное должностное лицо").startswith("Мамытова Айнура")


def test_wrong_code_unknown_number_and_too_many_tries_say_the_same(asked, browser) -> None:
    case = asked.register()
    asked.sync()

    def shown(number: str, code: str) -> str:
        page = ask(browser, number, code)
        assert 400 <= page.status_code < 500
        return page.text.replace(number, "")

    wrong, unknown = shown(case.number, NEVER_GIVEN), shown(UNKNOWN, case.receipt_code)
    for _ in range(TRIES_A_NUMBER):
        shown(case.number, NEVER_GIVEN)
    assert wrong == unknown == shown(case.number, case.receipt_code)


@pytest.mark.parametrize("is_known", [True, False])
def test_guessing_at_a_number_is_stopped_for_the_hour_whether_it_exists_or_not(
    asked, browser, is_known
) -> None:
    case = asked.register()
    asked.sync()
    number = case.number if is_known else UNKNOWN
    for _ in range(TRIES_A_NUMBER):
        assert ask(browser, number, NEVER_GIVEN).status_code == 404
    assert ask(browser, number, case.receipt_code).status_code == 429
    # The clerk's own server forgets nothing when it is started anew.
    with TestClient(application(asked.line.centre)) as again:
        assert ask(again, number, case.receipt_code).status_code == 429
    asked.clock.turn(HOUR)
    assert ask(browser, number, case.receipt_code).status_code == (200 if is_known else 404)


def test_right_answers_use_up_no_tries(asked, browser) -> None:
    case = asked.register()
    asked.sync()
    for _ in range(TRIES_A_NUMBER + 2):
        assert ask(browser, case.number, case.receipt_code).status_code == 200


def test_one_address_may_not_try_number_after_number(asked, browser) -> None:
    case = asked.register()
    asked.sync()
    for place in range(TRIES_AN_ADDRESS):
        assert ask(browser, f"К1-{place:05d}/26-1", NEVER_GIVEN).status_code == 404
    assert ask(browser, case.number, case.receipt_code).status_code == 429
    assert browser.get(f"/r/{seal_of(asked, case.case)}").status_code == 429


def test_a_household_is_one_address() -> None:
    assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2:ffff::1")
    assert network("2001:db8:1:2::1") != network("2001:db8:1:3::1")
    assert network("::ffff:203.0.113.5") == network("203.0.113.5") == "203.0.113.5"
    assert network("testclient") == "testclient"


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_the_receipts_own_address_opens_its_case_and_proves_the_receipt(
    asked, browser, lang
) -> None:
    case = asked.register()
    seal = seal_of(asked, case.case)
    asked.sync()
    address = seal_address("https://kabar.example", seal).removeprefix("HTTPS://KABAR.EXAMPLE")
    page = browser.get(f"{address}?lang={lang}")
    assert page.status_code == 200
    told = {"ky": "Бул кагаз чыныгы: ага Ноокат районунун", "ru": "Эта бумага подлинная"}
    assert told[lang] in page.text
    assert case.due_on.strftime("%d.%m.%Y") in page.text
    assert not [secret for secret in SECRETS if secret in page.text]
    # The other language is the same receipt.
    other = {"ky": "ru", "ru": "ky"}[lang]
    assert f"{address.replace('/R/', '/r/')}?lang={other}" in page.text


def test_a_genuine_receipt_whose_case_is_not_here_yet_says_so(asked, browser) -> None:
    asked.sync()
    case = asked.register()
    page = browser.get(f"/R/{seal_of(asked, case.case)}?lang=ru")
    assert page.status_code == 200
    assert "Эта бумага подлинная" in page.text
    assert "ничего не прислало сюда" in page.text


def test_a_changed_receipt_is_answered_like_a_wrong_code(asked, browser) -> None:
    case = asked.register()
    seal = seal_of(asked, case.case)
    asked.sync()
    later = case.due_on + timedelta(days=7)
    changed = seal.replace(f"{case.due_on:%Y%m%d}", f"{later:%Y%m%d}")
    assert changed != seal
    for text in (changed, "AD1:abc", "AD1%3A%00", "x" * 5000):
        page = browser.get(f"/r/{text}")
        assert page.status_code == 404
    assert ask(browser, UNKNOWN, NEVER_GIVEN, "ky").text.replace(UNKNOWN, "") == page.text


def test_a_receipt_of_a_workstation_that_was_shut_out_asks_for_the_office(asked, browser) -> None:
    case = asked.register()
    seal = seal_of(asked, case.case)
    asked.sync()
    asked.revoke()
    page = browser.get(f"/R/{seal}?lang=ru").text
    assert "Ключ этого рабочего места отозван 23.11.2026" in page


def test_the_browsers_language_is_taken_where_none_is_named(browser) -> None:
    def language(wished: str, address: str = "/status") -> str:
        page = browser.get(address, headers={"accept-language": wished}).text
        return page.partition('lang="')[2][:2]

    assert language("ru-RU,ru;q=0.9,en;q=0.8") == "ru"
    assert language("en-US,en") == language("") == language("de,ky;q=0.5") == "ky"
    assert language("ru", "/status?lang=ky") == "ky"
    assert language("en, ru;q=0.4", "/") == "ru"


def test_the_page_follows_what_desks_push(asked, browser) -> None:
    case = asked.register()
    assert ask(browser, case.number, case.receipt_code).status_code == 404
    asked.sync()
    assert ask(browser, case.number, case.receipt_code).status_code == 200
    name = Bilingual(ky="Жаңы аталыш", ru="Новое название")
    asked.desk.office.set_names(name, name)
    asked.sync()
    assert "Новое название" in ask(browser, case.number, case.receipt_code).text


def test_what_is_typed_comes_back_harmless(browser) -> None:
    page = ask(browser, '"><script>alert(1)</script>', "1\0")
    assert "<script>" not in page.text
    assert ask(browser, "К1\0", "١٢٣٤٥٦").status_code == 404
    assert browser.get("/status?lang=xx").status_code == 200
    assert browser.post("/status", content=b"a" * 9000).status_code == 400
    assert json.loads(browser.get("/nowhere").text)["error"] == "no_such_page"


def test_an_application_without_a_name_is_shown_like_any_other(asked, browser) -> None:
    case = asked.register(applicant={"anonymous": True})
    asked.sync()
    page = ask(browser, case.number, case.receipt_code)
    assert page.status_code == 200
    assert said(page.text, "Стадия") == "зарегистрировано"


def test_of_an_erased_case_nothing_is_known(asked, browser) -> None:
    case = asked.register()
    asked.sync()
    assert ask(browser, case.number, case.receipt_code).status_code == 200
    erased = tables.entry.update().where(tables.entry.c.stream == uuid.UUID(case.case).bytes)
    with asked.line.centre.store.write() as connection:
        connection.execute(erased.values(body=None))
    page = ask(browser, case.number, case.receipt_code)
    assert page.status_code == 404
    unknown = ask(browser, UNKNOWN, NEVER_GIVEN).text
    assert page.text.replace(case.number, "") == unknown.replace(UNKNOWN, "")


def test_many_who_guess_at_once_get_no_further_than_one(asked) -> None:
    case = asked.register()
    asked.sync()
    desk = StatusDesk(asked.line.centre)

    def guess(place: int) -> bool:
        return desk.by_code(case.number, f"{place:06d}", f"203.0.113.{place}").is_limited

    wrong = [place for place in range(40) if f"{place:06d}" != case.receipt_code]
    with ThreadPoolExecutor(8) as crowd:
        limited = list(crowd.map(guess, wrong))
    assert limited.count(False) == TRIES_A_NUMBER


def test_a_case_that_was_accepted_elsewhere_is_told_of_by_both_offices() -> None:
    """Its own number there stands on both pages; the term is that of whoever has it."""
    accepted_on = MONDAY + timedelta(days=2)
    case = a_registered_case(
        events.CaseForwarded(
            body="Кара-Суу РМА", forwarded_on=MONDAY, ground="5-берене", to_office=OTHER_OFFICE
        ),
        events.CaseAccepted(
            office=OTHER_OFFICE,
            number="К1-00007/26-3",
            journal="К",
            mark="1",
            sequence=7,
            year=2026,
            accepted_at=0,
            registered_on=accepted_on,
            rule="appeal",
            pack=PACK,
        ),
    )

    def seen_at(office: str) -> Standing:
        books = Books(id=office, office=an_office(), references=references(), grounds={})
        return standing(case, books, today=accepted_on, as_of=0, as_of_on=accepted_on)

    sender, receiver = seen_at(OFFICE_ID), seen_at(OTHER_OFFICE)
    assert sender.passed == Passed(
        body="Кара-Суу РМА", on=MONDAY, number="К1-00007/26-3", accepted_on=accepted_on
    )
    assert (sender.stage, sender.term.left) == ("forwarded", None)
    assert (receiver.number, receiver.passed) == ("К1-00007/26-3", None)
    assert receiver.registered_on == accepted_on
    assert receiver.term.left == 14


def test_the_page_names_the_office_in_which_this_one_goes_on(asked, browser) -> None:
    case = asked.register()
    asked.sync()
    name = Bilingual(ky="Кара-Суу району", ru="Кара-Сууский район")
    told = Succeed(kind="merged_into", name=name, from_on=date(2027, 1, 9), ground="№ 82")
    asked.desk.succession.succeed(told)
    assert name.ru not in ask(browser, case.number, case.receipt_code).text
    asked.sync()
    for lang in ("ky", "ru"):
        page = ask(browser, case.number, case.receipt_code, lang).text
        assert name[lang] in page
        assert "09.01.2027" in page
