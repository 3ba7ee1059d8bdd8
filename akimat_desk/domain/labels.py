"""The office's own labels on cases: free words, equal however they are spelt."""

from typing import Any

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.cases import LABEL, Case
from akimat_desk.domain.collation import folded, sort_key
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.facts import Event
from akimat_desk.domain.list_events import CaseLabelled
from akimat_desk.domain.situations import Situation
from akimat_desk.domain.slots import Slot
from akimat_desk.domain.wishes import Label

LONGEST = 60
MOST = 20


def labels(case: Case) -> tuple[str, ...]:
    """What stands on the case, by the Kyrgyz alphabet."""
    shown = (_shown(case.slot(key)) for key in case.keys(LABEL))
    return tuple(sorted((one for one in shown if one), key=_by_alphabet))


def is_labelled(case: Case, label: str) -> bool:
    return bool(_shown(case.slot(f"{LABEL}{folded(label)}")))


def demand_label(label: str) -> str:
    """The label as it is written down: one line, single spaces. Raises FieldWrong."""
    kept = " ".join(label.split())
    demand_filled("label", folded(kept))
    if len(kept) > LONGEST:
        raise FieldWrong("label", "too_long", LONGEST)
    return kept


def label(case: Case, wish: Label, _now: Situation) -> Event:
    """Also of an ended case. Raises FieldWrong: empty, too_long, too_many, unchanged."""
    kept = demand_label(wish.label)
    if is_labelled(case, kept) == wish.is_on:
        raise FieldWrong("label", "unchanged")
    if wish.is_on and len(labels(case)) >= MOST:
        raise FieldWrong("label", "too_many", MOST)
    return CaseLabelled(label=kept, is_on=wish.is_on)


def _shown(slot: Slot) -> str:
    """Of two desks that differ the label stays on; of two spellings the same one everywhere."""
    latest: list[Any] = [entry.event for entry in slot.latest]
    return min((event.label for event in latest if event.is_on), default="")


def _by_alphabet(label: str) -> tuple[str, str]:
    return sort_key(label), label
