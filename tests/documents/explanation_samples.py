"""Terms to explain: an everyday one, one with everything that can happen, and an open one."""

from datetime import date

from documents.receipt_samples import LONGEST as LONGEST_RECEIPT
from documents.receipt_samples import QR
from documents.receipt_samples import TYPICAL as RECEIPT
from msgspec.structs import replace
from terms import kyrgyz_calendar, kyrgyz_rules

from akimat_desk.documents.explanation import ExplanationReading
from akimat_desk.domain.bookings import Holding, bookings
from akimat_desk.domain.deadlines import Duty, Extension, Holder, Pause, TermFacts
from akimat_desk.domain.explanations import explain
from akimat_desk.domain.readings import Bilingual, Signatory
from akimat_desk.domain.rules import rule_in_force

CALENDAR = kyrgyz_calendar()
BEGAN = date(2026, 11, 23)
ASANOVA = Holder(kind="person", id="a", name="Асанова Г. М.")
TOKTONALIEV = Holder(kind="person", id="t", name="Токтоналиев Б. А.")
PAUSES = {
    "applicant_documents": Bilingual(
        ky="арыз берүүчүдөн документтерди күтүү", ru="ожидание документов от заявителя"
    )
}
RULE = rule_in_force(kyrgyz_rules(), "appeal", BEGAN)

_HELD = bookings(
    BEGAN,
    date(2026, 12, 11),
    [Holding(from_on=BEGAN, holder=ASANOVA), Holding(from_on=date(2026, 11, 27), holder=None)],
    [],
    CALENDAR,
    [Holding(from_on=BEGAN, holder=TOKTONALIEV)],
)

TYPICAL = ExplanationReading(
    office=RECEIPT.office,
    case_number="К1-00042/26-7",
    subject="Ленин көчөсүндө үч айдан бери суу жок",
    explanation=explain(TermFacts(started_on=BEGAN, rule=RULE), CALENDAR, _HELD),
    bookings=_HELD,
    duties=(
        Duty(kind="statutory", due_on=date(2026, 12, 11), ground=RULE.legal),
        Duty(
            kind="control",
            due_on=date(2026, 12, 4),
            body="Президенттин Администрациясы",
            number="14-08/К-12345",
            dated_on=date(2026, 11, 20),
        ),
        Duty(kind="internal", due_on=date(2026, 12, 2)),
    ),
    made_on=date(2026, 12, 14),
    signatory=Signatory(
        post=Bilingual(ky="жалпы бөлүмдүн башчысы", ru="заведующий общим отделом"),
        name="Асанова Г. М.",
    ),
    qr=QR,
    point="1",
    template="explanation-1",
)

_PAUSE = Pause(
    from_on=date(2026, 12, 14),
    until_on=date(2026, 12, 24),
    category="applicant_documents",
    waits_for=Holder(kind="applicant"),
)
_COURSE = TermFacts(
    started_on=date(2026, 12, 7),
    rule=RULE,
    pauses=(_PAUSE,),
    extensions=(
        Extension(days=15, granted_on=date(2026, 12, 25)),
        Extension(days=5, granted_on=date(2027, 6, 1)),
    ),
)
_LONG_HELD = bookings(
    date(2026, 12, 7),
    date(2027, 2, 12),
    [
        Holding(from_on=date(2026, 12, 9), holder=ASANOVA),
        Holding(from_on=date(2027, 1, 12), holder=replace(ASANOVA, name=RECEIPT.applicant)),
    ],
    [_PAUSE],
    CALENDAR,
)

LONGEST = replace(
    TYPICAL,
    office=LONGEST_RECEIPT.office,
    subject=LONGEST_RECEIPT.subject,
    explanation=explain(_COURSE, CALENDAR, _LONG_HELD),
    bookings=_LONG_HELD,
    pauses=PAUSES,
    duties=(
        Duty(kind="statutory", due_on=date(2027, 2, 3), ground=RULE.legal),
        *TYPICAL.duties[1:],
        Duty(
            kind="control",
            due_on=None,
            body="Жогорку Кеңештин Аппараты",
            report_to="акимге",
            to_confirm=True,
            is_open=False,
        ),
    ),
    training=True,
)

OPEN_PAUSE = replace(
    TYPICAL,
    explanation=explain(
        TermFacts(
            started_on=BEGAN,
            rule=RULE,
            pauses=(replace(_PAUSE, from_on=date(2026, 12, 1), until_on=None),),
        ),
        CALENDAR,
        today=date(2026, 12, 8),
    ),
    bookings=(),
    duties=(),
    signatory=None,
    qr="",
)

UNKNOWN = replace(
    OPEN_PAUSE,
    explanation=explain(
        TermFacts(started_on=BEGAN, rule=replace(RULE, length=None, status="to_confirm")), CALENDAR
    ),
)
