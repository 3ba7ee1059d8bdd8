"""Two offices at one centre, a desk or two each, and a case that goes from one to the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from central.databases import databases
from central.direct_line import OFFICE, OTHER, Direct, centre_in, desk_in, register

from akimat_desk.central import enrolment
from akimat_desk.central.centre import Centre
from akimat_desk.central.folding import digest
from akimat_desk.services.desk import Desk

LAW = "«Жарандардын кайрылуулары жөнүндө» мыйзам, 5-берене"


class Offices:
    """`here` is the desk that forwards, `there` the one that receives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.centre: Centre = centre_in(folder / "centre", OFFICE, OTHER)
        self.line = Direct(self.centre)
        self.desks: list[Desk] = []
        self.here = self._desk(folder / "here", OFFICE)
        self.there = self._desk(folder / "there", OTHER)

    def _desk(self, folder: Path, office: str) -> Desk:
        desk = desk_in(folder, self.line, office)
        self.desks.append(desk)
        return desk

    def add(self, folder: Path, office: str) -> Desk:
        """One workstation more of an office, with everything that is known there."""
        desk = self._desk(folder, office)
        desk.exchange.sync()
        return desk

    def add_office(self, folder: Path, office: str) -> Desk:
        """An office the centre did not know before, with its first workstation."""
        enrolment.add_office(self.centre, office)
        return self._desk(folder, office)

    def reopen(self, folder: Path, *, is_restored: bool = False) -> None:
        """The centre of that folder, as its program does it after a restore."""
        self.centre = self.line.centre = databases.open(folder)
        self.centre.start()
        if is_restored:
            self.centre.mint("restored")

    def case(self, said: str = "") -> str:
        (number,) = register(self.here, said=said)
        return self.here.cases.find(number)

    def forward(self, case: str, **more: Any) -> None:
        told = {"body": "Кара-Суу РМА", "ground": LAW, "to_office": OTHER} | more
        self.here.cases.do(case, "forward", told)

    def sync(self, *desks: Desk) -> None:
        for desk in desks or (*self.desks, *self.desks):
            desk.exchange.sync()

    def handed(self) -> str:
        """A case that waits at the other office."""
        case = self.case()
        self.forward(case)
        self.sync(self.here, self.there)
        return case

    def demand_level(self) -> None:
        """Desks and centre fold the same, in either office, and every desk proves itself."""
        self.sync()
        for desk in self.desks:
            assert desk.integrity.digest() == digest(self.centre.store, desk.office.id).hex()
            desk.integrity.verify()

    def close(self) -> None:
        for desk in self.desks:
            desk.close()


@contextmanager
def two_offices(folder: Path) -> Iterator[Offices]:
    offices = Offices(folder)
    try:
        yield offices
    finally:
        offices.close()
