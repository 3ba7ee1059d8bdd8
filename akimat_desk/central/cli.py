"""The centre's command line: the contract of architecture.md 8, as far as it works."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk import __version__, paths
from akimat_desk.central import (
    access_command,
    backup_commands,
    enrolment,
    folding,
    publishing,
    receive_command,
    user_commands,
    verifying,
)
from akimat_desk.central.centre import Centre, open_centre
from akimat_desk.central.secret_words import DATABASE, METRICS_TOKEN, database_address, told_secret
from akimat_desk.central.store.register import Register
from akimat_desk.central.store.stations import Stations
from akimat_desk.central.user_commands import at_the_machine
from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.territories import OfficeId, parse_territories
from akimat_desk.trust.signing import key_id

_Command = Callable[[argparse.Namespace, "Output"], None]


class Output:
    """JSON for programs, lines for people; refusals on stderr."""

    def __init__(self, *, is_json: bool) -> None:
        self.is_json = is_json

    def line(self, value: Mapping[str, Any], sentence: str) -> None:
        text = json.dumps(value, ensure_ascii=False) if self.is_json else sentence
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    def refusal(self, wrong: DeskError) -> None:
        if self.is_json:
            self.line({"error": wrong.code, **wrong.facts()}, "")
        facts = ", ".join(f"{name} {value}" for name, value in wrong.facts().items())
        sys.stderr.write(f"{wrong.code}: {facts}\n" if facts else f"{wrong.code}\n")


def run(arguments: Sequence[str]) -> int:
    """The exit code: 0 done, 1 refused, 2 wrong usage, 3 try later, 4 integrity."""
    try:
        told = _parser().parse_args(arguments)
    except SystemExit as usage:
        return int(usage.code or 0)
    output = Output(is_json=told.json)
    command: _Command = told.run
    try:
        command(told, output)
    except DeskError as wrong:
        output.refusal(wrong)
        return wrong.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="akimat-central",
        description="The centre that the desks of an oblast exchange with.",
        epilog="Exit codes: 0 done, 1 refused by a rule, 2 wrong usage, 3 try later, 4 integrity.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--database", default="", metavar="URL", help=f"without a password; or ${DATABASE}"
    )
    parser.add_argument("--files", type=Path, default=paths.central_folder(), metavar="DIR")
    parser.add_argument("--training", action="store_true", help="a centre for training stations")
    parser.add_argument("--json", action="store_true", help="machine-readable answer on stdout")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, run: _Command, about: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
        added.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        added.set_defaults(run=run)
        return added

    _add_serving(add)
    office = add("office", _office, "offices of this centre")
    office.add_argument("what", choices=("add", "list"))
    office.add_argument("office", nargs="?", default="", metavar="ID")
    for name, run, about in (
        ("stations", _stations, "the stations of an office"),
        ("digest", _digest, "one digest over the folded states of an office"),
    ):
        add(name, run, about).add_argument("office", metavar="OFFICE")
    enrolled = add("enrol", _enrol, "a one-time code for one desk; the last word printed")
    enrolled.add_argument("office", metavar="OFFICE")
    enrolled.add_argument(
        "--station", default="", help="for this one alone, also after it was revoked"
    )
    add("revoke", _revoke, "take a station's certificate back").add_argument("station")
    _add_publishing(add)
    receive_command.add(add, _centre)
    add("verify", _verify, "check every entry, chain, reading, file and signature")
    access_command.add(add, _centre)
    backup_commands.add(add)
    user_commands.add(add, _centre)
    return parser


def _add_serving(add: Callable[..., argparse.ArgumentParser]) -> None:
    serving = add("serve", _serve, "serve the desks until told to stop")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8080, help="0 takes a free one")
    serving.add_argument("--certificate", type=Path, metavar="FILE", help="PEM; the whole chain")
    serving.add_argument("--key", type=Path, metavar="FILE", help="PEM, without a password")
    serving.add_argument(
        "--proxy", action="append", default=[], metavar="ADDRESS",
        help="believe this proxy who the caller is (X-Forwarded-For); may be said again",
    )  # fmt: skip


def _add_publishing(add: Callable[..., argparse.ArgumentParser]) -> None:
    offered = add(
        "publish", _publish, "offer a rule pack, calendar, catalogue or form to the desks"
    )
    offered.add_argument("path", type=Path, metavar="FILE|FOLDER")
    offered.add_argument("--office", default="", metavar="ID", help="to the desks of one office")
    add("published", _published, "everything published, in order")


def _office_id(text: str) -> str:
    """A bare SOATE code means its office; names are the desks' business. Raises OfficeIdWrong."""
    listed = parse_territories(
        msgspec.json.decode((paths.RESOURCES / "territories.json").read_bytes())
    )
    return str(OfficeId.parse(text, listed, names=Bilingual(ky=text, ru=text)))


def _centre(told: argparse.Namespace) -> Centre:
    return open_centre(told.files, database_address(told.database), is_training=told.training)


def _serve(told: argparse.Namespace, output: Output) -> None:
    # The web framework takes its time to load; no other command needs it.
    from akimat_desk.central.serving import Listening, Way, serve  # noqa: PLC0415

    way = Way(
        certificate=told.certificate,
        key=told.key,
        proxies=tuple(told.proxy),
        metrics_token=told_secret(METRICS_TOKEN),
    )
    way.demand_usable()
    centre = _centre(told)
    listening = Listening(told.host, told.port, way.scheme)
    output.line(
        {"address": listening.address, "training": centre.is_training},
        f"Listening at {listening.address}",
    )
    try:
        serve(centre, listening, way)
    finally:
        centre.close()


def _office(told: argparse.Namespace, output: Output) -> None:
    centre = _centre(told)
    try:
        if told.what == "add":
            office = _office_id(told.office)
            enrolment.add_office(centre, office, at_the_machine())
            output.line({"office": office}, f"Added {office}")
            return
        with centre.store.read() as connection:
            for office in Register(connection).offices():
                output.line({"office": office}, office)
    finally:
        centre.close()


def _enrol(told: argparse.Namespace, output: Output) -> None:
    office, centre = _office_id(told.office), _centre(told)
    try:
        code = enrolment.new_code(centre, office, told.station, at_the_machine())
    finally:
        centre.close()
    output.line({"office": office, "code": code}, f"Code for one desk of {office}: {code}")


def _stations(told: argparse.Namespace, output: Output) -> None:
    centre = _centre(told)
    try:
        with centre.store.read() as connection:
            cards = Stations(connection, _office_id(told.office)).cards()
    finally:
        centre.close()
    for card in cards:
        found = card.certificate
        shown = {
            "station": found.station,
            "point": found.point,
            "key": key_id(found.public).hex(),
            "certified_at": local_time(found.at).isoformat(),
            "is_revoked": card.revoked_at is not None,
        }
        state = "revoked" if card.revoked_at is not None else "certified"
        output.line(shown, f"{found.station}  point {found.point}  {state}")


def _digest(told: argparse.Namespace, output: Output) -> None:
    office, centre = _office_id(told.office), _centre(told)
    try:
        found = folding.digest(centre.store, office).hex()
    finally:
        centre.close()
    output.line({"office": office, "digest": found}, found)


def _revoke(told: argparse.Namespace, output: Output) -> None:
    centre = _centre(told)
    try:
        offices = enrolment.revoke(centre, told.station, by=at_the_machine())
    finally:
        centre.close()
    output.line({"station": told.station, "offices": offices}, f"Revoked {told.station}")


def _publish(told: argparse.Namespace, output: Output) -> None:
    office, centre = _office_id(told.office) if told.office else "", _centre(told)
    try:
        found = publishing.publish(centre, told.path, office, at_the_machine())
    finally:
        centre.close()
    output.line(
        {
            "number": found.number,
            "kind": found.kind,
            "id": found.id,
            "release": found.release,
            "digest": found.digest.hex(),
            "office": found.office,
        },
        f"Published {found.kind} {found.id} {found.release} to {found.office or 'all offices'}",
    )


def _published(told: argparse.Namespace, output: Output) -> None:
    centre = _centre(told)
    try:
        lines = publishing.published(centre)
    finally:
        centre.close()
    for line in lines:
        at = local_time(line.at)
        output.line(
            {**msgspec.structs.asdict(line), "at": at.isoformat()},
            f"{line.number}  {at:%d.%m.%Y}  {line.kind} {line.id} {line.release}"
            f"  {line.office or 'all offices'}",
        )


def _shared(clashes: int) -> str:
    return f"; numbers on several papers: {clashes}" if clashes else ""


def _verify(told: argparse.Namespace, output: Output) -> None:
    centre = _centre(told)
    try:
        found = verifying.verify(centre)
    finally:
        centre.close()
    output.line(
        msgspec.structs.asdict(found),
        f"{found.entries} entries of {found.origins} origins in {found.offices} offices"
        f" and {found.files} files are whole{_shared(found.number_clashes)}",
    )
