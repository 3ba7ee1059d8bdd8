"""The card of one who was received and the slip they take away, as bytes."""

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from akimat_desk.domain.access_notes import RECEPTION
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.receptions import KIND, Card, card_of
from akimat_desk.services import records
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.reception_readings import CardReading, QuestionReading
from akimat_desk.services.receptions import Receptions
from akimat_desk.trust.receipts import ReceiptSeal, SealImpossible, seal_receipt

if TYPE_CHECKING:
    from akimat_desk.documents.reception_card import CardPaper
    from akimat_desk.documents.reception_words import Asked, Received

_RULE = "reception"


class CardPapers:
    """The share of the papers that is of one card."""

    def __init__(self, core: Core, receptions: Receptions) -> None:
        self._core, self._receptions = core, receptions

    @draws("reception-card", RECEPTION, "card_id")
    def card(self, card_id: str, language: str = "") -> bytes:
        """A5, signed by who received; in the card's own language where none is named."""
        from akimat_desk.documents.reception_card import card  # noqa: PLC0415

        return card(self._card_paper(card_id, language))

    @draws("reception-slip", RECEPTION, "card_id")
    def slip(self, card_id: str, language: str = "") -> bytes:
        """For the 80 mm printer of a field reception: number, code, outcomes, QR."""
        from akimat_desk.documents.reception_card import slip  # noqa: PLC0415

        return slip(self._card_paper(card_id, language))

    def _card_paper(self, card_id: str, language: str) -> "CardPaper":
        from akimat_desk.documents.reception_card import CardPaper  # noqa: PLC0415
        from akimat_desk.documents.reception_words import Officer  # noqa: PLC0415

        told = self._receptions.card(card_id)
        spoken = spoken_of(language or ("ru" if told.language == "ru" else "ky"))
        with self._core.read() as (_, lens):
            head: Any = lens.office.dated("letterhead", told.on)
        return CardPaper(
            office=self.office_name(told.on),
            phone="" if head is None else head.phone,
            on=told.on,
            place=told.place,
            form=told.form,
            official=Officer(name=told.official_name, post=told.official_post),
            card=received(told),
            code=told.code,
            language=spoken,
            annulled_for=told.annulled_for,
            qr=self._seal(card_id),
            training=self._core.identity.is_training,
        )

    def _seal(self, card_id: str) -> str:
        """Signed like a receipt; the rule says what it is, the day is the first promised."""
        with self._core.read() as (connection, _):
            card: Card = card_of(records.load(connection, KIND, card_id))
            promised = [one.due_on for one in card.questions if one.due_on is not None]
            facts = ReceiptSeal(
                office=self._core.identity.office,
                number=card.number,
                registered_on=card.opened.on,
                due_on=min(promised, default=None),
                rule=_RULE,
                code=card.opened.receipt_code,
            )
            try:
                return seal_receipt(facts, self._core.station_key(connection))
            except SealImpossible as wrong:
                raise FieldWrong(wrong.field, "not_for_a_seal") from wrong

    def office_name(self, on: date) -> Bilingual:
        """As the office was named on the paper's own day."""
        with self._core.read() as (_, lens):
            named: Any = lens.office.dated("name", on)
        return Bilingual(ky="") if named is None else named.name


def spoken_of(language: str) -> Literal["ky", "ru"]:
    if language not in ("ky", "ru"):
        raise FieldWrong("language", "unknown")
    return "ru" if language == "ru" else "ky"


def received(one: CardReading) -> "Received":
    from akimat_desk.documents.reception_words import Received  # noqa: PLC0415

    return Received(
        number=one.number,
        name=one.applicant,
        address=one.address,
        phone=one.phone,
        questions=tuple(_asked(asked) for asked in one.questions),
    )


def _asked(one: QuestionReading) -> "Asked":
    from akimat_desk.documents.reception_words import Asked  # noqa: PLC0415

    return Asked(
        text=one.text,
        outcome=one.outcome,
        words=one.words,
        executor=one.executor_name,
        due_on=one.due_on,
        case_number=one.case_number,
    )
