"""Making a workspace and looking after it: init, verify, rebuild, digest."""

import argparse
import os
from typing import TYPE_CHECKING

from akimat_desk.cli.clash_commands import clashes_found
from akimat_desk.cli.opening import PASSWORD, asked, open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services import selftest as services_selftest
from akimat_desk.services.desk import Setup, make_workspace
from akimat_desk.services.integrity import Verified
from akimat_desk.text.catalogue import Texts, tr, tr_many
from akimat_desk.text.office_names import office_names

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    made = adder("init", init, "make a workspace for an office")
    made.add_argument("--office", required=True, metavar="ID")
    made.add_argument("--kind", default="", metavar="K")
    made.add_argument("--name-ky", default="", metavar="T")
    made.add_argument("--name-ru", default="", metavar="T")
    made.add_argument("--point", default="1", metavar="N")
    made.add_argument("--training", action="store_true")
    made.add_argument("--admin", default="admin", metavar="LOGIN")
    adder("verify", verify, "check the chain, the files and the readings")
    adder("rebuild", rebuild, "make the readings anew from the journal")
    adder("digest", digest, "one digest over the folded states")
    adder("selftest", selftest, "prove that this installation can register, print and verify")


def init(told: argparse.Namespace, output: Output) -> None:
    password = os.environ.get(PASSWORD, "")
    if not password and not told.training:
        password = asked(tr("New password for {login}: ", login=told.admin))
    name = Bilingual(ky=told.name_ky, ru=told.name_ru) if told.name_ky or told.name_ru else None
    setup = Setup(
        office=told.office,
        kind=told.kind,
        name=name,
        point=told.point,
        is_training=told.training,
        admin=told.admin,
        password=password,
        admin_post=Bilingual(ky=_administrator("ky"), ru=_administrator("ru")),
        full_name=_full_name,
    )
    made = make_workspace(told.data, setup)
    lines = [tr("The workspace of {office} is made.", office=made.office)]
    if made.recovery_key:
        lines += [
            tr("Recovery key (print it and lock it away): {key}", key=made.recovery_key),
            tr("The head's single-use codes:"),
            *made.head_codes,
        ]
    output.line(
        {
            "office": made.office,
            "station": made.station,
            "recovery_key": made.recovery_key,
            "head_codes": list(made.head_codes),
        },
        "\n".join(lines),
    )


def verify(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found: Verified = desk.integrity.verify()
    output.line(
        {
            "ok": True,
            "entries": found.entries,
            "streams": found.streams,
            "files": found.files,
            "digest": found.digest,
            "number_clashes": found.number_clashes,
        },
        tr_many("Whole: {count} entry.", "Whole: {count} entries.", found.entries),
    )
    if found.number_clashes:
        output.note(clashes_found(found.number_clashes))


def rebuild(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        streams = desk.integrity.rebuild()
    output.line(
        {"streams": streams},
        tr_many("Made anew from {count} stream.", "Made anew from {count} streams.", streams),
    )


def selftest(_told: argparse.Namespace, output: Output) -> None:
    steps = list(services_selftest.run())
    output.line(
        {"ok": True, "steps": steps}, tr("Everything works: {steps}.", steps=", ".join(steps))
    )


def digest(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.integrity.digest()
    output.line({"digest": found}, found)


def _administrator(language: str) -> str:
    t = Texts.of(language)
    # Translators: the post of the first account, as papers print it
    return t("administrator")


def _full_name(kind: str, territory: Bilingual) -> Bilingual:
    ky, ru = office_names(kind, territory.ky, territory.ru)
    return Bilingual(ky=ky, ru=ru)
