"""Lists and the directory of bodies: their rows, what the centre publishes, adopting it."""

import argparse
from typing import TYPE_CHECKING

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.cases import plain
from akimat_desk.text.catalogue import spoken, tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    lists = adder(
        "catalogues", catalogues, "lists to choose from: their rows, what the centre publishes"
    )
    lists.add_argument("what", choices=("rows", "offered", "diff", "adopt"))
    lists.add_argument("name", nargs="?", default="", metavar="ID", help="for example bodies")


def catalogues(told: argparse.Namespace, output: Output) -> None:
    if told.what != "offered" and not told.name:
        raise FieldWrong("name", "missing")
    doing = {"rows": _rows, "offered": _offered, "diff": _diff, "adopt": _adopt}
    doing[told.what](told, output)


def _rows(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.catalogues.rows(told.name)
    language = spoken().language
    rows = [{"id": one.id, "name": plain(one.name), "named": one.name[language]} for one in found]
    output.table(rows, {"id": tr("id"), "named": tr("called")})


def _offered(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.catalogues.offered()
    rows = [
        {"id": one.id, "release": one.release, "published_on": one.published_on.isoformat()}
        for one in found
    ]
    columns = {"id": tr("id"), "release": tr("release"), "published_on": tr("published on")}
    output.table(rows, columns)


def _diff(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.catalogues.changes(told.name)
    words = {"new": tr("new"), "changed": tr("changed"), "gone": tr("no longer there")}
    language = spoken().language
    rows = [
        {"row": one.row, "what": one.what, "words": words[one.what], "name": plain(one.name),
         "named": one.name[language]}
        for one in found
    ]  # fmt: skip
    columns = {"row": tr("id"), "words": tr("change"), "named": tr("called")}
    output.table(rows, columns)


def _adopt(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        done = desk.catalogues.adopt(told.name)
    sentence = tr(
        "The office now works by release {release} of {name}.",
        release=done.release,
        name=done.name[spoken().language],
    )
    output.line({"id": done.id, "release": done.release}, sentence)
