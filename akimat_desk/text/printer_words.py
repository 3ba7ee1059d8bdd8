"""Why nothing was printed, in words."""

from collections.abc import Callable
from typing import Final

from akimat_desk.text.catalogue import tr

_REASONS: Final[dict[str, Callable[[str], str]]] = {
    "missing": lambda printer: tr(
        "Printer {printer} was not found. Nothing was printed.", printer=printer
    ),
    "stopped": lambda printer: tr(
        "Printer {printer} is stopped. Nothing was printed.", printer=printer
    ),
}


def printer_refusal(printer: str, reason: str) -> str:
    """The paper itself lies where it was; it can be printed again."""
    known = _REASONS.get(reason)
    if known is not None:
        return known(printer)
    return tr("Printer {printer} did not take the paper. Print it again.", printer=printer)
