"""What a new case takes over from an old one: who applies, about what topic, with what papers."""

from typing import Any

import msgspec

from akimat_desk.services.card_readings import CardReading


def draft_from(card: CardReading) -> dict[str, object]:
    """In the shape of registration, as the register screen takes it."""
    header = card.header
    applicant = header.applicant
    told: dict[str, Any] = {"anonymous": True}
    if applicant.person is not None:
        told = {"person": msgspec.structs.asdict(applicant.person)}
    elif applicant.organisation is not None:
        told = {"organisation": msgspec.structs.asdict(applicant.organisation)}
    for one in told.values():
        if isinstance(one, dict):
            one["address"] = msgspec.structs.asdict(applicant.address)
    if header.person and not applicant.is_anonymous:
        told["record"] = header.person
    # Whether each is an original is seen when it is handed in.
    papers = [{"title": line.paper.title, "sheets": line.paper.sheets} for line in card.papers]
    draft: dict[str, object] = {
        "language": header.language,
        "topic": header.topic,
        "service": header.service,
        "previous": header.first_number,
        "applicant": told,
        "papers": papers,
    }
    return {key: value for key, value in draft.items() if value}
