"""The program among others: a second one, a reader that waits or goes away, an interrupt."""

import json
import os
import signal
import subprocess
import time

import pytest
from cli.program_runs import PROGRAM, a_day_before, as_lines, run, surroundings
from services.working_desks import PASSWORD, a_complaint, new_desk

OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    desk = new_desk(found, clock=a_day_before(), training=True)
    desk.registration.register(a_complaint())
    desk.close()
    return found


def test_a_second_program_is_told_that_the_workspace_is_in_use(folder):
    first = subprocess.Popen(
        [*PROGRAM, "--data", folder, "register", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings(**OPEN),
    )
    first.stdin.write(as_lines(a_complaint(700)))
    first.stdin.flush()
    assert json.loads(first.stdout.readline())["number"]
    done = run(folder, "list", "--json", **OPEN)
    assert (done.code, done.one["error"]) == (3, "workspace_in_use")
    first.stdin.close()
    assert first.wait() == 0
    first.stdout.close()
    assert run(folder, "list", "--json", **OPEN).code == 0


def test_the_first_line_is_answered_before_the_next_one_comes(folder):
    """A program that writes a line and waits for its number is not left waiting."""
    first = subprocess.Popen(
        [*PROGRAM, "--data", folder, "register", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings(**OPEN),
    )
    first.stdin.write(as_lines(a_complaint(701)))
    first.stdin.flush()
    told = json.loads(first.stdout.readline())
    assert told["number"]
    first.stdin.close()
    assert first.wait() == 0
    first.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way on Windows")
@pytest.mark.parametrize("told", [["list", "--json"], ["actions", "--json"], ["calendar", "show"]])
def test_a_reader_that_goes_away_is_no_trouble(folder, told):
    reader, writer = os.pipe()
    os.close(reader)
    program = subprocess.Popen(
        [*PROGRAM, "--data", folder, *told],
        stdout=writer,
        stderr=subprocess.PIPE,
        env=surroundings(**OPEN),
    )
    os.close(writer)
    told_on_stderr = program.stderr.read()
    program.stderr.close()
    assert program.wait() == 0
    assert told_on_stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way on Windows")
def test_a_reader_that_goes_away_while_lines_are_registered_loses_none_of_them(folder):
    reader, writer = os.pipe()
    program = subprocess.Popen(
        [*PROGRAM, "--data", folder, "register", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=writer,
        stderr=subprocess.PIPE,
        env=surroundings(**OPEN),
    )
    os.close(writer)
    program.stdin.write(as_lines(a_complaint(702)))
    program.stdin.flush()
    told = json.loads(os.read(reader, 4096))
    os.close(reader)
    try:
        program.stdin.write(as_lines(*(a_complaint(703 + place) for place in range(6))))
        program.stdin.close()
    except BrokenPipeError:
        pass
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == 0
    assert run(folder, "show", told["number"], "--json", **OPEN).code == 0
    assert run(folder, "verify", "--json", **OPEN).code == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing on Windows")
def test_an_interrupt_is_silent_and_leaves_the_workspace_whole(folder):
    program = subprocess.Popen(
        [*PROGRAM, "--data", folder, "register", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(**OPEN),
        # Whoever started the tests in the background may have had interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    program.stdin.write(as_lines(a_complaint(720)))
    program.stdin.flush()
    assert program.stdout.readline()
    time.sleep(0.1)
    program.send_signal(signal.SIGINT)
    program.wait(60)
    assert b"Traceback" not in program.stderr.read()
    for end in (program.stdin, program.stdout, program.stderr):
        end.close()
    assert run(folder, "verify", "--json", **OPEN).code == 0
