"""Who may be given something to do about a family: a signature, an action, what somebody leaves (V12, V28, S136).

Whether a colleague is shut out of a family nobody reads but they: the database answers it, without a reason.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef

from locality.access.reasons import reasons_for
from locality.access.rule import can_see, reader_of
from locality.partners import Practitioner


class MayTake(Func):
    """The condition that a practitioner, who works for a partner, is not shut out of a family: three keys. False when
    whoever asks may not see that family, or does not work for that partner."""

    function = "wall.may_take"
    output_field = BooleanField()


def can_take(practitioner, record, *, by, partner):
    """Whether `by` may give a record to somebody of a partner: as `can_see`, where the partner is one's own also with
    what only the database knows of a colleague."""
    if partner.pk not in reader_of(by).partners:
        return can_see(practitioner, record)
    reader = reader_of(practitioner)
    claims = [each for each in type(record).objects.claims_of(record) if reasons_for(reader, each)]
    who = Practitioner.objects.filter(pk=practitioner.pk)
    return any(who.filter(MayTake(each.family, partner.pk, F("pk"))).exists() for each in claims)


def takers(families, people, partner):
    """{family: keys} of those of the people (keys) who are not shut out of each of these families (a queryset of what
    the reader may see): one question."""
    fit = Practitioner.objects.filter(MayTake(OuterRef("pk"), partner.pk, F("pk")), pk__in=people)
    rows = families.annotate(takers=ArraySubquery(fit.values("pk"))).values_list("pk", "takers")
    return {family: set(found) for family, found in rows}
