"""Why a paper may not be asked for, in words; the names come in Kyrgyz and in Russian."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from akimat_desk.text.catalogue import spoken, tr


def _either(words: Sequence[str]) -> str:
    ky, ru = words
    return ru if spoken().language == "ru" and ru else ky


def _state_holds(document: str, name: Sequence[str], register: Sequence[str]) -> str:  # noqa: ARG001
    return tr(
        "The applicant is not asked for «{document}»: the state holds it itself ({register})."
        " Ask the register, or name the article and the head's reason.",
        document=_either(name),
        register=_either(register),
    )


def _not_listed(document: str, name: Sequence[str]) -> str:  # noqa: ARG001
    return tr(
        "«{document}» is not listed for this service."
        " Do not ask for it, or name the article and the head's reason.",
        document=_either(name),
    )


SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "state_holds_it": _state_holds,
    "request_not_listed": _not_listed,
    "override_not_by_head": lambda document: tr(  # noqa: ARG005
        "Only the head may order that a paper the applicant need not bring is asked for."
    ),
    "pause_not_lawful": lambda document: tr(  # noqa: ARG005
        "A request for a paper the applicant need not bring does not pause the term."
    ),
    "request_unknown": lambda request: tr(  # noqa: ARG005
        "The case has no such request."
    ),
}
