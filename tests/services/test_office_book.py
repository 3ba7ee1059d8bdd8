"""What the settings show and change of the office: people, accounts, posts, who answers."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from services.working_desks import CHEAP, PASSWORD, a_desk, again

from akimat_desk.domain.errors import FieldWrong, LoginTaken, NotAllowed, StaffUnknown
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.errors import PasswordTooShort, SignInRefused
from akimat_desk.services.staff import StaffTold

DAY = timedelta(days=1)
OTHER = "башка ачкыч 7"


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        yield found


@contextmanager
def signed_in(desk, folder, login, password=PASSWORD):
    """The same workspace in another's hands."""
    desk.close()
    opened = again(folder, login=login, password=password)
    try:
        yield opened
    finally:
        opened.close()


def member(desk, login):
    return next(one for one in desk.office.book.people() if one.login == login)


# People and accounts


def test_people_tell_their_post_their_days_and_whether_they_sign_in_here(desk):
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    found = member(desk, "mamyt")
    assert found.name == "Мамытова Айнура"
    assert found.post.ru == "специалист"
    assert found.from_on == desk.office.today
    assert (found.has_account, found.has_left, found.is_me) == (True, False, False)
    assert (member(desk, "tokton").has_account, member(desk, "admin").is_me) == (False, True)


def test_the_first_day_stays_when_the_record_is_made_anew(desk):
    began = desk.office.today
    desk.office.add_staff(
        StaffTold(login="mamyt", surname="Мамытова", given="Айнура", from_on=began + 30 * DAY)
    )
    assert member(desk, "mamyt").from_on == began


def test_who_left_stands_last_and_comes_back_by_another_record(desk):
    book, today = desk.office.book, desk.office.today
    book.end_staff("asanova", today - DAY, "№ 7")
    assert book.people()[-1].login == "asanova"
    assert member(desk, "asanova").has_left
    with pytest.raises(LoginTaken):
        desk.office.add_staff(StaffTold(login="asanova", surname="Башка"))
    book.take_back_ending("asanova", "ката")
    assert not member(desk, "asanova").has_left
    desk.office.add_staff(StaffTold(login="asanova", surname="Асанова", room="14"))
    assert member(desk, "asanova").room == "14"


def test_somebody_who_leaves_later_works_until_then(desk):
    desk.office.book.end_staff("asanova", desk.office.today + 3 * DAY)
    found = member(desk, "asanova")
    assert not found.has_left
    assert found.ended_on == desk.office.today + 3 * DAY


def test_a_leaving_that_never_was_is_not_taken_back(desk):
    with pytest.raises(FieldWrong):
        desk.office.book.take_back_ending("asanova")
    with pytest.raises(StaffUnknown):
        desk.office.book.take_back_ending("nobody")


def test_who_left_cannot_sign_in_until_it_is_taken_back(desk, tmp_path):
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    desk.office.book.end_staff("mamyt", desk.office.today - DAY)
    desk.close()
    with pytest.raises(SignInRefused):
        again(tmp_path / "desk", login="mamyt")
    admin = again(tmp_path / "desk", login="admin")
    admin.office.book.take_back_ending("mamyt")
    with signed_in(admin, tmp_path / "desk", "mamyt") as theirs:
        assert theirs.office.me.login == "mamyt"


def test_a_new_password_opens_and_the_old_one_no_more(desk, tmp_path):
    with pytest.raises(SignInRefused):
        desk.office.book.change_password("жаңылыш сөз", OTHER, CHEAP)
    with pytest.raises(PasswordTooShort):
        desk.office.book.change_password(PASSWORD, "кыска", CHEAP)
    desk.office.book.change_password(PASSWORD, OTHER, CHEAP)
    desk.close()
    with pytest.raises(SignInRefused):
        again(tmp_path / "desk", login="admin")
    again(tmp_path / "desk", login="admin", password=OTHER).close()


def test_anybody_changes_their_own_password(desk, tmp_path):
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    with signed_in(desk, tmp_path / "desk", "mamyt") as theirs:
        theirs.office.book.change_password(PASSWORD, OTHER, CHEAP)
    again(tmp_path / "desk", login="mamyt", password=OTHER).close()


def test_a_shut_account_opens_no_more_but_never_ones_own(desk, tmp_path):
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    with pytest.raises(FieldWrong):
        desk.office.book.shut_account("admin")
    desk.office.book.shut_account("mamyt")
    assert not member(desk, "mamyt").has_account
    desk.close()
    with pytest.raises(SignInRefused):
        again(tmp_path / "desk", login="mamyt")
    again(tmp_path / "desk", login="admin").close()


# The office's own record


def test_a_whole_letterhead_may_leave_a_phone_out(desk):
    office = desk.office
    address = office.book.record().letterhead.address
    office.set_letterhead(address=address)
    assert office.book.record().letterhead.phone == "03230 5-11-22"
    office.set_letterhead(address=address, is_whole=True)
    assert office.book.record().letterhead.phone == ""


def test_what_holds_later_is_announced_and_changes_nothing_today(desk):
    later = desk.office.today + 40 * DAY
    before = desk.office.book.record()
    desk.office.set_names(Bilingual(ky="Жаңы ат"), Bilingual(ky="Жаңы"), later)
    after = desk.office.book.record()
    assert after.named == before.named
    assert after.later == (later,)
    assert desk.office.book.record(later).named.name.ky == "Жаңы ат"


def test_the_station_tells_what_it_holds(desk):
    found = desk.office.book.station()
    assert (found.point, found.mark, found.accounts) == ("1", "1", ("admin",))
    assert found.entries > 5
    assert found.cases == 0
    assert found.database_bytes > 10_000
    assert (found.folder / "akimat.db").exists()


def test_the_adopted_releases_say_how_sure_they_are(desk):
    found = desk.office.book.adopted()
    rules = {rule.id: rule for rule in found.rules}
    assert (rules["appeal"].length, rules["appeal"].is_confirmed) == (14, True)
    assert not rules["appeal-10"].in_force
    assert not rules["appeal-10"].is_confirmed
    calendar = next(one for one in found.releases if one.kind == "calendar")
    assert calendar.covers_from < calendar.covers_to
    assert 0 < calendar.to_confirm <= calendar.rows


# Posts and substitutes


def test_when_an_acting_holder_is_over_the_post_is_held_as_before(desk):
    office, today = desk.office, desk.office.today
    office.hold_post("head", "admin", from_on=today - 30 * DAY)
    office.hold_post("head", "tokton", from_on=today - DAY, acting=True)
    assert [one.when for one in office.book.holdings()] == ["now", "past"]
    office.book.end_post("head", today - DAY, today - DAY)
    assert [(one.login, one.when) for one in office.book.holdings()] == [
        ("tokton", "past"),
        ("admin", "now"),
    ]


def test_a_post_is_not_ended_before_it_began(desk):
    today = desk.office.today
    desk.office.hold_post("head", "admin", from_on=today)
    with pytest.raises(FieldWrong):
        desk.office.book.end_post("head", today, today - DAY)
    with pytest.raises(FieldWrong):
        desk.office.book.end_post("head", today + DAY, today + 2 * DAY)


def test_a_substitution_ends_sooner_or_is_called_off(desk):
    office, today = desk.office, desk.office.today
    office.substitute(
        "tokton", "mamyt", from_on=today, until_on=today + 9 * DAY, ground="эмгек өргүүсү"
    )
    (row,) = office.book.stand_ins()
    assert (row.absent, row.substitute, row.when) == (
        "Токтоналиев Бакыт", "Мамытова Айнура", "now",
    )  # fmt: skip
    office.book.end_substitution(row.id, today + DAY)
    assert office.book.stand_ins()[0].until_on == today + DAY
    office.book.end_substitution(row.id, today - 20 * DAY)
    assert office.book.stand_ins() == ()
    tokton = office.now.find_login("tokton").id
    assert office.now.stands_in_for(tokton, today) == tokton


# Who answers


def test_everything_without_a_line_of_its_own_falls_to_the_rest(desk):
    table = desk.office.book.answer_table()
    assert (table.has_rest, table.uncovered) == (True, ())
    assert [row.official for row in table.rows] == ["Токтоналиев Бакыт"]
    desk.office.set_responsible("mamyt", topic="land", order="№ 3")
    table = desk.office.book.answer_table()
    assert [(row.kind, row.id, row.login) for row in table.rows] == [
        ("rest", "", "tokton"),
        ("topic", "land", "mamyt"),
    ]
    assert "land" not in {one.id for one in table.by_rest}


def test_an_ended_line_is_shown_as_ended_and_can_be_named_again(desk):
    office, today = desk.office, desk.office.today
    office.set_responsible("mamyt", topic="land", from_on=today - 5 * DAY)
    office.book.end_responsible(topic="land", service="", from_on=today, order="№ 8")
    row = office.book.answer_table().rows[1]
    assert (row.is_ended, row.official, row.order) == (True, "", "№ 8")
    assert office.now.answers_for("land", "", today).staff == office.now.find_login("tokton").id
    office.set_responsible("mamyt", topic="land", from_on=today)
    assert office.book.answer_table().rows[1].official == "Мамытова Айнура"


def test_a_line_whose_official_left_covers_nothing(desk):
    desk.office.book.end_staff("tokton", desk.office.today - DAY)
    table = desk.office.book.answer_table()
    assert table.rows[0].is_gone
    assert not table.has_rest
    assert len(table.uncovered) == len(table.choices)


def test_what_begins_later_stands_beside_what_holds_now(desk):
    later = desk.office.today + 10 * DAY
    desk.office.set_responsible("mamyt", from_on=later)
    rows = desk.office.book.answer_table().rows
    assert [(row.login, row.when) for row in rows] == [("tokton", "now"), ("mamyt", "later")]


# Rights


def test_an_executor_reads_and_changes_nothing(desk, tmp_path):
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    with signed_in(desk, tmp_path / "desk", "mamyt") as theirs:
        office, today = theirs.office, theirs.office.today
        book = office.book
        assert book.people()
        assert book.answer_table().rows
        assert not any(
            book.may(right) for right in ("office", "staff", "responsibility", "rebuild")
        )
        for change in (
            lambda: book.end_staff("tokton", today),
            lambda: book.take_back_ending("tokton"),
            lambda: book.shut_account("admin"),
            lambda: book.end_post("head", today, today),
            lambda: book.end_substitution("x", today),
            lambda: book.end_responsible(topic="", service="", from_on=today),
            lambda: office.set_names(Bilingual(ky="x"), Bilingual(ky="x")),
        ):
            with pytest.raises(NotAllowed):
                change()
        assert theirs.integrity.verify()


def test_rebuilding_gives_the_same_after_all_of_it(desk):
    office, today = desk.office, desk.office.today
    office.book.end_staff("asanova", today)
    office.book.take_back_ending("asanova")
    office.book.end_responsible(topic="", service="", from_on=date(2027, 1, 1))
    digest = desk.integrity.digest()
    desk.integrity.rebuild()
    assert desk.integrity.digest() == digest
    assert desk.integrity.verify()
