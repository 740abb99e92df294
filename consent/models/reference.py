"""Dated reference data of sharing decisions: purposes and legal gateways (S69-S76)."""

from django.db import models
from django.utils import timezone

from locality.history import Recorded
from locality.partners import live_on


class DatedQuerySet(models.QuerySet):
    def selectable(self, on=None):
        """What may be chosen for a new decision on a day: historic rows stay readable, never selectable (V32)."""
        return self.filter(live_on(on or timezone.localdate(), "valid_from", "valid_to"))


class Nature(models.TextChoices):
    """How sure something is that is recorded or shared (F12, S114)."""

    FACT = "fact", "What somebody saw or knows"
    OPINION = "opinion", "What a professional thinks"
    ALLEGATION = "allegation", "What somebody is said to have done"
    REPORT = "third_party", "What somebody else told us"


class Dated(Recorded):
    """A choice with the dates between which it may be made, and where it comes from."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class Purpose(Dated):
    """A purpose for which information is shared (S69, F9), and whether it lies within the team's work (S92)."""

    in_team_scope = models.BooleanField(default=True)


class LawfulBasis(Dated):
    """On what data protection law lets information be shared: a basis (article 6), or a further condition for what is
    special: health, beliefs, origin, sex life (article 9 and Schedule 1; V13, V14). In our own words."""

    class Article(models.TextChoices):
        SIX = "6", "Basis"
        NINE = "9", "Condition for special information"

    article = models.CharField(max_length=1, choices=Article)
    public_authorities = models.BooleanField(default=True, help_text="A public authority may rest its tasks on it")
    needs_policy = models.BooleanField(default=False, help_text="Asks for an appropriate policy document")


class LegalGateway(Dated):
    """A power or duty under which information may be shared (S70-S76, F18)."""
