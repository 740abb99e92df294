"""What a colleague made of a request meanwhile, for whoever acts on it as it was when they opened the page (V27)."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consent.models import Outcome, ReceivedRequest, SharingDecision
from locality.access.latest import latest
from locality.families import Family

MADE = ("family", "linked_by", "linked_at", "decision", "why_no_reasons")
STANDS = "That stands and this is not recorded"


def hold(received):
    """Read what was made of a request as it is now, and hold it until the transaction ends. Returns whether it is held:
    not by whoever no longer sees the family, who may still read it but no longer change it.

    Raises PermissionDenied when it is no longer theirs to read. Who holds a decision too takes that first.
    """
    try:
        latest(received, *MADE)
    except ReceivedRequest.DoesNotExist:
        now = ReceivedRequest.objects.filter(pk=received.pk).first()
        if now is None:
            raise PermissionDenied("That request is not yours") from None
        for name in MADE:
            setattr(received, ReceivedRequest._meta.get_field(name).attname, _of(now, name))
        return False
    return True


def may_follow(decision):
    """Whether a request about which this was decided may be decided again: it waited for more, or what was decided was
    over before it gave anything."""
    return decision.outcome == Outcome.WAIT or bool(decision.shares and decision.is_past)


def _of(row, name):
    return getattr(row, ReceivedRequest._meta.get_field(name).attname)


def replied(reply, by):
    """What somebody reads who replies to, or decides about, what was replied to before."""
    what = f": {reply.get_shared_display().lower()}" if reply.decision_id else " that nothing is shared"
    return f"{_who(reply.replied_by, by)} told them on {_when(reply.replied_at)}{what}. {STANDS}"


def decided(received, by):
    """What somebody reads who decides, or replies that nothing is shared, when it was decided before."""
    made = SharingDecision.objects.visible_to(by).filter(pk=received.decision_id).select_related("decided_by").first()
    if made is None:
        return f"A colleague decided about it. {STANDS}"
    what = made.get_outcome_display().lower()
    return f"{_who(made.decided_by, by)} decided on {_when(made.decided_at)}: {what} ({made}). {STANDS}"


def said_which(received, by):
    """What somebody reads who acts on a request that meanwhile was said to be about a family, or about another."""
    family = Family.objects.visible_to(by).filter(pk=received.family_id).first()
    which = f"that it is the {family}, {family.reference}" if family else "which family it is"
    said = f"{_who(received.linked_by, by)} said on {_when(received.linked_at)} {which}"
    return f"{said}. {STANDS}. If it is another family, say so on the page of the request"


def _who(practitioner, by):
    return "You" if practitioner.pk == by.pk else str(practitioner)


def _when(moment):
    return f"{timezone.localtime(moment):%-d %B at %H:%M}"
