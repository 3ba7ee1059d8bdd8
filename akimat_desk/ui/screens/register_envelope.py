"""The draft that is open in the register, and the envelopes of the morning's post among drafts."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from akimat_desk.domain.moments import local_time
from akimat_desk.services.drafts import Draft
from akimat_desk.services.post import Envelope
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place
from akimat_desk.ui.screens.register_drafts import DraftKeeper
from akimat_desk.ui.screens.register_form_page import FormPage


class OpenDraft(DraftKeeper):
    """A draft opens once: what is open already stays as it stands.

    After an envelope the next one that waits is offered.
    """

    def __init__(
        self, place: Place, page: FormPage, begin: Callable[[Mapping[str, Any]], None]
    ) -> None:
        super().__init__(place.desk, place.background, page.raw, place)
        self._place = place
        self._page = page
        self._begin = begin
        self._next = ""
        self._is_by_hand = False
        page.offer.taken_up.connect(lambda draft: begin({"draft": draft.id}))
        page.offer.thrown_away.connect(lambda draft: self.drop_one(draft.id))
        page.offer.brought_back.connect(self.restore)

    def open(self, draft: Mapping[str, Any] | None) -> None:
        """A new one, one filled from another case, or that of an id, which is read anew."""
        draft_id = str(draft.get("draft", "")) if draft else ""
        if draft_id and draft_id == self.id:
            return
        self.begin(draft_id)
        self._page.clear()
        if draft_id:
            self.load(self._fill)
        elif draft:
            self._page.fill(draft, is_kept=False)

    def look_again(self) -> None:
        """Meanwhile the post may have put another scan into the envelope."""
        if self._page.is_envelope:
            self.keep()
            self.load(self._page.look_again)

    def registered(self) -> None:
        self.drop()
        self._next = ""
        self._is_by_hand = bool(self._page.form.field("pad_number").raw())
        if self._page.is_envelope:
            desk = self._place.desk
            self._place.background.run(desk.post.waiting, self._offer, owner=self, key="post")

    def next_action(self) -> MainAction:
        """What comes after a registration."""
        if self._is_by_hand:
            # Translators: main button after entering a blank of a blackout pad
            return MainAction(tr("Next blank"), "F8", self._place.ways.open_pads)
        if self._next:
            # Translators: main button after registering a letter of the morning's post
            return MainAction(tr("Next envelope"), "F8", self._open_next)
        return MainAction(tr("New registration"), "F4", lambda: self._begin({}))

    def _fill(self, draft: Draft | None) -> None:
        if draft is None:
            self.begin()
            words = tr("This draft is no longer there: it was registered or thrown away.")
            self._place.ways.say(Weight.WARN, words)
            return
        self._page.fill(_with_envelope(draft.form), is_kept=True)
        self._choose_channel(draft.form)
        self.settle()

    def _choose_channel(self, form: Mapping[str, Any]) -> None:
        """Its word may have been typed in another language; the envelope knows what is meant."""
        envelope, field = form.get("envelope"), self._page.form.field("channel")
        if isinstance(envelope, Mapping) and not field.value():
            with contextlib.suppress(KeyError):
                field.choose(str(envelope.get("channel")))

    def _offer(self, waiting: Sequence[Envelope]) -> None:
        self._next = waiting[0].id if waiting else ""
        self._place.ways.retitle()

    def _open_next(self) -> None:
        self._begin({"draft": self._next})


def _with_envelope(form: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was noted when it was opened stands in an envelope's form the first time."""
    envelope = form.get("envelope")
    if not isinstance(envelope, Mapping) or "name" in form:
        return form
    received = local_time(int(envelope.get("received_at") or 0))
    from_whom = str(envelope.get("from_whom") or "")
    noted = {
        # Nobody knows yet whether a person or an organisation wrote it.
        "name": from_whom,
        "org_name": from_whom,
        "subject": str(envelope.get("about") or ""),
        "channel": "",
        "earlier": "1",
        "received_on": f"{received:%d.%m.%Y}",
        "received_at": f"{received:%H:%M}",
    }
    return {**form, **noted}
