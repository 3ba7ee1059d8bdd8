"""Prints a file as the window does: `printing_clerk.py PRINTER FILE NAME COPIES`.

Says in one line of JSON what was refused, and which printers there are. A program of its own,
because the print library asks once in a process where its server is.
"""

import json
import sys
from pathlib import Path

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication

from akimat_desk.domain.errors import DeskError
from akimat_desk.ui.printing import job_for


def main(printer: str, file: str, name: str, copies: str) -> None:
    _ = QApplication(sys.argv[:1])
    told = {"printers": list(QPrinterInfo.availablePrinterNames()), "refused": "", "reason": ""}
    try:
        job_for(printer, Path(file).read_bytes(), name, int(copies)).run()
    except DeskError as error:
        told |= {"refused": error.code, "reason": error.facts()["reason"]}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:5])
