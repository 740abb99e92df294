"""The one door to a record: it opens only for those who may see it, and whoever goes through is written down."""

import functools
import hashlib
import hmac

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from locality.access.reasons import decision_behind, is_shut_out, opening_behind
from locality.access.rows import Among, kept
from locality.access.rule import family_access, item_access, reader_of
from locality.access.tables import Denial, Involvement, Lookup, Viewing
from locality.history import acting_as


def open_or_404(request, queryset, pk, ask=None):
    """The record with this key, if the signed-in practitioner may see it; the viewing is written in the same
    transaction, so that what cannot be written down is not shown. `ask(reader, pk)` is the question by which it is
    found, where it is kept (rows.py).

    Raises Http404, the same for "absent" and "not yours", and leaves a `Denial`.
    """
    reader = reader_of(request.user)
    found = ask(reader, pk) if ask else queryset.visible_by(reader).filter(pk=pk)
    record = next(iter(found), None)
    if record is None:
        deny(request, queryset.model, pk)
        raise Http404("There is nothing here that you may see")
    _write_viewing(request, reader, record)
    return record


def _write_viewing(request, reader, record):
    claim, decision, partner = _reason(reader, record)
    record.seen_because = decision
    opened = None if decision or partner else opening_behind(reader, type(record).objects.claims_on(record))
    Viewing.objects.create(
        practitioner=request.user,
        partner_id=partner,
        kind=record._meta.label,
        record=record.pk,
        family=claim.family,
        decision=decision.pk if decision else opened and opened.decision,
        route=_route(request),
    )


def _reason(reader, record):
    """The first claim that holds, the decision behind it (None for an own record), and the partner it is seen for."""
    claims = type(record).objects.claims_on(record)
    if len(claims) > 1:  # a person of two families, one of which the reader is shut out of, is seen through the other
        claims = [claim for claim in claims if not is_shut_out(reader, claim.family)]
    for claim in claims:
        if claim.provider in reader.partners:
            return claim, None, claim.provider
    for claim in claims:
        if found := decision_behind(reader, claim):
            return claim, *found
    return claims[0], None, None


def note_of_partner(request, records, *, listed=False):
    """Write down that these records of a partner's own, which are of no family, were opened or `listed`."""
    Viewing.objects.bulk_create(
        Viewing(
            practitioner=request.user,
            partner_id=record.partner_id,
            kind=f"{'list of ' if listed else ''}{record._meta.label}",
            record=record.pk,
            route=_route(request),
        )
        for record in records
    )


def note_list(request, queryset, records):
    """Write down that these records were listed: one viewing for each family whose people could be read there, with a
    decision that allowed it where the reader's own partner did not supply what stands there."""
    model, reader = queryset.model, reader_of(request.user)
    allowed = decisions_behind(reader, model, [each for each in records if each.provider_id not in reader.partners])
    Viewing.objects.bulk_create(
        Viewing(
            practitioner=request.user,
            kind=f"list of {model._meta.label}",
            record=family,
            family=family,
            decision=allowed.get(family),
            route=_route(request),
        )
        for family in model.objects.families_of(records)
    )


def decisions_behind(reader, model, records):
    """{family: the first live decision} that lets the reader see these records of others: one question for those about
    families, one for those about single records."""
    if not records:
        return {}
    found = {}
    if item_access(model) not in (None, family_access()):
        found |= dict(_of_items(model)(reader, records))
    return found | dict(_of_families(reader, model.objects.families_of(records)))


@functools.cache
def _of_items(model):
    @kept
    def ask(reader, records):
        rows = item_access(model).objects.live(reader.at).for_sight().filter(group__in=reader.groups)
        rows = rows.filter(Among("content_object", records)).order_by("-decision__number")
        return rows.values_list("content_object__family", "decision")

    return ask


@kept
def _of_families(reader, families):
    rows = family_access().objects.live(reader.at).filter(group__in=reader.groups)
    rows = rows.filter(Among("content_object", families)).order_by("-decision__number")
    return rows.values_list("content_object", "decision")


def deny(request, model, pk):
    """Remember that a door stayed shut. The middleware writes it after the request's transaction has ended, whichever
    way that went."""
    request.denials = [*getattr(request, "denials", []), Denial(kind=model._meta.label, record=str(pk)[:64])]


def write_denials(request):
    """Write what `deny` remembered. Called by the middleware, in a transaction after the request's own."""
    denials = getattr(request, "denials", [])
    if not denials or not request.user.is_authenticated:
        return
    with acting_as(request.user):
        for denial in denials:
            denial.practitioner, denial.route = request.user, _route(request)
            denial.save()


def _route(request):
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""


def must_give_reason(practitioner, family):
    """Whether opening the family needs a reason first: no recorded involvement of the practitioner now."""
    return not _involvement(practitioner, family, timezone.now())


@kept
def _involvement(practitioner, family, now):
    open_now = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    rows = Involvement.objects.filter(open_now, practitioner=practitioner, family=family, starts_at__lte=now)
    return rows.values_list("pk", flat=True)[:1]


def look_up_noted(practitioner, words, answer):
    """Write down a look-up across families: a keyed digest of the words, never the words; and the kind of answer (A6).

    `words` is a list of texts, `answer` one of `visible`, `elsewhere`, `unknown`, `refused`.
    """
    text = "|".join(str(word).strip().lower() for word in words)
    digest = hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
    return Lookup.objects.create(practitioner=practitioner, digest=digest, answer=answer)
