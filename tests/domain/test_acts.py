"""What a reply must hold before it may be issued."""

from datetime import date

import msgspec
import pytest

from akimat_desk.domain.acts import missing_parts
from akimat_desk.domain.readings import (
    Addressee,
    Answered,
    Bilingual,
    Letterhead,
    ReplyReading,
    Signatory,
)

WORDS = Bilingual(ky="Каракол шаарынын мэриясы", ru="Мэрия города Каракол")
WHOLE = ReplyReading(
    office=Letterhead(name=WORDS, address=WORDS),
    number="1/26",
    issued_on=date(2026, 6, 2),
    case_number="К1-00042/26-8",
    asked_on=date(2026, 6, 1),
    addressee=Addressee(surname="Асанова", given="Айгүл", address="Ак-Суу"),
    subject="Жер участогу",
    answers=(Answered(text="Жооп"),),
    grounds="67-мыйзам",
    signatory=Signatory(post=WORDS, name="Токтогулов Т."),
    executor_name="Асанов А.",
    qr="",
    point="1",
    template="reply-1",
)


def test_a_whole_reply_lacks_nothing() -> None:
    assert missing_parts(WHOLE) == ()
    to_a_body = Addressee(body="ЖЧК Дыйкан", address="Каракол")
    assert missing_parts(msgspec.structs.replace(WHOLE, addressee=to_a_body)) == ()


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"number": ""}, ("number",)),
        ({"addressee": Addressee()}, ("addressee", "address")),
        ({"answers": ()}, ("answer",)),
        ({"answers": (Answered(text="Жооп"), Answered(text=" "))}, ("answer",)),
        ({"grounds": "\n"}, ("grounds",)),
        (
            {"signatory": Signatory(post=Bilingual(ky=""), name="")},
            ("signatory", "signatory_post"),
        ),
        ({"executor_name": ""}, ("executor",)),
        (
            {"office": Letterhead(name=Bilingual(ky=""), address=WORDS), "number": ""},
            ("office", "number"),
        ),
    ],
)
def test_what_is_missing_is_named_in_the_order_of_the_paper(
    changes: dict[str, object], parts: tuple[str, ...]
) -> None:
    assert missing_parts(msgspec.structs.replace(WHOLE, **changes)) == parts
