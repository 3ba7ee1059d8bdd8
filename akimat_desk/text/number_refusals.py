"""Why a number does not name one case, in words: how to say which of them is meant."""

from collections.abc import Callable, Mapping, Sequence

from akimat_desk.text.catalogue import tr


def _shared(number: str, codes: Sequence[str], cases: Sequence[str]) -> str:
    if len(set(codes)) == 1:
        return tr(
            "The paper {number} was entered more than once. Name the case by its id: {cases}.",
            number=number,
            cases=", ".join(cases),
        )
    return tr(
        "Several papers bear the number {number}; all of them hold. Type the code of the receipt"
        " behind the number: {choices}.",
        number=number,
        choices=", ".join(f"{number} {code}" for code in dict.fromkeys(codes)),
    )


SENTENCES: Mapping[str, Callable[..., str]] = {"number_shared": _shared}
