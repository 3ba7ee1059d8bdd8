"""Who is being received: few fields, known applicants found while one types, or nobody's name."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.full_names import parted
from akimat_desk.domain.people import Applicant
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.fields import PhoneField, PinField, TextField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.screens.card_words import language_words
from akimat_desk.ui.screens.reception_fields import LettersField
from akimat_desk.ui.screens.register_fields import FoldingForm, NameField, SegmentField
from akimat_desk.ui.screens.register_known import KnownApplicants
from akimat_desk.ui.screens.register_told import ANONYMOUS, ORGANISATION, PERSON, texts_of

HOTLINE: Final = "hotline"
_SHOWN: Final = {
    PERSON: ("name", "pin", "phone", "address"),
    ORGANISATION: ("org_name", "inn", "phone", "address"),
    ANONYMOUS: (),
}
_OF_ONE: Final = ("name", "pin", "org_name", "inn")


class WhoForm(QWidget):
    """`record` is the office's own record of the applicant once one was chosen.

    At the hotline nobody has to say a name: an empty one is an anonymous call.
    """

    changed = Signal()
    finished = Signal()
    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.record = ""
        self._address: dict[str, Any] = {}
        self._address_words = ""
        self._is_hotline = False
        self.form: Final = FoldingForm()
        self._known: KnownApplicants | None = None
        self._build()
        self.clear()

    def _build(self) -> None:
        form = self.form
        segments = SegmentField(
            (
                # Translators: who is received, short, on a row of three choices
                Choice(PERSON, tr("A citizen")),
                # Translators: who is received, short, on a row of three choices
                Choice(ORGANISATION, tr("A firm")),
                Choice(ANONYMOUS, tr("Anonymous")),
            )
        )
        name = NameField()
        name.line.setPlaceholderText(tr("Surname, given name, patronymic, or PIN"))
        form.row(Entry("who", tr("Applica&nt"), segments))
        form.row(Entry("name", tr("Na&me"), name))
        form.row(Entry("org_name", tr("Or&ganisation"), TextField()))
        form.row(Entry("pin", tr("PI&N"), PinField()))
        form.row(Entry("inn", tr("IN&N"), TextField()))
        form.row(Entry("phone", tr("Pho&ne"), PhoneField()))
        address = TextField()
        address.line.setPlaceholderText(tr("village, street, house"))
        form.row(Entry("address", tr("A&ddress"), address))
        languages = [Choice(one, language_words(one)) for one in ("ky", "ru")]
        form.row(Entry("language", tr("&Language"), LettersField(languages), is_required=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form)
        form.changed.connect(self._edited)
        form.finished.connect(self.finished)
        form.check_asked.connect(self.check_asked)

    def watch(self, desk: Desk, background: Background, over: QWidget) -> QObject:
        """Known applicants are offered over this widget."""
        self._known = KnownApplicants(desk, background, over)
        for key in ("name", "pin", "phone", "org_name", "inn"):
            self._known.watch(self.form.field(key).editor)  # type: ignore[arg-type]
        self._known.chosen.connect(self._take_known)
        return self._known

    # What the page asks

    def clear(self) -> None:
        self.record, self._address, self._address_words = "", {}, ""
        self.form.restore(dict.fromkeys(self.form.keys(), ""))
        language = "ru" if spoken().language == "ru" else "ky"
        self.form.restore({"who": PERSON, "language": language_words(language)})
        self.form.show_problems({})
        self._fold()

    def begin(self, form: str) -> None:
        self._is_hotline = form == HOTLINE
        name: Any = self.form.field("name")
        name.line.setPlaceholderText(
            # Translators: in an empty field for the name of who calls the hotline
            tr("Empty: an anonymous call")
            if self._is_hotline
            else tr("Surname, given name, patronymic, or PIN")
        )

    def start(self) -> None:
        who = self.form.field("who").raw()
        shown = _SHOWN[who]
        self.form.field(shown[0] if shown else "language").setFocus()

    def raw(self) -> dict[str, Any]:
        told = {"record": self.record, "address_told": self._address}
        return {**self.form.values(), **told, "address_words": self._address_words}

    def restore(self, raw: Mapping[str, Any]) -> None:
        self.clear()
        self.form.restore({key: text for key, text in raw.items() if isinstance(text, str)})
        self.record = str(raw.get("record") or "")
        self._address = dict(raw.get("address_told") or {})
        self._address_words = str(raw.get("address_words") or "")
        self._fold()

    def is_blank(self) -> bool:
        values = self.form.values()
        return not any(values[key].strip() for key in (*_OF_ONE, "phone", "address"))

    def check(self) -> bool:
        """Shows what is missing and goes there; True when nothing is."""
        self.put_away()
        problems = self._problems()
        self.form.show_problems(problems)
        return not problems

    def told(self) -> dict[str, Any]:
        """As ApplicantTold has it."""
        who, values = self._who(), self.form.entered()
        if who == ANONYMOUS:
            return {"anonymous": True}
        told: dict[str, Any] = {"phone": values["phone"], "address": self._address_told()}
        if who == PERSON:
            name = parted(str(values["name"]))
            told |= {"surname": name.surname, "given": name.given, "pin": values["pin"]}
            told |= {"patronymic": name.patronymic}
        else:
            told |= {"name": values["org_name"], "inn": values["inn"]}
        kept = {key: value for key, value in told.items() if value}
        return {who: kept} | ({"record": self.record} if self.record else {})

    @property
    def language(self) -> str:
        return str(self.form.field("language").value()) or "ky"

    def show_problem(self, key: str, words: str) -> bool:
        """False where the form has no such field."""
        if key not in self.form.keys():  # noqa: SIM118
            return False
        self.form.show_problems({key: words})
        return True

    def put_away(self) -> None:
        if self._known is not None:
            self._known.put_away()

    # Inside

    def _who(self) -> str:
        is_nobody = self._is_hotline and self.is_blank()
        return ANONYMOUS if is_nobody else self.form.field("who").raw()

    def _problems(self) -> dict[str, str]:
        who = self._who()
        shown = (*_SHOWN[who], "language")
        found = {key: words for key, words in self.form.problems().items() if key in shown}
        first = _SHOWN[who][0] if _SHOWN[who] else ""
        if first and not self.form.field(first).raw().strip():
            found = {first: tr("Fill this in."), **found}
        return found

    def _address_told(self) -> Any:
        """Of a known applicant in its parts, as long as nobody wrote another one."""
        words = self.form.field("address").raw().strip()
        return self._address if self._address and words == self._address_words else words

    def _edited(self, key: str) -> None:
        if key == "who":
            self._fold()
        if key in _OF_ONE and self.form.field(key).editor.hasFocus():
            # Another name or number is another applicant.
            self.record = ""
        self.changed.emit()

    def _fold(self) -> None:
        shown = _SHOWN[self.form.field("who").raw()]
        for key in {key for keys in _SHOWN.values() for key in keys}:
            self.form.show_rows((key,), is_shown=key in shown)

    def _take_known(self, record: str, applicant: Applicant) -> None:
        told = msgspec.to_builtins(applicant)
        texts = texts_of({"applicant": told})
        body = told.get("organisation") or told.get("person") or {}
        self._address = dict(body.get("address") or {})
        self._address_words = applicant.address.line()
        told_now = {key: texts.get(key, "") for key in ("who", *_OF_ONE)}
        phone = texts.get("phone") or texts.get("org_phone") or ""
        field: Any = self.form.field("phone")
        self.form.restore(
            {**told_now, "phone": field.tidied(phone), "address": self._address_words}
        )
        self.record = record
        self._fold()
        self.finished.emit()
        self.changed.emit()
