"""The papers of the demonstration: orders, certificates, a refusal, and where each came to."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_told import FOLDER, Step, filled
from akimat_desk.domain.act_wishes import ActDelivery, ActTold
from akimat_desk.domain.applications import told_as
from akimat_desk.services.desk import Desk

if TYPE_CHECKING:
    from akimat_desk.cli.demo_story import Known, Workstation

_ACTS: Final = FOLDER / "acts.json"
_Moment = tuple[int, Callable[[], None]]


class PenTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From then on the workstation `to` gives the numbers of a journal."""

    when: str
    desk: str
    by: str
    journal: str
    to: str


class LookTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who signs in at a workstation and only looks: what comes meanwhile gets no number there."""

    when: str
    desk: str
    by: str


class PaperTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper by a form; `case` and `replaces` are keys of the story."""

    key: str
    when: str
    desk: str
    by: str
    template: str
    language: str
    told: dict[str, Any]
    case: str = ""
    replaces: str = ""
    then: tuple[Step, ...] = ()


class ActsTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: str
    pens: tuple[PenTold, ...]
    looks: tuple[LookTold, ...]
    papers: tuple[PaperTold, ...]


def acts_told() -> ActsTold:
    return msgspec.json.decode(_ACTS.read_bytes(), type=ActsTold)


class DemoActs:
    """Plays the papers on the workstations that are there; `known` are the story's cases."""

    def __init__(
        self,
        days: Days,
        stations: "dict[str, Workstation]",
        known: "dict[str, Known]",
        write: Callable[[str, str, bytes], None],
    ) -> None:
        """`write` takes the office, the name of a paper and its bytes."""
        self._days, self._stations, self._known, self._write = days, stations, known, write
        self._acts: dict[str, str] = {}

    def moments(self) -> Iterator[_Moment]:
        told = acts_told()
        for pen in told.pens:
            if pen.desk in self._stations and pen.to in self._stations:
                yield self._days.instant(pen.when), self._handing(pen)
        for look in told.looks:
            if look.desk in self._stations:
                yield self._days.instant(look.when), self._looking(look)
        for paper in told.papers:
            if paper.desk in self._stations:
                yield self._days.instant(paper.when), self._issuing(paper)
                for step in paper.then:
                    yield self._days.instant(step.when), self._doing(paper, step)

    def _handing(self, pen: PenTold) -> Callable[[], None]:
        def hand() -> None:
            desk = self._at(pen)
            station = self._stations[pen.to].desk.core.identity.station
            desk.act_desk.hand_pen(pen.journal, station)

        return hand

    def _looking(self, look: LookTold) -> Callable[[], None]:
        def sign_in() -> None:
            self._at(look)

        return sign_in

    def _issuing(self, paper: PaperTold) -> Callable[[], None]:
        def issue() -> None:
            desk = self._at(paper)
            told = ActTold(
                template=paper.template,
                language=paper.language,
                told=self._dated(paper.told),
                replaces=self._acts.get(paper.replaces, ""),
            )
            case = self._known[paper.case].id if paper.case else ""
            done = desk.act_desk.issue(told, case)
            self._acts[paper.key] = done.act
            if done.paper is not None:
                form = desk.templates.find(paper.template).name
                name = form.ru if paper.language == "ru" else form.ky
                number = done.number.replace("/", "-")
                office = self._stations[paper.desk].office.key
                self._write(office, f"{name} № {number} {paper.language}.pdf", done.paper.data)

        return issue

    def _doing(self, paper: PaperTold, step: Step) -> Callable[[], None]:
        def do() -> None:
            acts = self._at(paper, step).act_desk
            act, wish = self._acts[paper.key], self._dated(step.wish)
            match step.action:
                case "sign":
                    acts.sign(act)
                case "deliver":
                    acts.deliver(act, told_as(wish, ActDelivery))
                case _:
                    acts.annul(act, wish["reason"])

        return do

    def _at(self, told: PenTold | LookTold | PaperTold, step: Step | None = None) -> Desk:
        """The workstation at the time, in the name of whoever acts."""
        if step is None:
            return self._stations[told.desk].at(self._days.instant(told.when), told.by)
        return self._stations[step.desk or told.desk].at(self._days.instant(step.when), step.by)

    def _dated(self, told: dict[str, Any]) -> dict[str, Any]:
        def word(_: str, of: str) -> str:
            return self._days.day(int(of)).strftime("%d.%m.%Y")

        dated: dict[str, Any] = filled(told, word)
        return dated
