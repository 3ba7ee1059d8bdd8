"""Rows of the journals of acts and of the post list, and why a number is missing among them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from akimat_desk.domain.act_states import ActState, acts_of
from akimat_desk.domain.cases import Case
from akimat_desk.domain.journals import gaps
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import KeeperNamed
from akimat_desk.domain.offices import Office
from akimat_desk.services.journal_cells import Row
from akimat_desk.services.list_cells import Cell
from akimat_desk.storage import bulk, journal_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal_lines import Period
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

_POST = "post"


class ActRows:
    """`titles` are the names of templates by id, in the language of the file."""

    def __init__(self, office: Office, titles: Mapping[str, str], t: Texts) -> None:
        self._office, self._titles, self._t = office, titles, t
        self._numbers: Mapping[str, str] = {}

    def acts(
        self, connection: Connection, period: Period, journals: Sequence[str]
    ) -> Iterator[Row | str]:
        """In the order of numbers; what is missing between them is told in its place."""
        known: dict[tuple[str, int], list[tuple[int, int]]] = {}
        lines = journal_lines.acts_within(connection, period, journals)
        self._numbers = journal_lines.numbers(connection, [one.replaces for one in lines])
        for line in lines:
            series = (line.journal, line.year)
            if series not in known:
                given = journal_lines.given(connection, *series)
                known[series] = _since(gaps(given), line.sequence, given)
            while line.sequence and known[series] and known[series][0][1] < line.sequence:
                yield self._explained(line.journal, *known[series].pop(0))
            yield self._act(line)

    def _act(self, line: Any) -> Row:
        return {
            "number": lambda: line.number,
            "issued_on": lambda: date.fromisoformat(line.issued_on),
            "title": lambda: self._title(line.template, line.kind),
            "addressee": lambda: line.addressee,
            "subject": lambda: line.subject,
            "signatory": lambda: line.signatory,
            "case_number": lambda: line.case_number,
            "stage": lambda: act_stages(self._t).get(line.stage, line.stage),
            "replaces": lambda: self._numbers.get(line.replaces, ""),
        }

    def post(
        self, connection: Connection, streams: Sequence[bytes], period: Period
    ) -> Iterator[Row]:
        """What went by post in the period, in the order of days."""
        found: list[tuple[date, str, ActState, str, str]] = []
        for _, folded in bulk.folds(connection, streams):
            state: Any = folded.state
            number = _case_number(state)
            for act in acts_of(state):
                found += [
                    (one.delivered_on, act.act, act, one.proof, number)
                    for one in act.deliveries
                    if one.way == _POST and period.holds(one.delivered_on)
                ]
        for day, _, act, proof, number in sorted(found, key=lambda one: one[:2]):
            yield self._sent(day, act, proof, number)

    def _sent(self, day: date, act: ActState, proof: str, case_number: str) -> Row:
        row: dict[str, Callable[[], Cell]] = {
            "delivered_on": lambda: day,
            "addressee": lambda: act.issued.addressee,
            "title": lambda: self._title(act.issued.template, act.issued.kind),
            "number": lambda: act.number,
            "issued_on": lambda: act.issued.issued_on,
            "proof": lambda: proof,
            "case_number": lambda: case_number,
        }
        return row

    def _title(self, template: str, kind: str) -> str:
        """A paper of an older release bears its number after the id."""
        plain = template.rpartition("-")[0]
        found = self._titles.get(template) or self._titles.get(plain)
        return found or {"reply": self._t("reply to an appeal")}.get(kind, kind)

    def _explained(self, journal: str, first: int, last: int) -> str:
        """Why no act bears these numbers: the keeper changed, or the acts are not here."""
        t = self._t
        named = f"{first}" if first == last else f"{first}\N{EN DASH}{last}"
        slot = self._office.slots.get(f"keeper:{journal}")
        for entry in () if slot is None else slot.entries:
            event = entry.event
            if isinstance(event, KeeperNamed) and first <= event.last_number <= last:
                return t(
                    # Translators: a row of a journal that tells why numbers are missing; check
                    "Nos. {numbers}: the keeper of the journal changed on {day}, {reason}.",
                    numbers=named,
                    day=short_date(legal_day(entry.at)),
                    reason=event.reason or t("no reason told"),
                )
        return t("Nos. {numbers}: no acts with these numbers are at this desk.", numbers=named)


def act_stages(t: Texts) -> dict[str, str]:
    return {
        "waiting": t("waiting for its number"),
        "numbered": t("to be signed"),
        "signed": t("signed"),
        "delivered": t("delivered"),
        "returned": t("came back"),
        "annulled": t("annulled act"),
        "replaced": t("replaced"),
    }


def _since(
    found: list[tuple[int, int]], sequence: int, given: Sequence[int]
) -> list[tuple[int, int]]:
    """The gaps from the number before the first act of the period on."""
    before = max((one for one in given if one < sequence), default=0)
    return [gap for gap in found if gap[0] > before]


def _case_number(state: Any) -> str:
    is_case = isinstance(state, Case) and state.opened is not None
    return state.registered.number if is_case else ""
