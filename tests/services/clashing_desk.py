"""Two papers of one office under one number, as the entry of another desk brings them together."""

import msgspec
import uuid_utils
from services.working_desks import a_complaint

from akimat_desk.services.desk import Desk
from akimat_desk.services.registration import Registered

OTHER_CODE = "246810"


def with_this_number(desk: Desk, case: str, *, code: str = OTHER_CODE, place: int = 7) -> str:
    """One more case under the number of that one; its id. The code is its own, or the same."""
    other = desk.registration.register(a_complaint(place))
    event = desk.cases.open(other.case).case.registered
    same = desk.cases.open(case).case.registered
    taken = msgspec.structs.replace(
        event,
        number=same.number,
        sequence=same.sequence,
        receipt_code=code or same.receipt_code,
        reentered=True,
    )
    stream = uuid_utils.uuid7().bytes
    with desk.core.write("register") as writing:
        writing.append(stream, None, taken)
    return str(uuid_utils.UUID(bytes=stream))


def two_papers(desk: Desk, *, code: str = OTHER_CODE) -> tuple[Registered, str]:
    """What was registered first, and the id of the other case with its number."""
    first = desk.registration.register(a_complaint())
    return first, with_this_number(desk, first.case, code=code)
