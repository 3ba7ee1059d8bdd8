"""Pictures of the exchange with the centre where two desks said different things of one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from akimat_desk.domain.office_events import LetterheadSet, SettingSet
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.services.number_clashes import Bearer, NumberClash
from akimat_desk.services.other_disputes import OtherDispute, OtherVersion
from akimat_desk.ui.places import SETTINGS
from akimat_desk.ui.screens.settings import EXCHANGE
from akimat_desk.ui.screens.settings_exchange import ExchangePage

if TYPE_CHECKING:
    from akimat_desk.domain.facts import Event
    from akimat_desk.ui.gallery_settings import Go
    from akimat_desk.ui.main_window import MainWindow

_APART: Final = timedelta(minutes=17)
_NUMBER: Final = "K1-00042/26-8"


def screens_of_disputes() -> "Iterator[tuple[str, Go]]":
    yield "settings-disputes", _disputes
    yield "settings-number-clashes", _clashes


def _disputes(window: "MainWindow") -> None:
    """As if a colleague had said other things at the same time; nothing is written."""
    settings = window.places.settings
    settings.show_page(EXCHANGE)
    window.show_section(SETTINGS)
    page, desk = settings.page(), settings.desk
    if isinstance(page, ExchangePage):
        # The page asks again whenever an exchange tells how it stands.
        page.disputes.read = lambda: (_samples(desk), desk.office.now)
        page.clashes.read = tuple
        page.shown()


def _clashes(window: "MainWindow") -> None:
    """As if the newest cases bore the number of the one before them; nothing is written."""
    settings = window.places.settings
    settings.show_page(EXCHANGE)
    window.show_section(SETTINGS)
    page, desk = settings.page(), settings.desk
    if isinstance(page, ExchangePage):
        page.clashes.read = lambda: _clash(desk)
        # Those of the picture before would push the list away.
        page.disputes.read = lambda: ((), desk.office.now)
        page.shown()
        page.clashes.to_first()


def _clash(desk: Desk) -> tuple[NumberClash, ...]:
    bearers = tuple(
        Bearer(
            id=row.id,
            number=_NUMBER,
            code=f"{nth}82{nth}41",
            registered_on=row.registered_on,
            stage=row.stage,
            applicant=row.applicant,
            subject=row.subject,
        )
        for nth, row in enumerate(desk.lists.page(desk.cases.filter_of()).rows[:4], start=1)
    )
    clash = NumberClash(number=_NUMBER, bearers=bearers, is_settled=False, is_same_paper=False)
    return (clash,) if bearers else ()


def _samples(desk: Desk) -> tuple[OtherDispute, ...]:
    office, today = desk.office.now, desk.cases.today()
    name = getattr(office.dated("name", today), "name", Bilingual(ky=desk.office.id))
    head = LetterheadSet(from_on=today, address=name, phone="03230 5-11-22")
    other = LetterheadSet(from_on=today, address=name, phone="03230 5-11-33")
    week = (SettingSet(key="week", value=value) for value in ("[1,2,3,4,5]", "[1,2,3,4,5,6]"))
    return (
        _dispute(desk, f"letterhead:{today}", (head, other)),
        _dispute(desk, "setting:week", tuple(week)),
    )


def _dispute(desk: Desk, slot: str, events: "tuple[Event, ...]") -> OtherDispute:
    now, people = desk.core.clock.now(), desk.office.now.staff()
    names = [one.short_name for one in people] * len(events)
    return OtherDispute(
        stream="",
        kind="office",
        slot=slot,
        versions=tuple(
            OtherVersion(
                keeps=f"{slot}:{nth}",
                by=names[nth],
                workstation=str(nth + 1),
                at=now - nth * int(_APART.total_seconds() * 1000),
                type=type(event).__name__,
                event=event,
            )
            for nth, event in enumerate(events)
        ),
    )
