"""The kinds of records that have streams of their own: one line for each."""

from typing import Final

from akimat_desk.domain.inspections import INSPECTION_KIND
from akimat_desk.domain.receptions import RECEPTION
from akimat_desk.domain.records import RecordKind
from akimat_desk.domain.sign_ups import SIGN_UP

RECORD_KINDS: Final[tuple[RecordKind, ...]] = (
    INSPECTION_KIND,
    RECEPTION,
    SIGN_UP,
)
KIND_BY_NAME: Final = {kind.name: kind for kind in RECORD_KINDS}
