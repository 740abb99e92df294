"""The card that interrupts whoever shares without the family's agreement (V9-V12), before it is recorded."""

from django.shortcuts import render
from django.utils import timezone

from consent import rules
from consent.countersigning import signers_of
from consent.pages import within
from consent.views.again import as_sent
from locality.access.rule import reader_of
from locality.days import a_working_day_later
from locality.people import with_people


def interruption(request, proposal, context):
    """The page that says what sharing without agreement means here: whose no it goes against, who signs, by when.

    None when the family agreed, when it was confirmed, or when a rule stands against it anyway.
    """
    if not rules.needs_authoriser(proposal) or "confirmed" in request.POST or rules.problems(proposal):
        return None
    refusals = with_people(rules.refusals(proposal).order_by("recorded_at"), reader_of(request.user), "person")
    told = {
        "sent": as_sent(request),
        "whom": " and ".join(str(partner) for partner in proposal.recipients),
        "what": within([item.description for item in proposal.included]),
        "ground": dict(rules.GROUNDS)[proposal.ground],
        "refusals": refusals,
        "wishes": proposal.wishes,
        "urgent": proposal.urgent,
        "signers": signers_of(proposal.partner.pk, request.user.pk, proposal.family.pk),
        "partner": proposal.partner,
        "sign_by": a_working_day_later(timezone.now()),
    }
    return render(request, "consent/without.html", context | told)
