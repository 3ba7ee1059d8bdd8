"""The names of the sections at the side; what is built late is known by them before."""

from typing import Final

TODAY: Final = "today"
REGISTER: Final = "register"
POST: Final = "post"
CASES: Final = "cases"
ACTS: Final = "acts"
APPLICANTS: Final = "applicants"
RESOLUTIONS: Final = "resolutions"
DUTIES: Final = "duties"
CALENDAR: Final = "calendar"
RECEPTION: Final = "reception"
RULES: Final = "rules"
FILES: Final = "files"
REPORTS: Final = "reports"
SETTINGS: Final = "settings"
HELP: Final = "help"
