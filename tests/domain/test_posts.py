"""What a post is called on a day, whoever holds it and whatever they were before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.facts import EverythingBefore, Fact
from akimat_desk.domain.office_events import OfficeNamed, PostHeld, StaffRecorded
from akimat_desk.domain.offices import SETUP, Office, apply
from akimat_desk.domain.posts import title_of, words_of_post
from akimat_desk.domain.readings import Bilingual

MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)
days = st.dates(min_value=MONDAY - 30 * DAY, max_value=MONDAY + 30 * DAY)


def folded(*told, roles=()) -> Office:
    office = None
    for n, event in enumerate(told):
        role = roles[n] if n < len(roles) else "administrator"
        office = apply(office, Fact(bytes([n]) * 16, EverythingBefore(), event, role=role))
    return office or Office()


def staff(login, post, from_on=MONDAY):
    return StaffRecorded(
        staff=login, login=login, surname="А", given="Б", post=Bilingual(ky=post), from_on=from_on
    )


def test_who_acts_in_a_post_signs_with_its_words_and_not_with_their_own():
    held = PostHeld(post="head", staff="akim", from_on=MONDAY)
    acts = PostHeld(post="head", staff="deputy", from_on=MONDAY, acting=True)
    office = folded(staff("akim", "аким"), staff("deputy", "орун басар"), held, acts)
    assert title_of(office, acts, MONDAY).ky == "аким"
    assert title_of(office, held, MONDAY).ky == "аким"


def test_an_acting_holder_of_a_post_that_nobody_held_has_only_their_own_words():
    acts = PostHeld(post="head", staff="deputy", from_on=MONDAY, acting=True)
    assert title_of(folded(staff("deputy", "орун басар"), acts), acts, MONDAY).ky == "орун басар"


@given(first=days, second=days, asked=days)
def test_a_post_is_called_as_the_record_of_that_day_said(first, second, asked):
    earlier, later = sorted((first, second))
    office = folded(staff("a", "адис", earlier), staff("a", "башчы", later))
    assert words_of_post(office, "a", asked).ky == ("башчы" if asked >= later else "адис")


@given(set_up=days, told=days, asked=days)
def test_a_workstation_that_is_set_up_later_never_hides_the_name_that_was_told(set_up, told, asked):
    name, seed = (
        OfficeNamed(from_on=day, name=Bilingual(ky=words), short=Bilingual(ky=words))
        for day, words in ((told, "Айтылган"), (set_up, "Демейки"))
    )
    for office in (
        folded(name, seed, roles=("administrator", SETUP)),
        folded(seed, name, roles=(SETUP, "administrator")),
    ):
        found = office.dated("name", asked)
        shown = "" if found is None else found.name.ky
        assert shown == ("Айтылган" if asked >= told else "Демейки" if asked >= set_up else "")
