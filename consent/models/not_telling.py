"""That a person is not told of a decision, as that would not be safe or not be right (domain.md 4.5, F26)."""

from dataclasses import replace

from django.db import models
from django.utils import timezone

from consent.models.decisions import PartOfDecision
from locality.history import maybe_one, to_one
from locality.models import Person, Practitioner
from locality.wall import rules

SEEN_PERSON = "EXISTS (SELECT FROM locality_person p WHERE p.id = {row}.person_id)"


class NonInforming(PartOfDecision):
    """A person whom a decision is about is not told of it: on what ground, for which facts, and by which day somebody
    looks at that again. Written with the decision (V25), and whoever signs the one signs the other (V20); or later, of
    somebody who was still to be told (`decided_by`)."""

    class Ground(models.TextChoices):
        HARM_TO_CHILD = "harm_to_child", "A child may come to significant harm"
        HARM_TO_ADULT = "harm_to_adult", "An adult may come to serious harm"
        CRIME = "crime", "It would get in the way of preventing or prosecuting a serious crime"
        DELAY = "delay", "It would delay enquiries without good cause"
        CHILDS_WISH = "childs_wish", "A child who understands it does not wish it"
        NOT_FOUND = "not_found", "They cannot be found, although somebody tried"
        NO_CAPACITY = "no_capacity", "They could not understand it, and nobody stands for them"

    person = to_one(Person)
    ground = models.CharField(max_length=20, choices=Ground)
    facts = models.TextField()
    since = models.DateTimeField(default=timezone.now)
    look_again_on = models.DateField()
    # Of somebody who was still to be told: who decided afterwards that they are not. Another signs it.
    decided_by = maybe_one(Practitioner)
    submission = models.UUIDField(null=True, blank=True)

    wall = replace(
        PartOfDecision.wall,
        add=f"{rules.own_decision()}\n    AND {SEEN_PERSON}\n"
        f"    AND ({{row}}.decided_by_id IS NULL OR {{row}}.decided_by_id = {rules.ME})",
    )

    class Meta(PartOfDecision.Meta):
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="not_told_once")]

    @property
    def is_unsafe(self):
        """Whether telling them would be unsafe, and not only inappropriate: two reasons that the framework keeps
        apart."""
        return self.ground not in (self.Ground.NOT_FOUND, self.Ground.NO_CAPACITY)

    def __str__(self):
        return "Not told: " + ("not safe" if self.is_unsafe else "not possible")


class NonInformingLook(PartOfDecision):
    """Somebody looked again at whether a person may be told: still not, and when to look next; or they may be now, or
    never need to be, and why. It tells nobody anything by itself. What was decided later another signs by a look."""

    class Found(models.TextChoices):
        STILL = "still", "Still not"
        SIGNED = "signed", "Signed: they are not told"
        MAY_BE_TOLD = "may_be_told", "They may be told now"
        NEVER = "never", "They will never be told"

    of = to_one(NonInforming)
    found = models.CharField(max_length=20, choices=Found)
    words = models.TextField()
    look_again_on = models.DateField(null=True, blank=True)
    looked_by = to_one(Practitioner)
    looked_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = replace(
        PartOfDecision.wall,
        add=f"{rules.own_decision()} AND {{row}}.looked_by_id = {rules.ME}\n    AND EXISTS (SELECT FROM"
        " consent_noninforming n WHERE n.id = {row}.of_id AND n.decision_id = {row}.decision_id\n"
        f"        AND ({{row}}.found <> 'signed' OR n.decided_by_id <> {rules.ME}))",
    )

    class Meta(PartOfDecision.Meta):
        ordering = ["looked_at"]

    def __str__(self):
        return str(self.get_found_display())
