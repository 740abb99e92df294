"""What equality law protects beyond age: ethnic group, gender, disability, main language (domain.md section 5, Q20).

Asked so that a partner knows whether its help serves everybody alike, and read by that partner alone: a kind of
information of its own that no decision offers (docs/decisions/0016). The words are those of the census of 2021.
"""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from locality.access import Among, can_see, may_add_to
from locality.families import OfFamily
from locality.history import action, to_one
from locality.people import Person
from locality.reference import EQUALITY, category

NOT_SAID = "not_said"
NOT_SAID_WORDS, NOT_ASKED_WORDS = "Prefers not to say", "Not asked"
ASIAN, BLACK = "Asian or Asian British", "Black, Black British, Caribbean or African"
MIXED, WHITE, OTHER = "Mixed or multiple ethnic groups", "White", "Other ethnic group"
NO_ENGLISH, SIGNED = "Another language", "British Sign Language"


class Ethnicity(models.TextChoices):
    """The nineteen groups of the census of England in 2021; the word before the colon is the group they are told in."""

    INDIAN = "indian", f"{ASIAN}: Indian"
    PAKISTANI = "pakistani", f"{ASIAN}: Pakistani"
    BANGLADESHI = "bangladeshi", f"{ASIAN}: Bangladeshi"
    CHINESE = "chinese", f"{ASIAN}: Chinese"
    OTHER_ASIAN = "other_asian", f"{ASIAN}: any other Asian background"
    CARIBBEAN = "caribbean", f"{BLACK}: Caribbean"
    AFRICAN = "african", f"{BLACK}: African"
    OTHER_BLACK = "other_black", f"{BLACK}: any other Black, Black British, or Caribbean background"
    WHITE_CARIBBEAN = "white_caribbean", f"{MIXED}: White and Black Caribbean"
    WHITE_AFRICAN = "white_african", f"{MIXED}: White and Black African"
    WHITE_ASIAN = "white_asian", f"{MIXED}: White and Asian"
    OTHER_MIXED = "other_mixed", f"{MIXED}: any other Mixed or multiple ethnic background"
    BRITISH = "british", f"{WHITE}: English, Welsh, Scottish, Northern Irish or British"
    IRISH = "irish", f"{WHITE}: Irish"
    TRAVELLER = "traveller", f"{WHITE}: Gypsy or Irish Traveller"
    ROMA = "roma", f"{WHITE}: Roma"
    OTHER_WHITE = "other_white", f"{WHITE}: any other White background"
    ARAB = "arab", f"{OTHER}: Arab"
    ANY_OTHER = "any_other", f"{OTHER}: any other ethnic group"
    NOT_SAID = NOT_SAID, NOT_SAID_WORDS


class Gender(models.TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    ANOTHER = "another", "In another way"
    NOT_SAID = NOT_SAID, NOT_SAID_WORDS


class Disability(models.TextChoices):
    """Whether conditions or illnesses that last a year or more limit what somebody does day by day."""

    A_LOT = "a_lot", "Yes, limited a lot"
    A_LITTLE = "a_little", "Yes, limited a little"
    NO = "no", "No"
    NOT_SAID = NOT_SAID, NOT_SAID_WORDS


class Language(models.TextChoices):
    ENGLISH = "english", "English"
    BSL = "bsl", SIGNED
    ARABIC = "arabic", "Arabic"
    BENGALI = "bengali", "Bengali"
    CHINESE = "chinese", "Chinese"
    FARSI = "farsi", "Farsi"
    KURDISH = "kurdish", "Kurdish"
    PANJABI = "panjabi", "Panjabi"
    POLISH = "polish", "Polish"
    PORTUGUESE = "portuguese", "Portuguese"
    ROMANIAN = "romanian", "Romanian"
    TIGRINYA = "tigrinya", "Tigrinya"
    UKRAINIAN = "ukrainian", "Ukrainian"
    URDU = "urdu", "Urdu"
    ANOTHER = "another", NO_ENGLISH
    NOT_SAID = NOT_SAID, NOT_SAID_WORDS


def _field(kind):
    return models.CharField(max_length=20, choices=kind, blank=True)


class EqualityAnswer(OfFamily):
    """What somebody answered, or a parent for them; what was not asked is empty. A new answer is a new row."""

    person = to_one(Person)
    ethnicity = _field(Ethnicity)
    gender = _field(Gender)
    disability = _field(Disability)
    language = _field(Language)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta(OfFamily.Meta):
        indexes = [models.Index("person", F("asked_at").desc(), name="equality_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ethnicity="", gender="", disability="", language=""), name="an_equality_answer_says_one"
            )
        ]

    def __str__(self):
        return f"What {self.person} answered for equality monitoring"


@action
def record_equality(family, *, by, partner, person, submission=None, **answers):
    """Record what somebody answered for equality monitoring: `answers` are `EqualityAnswer`'s columns, empty where it
    was not asked. Earlier answers stay on record. The same `submission` records once. Returns the `EqualityAnswer`.
    Raises PermissionDenied where the family or the person is not visible, or not for `partner`."""
    may_add_to(family, by, partner)
    if not can_see(by, person):
        raise PermissionDenied("That person is not yours to ask")
    if submission and (found := EqualityAnswer.objects.filter(pk=submission).first()):
        if found.provider_id != partner.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    values = answers | {"pk": submission} if submission else answers
    where = {"family": family, "provider": partner, "category": category(EQUALITY)}
    return EqualityAnswer.objects.create(person=person, **where, **values)


def answers_of(people, reader):
    """{person's key: their newest `EqualityAnswer`} of these people (keys) that this `Reader` may see."""
    people = list(people)
    rows = EqualityAnswer.objects.visible_by(reader).filter(Among("person", people)) if people else []
    return {row.person_id: row for row in (rows.order_by("asked_at", "pk") if people else [])}


def ethnic_group(value):
    """The group of the census that an ethnicity is told in: nineteen are too many for small numbers."""
    return Ethnicity(value).label.split(":")[0] if value else NOT_ASKED_WORDS


def _of_disability(value):
    return Disability(value).label if value else NOT_ASKED_WORDS


def _of_gender(value):
    return Gender(value).label if value else NOT_ASKED_WORDS


def _of_language(value):
    if value in ("", NOT_SAID, Language.ENGLISH, Language.BSL):
        return Language(value).label if value else NOT_ASKED_WORDS
    return NO_ENGLISH


LAST = (NOT_SAID_WORDS, NOT_ASKED_WORDS)
BREAKDOWNS = (  # (column, title, head, the group of an answer, every group in order)
    ("ethnicity", "How each ethnic group fares", "Ethnic group", ethnic_group,
     (ASIAN, BLACK, MIXED, WHITE, OTHER, *LAST)),
    ("gender", "How each gender fares", "Gender", _of_gender, ("Female", "Male", "In another way", *LAST)),
    ("disability", "How disabled people fare", "Day-to-day activities limited", _of_disability,
     ("Yes, limited a lot", "Yes, limited a little", "No", *LAST)),
    ("language", "How people of each language fare", "Main language", _of_language,
     ("English", SIGNED, NO_ENGLISH, *LAST)),
)  # fmt: skip
