"""A complaint does not go to the one it is about; `to_confirm`, and house practice anyway."""

from akimat_desk.domain.collation import folded
from akimat_desk.domain.offices import Staff


def is_accused(official: Staff, against: str) -> bool:
    """Whether the words of a complaint name this official: by login, surname or whole name."""
    accused = folded(against)
    names = (official.login, official.full_name, official.short_name, official.surname)
    return bool(accused) and accused in {folded(name) for name in names}
