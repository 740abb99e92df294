"""Who sees to a record of a partner's instead of whoever began it: an assessment, a referral, a disagreement, a move,
an answer that is awaited. So that nothing is stranded when somebody leaves (domain.md 3d; A9, S136).

Who began it stays as it was: the row says to whom it went, and its history through whose hands.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from locality.access import can_see, holds, remembered
from locality.access.taking import can_take
from locality.history import Recorded, action, to_one
from locality.partners import Membership, Partner, Practitioner
from locality.waiting import anything, may_wait
from locality.wall import rules
from locality.wall.rules import Wall


class Minder(Recorded):
    """That somebody sees to a record for its partner instead of `instead_of`, who began it: its key, no word of it."""

    record = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40, help_text="As its address has it, such as `referral`")
    partner = to_one(Partner)
    practitioner = to_one(Practitioner)
    instead_of = to_one(Practitioner)
    handed_by = to_one(Practitioner)
    handed_at = models.DateTimeField(default=timezone.now)

    THEIRS = rules.mine("{row}.partner_id")
    wall = Wall(see=THEIRS, add=f"{THEIRS} AND {{row}}.handed_by_id = {rules.ME}", change=THEIRS)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index("practitioner", name="minds"),
            models.Index("instead_of", name="is_minded_for"),
        ]

    def __str__(self):
        return f"{self.practitioner} instead of {self.instead_of}"


@dataclass(frozen=True)
class Minded:
    """What some practitioners took over, {record's key: whose it is now}, and keys of what others took from them."""

    taken: dict
    given: frozenset

    def rows(self, field, people):
        """The condition for those records that are theirs now: begun by them (`field` names who began it) and not taken
        over by others, or taken over by them."""
        begun = Q(**{f"{field}__in": people})
        if self.given:
            begun &= ~Q(pk__in=self.given)
        return begun | Q(pk__in=list(self.taken)) if self.taken else begun

    def who(self, record, began):
        """The key of whoever sees to a record that `began` (a key) began; None when somebody else took it over."""
        return None if record.pk in self.given else self.taken.get(record.pk, began)


def minded_by(people):
    """What these practitioners (their keys) see to for others, and others for them: a `Minded`. Asked once a page."""
    people = frozenset(people)
    return remembered(("minded", people), lambda: _minded(people))


def _minded(people):
    rows = Minder.objects.filter(Q(practitioner__in=people) | Q(instead_of__in=people))
    rows = list(rows.values_list("record", "practitioner"))
    taken = {record: who for record, who in rows if who in people}
    return Minded(taken, frozenset(record for record, _ in rows if record not in taken))


@may_wait("minder")
def _of_theirs(practitioner):
    return Minder.objects.filter(Q(practitioner=practitioner) | Q(instead_of=practitioner))


def minded_for(practitioner):
    """The `Minded` of one practitioner, asked for where there is anything of the kind."""
    return minded_by([practitioner.pk]) if anything("minder", practitioner) else Minded({}, frozenset())


def on_whom(practitioner, field):
    """The condition for those records that a practitioner sees to: begun by them (`field`) and not handed on, or taken
    over from a colleague."""
    return minded_for(practitioner).rows(field, [practitioner.pk])


def taken_over(practitioner, kind):
    """The keys of the records of a kind that a practitioner took over, as part of another question."""
    return Minder.objects.filter(practitioner=practitioner, kind=kind).values("record")


@action
def mind(record: Any, *, by, to, partner, began):
    """Give a record of the partner's, which `began` (a practitioner) began, to a colleague; returns the `Minder`.

    Raises ValidationError where `to` does not work there or may not see it; PermissionDenied for another partner's
    record, and for anybody but whoever sees to it now and whoever looks after the partner's members.
    """
    if record.provider_id != partner.pk or not can_see(by, record):
        raise PermissionDenied("That is not yours to hand on")
    found = Minder.objects.select_for_update(no_key=True).filter(record=record.pk).first()
    now = found.practitioner_id if found else began.pk
    if now != by.pk and partner.pk not in holds(by, "manage_members"):
        raise PermissionDenied("Who sees to it, or whoever looks after their colleagues, hands it on")
    if not Membership.objects.live().filter(practitioner=to, partner=partner).exists():
        raise ValidationError(f"{to} does not work for {partner}")
    if not can_take(to, record, by=by, partner=partner):
        raise ValidationError(f"{to} may not see this family: choose somebody else")
    found = found or Minder(record=record.pk, kind=record._meta.model_name, partner=partner, instead_of=began)
    found.practitioner, found.handed_by, found.handed_at = to, by, timezone.now()
    found.save()
    return found
