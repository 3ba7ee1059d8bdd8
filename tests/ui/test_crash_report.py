"""The report of a bug lies in the clear beside the data: it says where, and nothing of whom."""

import pytest

from akimat_desk.ui.crash import report_of

SURNAME, PIN, LATIN = "Жусупбекова", "21503199012345", "Dzhusupbekova"


def report_on(work) -> str:
    with pytest.raises((LookupError, ValueError, RuntimeError)) as found:
        work()
    return report_of(found.value)


def chained() -> None:
    try:
        int(f"{SURNAME} {LATIN}")
    except ValueError:
        raise RuntimeError(f"PIN {PIN}\n    of {SURNAME}") from KeyError(LATIN)


@pytest.mark.parametrize(
    "work",
    [
        lambda: {}[SURNAME],
        lambda: {}[LATIN],
        lambda: int(PIN + SURNAME),
        lambda: [].index(PIN),
        chained,
    ],
)
def test_nothing_that_was_typed_is_in_it(work) -> None:
    told = report_on(work)
    assert not any(word in told for word in (SURNAME, PIN, LATIN))


def test_where_it_broke_is_in_it_with_the_kind_of_the_error() -> None:
    told = report_on(chained)
    assert "RuntimeError" in told
    assert "KeyError" in told
    assert "in chained" in told
    assert "test_crash_report.py" in told
    assert "raise RuntimeError" in told
