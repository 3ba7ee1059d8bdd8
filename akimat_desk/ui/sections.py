"""The names of the sections at the side; what is built late is known by them before."""

from typing import Final

TODAY: Final = "today"
REGISTER: Final = "register"
POST: Final = "post"
CASES: Final = "cases"
APPLICANTS: Final = "applicants"
RESOLUTIONS: Final = "resolutions"
CALENDAR: Final = "calendar"
SETTINGS: Final = "settings"
HELP: Final = "help"
