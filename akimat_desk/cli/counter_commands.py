"""The counter: register applications, print and check receipts."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import InputUnreadable, json_object, open_desk, read_object
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.applications import TEXT_LIMIT
from akimat_desk.domain.errors import DeskError, LineUnreadable
from akimat_desk.domain.pads import BLANK
from akimat_desk.services.cases import plain
from akimat_desk.services.desk import Desk
from akimat_desk.services.reentry import Reentry
from akimat_desk.services.registration import Registered
from akimat_desk.text.catalogue import tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

GROUP = 100
# Four bytes a character, and room for everything else a line may hold.
LINE_BYTES = TEXT_LIMIT * 4 + 1_000_000
_Told = dict[str, Any] | DeskError


def add(adder: "Adder") -> None:
    registered = adder("register", register, "register one JSON object, or JSON lines")
    registered.add_argument("file", metavar="FILE|-")
    registered.add_argument(
        "--confirm-date", type=day, default=None, metavar="DATE",
        help="today's date, where the clock stands long after the newest record",
    )  # fmt: skip
    registered.add_argument(
        "--from-receipt", default="", metavar="TEXT",
        help="a lost record once more, under the number of its genuine receipt",
    )  # fmt: skip
    printed = adder("receipt", receipt, "write the receipt of a case")
    printed.add_argument("number", metavar="NUMBER")
    printed.add_argument("--format", default="a5", choices=("a5", "a4x2", "roll80", "large"))
    printed.add_argument("--lang", default="", choices=("", "ky", "ru"), metavar="ky|ru")
    printed.add_argument("--copy", action="store_true")
    printed.add_argument(
        "--corrected", action="store_true", help="in place of the one given out; with --reason"
    )
    printed.add_argument("--reason", default="", metavar="TEXT")
    printed.add_argument("--out", type=Path, required=True, metavar="FILE")
    stamped = adder("stamp", stamp, "write the registration stamp, a label for the paper itself")
    stamped.add_argument("number", metavar="NUMBER")
    stamped.add_argument("--lang", default="", choices=("", "ky", "ru"), metavar="ky|ru")
    stamped.add_argument("--out", type=Path, required=True, metavar="FILE")
    checked = adder("verify-receipt", verify_receipt, "check the text of a receipt's QR code")
    checked.add_argument("text", metavar="TEXT")
    proved = adder("verify-paper", verify_paper, "check the text of the QR code of any paper")
    proved.add_argument("text", metavar="TEXT")


def register(told: argparse.Namespace, output: Output) -> int:
    """1 if any line was refused; what is printed is on the disk."""
    if told.from_receipt:
        return _reenter(told, output)
    refused = 0
    with open_desk(told) as desk, _opened(told.file) as file:
        if told.confirm_date is not None:
            desk.trusted_time.confirm(told.confirm_date)
        for group in _groups(_lines(file)):
            refused += _register_group(desk, group, output)
    return 1 if refused else 0


def _reenter(told: argparse.Namespace, output: Output) -> int:
    matter = read_object(told.file)
    with open_desk(told) as desk:
        done = Reentry(desk.core).reenter(told.from_receipt, matter)
    output.line(plain(done), _sentence(done))
    return 0


def _register_group(desk: Desk, group: list[tuple[int, _Told]], output: Output) -> int:
    good = [told for _, told in group if not isinstance(told, DeskError)]
    outcomes = iter(desk.registration.register_group(good) if good else [])
    refused = 0
    for line, told in group:
        outcome = told if isinstance(told, DeskError) else next(outcomes)
        if isinstance(outcome, Registered):
            output.line(plain(outcome), _sentence(outcome))
        else:
            refused += 1
            output.refusal(outcome, {"line": line})
    output.flush()
    return refused


def _sentence(done: Registered) -> str:
    due = "" if done.due_on is None else done.due_on.strftime("%d.%m.%Y")
    return tr(
        "{number} is registered, due {due}, code {code}, answers {responsible}.",
        number=done.number,
        due=due or "-",
        code=done.receipt_code,
        responsible=done.responsible or "-",
    )


def _opened(name: str) -> IO[bytes]:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as wrong:
        raise InputUnreadable(name) from wrong


def _lines(file: IO[bytes]) -> Iterator[tuple[int, _Told]]:
    """Each line as an object or as its refusal; a file that is one object over many lines too."""
    number = 0
    first = file.readline(LINE_BYTES + 1)
    whole = _whole_object(first, file)
    if whole is not None:
        yield 1, whole
        return
    line = first
    while line:
        number += 1
        if len(line) > LINE_BYTES and not line.endswith(b"\n"):
            _skip_line(file)
            yield number, LineUnreadable("too_long")
        else:
            yield number, _object(line)
        line = file.readline(LINE_BYTES + 1)


def _whole_object(first: bytes, file: IO[bytes]) -> _Told | None:
    """A file that is one object broken over many lines; None where each line is one of its own."""
    if not first.strip().startswith(b"{") or isinstance(_object(first), dict):
        return None
    if first.strip() == b"{":
        return _object(first + file.read(LINE_BYTES))
    if not file.seekable():
        return None
    place = file.tell()
    found = _object(first + file.read(LINE_BYTES))
    if isinstance(found, dict):
        return found
    file.seek(place)
    return None


def _skip_line(file: IO[bytes]) -> None:
    while True:
        part = file.readline(LINE_BYTES)
        if not part or part.endswith(b"\n"):
            return


def _object(line: bytes) -> _Told:
    try:
        return json_object(line)
    except DeskError as wrong:
        return wrong


def _groups(lines: Iterator[tuple[int, _Told]]) -> Iterator[list[tuple[int, _Told]]]:
    """Groups grow from one line to GROUP: the first answer comes at once, a long file goes fast."""
    size, group = 1, []
    for line in lines:
        group.append(line)
        if len(group) >= size:
            yield group
            size, group = min(GROUP, size * 2), []
    if group:
        yield group


def receipt(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        case_id, how = desk.cases.find(told.number), {"form": told.format, "language": told.lang}
        if told.corrected:
            paper = desk.papers.correct_receipt(case_id, **how, reason=told.reason)
        else:
            paper = desk.papers.receipt(case_id, **how, is_copy=told.copy)
        write_paper(desk, told.out, paper.data)
    output.line(
        {"file": str(told.out), "digest": paper.digest.hex(), "copy": paper.copy},
        tr("The receipt is in {file}.", file=told.out),
    )


def stamp(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        label = desk.papers.stamp(desk.cases.find(told.number), language=told.lang)
        write_paper(desk, told.out, label)
    output.line({"file": str(told.out)}, tr("The stamp is in {file}.", file=told.out))


def verify_receipt(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        facts = desk.papers.verify(told.text)
    shown = {
        "genuine": True,
        "office": facts.office,
        "number": facts.number,
        "registered_on": facts.registered_on.isoformat(),
        "due_on": None if facts.due_on is None else facts.due_on.isoformat(),
        "rule": facts.rule,
        "code": facts.code,
    }
    said = tr("Genuine: {number}.", number=facts.number)
    if facts.rule == BLANK:
        # It vouches for the number and the code; nobody was registered when it was printed.
        shown |= {"registered_on": None, "reserved_on": facts.registered_on.isoformat()}
        number = facts.number
        said = tr("Genuine: a blank receipt with the reserved number {number}.", number=number)
    output.line(shown, said)


def verify_paper(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        proof = desk.paper_proofs.check(told.text)
    said = tr("Genuine: {number}.", number=proof.number)
    if proof.record is None:
        lines = [said, tr("This desk has no record of the paper.")]
    else:
        record = proof.record
        lines = [said, record.subject, record.signatory, record.stage]
    shown = {"genuine": True} | plain(proof)
    output.line(shown, "\n".join(line for line in lines if line))
