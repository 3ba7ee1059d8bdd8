"""The directory of bodies at a desk: over the catalogue, in both languages, learned from cases."""

import pytest
from services.working_desks import CHEAP, PASSWORD, a_complaint, a_desk, again

from akimat_desk.domain.bodies import BodyUnknown
from akimat_desk.domain.errors import FieldWrong, NotAllowed

KEY = {"name_ky": "Ноокат жер кадастры", "name_ru": "Ноокатский кадастр"}


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        found.office.hold_post("head", "admin")
        yield found


def through(body, place=0):
    told = {"body": body, "number": f"7-{place}", "dated_on": "2026-11-20"}
    return a_complaint(place, came_through=told)


def test_the_offices_own_stands_over_the_catalogue_under_the_same_id(desk):
    shipped = desk.bodies.named("Генеральная прокуратура Кыргызской Республики")
    assert not shipped.is_own
    body = desk.bodies.record(
        {"name_ky": shipped.name.ky, "name_ru": shipped.name.ru, "phone": "0312 54-27-31"}
    )
    assert body == shipped.id
    found = desk.bodies.named(shipped.name.ky)
    assert (found.is_own, found.phone) == (True, "0312 54-27-31")
    assert len(desk.bodies.all()) == len({one.id for one in desk.bodies.all()})


def test_it_is_found_in_either_language_whatever_the_case_and_the_order_of_words(desk):
    body = desk.bodies.record(KEY)
    for typed in ("кадастр ноокат", "НООКАТСКИЙ", "жер кад"):
        assert [one.id for one in desk.bodies.find(typed)] == [body]


def test_what_was_typed_is_learned_until_the_directory_has_it(desk):
    for place in range(2):
        desk.registration.register(through("Ноокат жер кадастры", place))
    case = desk.registration.register(through("Башка мекеме", 2)).case
    desk.cases.do(case, "forward", {"body": "Ош сот", "ground": "12-ст.", "keeps_control": True})
    assert [(one.name, one.cases) for one in desk.bodies.learned()] == [
        ("Ноокат жер кадастры", 2),
        ("Башка мекеме", 1),
        ("Ош сот", 1),
    ]
    offered = [one.name.ky for one in desk.cards.choices().bodies]
    assert offered[-3:] == ["Ноокат жер кадастры", "Башка мекеме", "Ош сот"]
    desk.bodies.record(KEY)
    assert [one.name for one in desk.bodies.learned()] == ["Башка мекеме", "Ош сот"]
    names = [one.name.ky for one in desk.registration.offers().bodies]
    assert names.count("Ноокат жер кадастры") == 1


def test_an_ended_body_is_not_offered_and_not_learned_again(desk):
    body = desk.bodies.record(KEY)
    desk.registration.register(through("Ноокат жер кадастры"))
    desk.bodies.end(body)
    desk.core.clock.turn(24 * 3600 * 1000)
    assert desk.bodies.named(body) is None
    assert desk.bodies.learned() == ()
    assert "Ноокат жер кадастры" not in {one.name.ky for one in desk.cards.choices().bodies}
    desk.bodies.offer_again(body)
    assert desk.bodies.named(body) is not None


def test_a_letter_bends_a_name_as_the_directory_says(desk):
    forms = {"dative|ky": "Ноокат жер кадастрына өзүнө"}
    desk.bodies.record(KEY | {"forms": forms})
    assert desk.bodies.named("Ноокатский кадастр").forms == forms


def test_wrong_words_are_refused_by_their_field(desk):
    for wrong, field in (
        ({"name_ky": " "}, "name_ky"),
        (KEY | {"forms": {"vocative|ky": "о"}}, "forms.vocative|ky"),
        (KEY | {"to_office": "12"}, "to_office"),
    ):
        with pytest.raises(FieldWrong) as refused:
            desk.bodies.record(wrong)
        assert refused.value.field == field
    with pytest.raises(BodyUnknown):
        desk.bodies.end("эч ким")


def test_an_executor_may_look_and_not_write(desk, tmp_path):
    desk.office.enable_account("tokton", PASSWORD, CHEAP)
    desk.close()
    other = again(tmp_path, login="tokton")
    try:
        assert other.bodies.all()
        with pytest.raises(NotAllowed):
            other.bodies.record(KEY)
    finally:
        other.close()
