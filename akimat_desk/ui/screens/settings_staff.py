"""The people of the office as choices of a field, found by any part of name, post or login."""

from collections.abc import Sequence

from akimat_desk.services.offices import OfficeDesk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.screens.card_words import named


def people_of(office: OfficeDesk) -> Sequence[Choice]:
    """Who works here today; asked for off the window's thread."""
    found = []
    for one in office.book.people():
        if not one.has_left:
            post = named(one.post)
            words = tr("{name}, {post}", name=one.name, post=post) if post else one.name
            found.append(Choice(one.login, words, f"{one.post.ky} {one.post.ru} {one.login}"))
    return found
