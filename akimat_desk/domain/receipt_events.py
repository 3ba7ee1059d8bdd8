"""That a receipt was made, and in place of which one."""

from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import ReceiptReading


class ReceiptIssued(Event, frozen=True, kw_only=True):
    """A receipt was made; its bytes lie by digest at this desk. `copy` 0 is the first one.

    A corrected one, in whatever form, `replaces` the receipt of that digest; the one that was
    made first of them says for what `reason`.
    """

    digest: bytes
    template: str
    form: str
    language: str
    copy: int
    reading: ReceiptReading
    replaces: bytes = b""
    reason: str = ""
