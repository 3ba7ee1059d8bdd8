"""Guesses at secrets: five are free, then each one waits, whatever is done to the program."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.working_desks import PASSWORD, HandClock, a_desk, again

from akimat_desk.paths import tries_folder
from akimat_desk.services.errors import SignInRefused
from akimat_desk.services.throttle import (
    FIRST_WAIT_S,
    FREE,
    LONGEST_WAIT_S,
    GuessTooSoon,
    guess,
    wait_s,
)

WHAT = "password:admin"


def wrong(folder, clock, what=WHAT):
    with pytest.raises(SignInRefused), guess(folder, what, clock):
        raise SignInRefused


def waits(folder, clock, what=WHAT) -> int:
    with pytest.raises(GuessTooSoon) as found, guess(folder, what, clock):
        raise AssertionError("it was tried")
    return found.value.seconds


def right(folder, clock, what=WHAT):
    with guess(folder, what, clock):
        pass


@given(st.integers(0, 10**6))
def test_the_wait_never_shrinks_and_has_an_end(count):
    assert 0 <= wait_s(count) <= wait_s(count + 1) <= LONGEST_WAIT_S
    assert (wait_s(count) > 0) == (count >= FREE)


def test_five_wrong_ones_are_free_and_each_further_one_waits_longer(tmp_path):
    clock = HandClock()
    for _ in range(FREE):
        wrong(tmp_path, clock)
    assert waits(tmp_path, clock) == FIRST_WAIT_S
    clock.turn(FIRST_WAIT_S * 1000)
    wrong(tmp_path, clock)
    assert waits(tmp_path, clock) == 2 * FIRST_WAIT_S


def test_asking_too_soon_tries_nothing_and_makes_no_wait_longer(tmp_path):
    clock = HandClock()
    for _ in range(FREE):
        wrong(tmp_path, clock)
    assert waits(tmp_path, clock) == FIRST_WAIT_S
    clock.turn(10_000)
    assert waits(tmp_path, clock) == FIRST_WAIT_S - 10
    clock.turn(FIRST_WAIT_S * 1000)
    right(tmp_path, clock)


def test_a_right_one_clears_the_count_and_others_are_counted_apart(tmp_path):
    clock = HandClock()
    for _ in range(FREE):
        wrong(tmp_path, clock)
    right(tmp_path, clock, "password:mamyt")
    assert waits(tmp_path, clock)
    clock.turn(FIRST_WAIT_S * 1000)
    right(tmp_path, clock)
    for _ in range(FREE):
        wrong(tmp_path, clock)


def test_what_went_wrong_for_another_reason_is_no_guess(tmp_path):
    clock = HandClock()
    for _ in range(2 * FREE):
        with pytest.raises(ZeroDivisionError), guess(tmp_path, WHAT, clock):
            raise ZeroDivisionError
    right(tmp_path, clock)


def test_the_guess_is_counted_before_it_is_tried(tmp_path):
    """As if the program were ended while it tries."""
    clock = HandClock()
    for count in range(FREE):
        with pytest.raises(SignInRefused), guess(tmp_path, WHAT, clock):
            assert json.loads((tmp_path / "tries.json").read_text())[WHAT][0] == count + 1
            raise SignInRefused
    assert waits(tmp_path, clock)


@pytest.mark.parametrize("harm", ["gone", "cut off", "other shape", "counted down"])
def test_one_of_the_two_files_may_be_gone_or_changed_and_the_wait_stays(tmp_path, harm):
    clock = HandClock()
    for _ in range(FREE):
        wrong(tmp_path, clock)
    file = tmp_path / "tries.json"
    if harm == "gone":
        file.unlink()
    else:
        told = {"cut off": "{", "other shape": '{"a": [true, 1], "b": 3}', "counted down": "{}"}
        file.write_text(told[harm])
    assert waits(tmp_path, clock) == FIRST_WAIT_S


def test_without_both_files_it_begins_with_the_five_free_ones_and_no_more(tmp_path):
    clock = HandClock()
    for _ in range(FREE):
        wrong(tmp_path, clock)
    (tmp_path / "tries.json").unlink()
    for file in tries_folder().glob("*.json"):
        file.unlink()
    for _ in range(FREE):
        wrong(tmp_path, clock)
    assert waits(tmp_path, clock)


def test_a_clock_set_back_begins_the_wait_anew_and_never_makes_it_longer(tmp_path):
    clock = HandClock()
    for _ in range(FREE):
        wrong(tmp_path, clock)
    clock.turn(-10 * 365 * 86_400_000)
    assert waits(tmp_path, clock) == FIRST_WAIT_S
    clock.turn(FIRST_WAIT_S * 1000)
    right(tmp_path, clock)


def test_five_wrong_passwords_close_the_sign_in_even_for_the_right_one_and_over_a_restart(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock):
        pass
    for _ in range(FREE):
        with pytest.raises(SignInRefused):
            again(tmp_path, clock=clock, password="жаңылыш сөз")
    with pytest.raises(GuessTooSoon):
        again(tmp_path, clock=clock)
    clock.turn(FIRST_WAIT_S * 1000)
    again(tmp_path, clock=clock).close()


def test_nothing_secret_stands_in_the_files(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock):
        pass
    with pytest.raises(SignInRefused):
        again(tmp_path, clock=clock, password="жаңылыш сөз")
    kept = [tmp_path / "tries.json", *tries_folder().glob("*.json")]
    told = [path.read_text("utf-8") for path in kept]
    assert all("жаңылыш" not in text and PASSWORD not in text for text in told)
    assert json.loads(told[0]) == {WHAT: [1, clock.at]}
