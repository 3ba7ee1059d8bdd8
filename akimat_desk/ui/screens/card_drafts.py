"""What is typed into the forms of a case and not yet on record: it survives a power cut."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer

from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.forms import Form

EVERY_MS: Final = 2000
_OURS: Final = "card-"
_Key = tuple[str, str]


class CardDrafts(QObject):
    """One form at a time is followed; what differs from what it filled in itself is kept.

    The rest is not kept, because it may be old by the time the form opens again. Each account
    has drafts of its own, and what is invalid is kept as it stands.
    """

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._kept: dict[_Key, dict[str, str]] = {}
        self._written: set[_Key] = set()
        self._form: Form | None = None
        self._key: _Key = ("", "")
        self._filled: Mapping[str, str] = {}
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.keep)

    def take(self, case_id: str, drafts: Iterable[Draft]) -> None:
        """What was found in the table; what was written since is newer."""
        found = {_action_of(one.id, case_id, self._who): one.form for one in drafts}
        for action, form in found.items():
            if action and (case_id, action) not in self._written:
                self._kept[case_id, action] = {key: str(text) for key, text in form.items()}

    def unfinished(self, case_id: str) -> tuple[str, ...]:
        """The actions of a case that something was typed for."""
        return tuple(action for case, action in self._kept if case == case_id)

    def follow(self, case_id: str, action: str, form: Form) -> None:
        """From now on this form; what was typed into it before stands in it again."""
        self.leave()
        self._key, self._form, self._filled = (case_id, action), form, form.values()
        form.restore(self._kept.get(self._key, {}))
        form.changed.connect(self._touch)

    def leave(self) -> None:
        """The form is put away; its text stays."""
        self.keep()
        self._form = None

    def keep(self) -> None:
        self._clock.stop()
        if self._form is None:
            return
        now = self._form.values()
        changed = {key: text for key, text in now.items() if text != self._filled.get(key)}
        if changed == self._kept.get(self._key, {}):
            return
        if not changed:
            self.drop(*self._key)
            return
        self._kept[self._key] = changed
        self._written.add(self._key)
        drafts, draft_id = self._desk.drafts, self._id(self._key)
        self._write(lambda: drafts.keep(draft_id, dict(changed)))

    def done(self) -> None:
        """It is on record: the form that is followed leaves nothing behind."""
        self._form = None
        self._clock.stop()
        self.drop(*self._key)

    def drop(self, case_id: str, action: str) -> dict[str, str]:
        """Thrown away; what it held, for bringing it back."""
        key = (case_id, action)
        was = self._kept.pop(key, None)
        if was is None:
            return {}
        self._written.add(key)
        drafts, draft_id = self._desk.drafts, self._id(key)
        self._write(lambda: drafts.drop(draft_id))
        return was

    def bring_back(self, case_id: str, action: str, form: dict[str, str]) -> None:
        """What was thrown away stands there again."""
        key = (case_id, action)
        self._kept[key] = form
        drafts, draft_id = self._desk.drafts, self._id(key)
        self._write(lambda: drafts.keep(draft_id, dict(form)))

    def _touch(self, _: str) -> None:
        """While somebody types on, it is written every two seconds."""
        if not self._clock.isActive():
            self._clock.start()

    def _write(self, work: object) -> None:
        self._background.run(work, lambda _: None, owner=self, lane=Lane.WRITE)  # type: ignore[arg-type]

    @property
    def _who(self) -> str:
        me = self._desk.core.actor
        return "" if me is None else me.id

    def _id(self, key: _Key) -> str:
        return f"{_OURS}{key[0]}-{key[1]}-{self._who}"


def of_cards(desk: Desk) -> tuple[Draft, ...]:
    """The drafts of all forms of cases; whose they are `take` sorts out."""
    return tuple(one for one in desk.drafts.all() if one.id.startswith(_OURS))


def _action_of(draft_id: str, case_id: str, who: str) -> str:
    """Empty for the draft of another case or account."""
    head, tail = f"{_OURS}{case_id}-", f"-{who}"
    is_ours = draft_id.startswith(head) and draft_id.endswith(tail)
    return draft_id[len(head) : -len(tail)] if is_ours else ""
