"""What follows from a decision to share: the access rows, the recipients' lists, and word that there is something."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.models import FamilyAccess, permission_id
from locality.access import Among, kept
from locality.access.rule import item_access
from locality.models import Deputy, Membership, Notice
from locality.tasks import send_notices

# Each app above may say how its records of a family get into the lists of a partner that a decision gives the family.
_order_in_lists: list[Callable] = []


def orders_in_lists(function):
    """Register `function(decision, categories, groups)`, called after a decision about a family's categories."""
    _order_in_lists.append(function)
    return function


def give_access(proposal, decision):
    """Write the access rows that a decision to share justifies, a statement for each table however many there are.
    Returns whether there are any: what another partner supplied is shown by that partner alone (S94)."""
    groups = [partner.group_id for partner in proposal.recipients]
    whole = [item.category for item in proposal.included if not item.record]
    FamilyAccess.objects.bulk_create(
        FamilyAccess(
            group_id=group,
            permission_id=each.pk,
            content_object=decision.family,
            decision=decision,
            sort_key=decision.decided_at,
        )
        for group in groups
        for each in whole
    )
    # A family has one place in a partner's list, however many rows give it. What its supplier decides brings it to the
    # top of everybody's list (`touch`), these partners' too.
    if decision.provider_id != decision.family.provider_id:
        FamilyAccess.objects.filter(
            content_object=decision.family, group__in=groups, sort_key__lt=decision.decided_at
        ).update(sort_key=decision.decided_at)
    own = _rows_for_records(proposal, decision, groups)
    for table, rows in own.items():
        table.objects.bulk_create(rows)
    if whole:
        for order in _order_in_lists:
            order(decision, [each.pk for each in whole], groups)
    return bool(whole or own)


def _rows_for_records(proposal, decision, groups):
    rows: dict = {}
    for item in proposal.included:
        if item.record and item.record.provider_id == decision.provider_id:
            table, label = item_access(type(item.record)), item.record._meta
            sight = permission_id(label.app_label, f"see_{label.model_name}")
            rows.setdefault(table, []).extend(
                table(
                    group_id=group,
                    permission_id=sight,
                    content_object=item.record,
                    decision=decision,
                    sort_key=getattr(item.record, type(item.record).list_key),
                )
                for group in groups
            )
    return rows


def tell(decision, partners, kind=Notice.Kind.SHARED):
    """Tell the recipients' safeguarding leads, and who stands in for them, that there is something to read, or that it
    is over: the notice itself says nothing. `partners`: rows, or their keys."""
    notify(set(_leads(list(partners), timezone.localdate())), kind, decision)


@kept
def _leads(partners, today):
    jobs = Membership.objects.live(today).filter(Among("partner", partners))
    leads = jobs.filter(Q(is_safeguarding_lead=True) | Exists(_deputy_of_a_lead(today)))
    return leads.values_list("practitioner", flat=True)


def _deputy_of_a_lead(today):
    """The condition on a job that its practitioner stands in there on this day for a safeguarding lead."""
    lead = Membership.objects.live(today).filter(
        partner=OuterRef("partner"), practitioner=OuterRef("away"), is_safeguarding_lead=True
    )
    return Deputy.objects.live(today).filter(Exists(lead), partner=OuterRef("partner"), deputy=OuterRef("practitioner"))


def notify(practitioners, kind, decision):
    """Queue a notice about a decision for each of these practitioners (keys), and nudge the worker after the commit."""
    notices = [Notice(practitioner_id=key, kind=kind, about=decision.pk) for key in practitioners]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    send_notices.delay_on_commit()
