"""Pictures of files and archive: the list, its forms, the volumes, the end of the year."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from akimat_desk.services.desk import Desk
from akimat_desk.ui.file_ways import may_file
from akimat_desk.ui.sections import FILES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def screens_of_files(desk: Desk) -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """Nothing is written: forms are opened and left."""
    if not may_file(desk):
        return
    yield "files", lambda window: _part(window, "list")
    yield "files-row", _new_row
    yield "files-forward", _forward
    yield "files-volumes", lambda window: _part(window, "volumes")
    yield "files-cases", _cases
    yield "year-end", lambda window: _part(window, "year_end")


def _part(window: "MainWindow", name: str) -> None:
    window.show_section(FILES)
    window.places.files.turning.close_panel()
    window.places.files.volumes.board.show_volumes()
    window.places.files.choose(name)


def _new_row(window: "MainWindow") -> None:
    _part(window, "list")
    window.places.files.list.add()


def _forward(window: "MainWindow") -> None:
    _part(window, "list")
    window.places.files.list.copy_forward()


def _cases(window: "MainWindow") -> None:
    """Of the first volume of the year, where there is one."""
    _part(window, "volumes")
    found = window.places.files.desk.files_archive.volumes.of(window.places.files.years.year)
    if found:
        window.places.files.volumes.board.look_in(found[0])
