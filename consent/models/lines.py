"""The lines of a consent: what it covers, what it leaves out, what others with parental responsibility said."""

from django.db import models
from django.db.models import Q

from consent.models.consents import PartOfConsent
from consent.models.reference import Purpose
from locality.history import maybe_one, to_one
from locality.models import InformationCategory, Partner, Person


class ConsentPartner(PartOfConsent):
    """A partner that the person agreed may be told."""

    partner = to_one(Partner)

    class Meta(PartOfConsent.Meta):
        constraints = [models.UniqueConstraint(fields=["consent", "partner"], name="consent_partner_once")]


class ConsentCategory(PartOfConsent):
    """A category of information that the person agreed may be shared."""

    category = to_one(InformationCategory)

    class Meta(PartOfConsent.Meta):
        constraints = [models.UniqueConstraint(fields=["consent", "category"], name="consent_category_once")]


class ConsentPurpose(PartOfConsent):
    """A purpose for which the person agreed that information may be shared. None named: for the team's own work."""

    purpose = to_one(Purpose)

    class Meta(PartOfConsent.Meta):
        constraints = [models.UniqueConstraint(fields=["consent", "purpose"], name="consent_purpose_once")]


class ConsentExclusion(PartOfConsent):
    """What the person left out of their agreement (C9): a partner that must not be told, a category that must not be
    shared, or somebody in the family who must not be told."""

    partner = maybe_one(Partner)
    what = maybe_one(InformationCategory)
    person = maybe_one(Person)

    class Meta(PartOfConsent.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False, what__isnull=True, person__isnull=True)
                | Q(partner__isnull=True, what__isnull=False, person__isnull=True)
                | Q(partner__isnull=True, what__isnull=True, person__isnull=False),
                name="an_exclusion_leaves_out_one_thing",
            ),
        ]


class HolderAnswer(PartOfConsent):
    """What another holder of parental responsibility said, or why they were not asked (C3), or that they were told of
    what the council decided under a care order (C5)."""

    class Said(models.TextChoices):
        AGREED = "agreed", "Agrees"
        DISAGREED = "disagreed", "Disagrees"
        NO_ANSWER = "no_answer", "Asked, no answer yet"
        TOLD = "told", "Told of it"
        NOT_ASKED = "not_asked", "Not asked"

    person = to_one(Person)
    said = models.CharField(max_length=20, choices=Said)
    why = models.TextField(blank=True)

    class Meta(PartOfConsent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["consent", "person"], name="holder_answers_once"),
            models.CheckConstraint(condition=~Q(said="not_asked") | ~Q(why=""), name="not_asked_says_why"),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_said_display()}"
