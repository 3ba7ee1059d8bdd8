"""An office whose desk exchanges with a centre, and people who ask how their matter stands."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from central.direct_line import Direct, centre_in, join
from litestar.testing import TestClient
from services.working_desks import HandClock, a_complaint, new_desk

from akimat_desk.central import enrolment
from akimat_desk.central.app import application
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.services.registration import Registered

HOUR = 3600 * 1000
DAY = 24 * HOUR
NEVER_GIVEN = "000000"
SECRETS = ("Өмүрбеков", "Чыңгыз", "Жайыт")


class Asked:
    """One office, its desk, its centre; the clock of both is turned by the test."""

    def __init__(self, folder: Path, centre: Path) -> None:
        self.clock = HandClock()
        self.desk: Desk = new_desk(folder, clock=self.clock, training=True)
        office = self.desk.office
        name = Bilingual(ky="Ноокат районунун мамлекеттик администрациясы", ru="Ноокатская РГА")
        office.set_names(name, name)
        office.hold_post("head", "admin", order="№ 1")
        office.enter_rule_length("appeal-extension", 10, Bilingual(ky="№ 67", ru="№ 67"), "№ 5")
        self.line = Direct(centre_in(centre, office.id))
        self.line.centre.clock = self.clock.now
        join(self.desk, self.line)

    def register(self, place: int = 0, **more: Any) -> Registered:
        return self.desk.registration.register({**a_complaint(place), **more})

    def do(self, case: str, action: str, **wish: Any) -> None:
        self.clock.turn(60_000)
        self.desk.cases.do(case, action, wish)

    def sync(self) -> None:
        self.desk.exchange.sync()

    def revoke(self) -> None:
        enrolment.revoke(self.line.centre, self.desk.office.station)

    def next_day(self, days: int = 1) -> None:
        self.clock.turn(days * DAY)

    def close(self) -> None:
        self.desk.close()


@contextmanager
def an_asked_office(folder: Path) -> Iterator[tuple[Asked, TestClient]]:
    asked = Asked(folder / "desk", folder / "centre")
    try:
        with TestClient(application(asked.line.centre)) as browser:
            yield asked, browser
    finally:
        asked.close()


def ask(browser: TestClient, number: str, code: str, lang: str = "ru"):
    return browser.post(f"/status?lang={lang}", data={"number": number, "code": code})


def said(page: str, name: str) -> str:
    """What a page says under a heading of its list, without the marks; empty where it is not."""
    found = re.search(rf"<dt>{re.escape(name)}</dt><dd[^>]*>(.*?)</dd>", page)
    return "" if found is None else re.sub(r"<br>", " | ", found[1]).replace("<", "\0<")
