"""Labels: free words on cases, equal however they are spelt, never in dispute."""

import pytest
from builders import ALL, Stream, a_fact, a_registered_case, a_registration, reference
from deciding import CLOSED, do, refused
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.errors import FieldWrong, NothingDisputed
from akimat_desk.domain.labels import LONGEST, MOST, is_labelled, labels
from akimat_desk.domain.list_events import CaseLabelled
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.journal.fold import fold

ON, OFF = CaseLabelled(label="Жайыт"), CaseLabelled(label="жайыт", is_on=False)


def test_a_label_is_put_on_and_taken_off() -> None:
    case = a_registered_case(ON, CaseLabelled(label="Айыл суусу"))
    assert labels(case) == ("Айыл суусу", "Жайыт")
    assert labels(a_registered_case(ON, OFF)) == ()
    assert do(a_registered_case(CLOSED), "label", label=" Кайра \n карала турган ") == CaseLabelled(
        label="Кайра карала турган"
    )


@pytest.mark.parametrize("spelt", ["жайыт", "ЖАЙЫТ", " Жайыт. "])
def test_a_label_is_the_same_however_it_is_spelt(spelt: str) -> None:
    case = a_registered_case(ON)
    assert is_labelled(case, spelt)
    assert refused(FieldWrong, case, "label", label=spelt).reason == "unchanged"
    assert not do(case, "label", label=spelt, is_on=False).is_on


def test_a_label_has_a_word_and_an_end() -> None:
    for label in ("", " \n", "…"):
        assert refused(FieldWrong, a_registered_case(), "label", label=label).reason == "empty"
    assert do(a_registered_case(), "label", label="ө" * LONGEST).is_on
    told = refused(FieldWrong, a_registered_case(), "label", label="ө" * (LONGEST + 1))
    assert (told.reason, told.limit) == ("too_long", LONGEST)


def test_a_case_bears_so_many_labels_and_no_more() -> None:
    full = a_registered_case(*(CaseLabelled(label=f"белги {n}") for n in range(MOST)))
    assert refused(FieldWrong, full, "label", label="дагы бир").reason == "too_many"
    assert not do(full, "label", label="белги 3", is_on=False).is_on


def test_nothing_of_a_label_is_to_be_settled() -> None:
    case = a_registered_case()
    for number, event in ((2, ON), (3, OFF)):
        case = apply(case, a_fact(number, event, (1,)))
    assert not case.disputes
    assert labels(case) == ("Жайыт",)
    key = next(key for key in case.slots if key.startswith("label:"))
    refused(NothingDisputed, case, "settle", slot=key, keeps=reference(3).hex())
    kept = DisputeSettled(slot=key, keeps=reference(3), drops=(reference(2),))
    after = apply(case, a_fact(4, kept, ALL))
    assert labels(after) == ("Жайыт",)
    assert [one.reason for one in after.set_aside] == ["nothing_to_settle"]


words = st.sampled_from(["Суу", "суу", "СУУ", "жер", "жёр", "Өрт", "орт"])


@given(st.data())
def test_desks_agree_on_labels_in_every_order_and_dispute_none(data: st.DataObject) -> None:
    stream = Stream()
    stream.write(a_registration())
    for _ in range(data.draw(st.integers(1, 8))):
        seen = data.draw(st.lists(st.sampled_from(stream.entries), max_size=2))
        event = CaseLabelled(label=data.draw(words), is_on=data.draw(st.booleans()))
        stream.write(event, after=seen or None)
    there: Case = stream.fold().state
    back: Case = fold(data.draw(st.permutations(stream.entries))).state
    assert labels(there) == labels(back)
    assert not there.disputes
    assert not there.set_aside
