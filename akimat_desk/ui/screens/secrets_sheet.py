"""Secrets that are shown once: on a card with a button that prints them on one page."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QFontDatabase, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.key_change import KeyChanged
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import card, plain, secondary, strong, wrapped

Told = Sequence[tuple[str, Sequence[str]]]
_POINTS: Final = 12


class SecretsSheet(QWidget):
    """Heading by heading; kept nowhere. `print_asked(bytes)` carries the page."""

    print_asked = Signal(bytes)

    def __init__(self, title: str, told: Told) -> None:
        super().__init__()
        self._title, self._told = title, told
        # Translators: button under the head's codes and the recovery key
        self.print_button: Final = secondary(tr("&Print this sheet"), "printer-outline")
        self._build()

    def _build(self) -> None:
        rows: list[QWidget] = [wrapped(strong(self._title))]
        for heading, lines in self._told:
            rows.append(wrapped(plain(heading)))
            words = plain("\n".join(lines))
            words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(heading)
            rows.append(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(*rows, flow(self.print_button)))
        self.print_button.clicked.connect(lambda *_: self.print_asked.emit(self.page()))

    def text(self) -> str:
        parts = [f"{heading}\n" + "\n".join(lines) for heading, lines in self._told]
        return "\n\n".join((self._title, *parts))

    def page(self) -> bytes:
        """A PDF of one page."""
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(made)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        document = QTextDocument()
        font = document.defaultFont()
        font.setPointSize(_POINTS)
        document.setDefaultFont(font)
        document.setPlainText(self.text())
        document.print_(writer)
        made.close()
        return bytes(made.data().data())


def told_of_key(done: KeyChanged) -> Told:
    """What a change of the key has made, as it is to be locked away or handed out."""
    handed = [
        tr("{login}: {password}", login=login, password=password)
        for login, password in sorted(done.temporary.items())
    ]
    return (
        (tr("Recovery key"), (done.recovery_key,)),
        (tr("The head's single-use codes; the former ones are void:"), numbered(done.head_codes)),
        *([(tr("Temporary passwords, to be handed out:"), handed)] if handed else ()),
        (tr("Copies made before open with the former recovery key and passwords."), ()),
    )


def numbered(codes: Sequence[str]) -> list[str]:
    return [f"{place}.  {code}" for place, code in enumerate(codes, start=1)]
