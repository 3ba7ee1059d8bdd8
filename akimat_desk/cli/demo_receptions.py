"""A day of reception of the demonstration: the schedule, who signed up, the cards and a call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from akimat_desk.cli import demo_told
from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_told import FOLDER, filled
from akimat_desk.services.desk import Desk

_RECEPTIONS: Final = FOLDER / "receptions.json"
_PLANNED: Final = "-1 16:20"
_OFFICIAL: Final = "akim"


class ReceptionCardTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`who` is a person of the demonstration, `sign_up` the key of the line they signed up by."""

    when: str
    language: str
    questions: tuple[dict[str, str], ...]
    who: str = ""
    sign_up: str = ""
    form: str = "personal"


class ReceptionsTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`desk` is the key of the workstation where the receptions are written down."""

    note: str
    desk: str
    schedule: tuple[dict[str, Any], ...]
    sign_ups: tuple[dict[str, str], ...]
    cards: tuple[ReceptionCardTold, ...]


def receptions_told() -> ReceptionsTold:
    return msgspec.json.decode(_RECEPTIONS.read_bytes(), type=ReceptionsTold)


def receiving(days: Days, at: Callable[[int], Desk]) -> Iterator[tuple[int, Callable[[], None]]]:
    """When each thing happens, and its being done by whoever sits there then."""
    told, signed = receptions_told(), dict[str, str]()
    yield days.instant(_PLANNED), partial(_plan, days, at, signed)
    for card in told.cards:
        yield days.instant(card.when), partial(_receive, days, at, card, signed)


def _plan(days: Days, at: Callable[[int], Desk], signed: dict[str, str]) -> None:
    told, desk = receptions_told(), at(days.instant(_PLANNED))
    for row in told.schedule:
        desk.reception_days.schedule(_dated(row, days))
    for line in told.sign_ups:
        named = {key: value for key, value in line.items() if key != "key"}
        signed[line["key"]] = desk.reception_days.sign_up(_dated(named, days))


def _receive(
    days: Days, at: Callable[[int], Desk], card: ReceptionCardTold, signed: Mapping[str, str]
) -> None:
    desk, people = at(days.instant(card.when)), demo_told.applicants().people
    hours = desk.reception_days.receiving(desk.cases.today())
    place = next((row.place for row in hours if row.official == _OFFICIAL), None)
    told = {
        "official": _OFFICIAL,
        "form": card.form,
        "language": card.language,
        "place_ky": "" if place is None else place.ky,
        "place_ru": "" if place is None else place.ru,
        "sign_up": signed.get(card.sign_up, ""),
        "applicant": {"person": people[card.who]} if card.who else {"anonymous": True},
        "questions": [_dated(one, days) for one in card.questions],
        "close": True,
    }
    desk.receptions.take(told)


def receive_at_length(desk: Desk, cases: Sequence[dict[str, Any]]) -> None:
    """A reception of those who have the longest names, with the longest questions."""
    place = {"place_ky": cases[0]["subject"], "place_ru": cases[-1]["subject"]}
    for case in cases:
        if "applicant" not in case:
            continue
        asked = [
            {"text": case["subject"], "topic": "land_transformation", "outcome": outcome}
            | ({"words": case["subject"]} if outcome == "explained" else {})
            for outcome in ("explained", "settled_on_the_spot", "written_appeal")
        ]
        desk.receptions.take(
            {
                "official": _OFFICIAL,
                "form": "field",
                "applicant": case["applicant"],
                "questions": asked,
                "close": True,
                **place,
            }
        )


def _dated(value: Any, days: Days) -> Any:
    def word(name: str, of: str) -> str:
        day = days.day(int(of))
        return day.isoformat() if name == "day" else day.strftime("%d.%m.%Y")

    return filled(value, word)
