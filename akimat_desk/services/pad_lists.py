"""An empty page of the registration journal, for the hours when nothing can be printed."""

from typing import Any, Final

from akimat_desk.domain.moments import legal_day
from akimat_desk.services.core import Core
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

ROWS: Final = 20


def journal_page(core: Core, language: str) -> bytes:
    """Raises what documents refuse."""
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.pad_journal import hand_table  # noqa: PLC0415
    from akimat_desk.documents.tables import Column, Heading  # noqa: PLC0415

    t = Texts.of(language)
    today = legal_day(core.clock.now())
    with core.read() as (_, lens):
        named: Any = lens.office.dated("name", today)
    columns = (
        Column(t("No."), 5),
        Column(t("Number"), 15),
        Column(t("Day and hour"), 13),
        Column(t("From whom, address, telephone"), 34),
        Column(t("About what"), 36),
        Column(t("Sheets"), 9),
        Column(t("To whom it was given"), 20),
        Column(t("Signature"), 12),
    )
    heading = Heading(
        title=t("Registration journal: a page to be filled in by hand"),
        office="" if named is None else named.name[language],
        about=t("What is written here is entered in the program when there is power again."),
        foot=t("Printed on {day}", day=short_date(today)),
    )
    return hand_table(heading, columns, ROWS, language=language)
