"""The three languages by the names their speakers give them."""

from typing import Final

# Written out, because each stands in its own language whatever the window speaks.
_NAMES: Final = (
    ("ky", "\u041a\u044b\u0440\u0433\u044b\u0437\u0447\u0430"),
    ("ru", "\u0420\u0443\u0441\u0441\u043a\u0438\u0439"),
    ("en", "English"),
)


def language_names() -> tuple[tuple[str, str], ...]:
    """Kyrgyz, the state language, comes first."""
    return _NAMES
