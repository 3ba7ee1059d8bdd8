"""Pictures of the auditor's view: the last check, the entries, the access log."""

from collections.abc import Callable, Iterator
from functools import partial

from akimat_desk.services.desk import Desk
from akimat_desk.ui.audit_ways import may_audit
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.sections import AUDIT

Go = Callable[[MainWindow], None]


def screens_of_audit(desk: Desk) -> Iterator[tuple[str, Go]]:
    if not may_audit(desk):
        return
    yield "audit", lambda window: window.show_section(AUDIT)
    yield "audit-entries", partial(_part, part="entries")
    yield "audit-access", partial(_part, part="access")


def _part(window: MainWindow, *, part: str) -> None:
    window.show_section(AUDIT)
    window.places.audit.choose(part)
