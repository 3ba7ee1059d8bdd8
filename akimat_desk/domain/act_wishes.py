"""What is told of an act: at its making, at its signing, when it reached the addressee."""

from collections.abc import Mapping
from datetime import date

from akimat_desk.domain.readings import Addressee
from akimat_desk.domain.templates import Told
from akimat_desk.domain.wishes import Wish


class ActTold(Wish, frozen=True, kw_only=True):
    """A paper by a template. `told` goes by the template's fields; the rest comes from the case
    and the office. `addressee` is asked only where the template writes to a body. `replaces` is
    the act that this one corrects."""

    template: str
    language: str = ""
    told: Mapping[str, Told] = {}
    told_ru: Mapping[str, Told] = {}
    forms: Mapping[str, str] = {}
    addressee: Addressee = Addressee()
    file_index: str = ""
    replaces: str = ""


class ActDelivery(Wish, frozen=True, kw_only=True):
    """`way` is one of act_states.WAYS; `proof` names the list, the receipt or the power."""

    way: str
    delivered_on: date | None = None
    proof: str = ""
