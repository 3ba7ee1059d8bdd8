"""Fixed events, envelopes and salts written out: `python tests/vectors.py` shows them anew.

`vectors.json` and `samples/` are for ever. A sample of a new type or schema is added, none is
changed: what was once written must read the same in every later program.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.case_events import CaseRegistered, ClockPaused, NoteAdded
from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.domain.people import Address, Applicant, Person
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Envelope
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start

HERE = Path(__file__).resolve().parent
VECTORS, SAMPLES = HERE / "journal" / "vectors.json", HERE / "journal" / "samples"
ORIGIN = bytes(range(16))
SALT = bytes(range(16, 32))
STREAM, ACTOR = bytes(range(32, 48)), bytes(range(48, 64))

EVENTS: tuple[Event, ...] = (
    CaseRegistered(
        number="К1-00042/26-8",
        journal="К",
        mark="1",
        sequence=42,
        year=2026,
        kind="application",
        channel="counter",
        language="ky",
        received_at=1_780_282_800_000,
        registered_at=1_780_282_800_000,
        registered_on=date(2026, 6, 1),
        receipt_code="123456",
        subject="Жер участогу жөнүндө",
        applicant=Applicant(
            person=Person(surname="Асанова", given="Айгүл", address=Address(soate="41706242000000"))
        ),
        rule="appeal",
        pack=bytes(16),
        calendar=bytes(16),
        due_on=date(2026, 6, 19),
    ),
    ClockPaused(from_on=date(2026, 6, 3), category="court", ground="Сот", on_behalf_of="x"),
    NoteAdded(text="й, Ө, \N{SNOWMAN}"),
)


def written() -> list[dict[str, Any]]:
    """Each event sealed after the one before it."""
    chain, parents, told = chain_start(ORIGIN), (), []
    for place, event in enumerate(EVENTS, start=1):
        body = codec.encode(event)
        name = stored_name(type(event))
        envelope = Envelope(
            office="41706242000000-district-1",
            stream=STREAM,
            parents=parents,
            type=name,
            schema=codec.SCHEMAS[name],
            actor=ACTOR,
            role="registrar",
            at=1_780_282_800_000 + place,
            hlc=(1_780_282_800_000 << 16) + place,
            commitment=body_commitment(SALT, body),
        )
        chain = chain_link(chain, envelope.content_id())
        told.append(
            {
                "type": name,
                "body": body.hex(),
                "commitment": envelope.commitment.hex(),
                "envelope": envelope.canonical().hex(),
                "content_id": envelope.content_id().hex(),
                "chain": chain.hex(),
            }
        )
        parents = (envelope.content_id()[:16],)
    return told


def a_sample(shape: type[Event]) -> Event:
    """An event of that type in which every field says something."""
    return msgspec.convert(_filled(msgspec.inspect.type_info(shape)), shape)


def _filled(info: Any) -> Any:
    match info:
        case msgspec.inspect.StructType():
            return {field.name: _filled(field.type) for field in info.fields}
        case msgspec.inspect.UnionType():
            return _filled(next(one for one in info.types if not _is_none(one)))
        case msgspec.inspect.VarTupleType():
            return [_filled(info.item_type)]
        case msgspec.inspect.DictType():
            return {"ключ": _filled(info.value_type)}
        case _:
            return _PLAIN[type(info)]


def _is_none(info: Any) -> bool:
    return isinstance(info, msgspec.inspect.NoneType)


_PLAIN: dict[type[Any], Any] = {
    msgspec.inspect.StrType: "Өмүр",
    msgspec.inspect.IntType: 7,
    msgspec.inspect.BoolType: True,
    msgspec.inspect.BytesType: b"\x01\x02",
    msgspec.inspect.DateType: "2026-06-01",
    msgspec.inspect.DateTimeType: "2026-06-01T09:00:00",
}


def main() -> None:
    """Writes what is not there yet; what is there stays."""
    if not VECTORS.exists():
        VECTORS.write_text(json.dumps(written(), indent=1) + "\n", "utf-8")
    for name, schema in codec.SCHEMAS.items():
        file = SAMPLES / f"{name}.{schema}.json"
        if not file.exists():
            event = a_sample(codec.EVENTS[name])
            told = {"body": codec.encode(event).hex(), "reads": msgspec.to_builtins(event)}
            text = json.dumps(told, ensure_ascii=False, indent=1)
            file.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
