"""A place the user can be in: what every screen knows, and the ways that lead out of it."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight


class MainAction(NamedTuple):
    """The one primary button at the top right: a verb, its key, what it does."""

    words: str
    keys: str
    run: Callable[[], None]


class Ways(Protocol):
    """What a screen may ask of the window it stands in."""

    def open_case(self, case_id: str) -> None: ...

    def open_register(self, draft: dict[str, object] | None = None) -> None:
        """The register screen, with fields filled in where `draft` has them."""

    def show_paper(self, pdf: bytes, name: str) -> None:
        """The preview with its print button."""

    def say(self, weight: Weight, words: str) -> None: ...

    def refuse(self, error: DeskError) -> None: ...

    def changed(self) -> None:
        """Something was written: counts, lists and the sync state are asked anew."""

    def retitle(self) -> None:
        """The title or the main action of the shown place is another now."""


class Place(QWidget):
    """Base of all screens: holds services and ways, builds nothing itself."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self.desk = desk
        self.background = background
        self.ways = ways

    def title(self) -> str:
        raise NotImplementedError

    def main_action(self) -> MainAction | None:
        """None where the place has no primary button."""
        return None

    def shown(self) -> None:
        """Brought to the front: ask the services anew."""

    def left(self) -> None:
        """About to be covered by another place: keep what was typed."""
