"""What a paper made by a template says, frozen: kept in its entry, drawn the same for ever."""

from collections.abc import Mapping
from datetime import date

from akimat_desk.domain.readings import Addressee, Bilingual, Letterhead, Reading, Signatory
from akimat_desk.domain.templates import Told


class ActCase(Reading, frozen=True, kw_only=True):
    """The case a paper belongs to. `answer_on` is the date by which it is to be answered."""

    number: str
    registered_on: date
    subject: str
    answer_on: date | None = None
    came_through: str = ""
    their_number: str = ""
    their_date: date | None = None


class ActReading(Reading, frozen=True, kw_only=True):
    """All that a paper made by a template says.

    `told` is what the clerk entered, by field; `told_ru` the Russian of a paper in both
    languages. `forms` holds bent words that grammar was not sure of, entered by the clerk, by
    "value|case" and language ("applicant|genitive|ky"). `applicant` has the parts of the name;
    `ground` is the legal reference that holds on the paper's date. `emblem` is the SHA-256 of
    the office's picture in hexadecimal. `qr` is the signed payload.
    """

    template: str
    language: str
    office: Letterhead
    place: Bilingual = Bilingual(ky="")
    number: str = ""
    issued_on: date
    case: ActCase | None = None
    applicant: Addressee = Addressee()
    addressee: Addressee = Addressee()
    told: Mapping[str, Told] = {}
    told_ru: Mapping[str, Told] = {}
    forms: Mapping[str, str] = {}
    ground: Bilingual = Bilingual(ky="")
    signatory: Signatory = Signatory(post=Bilingual(ky=""), name="")
    executor_name: str = ""
    executor_post: Bilingual = Bilingual(ky="")
    executor_phone: str = ""
    emblem: str = ""
    file_index: str = ""
    replaces: str = ""
    qr: str = ""
    point: str = ""
    training: bool = False

    def told_in(self, language: str) -> Mapping[str, Told]:
        """Of a paper in both languages each has its own words; rows left out are the same."""
        if language == "ru" and self.language == "both":
            return {**self.told, **self.told_ru}
        return self.told
