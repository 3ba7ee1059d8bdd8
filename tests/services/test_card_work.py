"""What the card's forms need: doing once, own sentences, the heap, the server's word."""

import threading
from datetime import date
from pathlib import Path

import pytest
from services.working_desks import CHEAP, PASSWORD, GoingClock, a_complaint, a_desk, again

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.card_readings import Whereabouts
from akimat_desk.services.desk import Desk
from akimat_desk.services.once import KEPT, Once
from akimat_desk.services.snippets import LONGEST, MOST
from akimat_desk.storage import exchange_tables, journal

DAY = 24 * 3_600_000


def a_case(desk: Desk, place: int = 0, **changes: object) -> str:
    return desk.registration.register(a_complaint(place, **changes)).case


# Once


def test_one_action_is_done_once_however_often_it_is_asked() -> None:
    once, done = Once(), []

    def work() -> int:
        done.append(1)
        return len(done)

    threads = [threading.Thread(target=lambda: once.run("a", work)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert once.run("a", work) == 1
    assert once.run("b", work) == 2


def test_what_was_refused_may_be_tried_again() -> None:
    once, asked = Once(), []

    def work() -> str:
        asked.append(1)
        if len(asked) == 1:
            raise FieldWrong("text", "empty")
        return "done"

    with pytest.raises(FieldWrong):
        once.run("a", work)
    assert once.run("a", work) == "done"
    assert once.run("a", work) == "done"
    assert len(asked) == 2


def test_only_the_last_actions_are_remembered() -> None:
    once = Once()
    for number in range(KEPT + 1):
        once.run(str(number), lambda: "first")
    assert once.run("0", lambda: "second") == "second"
    assert once.run(str(KEPT), lambda: "second") == "first"


# Own sentences


def test_own_sentences_are_of_one_account_and_survive(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        snippets = desk.cards.snippets
        for words in ("Сверить  с\nкадастром.", "Сверить с кадастром.", "Жооп даярда"):
            snippets.keep("resolution", words)
        snippets.keep("reply", "Иное")
        assert snippets.all("resolution") == ("Сверить с кадастром.", "Жооп даярда")
        snippets.drop("resolution", "Жооп даярда")
        desk.office.enable_account("asanova", PASSWORD, CHEAP)
    desk = again(tmp_path, login="asanova")
    assert desk.cards.snippets.all("resolution") == ()
    desk.close()
    desk = again(tmp_path, login="admin")
    assert desk.cards.snippets.all("resolution") == ("Сверить с кадастром.",)
    desk.close()


@pytest.mark.parametrize(("words", "reason"), [("  ", "empty"), ("x" * (LONGEST + 1), "too_long")])
def test_what_is_no_sentence_is_not_kept(tmp_path: Path, words: str, reason: str) -> None:
    with a_desk(tmp_path) as desk:
        with pytest.raises(FieldWrong) as refused:
            desk.cards.snippets.keep("resolution", words)
        assert refused.value.reason == reason


def test_there_is_an_end_to_own_sentences(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        for number in range(MOST):
            desk.cards.snippets.keep("resolution", f"Сөз {number}")
        desk.cards.snippets.keep("resolution", "Сөз 0")
        with pytest.raises(FieldWrong):
            desk.cards.snippets.keep("resolution", "Дагы")


# The heap


def test_the_heap_holds_what_nobody_executes_the_most_urgent_first(tmp_path: Path) -> None:
    clock = GoingClock()
    with a_desk(tmp_path, clock=clock) as desk:
        ids = []
        for place in range(5):
            ids.append(a_case(desk, place))
            clock.turn(DAY)
        late, given, returned, released, ended = ids
        for one in (given, returned, released):
            desk.cases.do(one, "assign", {"executor": "admin"})
        desk.cases.do(returned, "decline", {"reason": "Не моё"})
        desk.bulk.release([released], "Отпуск")
        desk.cases.do(ended, "withdraw", {"ground": "заявление"})
        page = desk.cards.resolutions.page()
        assert [row.id for row in page.rows] == [late, returned, released]
        assert desk.cards.resolutions.count() == 3
        assert page.rows[1].is_returned
        assert page.rows[0].due_on == date(2026, 12, 11)
        assert page.next_cursor is None


def test_the_heap_goes_on_page_by_page(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        made = [a_case(desk, place) for place in range(53)]
        first = desk.cards.resolutions.page()
        second = desk.cards.resolutions.page(first.next_cursor)
        assert len(first.rows) == 50
        assert second.next_cursor is None
        assert [row.id for row in (*first.rows, *second.rows)] == made


def test_a_released_case_has_no_assignment_on_its_card(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        case_id = a_case(desk)
        desk.cases.do(case_id, "assign", {"executor": "tokton"})
        desk.bulk.release([case_id], "Отпуск")
        card = desk.cards.card(case_id)
        assert card.assignment is None
        assert card.holder is None
        assert card.by_table.login == "tokton"


# The server's word


def test_without_a_server_nothing_is_said_of_its_word(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        card = desk.cards.card(a_case(desk))
        assert {entry.whereabouts for entry in card.history} == {Whereabouts.NONE}


def test_only_a_receipt_makes_an_entry_received(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        case_id = a_case(desk)
        desk.cases.do(case_id, "note", {"text": "до квитанции"})
        with desk.core.database.write() as connection:
            own = journal.own_origin(connection)
            connection.execute(
                exchange_tables.server.insert().values(
                    id=1, url="https://centre", public_key=b"", certificate=b"", directory=0,
                    cursor=0, is_sure=1, last_error="",
                )
            )  # fmt: skip
            connection.execute(
                exchange_tables.server_receipt.insert().values(
                    origin=own.origin, seq=own.seq, chain=own.chain, at=1_795_431_600_000,
                    epoch=b"", signature=b"",
                )
            )  # fmt: skip
        desk.cases.do(case_id, "note", {"text": "после"})
        after, before, first = desk.cards.card(case_id).history
        assert after.whereabouts is Whereabouts.ONLY_HERE
        assert after.received_at is None
        assert before.whereabouts is first.whereabouts is Whereabouts.RECEIVED
        assert f"{before.received_at:%d.%m.%Y %H:%M}" == "23.11.2026 17:00"
