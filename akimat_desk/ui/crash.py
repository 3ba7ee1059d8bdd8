"""A bug is seen: it is written down, shown once, and the program ends."""

import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

import akimat_desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import head, plain, primary, secondary, wrapped
from akimat_desk.ui.theme import look

EXIT_CODE = 70
_VALUE = re.compile(r"""'[^']*'|"[^"]*"|\d{4,}|[^\x00-\x7f]+""")


def report_of(error: BaseException) -> str:
    """Where it broke and in which version; values of variables are left out, they are personal."""
    import platform  # noqa: PLC0415

    where = "".join(traceback.format_exception(error)).splitlines()
    told = "\n".join(_without_values(where))
    return f"akimat-desk {akimat_desk.__version__}, {platform.platform()}\n\n{told}\n"


def _without_values(lines: Iterable[str]) -> Iterator[str]:
    """Frames and their source as they are. A message often quotes what somebody typed, and the
    report lies in the clear: what is quoted, not ASCII or a longer number is left out of it."""
    is_source = False
    for line in lines:
        is_frame = line.startswith('  File "')
        is_source = is_frame or (is_source and line.startswith("    "))
        yield line if is_source else _VALUE.sub("*", line)


class CrashDialog(QDialog):
    """Shows the report; the only way on is to end the program."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setWindowTitle(tr("The program has to stop"))
        self.resize(look().px(640), look().px(420))
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(tr("Report"))
        self._build(report)

    def _build(self, report: str) -> None:
        copy = secondary(tr("Copy the report"), "content-copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        end = primary(tr("End the program"))
        end.clicked.connect(self.accept)
        end.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(end)
        layout = QVBoxLayout(self)
        layout.setSpacing(look().px(12))
        layout.addWidget(head(tr("The program met an error of its own and has to stop.")))
        safe = tr("What you saved is safe, and the draft is kept. Start the program again.")
        layout.addWidget(wrapped(plain(safe)))
        layout.addWidget(self._report, 1)
        layout.addLayout(buttons)
        end.setFocus()


class CrashHook:
    """Takes the place of sys.excepthook; a second bug meanwhile is only written down."""

    def __init__(
        self,
        write: Callable[[str], None],
        show: Callable[[str], None] | None = None,
        end: Callable[[int], None] = QApplication.exit,
    ) -> None:
        self._write = write
        self._show = show or _show
        self._end = end
        self._is_ending = False

    def install(self) -> None:
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], error: BaseException, _: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._end(EXIT_CODE)
            return
        report = report_of(error)
        self._write(report)
        if self._is_ending:
            return
        self._is_ending = True
        self._show(report)
        self._end(EXIT_CODE)


def _show(report: str) -> None:
    CrashDialog(report).exec()
