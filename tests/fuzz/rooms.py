"""Every way by which something comes in, each with what is spoiled there.

A room makes one call of the command line out of genuine things and a chance. What it calls is
spoiled in one or more places, rarely in none.
"""

import json
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from deciding import LEAST
from fuzz import mutators
from fuzz.bench import CERTIFICATE, FILES, NUMBER, VILLAGES, Bench
from services.working_desks import a_complaint

from akimat_desk.domain.actions import ACTIONS


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call; `is_central` is of the centre's program.

    `keeps` says that nothing may be written whatever the answer is: what was brought is not
    genuine. `folder` is another workspace than the bench's desk.
    """

    argv: list[str]
    given: bytes = b""
    is_central: bool = False
    keeps: bool = False
    folder: Path | None = None
    is_json: bool = True


Room = Callable[[Bench, random.Random, Path], Call]
COMMANDS: Final = (
    ["list", "--query", "өмүр", "--due", "soon", "--limit", "5"],
    ["list", "--state", "registered", "--responsible", "tokton", "--after", "2026-12-01:x"],
    ["show", NUMBER], ["history", NUMBER], ["explain", NUMBER, "--lang", "ru"],
    ["applicants", "--query", "өмүр", "--limit", "3"], ["applicants", "show", "x"],
    ["applicants", "join", "x", "y", "--reason", "бир киши"],
    ["deadline", "--rule", "appeal", "--from", "2026-12-01"],
    ["calendar", "show", "2026"],
    ["calendar", "add", "2026-12-31", "--name-ky", "а", "--name-ru", "а", "--preview"],
    ["rules", "list"], ["rules", "show", "appeal"],
    ["rules", "length", "appeal", "--days", "5", "--ground", "1-ст.", "--preview"],
    ["rules", "confirm", "appeal", "--by", "А. Б.", "--on", "2026-12-01", "--source", "x"],
    ["office", "show"], ["office", "history"], ["settings", "show"],
    ["settings", "set", "office_hours", "08:00-17:00"],
    ["office", "set", "--phone", "1", "--from", "2026-12-02"],
    ["office", "rename", "--name-ky", "Ноокат", "--from", "2027-01-01", "--order", "1"],
    ["office", "post", "--post", "deputy", "--who", "mamyt", "--order", "№ 2"],
    ["staff", "list"], ["staff", "end", "nobody", "--order", "1"],
    ["staff", "add", "bek", "--surname", "Б", "--given", "А", "--post", "а", "--role", "executor"],
    ["department", "Бөлүм", "--head", "mamyt"],
    ["responsibility", "add", "mamyt", "--topic", "water", "--order-on", "2026-11-02"],
    ["substitute", "tokton", "mamyt", "--from", "2027-01-01", "--to", "2027-01-05"],
    ["absence", "preview", "mamyt", "tokton", "--from", "2027-02-01", "--to", "2027-02-03"],
    ["leaving", "show", "tokton"], ["duties", "absent"],
    ["clock", "show"], ["clock", "what-if", NUMBER, "--pause", "2026-12-02", "2026-12-08"],
    ["clock", "report", "--from", "2026-11-01", "--until", "2026-12-31", "--out", "{out}.csv",
     "--reason", "head"],
    ["control-list", "--scope", "week", "--body", "х"], ["control-letter", NUMBER],
    ["requests", "report", "--from", "2026-01-01"], ["requests", "judge", NUMBER, "паспорт"],
    ["reminders", "--day", "2026-12-05", "--for", "tokton"],
    ["barriers", "report", "--from", "2026-01-01"],
    ["bodies", "list"], ["bodies", "add", "Кадастр"],
    ["bodies", "end", "Кадастр", "--on", "2026-12-31"],
    ["asks", "list"], ["inspections", "list", "--text", "а"], ["visits", "list", NUMBER],
    ["journal", "--kind", "registration", "--from", "2026-01-01", "--to", "2026-12-31",
     "--out", "{out}.xlsx", "--reason", "paper"],
    ["report", "--period", "2026-Q4", "--out", "{out}.xlsx", "--reason", "report"],
    ["export", "list", "--out", "{out}.csv", "--filter", "due=soon", "--reason", "текшерүү"],
    ["files", "list", "--year", "2026"], ["files", "add", "02-20", "--title", "а|б", "--term", "5"],
    ["volumes", "show", "--year", "2026"], ["year-end", "2026", "--preview"],
    ["templates", "list"], ["templates", "show", "order"], ["acts", "list"],
    ["pen", "show"], ["pad", "show"], ["pad", "spoil", "3", "--reason", "x"],
    ["receipt", NUMBER, "--format", "roll80", "--lang", "ru", "--out", "{out}.pdf"],
    ["reception", "report", "--period", "2026-12", "--out", "{out}.pdf", "--reason", "head"],
    ["disputes", "settle", "x", "y", "z", "--reason", "x"], ["outbox", "--all", "--limit", "3"],
    ["outbox", "withdraw", "00"], ["verify"], ["digest"], ["selftest"], ["addresses", "count"],
)  # fmt: skip
INSPECTION: Final = {
    "entrepreneur": "ЖИ Асанов К.", "body": "Салык кызматы", "subject": "касса",
    "inspectors": [{"name": "Токтогулов А."}], "ground": "№ 14", "plan": "2026",
    "starts_on": "2026-11-30", "ends_on": "2026-12-04",
}  # fmt: skip
RECEIVED: Final = {
    "official": "mamyt",
    "applicant": {"person": {"surname": "Асанова", "given": "Айгүл"}},
    "questions": [
        {"text": "Суу жок", "outcome": "settled_on_the_spot", "words": "айтылды"},
        {"text": "Жол", "outcome": "instruction", "executor": "tokton", "due_on": "2026-12-20"},
    ],
    "close": True,
}
RECEIVES: Final = {
    "official": "mamyt", "weekday": 0, "opens": "09:00", "closes": "12:00", "place_ky": "12-каана",
}  # fmt: skip
BODY: Final = {"name_ky": "Кадастр", "name_ru": "Кадастр", "phone": "03230 5-11-22"}
PENS: Final = {"rows": [{"row": 1, "executor": "mamyt", "resolution": "карап чыгуу"}]}
FORMS: Final[tuple[tuple[list[str], Any], ...]] = (
    (["inspections", "add", "--json-file", "-"], INSPECTION),
    (["reception", "card", "-"], RECEIVED),
    (["reception", "schedule", "-"], RECEIVES),
    (["bodies", "add", "--json-file", "-"], BODY),
    (["acts", "issue", "--json-file", "-"], CERTIFICATE),
    (["acts", "preview", "--json-file", "-"], CERTIFICATE),
    (["resolutions", "1", "--json-file", "-"], PENS),
    (["deadline", "--rule", "appeal", "--from", "2026-12-01", "--json-file", "-"],
     {"pauses": [{"from_on": "2026-12-02", "until_on": "2026-12-04"}], "extended_by": 3}),
)  # fmt: skip
WHOLE: Final = a_complaint(
    5,
    received_at="2026-12-01T08:00:00",
    signatories=3,
    categories=["veteran"],
    against="Токтоналиев",
    questions=["Качан?", {"text": "Эмнеге?", "executor": "mamyt"}],
    also_signed=[{"surname": "Б", "given": "А"}],
    papers=[{"title": "Арыз", "original": True, "sheets": 2}],
    representative={"person": {"surname": "Б", "given": "А"}, "ground": "ишеним кат"},
    came_through={
        "body": "Өкмөт", "number": "1", "dated_on": "2026-11-16", "control_on": "2026-12-20",
    },
)  # fmt: skip


def _json(told: Any, chance: random.Random) -> bytes:
    for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
        told = mutators.value(told, chance)
    return mutators.as_json(told, chance)


def words(_bench: Bench, chance: random.Random, out: Path) -> Call:
    """Any command with its words spoiled."""
    told = [one.replace("{out}", str(out / "paper")) for one in chance.choice(COMMANDS)]
    argv = mutators.line(told, chance)
    # Without a command the window would open.
    return Call(argv=[told[0], *argv[1:]] if argv else [told[0]], is_json=chance.random() < 0.7)


def matters(_bench: Bench, chance: random.Random, _out: Path) -> Call:
    """Lines of applications, some of them good."""
    lines = [_json(WHOLE, chance) for _ in range(chance.choice((1, 1, 2, 5)))]
    given = chance.choice((b"\n", b"\r\n", b"\n\n")).join(lines)
    if chance.random() < 0.15:
        given = mutators.flipped(given, chance)
    return Call(argv=["register", "-"], given=given)


def actions(_bench: Bench, chance: random.Random, _out: Path) -> Call:
    """What is done on a case, its keys spoiled or those of another action."""
    action = chance.choice(sorted(ACTIONS))
    told: Any = LEAST[action if chance.random() < 0.9 else chance.choice(sorted(ACTIONS))]
    if chance.random() < 0.3:
        told = {**told, "on_behalf_of": "head", "ground": "лист 3"}
    number = f"К1-0000{chance.choice((1, 1, 2))}/26"
    argv = ["do", number, action, "--json-file", "-"]
    return Call(argv=argv, given=_json(told, chance))


def forms(_bench: Bench, chance: random.Random, _out: Path) -> Call:
    argv, told = chance.choice(FORMS)
    return Call(argv=argv, given=_json(told, chance))


def addresses(_bench: Bench, chance: random.Random, out: Path) -> Call:
    file = _table(VILLAGES, chance, out)
    return Call(argv=["addresses", "import", str(file), *chance.choice(([], ["--replace"]))])


def files_list(_bench: Bench, chance: random.Random, out: Path) -> Call:
    file = _table(FILES, chance, out)
    year = str(chance.choice((2026, 2027, 2031)))
    more = chance.choice(([], ["--preview"]))
    return Call(argv=["files", "import", "--file", str(file), "--year", year, *more])


def _table(text: str, chance: random.Random, out: Path) -> Path:
    """A CSV or a spreadsheet, its cells or its bytes spoiled."""
    spoiled = text
    for _ in range(chance.choice((0, 1, 1, 3))):
        spoiled = mutators.words(spoiled, chance)
    if chance.random() < 0.4:
        return _spreadsheet(spoiled, chance, out / "table.xlsx")
    found = out / chance.choice(("table.csv", "table.txt", "table", "table.xls", "table.ods"))
    data = spoiled.encode(chance.choice(("utf-8", "utf-8-sig", "cp1251", "utf-16")), "replace")
    found.write_bytes(mutators.flipped(data, chance) if chance.random() < 0.3 else data)
    return found


def _spreadsheet(text: str, chance: random.Random, path: Path) -> Path:
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": chance.random() < 0.5}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(text.splitlines()[:200]):
            for column, cell in enumerate(line.split(";")[:50]):
                sheet.write(row, column, cell[:30_000])
    if chance.random() < 0.6:
        path.write_bytes(mutators.flipped(path.read_bytes(), chance))
    return path


def packs(bench: Bench, chance: random.Random, out: Path) -> Call:
    """A pack of rules: looked at, compared, adopted in preview and in earnest."""
    told = json.loads(chance.choice(bench.genuine.packs).read_bytes())
    if chance.random() < 0.7:
        told["release"] = chance.choice((2, 3, 9, 9_999))
    file = out / "pack.json"
    file.write_bytes(_json(told, chance))
    what = chance.choice((["lint"], ["diff"], ["adopt", "--preview"], ["adopt"]))
    return Call(argv=["rules", what[0], str(file), *what[1:]])


def templates(bench: Bench, chance: random.Random, out: Path) -> Call:
    """A folder with a form of a paper: marks, code and settings spoiled."""
    folder = out / "form"
    shutil.copytree(chance.choice(bench.genuine.templates), folder)
    for file in chance.sample(sorted(folder.iterdir()), chance.choice((1, 1, 2))):
        if file.suffix == ".json":
            file.write_bytes(_json(json.loads(file.read_bytes()), chance))
        elif chance.random() < 0.8:
            text = mutators.words(file.read_text(encoding="utf-8"), chance)
            file.write_text(text, encoding="utf-8", errors="replace")
        else:
            file.write_bytes(mutators.flipped(file.read_bytes(), chance))
    what = chance.choice((["lint"], ["sample"], ["adopt"]))
    more = ["--out", str(out / "form.pdf")] if what == ["sample"] else []
    return Call(argv=["templates", *what, str(folder), *more])


def receipts(bench: Bench, chance: random.Random, _out: Path) -> Call:
    """The text of a QR code: a changed one proves nothing and brings no case back."""
    genuine = chance.choice((bench.genuine.receipt, bench.genuine.paper))
    text = mutators.words(genuine, chance).replace("\0", "")
    how = chance.random()
    if how < 0.4:
        return Call(argv=["verify-receipt", "--", text], keeps=True)
    if how < 0.7:
        return Call(argv=["verify-paper", "--", text], keeps=True)
    return Call(
        argv=["register", f"--from-receipt={text}", "-"], given=_json(WHOLE, chance), keeps=True
    )


def courier(bench: Bench, chance: random.Random, out: Path) -> Call:
    """What a courier brings back from the centre: altered, cut, under another name."""
    return _stick(bench.genuine.answer, chance, out, ["sync", "--from", str(out / "stick")])


def brought(bench: Bench, chance: random.Random, out: Path) -> Call:
    """The same on the way to the centre."""
    call = _stick(bench.genuine.brought, chance, out, ["receive", str(out / "stick")])
    return msgspec.structs.replace(call, is_central=True)


def joining(bench: Bench, chance: random.Random, out: Path) -> Call:
    """A request to be let into the share: with a code that is not of this very file."""
    code = mutators.words("AAAA-BBBB-CCCC", chance).replace("\0", "")
    argv = ["enrol", "--stick", str(out / "stick"), f"--approve={code}"]
    return _stick((bench.genuine.request,), chance, out, argv)


def _stick(files: tuple[Path, ...], chance: random.Random, out: Path, argv: list[str]) -> Call:
    stick = out / "stick"
    stick.mkdir()
    for file in files:
        name = file.name if chance.random() < 0.9 else mutators.words(file.stem, chance)
        (stick / _as_name(name, file.name)).write_bytes(_other(file.read_bytes(), chance))
    return Call(argv=argv, keeps=True)


def _other(content: bytes, chance: random.Random) -> bytes:
    """Never the same bytes: the genuine ones are no lie."""
    while (spoiled := mutators.flipped(content, chance)) == content:
        pass
    return spoiled


def _as_name(told: str, otherwise: str) -> str:
    name = "".join(one for one in told if one.isalnum() or one in "-.")[:80].strip(".")
    return f"{name}.akm" if name else otherwise


def share(bench: Bench, chance: random.Random, out: Path) -> Call:
    """A folder that a colleague wrote into; all of it spoiled."""
    folder = out / "shared"
    shutil.copytree(bench.genuine.shared, folder)
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        file.write_bytes(_other(file.read_bytes(), chance))
        if chance.random() < 0.1:
            file.rename(file.with_name(_as_name(mutators.words(file.stem, chance), file.name)))
    return Call(argv=["share", "--once", str(folder)], keeps=True)


def scans(bench: Bench, chance: random.Random, out: Path) -> Call:
    file = out / chance.choice(("scan.png", "scan.pdf", "scan.tif", "scan.jpg"))
    paper = bench.root / "receipt.pdf"
    data = chance.choice((bench.genuine.scan, paper.read_bytes()))
    file.write_bytes(mutators.flipped(data, chance))
    if chance.random() < 0.3:
        return Call(argv=["office", "set", "--emblem", str(file), "--from", "2026-12-02"])
    return Call(argv=["attach", NUMBER, str(file), "--sheets", "1"])


def restore(bench: Bench, chance: random.Random, out: Path) -> Call:
    """A copy of the workspace, altered anywhere, into an empty folder."""
    folder = out / "copies"
    shutil.copytree(bench.genuine.backup.parent, folder)
    file = folder / bench.genuine.backup.name
    file.write_bytes(_other(file.read_bytes(), chance))
    return Call(argv=["restore", str(file)], folder=out / "new", keeps=True)


def published(bench: Bench, chance: random.Random, out: Path) -> Call:
    """What the centre is to offer to all desks."""
    pack = msgspec.structs.replace(packs(bench, chance, out), is_central=True)
    if chance.random() < 0.6:
        return msgspec.structs.replace(pack, argv=["publish", pack.argv[2]])
    form = templates(bench, chance, out)
    return Call(argv=["publish", form.argv[2]], is_central=True)


def central_words(_bench: Bench, chance: random.Random, out: Path) -> Call:
    told = chance.choice(
        (
            ["office", "add", "41706246000000"],
            ["office", "list"],
            ["enrol", "41706242000000", "--station", "x"],
            ["stations", "41706242000000"],
            ["revoke", "x"],
            ["publish", str(out), "--office", "41706242000000"],
            ["published"],
            ["digest", "41706242000000"],
            ["receive", str(out)],
            ["verify"],
            ["backup", str(out / "copies")],
        )
    )
    argv = [told[0], *mutators.line(told, chance)[1:]]
    return Call(argv=argv, is_central=True)


ROOMS: Mapping[str, Room] = {
    room.__name__: room
    for room in (
        words, matters, actions, forms, addresses, files_list, packs, templates, receipts,
        courier, brought, joining, share, scans, restore, published, central_words,
    )
}  # fmt: skip
