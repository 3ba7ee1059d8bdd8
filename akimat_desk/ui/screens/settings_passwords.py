"""A password inside a form: hidden, never tidied, judged before it is sent."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from akimat_desk.services.accounts import SHORTEST
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import LineField
from akimat_desk.ui.icons import icon


class PasswordField(LineField):
    """Spaces at its ends belong to it."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        eye = QAction(icon("eye-outline"), tr("Show the password"), self.line)
        eye.setCheckable(True)
        eye.toggled.connect(self._show_typed)
        self.line.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> str:
        return self.raw()

    def tidied(self, text: str) -> str:
        return text

    def _show_typed(self, is_shown: bool) -> None:  # noqa: FBT001
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)


def judged_twice(entered: Mapping[str, Any], first: str, second: str) -> dict[str, str]:
    """Too short, or typed in two ways."""
    password = str(entered[first])
    if len(password) < SHORTEST:
        return {first: tr("At least {limit} characters.", limit=SHORTEST)}
    if password != str(entered[second]):
        return {second: tr("The two passwords differ.")}
    return {}
