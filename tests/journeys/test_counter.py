"""A case from the counter to the archive by the keyboard alone, in each language of the office."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from journeys.at_the_counter import Counter
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, HandClock, new_desk
from ui.driving_window import milliseconds_of, own_settings

from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.text.catalogue import spoken
from akimat_desk.ui.pages import page_image, shape_of
from akimat_desk.ui.screens.card import CardPlace

pytestmark = pytest.mark.journey

PIN = "21503199012345"
NAME = "Өмүрбеков Чыңгыз Төлөгөнович"
OTHERS_PASSWORD = "башка ачкыч 7"
MONDAY, TUESDAY = "2026-11-23T09:00:00", "2026-11-24T10:30:00"
GREYS = 48


class Said(NamedTuple):
    """What is typed in one language, and the two buttons that have no key."""

    language: str
    language_button: str
    sign_out: str
    village: str
    street: str
    kinds: tuple[str, str]
    topic: str
    subjects: tuple[str, str]
    paper: str
    resolution: str
    answer: str
    grounds: str
    outcome: str


KYRGYZ = Said(
    language="ky",
    language_button="Кыргызча",
    sign_out="Чыгуу",
    village="Көк-Бел айылы",
    street="Ленин көчөсү",
    kinds=("даттануу", "арыз"),
    topic="суу",
    subjects=("Ленин көчөсүндө суу жок", "Ленин көчөсүндө дагы эле суу жок"),
    paper="Арыз",
    resolution="Карап чыгып, мөөнөтүндө жооп бериңиз",
    answer="Суу түтүгү 23-ноябрда оңдолду.",
    grounds="Комиссиянын актысы",
    outcome="канааттандырылды",
)
RUSSIAN = Said(
    language="ru",
    language_button="Русский",
    sign_out="Выйти",
    village="с. Көк-Бел",
    street="ул. Ленина",
    kinds=("жалоба", "заявление"),
    topic="водосн",
    subjects=("Нет воды на улице Ленина", "На улице Ленина всё ещё нет воды"),
    paper="Заявление",
    resolution="Рассмотреть и ответить в срок",
    answer="Водопровод починен 23 ноября.",
    grounds="Акт комиссии",
    outcome="удовлетворено",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A registrar and an executor may sign in; somebody holds the head's post and signs."""
    own_settings(tmp_path)
    place = tmp_path / "desk"
    desk = new_desk(place, clock=HandClock(milliseconds_of("2026-11-20T09:00:00")), training=True)
    desk.office.hold_post("head", "admin")
    for login in ("asanova", "tokton"):
        desk.office.enable_account(login, OTHERS_PASSWORD, CHEAP)
    desk.close()
    return place


@pytest.fixture
def counter(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setenv("AKIMAT_DESK_NOW", MONDAY)
    running = Counter(qtbot, folder)
    yield running
    running.program.close()


@pytest.mark.parametrize("said", [KYRGYZ, RUSSIAN], ids=["ky", "ru"])
def test_a_case_goes_from_the_counter_to_the_archive_by_keys_alone(
    counter: Counter,
    folder: Path,
    tmp_path: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counter.choose_language(said.language_button).sign_in("asanova", OTHERS_PASSWORD)
    assert spoken().language == said.language

    first = register_a_new_applicant(counter, said)
    second = register_them_again_by_pin(counter, said)
    receipt = print_the_receipt(counter, tmp_path / "receipt.pdf")

    counter.look_for(latin(first))
    counter.resolve(executor="Токтон", resolution=said.resolution, ground=said.resolution)
    assert counter.reading.stage == "under_consideration"

    monkeypatch.setenv("AKIMAT_DESK_NOW", TUESDAY)
    counter.sign_out(said.sign_out).sign_in("tokton", OTHERS_PASSWORD)
    assert spoken().language == said.language
    counter.look_for("омурбеков")
    assert sorted(counter.found()) == sorted([(first, NAME), (second, NAME)])
    counter.look_for(latin(first)).wait(lambda: isinstance(counter.main.shown_screen(), CardPlace))
    reply, number = lead_it_to_the_archive(counter, said)

    counter.program.close()
    desk = open_desk(folder, login="admin", password=PASSWORD)
    case_id = desk.cases.find(first)
    assert history(desk, case_id) == [
        ("CaseRegistered", "asanova"),
        ("ReceiptIssued", "asanova"),
        ("ExecutorAssigned", "asanova"),
        ("HandOverAccepted", "tokton"),
        ("ActIssued", "tokton"),
        ("ActDelivered", "tokton"),
        ("CaseClosed", "tokton"),
    ]
    assert desk.acts.paper(case_id, number).data == reply
    assert desk.papers.receipt(desk.cases.find(second)).data == receipt
    same = {desk.cases.open(desk.cases.find(one)).case.registered.person for one in (first, second)}
    assert len(same) == 1
    desk.integrity.verify()
    desk.close()


def test_a_collective_appeal_is_registered_by_keys_alone(counter: Counter, folder: Path) -> None:
    said = KYRGYZ
    counter.choose_language(said.language_button).sign_in("asanova", OTHERS_PASSWORD)
    counter.begin().fill(NAME).fill(PIN).fill("0555 12 34 56")
    counter.write_in(kind=said.kinds[0], topic=said.topic, subject=said.subjects[0])
    counter.write_in(signatories="14")
    number = counter.check_and_register()
    counter.program.close()
    desk = open_desk(folder, login="admin", password=PASSWORD)
    case = desk.cases.open(desk.cases.find(number)).case
    assert (case.registered.signatories, case.registered.applicant.name) == (14, NAME)
    desk.close()


def register_a_new_applicant(counter: Counter, said: Said) -> str:
    counter.begin().fill(NAME).fill(PIN).fill("0555 12 34 56")
    counter.write_in(village=said.village, street=said.street, house="14")
    counter.write_in(kind=said.kinds[0], topic=said.topic, subject=said.subjects[0])
    counter.walk_to(counter.register.form.papers.editors()[0]).fill(said.paper)
    return counter.check_and_register()


def register_them_again_by_pin(counter: Counter, said: Said) -> str:
    counter.begin().type(PIN[:8])
    place = counter.register
    counter.wait(place.known.list.isVisible)
    counter.press(Qt.Key.Key_Down).press(Qt.Key.Key_Return)
    counter.wait(place.form.field("kind").editor.hasFocus)
    assert place.form.field("name").raw() == NAME
    counter.write_in(kind=said.kinds[1], topic=said.topic, subject=said.subjects[1])
    return counter.check_and_register()


def print_the_receipt(counter: Counter, path: Path) -> bytes:
    """The printed file looks as what is shown; its bytes are given back."""
    counter.press(Qt.Key.Key_Return).settle().print_to(path)
    counter.say_it_came_out()
    shown = counter.paper()
    assert looks_alike(path.read_bytes(), shown)
    return shown


def lead_it_to_the_archive(counter: Counter, said: Said) -> tuple[bytes, str]:
    """The reply's bytes and its number."""
    counter.open_next("accept")
    assert counter.reading.assignment is not None
    assert counter.reading.assignment.is_accepted
    counter.open_next("reply", answer1=said.answer, grounds=said.grounds)
    reply = counter.paper()
    counter.go_back()
    (act,) = counter.reading.acts
    assert act.number
    counter.open_next("deliver", proof="квитанция 17")
    counter.open_next("close", outcome=said.outcome, file_index="02-14", sheets="6")
    assert counter.reading.stage == "closed"
    return reply, act.number


def history(desk: Desk, case_id: str) -> list[tuple[str, str]]:
    return [(line.type, line.actor) for line in desk.cases.history(case_id)]


def latin(number: str) -> str:
    """As it is typed with the Latin layout on: letters that look the same."""
    return number.translate(str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX"))


def looks_alike(one: bytes, other: bytes) -> bool:
    """As many pages of the same size, grey where the other is grey."""
    if [round_mm(size) for size in shape_of(one).sizes] != [
        round_mm(size) for size in shape_of(other).sizes
    ]:
        return False
    greys = [page_greys(pdf) for pdf in (one, other)]
    return max(abs(a - b) for a, b in zip(*greys, strict=True)) < GREYS


def round_mm(size) -> tuple[int, int]:
    return round(size.width()), round(size.height())


def page_greys(pdf: bytes) -> list[int]:
    small = page_image(pdf, 0, 100).scaled(
        40,
        56,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return [grey.pixelColor(x, y).lightness() for x in range(40) for y in range(56)]
