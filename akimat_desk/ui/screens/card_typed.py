"""What was typed into the forms of the card and not yet put on record."""

from akimat_desk.ui.screens.actions_all import Panel


class Typed:
    """Keeps what differs from what the form itself filled in: the rest may be old by then."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[str, str]] = {}
        self._filled: dict[str, str] = {}

    def bring_back(self, panel: Panel) -> None:
        """Into a form that was just opened."""
        self._filled = panel.form.values()
        panel.form.restore(self._kept.get(_key(panel), {}))

    def keep(self, panel: Panel) -> None:
        now = panel.form.values()
        changed = {key: text for key, text in now.items() if text != self._filled.get(key)}
        self._kept[_key(panel)] = changed

    def forget(self, panel: Panel) -> None:
        self._kept.pop(_key(panel), None)


def _key(panel: Panel) -> tuple[str, str]:
    return panel.seat.card.id, panel.objectName()
