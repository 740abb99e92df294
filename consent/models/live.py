"""When a decision is live: the condition that every question about sight asks (access.md, "The rule")."""

from django.db import models
from django.db.models import Q

from consent.models.consents import standing_q


class Outcome(models.TextChoices):
    SHARE = "share", "Share"
    SHARE_PART = "share_part", "Share part"
    NOT_SHARE = "not_share", "Do not share"
    WAIT = "wait", "Wait for more"


SHARES = (Outcome.SHARE, Outcome.SHARE_PART)


def live_q(prefix, at):
    """The condition "the decision at `prefix` is live at this moment", for a query on decisions or on access rows."""
    field = f"{prefix}{{}}".format
    signed = Q(**{field("waits_for_authoriser"): False}) | Q(**{field("authorised_at__lte"): at})
    return Q(**{field("starts_at__lte"): at}) & lasting_q(prefix, at) & signed & in_time_q(prefix, at)


def in_time_q(prefix, at):
    """What was shared at once goes on while its signature is not due, and when it came in time (V12, V26)."""
    field = f"{prefix}{{}}".format
    due = Q(**{field("sign_by__isnull"): True}) | Q(**{field("sign_by__gt"): at})
    return due | Q(**{field("authorised_at__lte"): models.F(field("sign_by"))})


def lasting_q(prefix, at):
    """The same without asking whether it has begun or is signed: nothing has stopped it."""
    field = f"{prefix}{{}}".format
    return (
        Q(**{field("outcome__in"): SHARES, field("ends_at__gt"): at})
        & (Q(**{field("ended_at__isnull"): True}) | Q(**{field("ended_at__gt"): at}))
        & (Q(**{field("superseded_at__isnull"): True}) | Q(**{field("superseded_at__gt"): at}))
        & Q(Unless(models.Exists(_broken(field("pk"), at))))
    )


def _broken(decision, at):
    """Agreements of the decision that do not stand, when the same person gave it none that does (C10, C14)."""
    # By a join, not "in the standing consents": PostgreSQL would list all of those for each page (docs/decisions).
    again = RestsOn.objects.filter(
        standing_q("", at), decision=models.OuterRef("decision"), whose=models.OuterRef("whose")
    )
    lines = RestsOn.objects.filter(~standing_q("", at), decision=models.OuterRef(decision))
    return lines.filter(Q(Unless(models.Exists(again))))


class Unless(models.Func):
    """The opposite of a condition, asked of each row. PostgreSQL turns a plain NOT EXISTS into a join, and then lists
    all of the view, into which it may not carry the row's own key."""

    template = "(CASE WHEN %(expressions)s THEN false ELSE true END)"
    output_field = models.BooleanField()


class RestsOn(models.Model):
    """When an agreement that a decision rests on was given and stopped: not whose it is. A view of the database
    (locality/wall/gate.sql): the rule asks it about decisions whose agreements the reader may not read."""

    decision = models.OneToOneField(
        "consent.SharingDecision", on_delete=models.DO_NOTHING, primary_key=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)
    whose = models.UUIDField(null=True)

    class Meta:
        managed = False
        default_permissions = ()
        db_table = '"wall"."rests_on"'

    def __str__(self):
        return "An agreement that a decision rests on"
