"""What must hold of cases that go from office to office, by what each author had seen.

Told from the writing of each entry alone, not by the functions that decide what is handed on.
"""

from typing import Any

import msgspec
from exchange.books import Journal
from exchange.demands import Violation
from exchange.handing import Hub

from akimat_desk.domain.case_events import CaseForwarded, CaseReopened
from akimat_desk.domain.dossiers import TOLD_BACK
from akimat_desk.journal.envelope import Entry


class Written(msgspec.Struct):
    """An entry as a desk wrote it: by which office, and what it had seen of the case."""

    entry: Entry
    event: Any
    saw: frozenset[bytes]

    @property
    def office(self) -> str:
        return self.entry.envelope.office


class Memory:
    """Everything ever written in a history, by reference."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.written: dict[bytes, Written] = {}
        self.is_restored = False

    def note(self, entry: Entry, event: Any, saw: frozenset[bytes]) -> None:
        self.written[entry.reference] = Written(entry, event, saw)

    def hand_overs(self, stream: bytes, office: str, to: str) -> list[bytes]:
        return [
            one for one, told in self.written.items()
            if told.entry.envelope.stream == stream and told.office == office
            and isinstance(told.event, CaseForwarded) and told.event.to_office == to
        ]  # fmt: skip

    def is_ended(self, hand_over: bytes, saw: frozenset[bytes]) -> bool:
        """Whether an author had heard that it was answered there, or taken back here."""
        handed = self.written[hand_over]
        for one in saw:
            original = self.hub.told.get(one)
            if original is not None:
                word = self.written[original]
                if word.office == handed.event.to_office and hand_over in word.saw:
                    return True
            told = self.written.get(one)
            if told is not None and told.office == handed.office and hand_over in told.saw:  # noqa: SIM102
                if isinstance(told.event, CaseReopened):
                    return True
        return False

    # The demands, of an office's books at rest.

    def demand_handed(self) -> None:
        books = {office: held_of(one.journal) for office, one in self.hub.books.items()}
        for office, ours in books.items():
            for other in books.keys() - {office}:
                self.demand_followed(books, office, other)
            self.demand_told(books, office)
            self.demand_no_leak(ours, office)
            self.demand_once(office)

    def demand_followed(self, books: dict[str, dict[bytes, Entry]], office: str, to: str) -> None:
        """The new office sees the past, and what was written by who had not heard its answer."""
        ours, theirs = books[office], books[to]
        for entry in ours.values():
            told = self.written.get(entry.reference)
            if told is None or not told.saw <= ours.keys():
                continue
            for handed in self.hand_overs(entry.envelope.stream, office, to):
                if handed not in ours:
                    continue
                if entry.reference not in theirs and self.is_due(handed, told):
                    kind = type(told.event).__name__
                    raise Violation(f"D1: the office that was sent the case lacks a {kind}")

    def is_due(self, handed: bytes, told: Written) -> bool:
        reference = told.entry.reference
        if handed == reference or reference in self.written[handed].saw:
            return True
        return not self.is_ended(handed, told.saw)

    def demand_no_leak(self, books: dict[bytes, Entry], office: str) -> None:
        """What another office wrote is here by a hand-over to this one, or told back to it."""
        for reference, entry in books.items():
            if entry.envelope.office == office:
                told = self.written.get(self.hub.told.get(reference, b""))
                if reference not in self.written and told is None:
                    raise Violation("D2: nobody wrote this")
                if reference not in self.written and not isinstance(told.event, TOLD_BACK):
                    raise Violation("D2: work was told back")
            elif not self.may_be_at(entry, office):
                raise Violation("D2: an office got what it neither held nor was sent")

    def may_be_at(self, entry: Entry, office: str) -> bool:
        stream, told = entry.envelope.stream, self.written.get(entry.reference)
        for sender in self.hub.books.keys() - {office}:
            for handed in self.hand_overs(stream, sender, office):
                if told is None or self.is_due(handed, told):
                    return True
        return False

    def demand_told(self, books: dict[str, dict[bytes, Entry]], office: str) -> None:
        """What became of the case is heard where it was passed on, and once."""
        theirs = books[office]
        for entry in theirs.values():
            told = self.written.get(entry.reference)
            if told is None or told.office != office or not isinstance(told.event, TOLD_BACK):
                continue
            senders = self.latest_senders(told, office)
            for sender in senders if told.saw <= theirs.keys() else ():
                found = [
                    one for one in books[sender]
                    if self.hub.told.get(one) == entry.reference
                    and books[sender][one].envelope.office == sender
                ]  # fmt: skip
                if len(found) != 1:
                    raise Violation(f"D3: {type(told.event).__name__} was told {len(found)} times")

    def latest_senders(self, told: Written, office: str) -> set[str]:
        stream = told.entry.envelope.stream
        handed = {
            one: sender
            for sender in self.hub.books.keys() - {office}
            for one in self.hand_overs(stream, sender, office)
            if one in told.saw
        }
        overtaken = {one for other in handed for one in self.written[other].saw}
        return {sender for one, sender in handed.items() if one not in overtaken}

    def demand_once(self, office: str) -> None:
        """Nothing twice in what the centre wrote; where it was never put back, nothing anywhere."""
        kept = self.hub.books[office].journal.origins
        made = {origin for (one, _, _), origin in self.hub.kept.origins.items() if one == office}
        of_all: list[bytes] = []
        for origin in made & kept.keys():
            ids = [entry.content_id for entry in kept[origin]]
            of_all += ids
            if len(set(ids)) < len(ids):
                raise Violation("D4: an entry stands twice in one origin of the centre")
        if not self.is_restored and len(set(of_all)) < len(of_all):
            raise Violation("D4: an entry was handed on twice")


def held_of(journal: Journal) -> dict[bytes, Entry]:
    return {entry.reference: entry for entries in journal.origins.values() for entry in entries}
