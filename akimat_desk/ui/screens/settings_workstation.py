"""Settings: this workstation, the folder the scanner fills, the printer and its receipts."""

from collections.abc import Iterator

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.office_book import Station
from akimat_desk.text.catalogue import tr
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, card, scrolled, soft, strong, wrapped
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.screens.card_words import named, receipt_forms
from akimat_desk.ui.screens.settings_facts import Facts
from akimat_desk.ui.screens.settings_words import number_words, size_words
from akimat_desk.ui.theme import look
from akimat_desk.ui.watch_folder_setting import WatchFolderSetting


class WorkstationPage(Place):
    """Facts are read; printer and receipt are remembered on this computer."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._facts = Facts()
        self._watch = WatchFolderSetting()
        self._printer = ChoiceField()
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(card(strong(tr("This workstation")), self._facts))
        column.addWidget(card(strong(tr("Scanner")), self._watch))
        column.addWidget(self._build_printing())
        column.addStretch()
        self._column = column
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))
        self.setFocusProxy(self._watch.field.line)

    def _build_printing(self) -> QWidget:
        label = soft(tr("&Printer of this computer"))
        label.setBuddy(self._printer.line)
        self._printer.line.setAccessibleName(tr("Printer of this computer"))
        names = QPrinterInfo.availablePrinterNames()
        self._printer.offer([Choice("", tr("as the system has it")), *map(_printer, names)])
        self._printer.restore(kept.printer() or tr("as the system has it"))
        self._printer.setMaximumWidth(look().px(420))
        self._printer.changed.connect(self._keep_printer)
        group, buttons = QButtonGroup(self), []
        for key, words in receipt_forms():
            button = chip(words)
            button.setChecked(key == kept.receipt_form())
            button.clicked.connect(lambda _=False, key=key: kept.keep_receipt_form(key))
            group.addButton(button)
            buttons.append(button)
        stop_at_chosen(group)
        hint = tr("The printer can still be changed each time something is printed.")
        return card(
            strong(tr("Printing")),
            label,
            self._printer,
            soft(tr("The receipt is printed as")),
            flow(*buttons, gap=6),
            wrapped(caption(hint)),
        )

    def title(self) -> str:
        return tr("This workstation")

    def shown(self) -> None:
        book = self.desk.office.book
        self.background.run(book.station, self._show, owner=self, key="station")

    def _show(self, station: Station) -> None:
        self._facts.show_lines(_lines(station))

    def _keep_printer(self) -> None:
        typed = self._printer.raw()
        if typed in QPrinterInfo.availablePrinterNames():
            kept.keep_printer(typed)
        elif typed == tr("as the system has it"):
            kept.keep_printer("")


def _printer(name: str) -> Choice:
    return Choice(name, name)


def _lines(station: Station) -> Iterator[tuple[str, str]]:
    yield tr("The office"), named(station.name)
    yield tr("Office id"), station.office
    yield tr("Registration point"), station.point
    # Translators: the sign of this workstation inside the numbers it gives
    yield tr("Mark in its numbers"), station.mark
    yield tr("Workstation"), station.station
    yield tr("Data folder"), str(station.folder)
    yield tr("Version of the program"), station.version
    yield tr("Cases"), number_words(station.cases)
    yield tr("Applicants"), number_words(station.applicants)
    yield tr("Entries in the journal"), number_words(station.entries)
    yield tr("Database"), size_words(station.database_bytes)
    yield tr("Papers and scans"), size_words(station.files_bytes)
    if station.is_open:
        yield tr("Accounts here"), tr("anybody: a training workspace without passwords")
    else:
        yield tr("Accounts here"), ", ".join(station.accounts)
