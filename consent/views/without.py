"""The cards that interrupt before something grave is recorded: sharing without the family's agreement (V9-V12), the
whole record or what is kept apart (V20, S126), and not sharing where the duty to share applies (V16)."""

from django.shortcuts import render
from django.utils import timezone

from consent import grave, rules
from consent.countersigning import signers_of
from consent.pages import within
from consent.views.again import as_sent
from locality.access.rule import reader_of
from locality.days import a_working_day_later
from locality.people import with_people


def interruption(request, proposal, context):
    """The page that says what is grave here: of sharing without agreement whose no it goes against, who signs, by when.

    None when nothing is, when it was confirmed, or when a rule stands against it anyway.
    """
    asks = rules.overrides(proposal) or grave.whole_record(proposal) or grave.kept_apart(proposal)
    if not (asks or grave.withholds(proposal)) or "confirmed" in request.POST or rules.problems(proposal):
        return None
    told = _told_of_all(request, proposal)
    if not rules.overrides(proposal):
        return render(request, "consent/grave.html", context | told)
    refusals = with_people(rules.refusals(proposal).order_by("recorded_at"), reader_of(request.user), "person")
    told |= {
        "ground": dict(rules.GROUNDS)[proposal.ground],
        "refusals": refusals,
        "wishes": proposal.wishes,
        "urgent": proposal.urgent,
        "sign_by": a_working_day_later(timezone.now()),
    }
    return render(request, "consent/without.html", context | told)


def _told_of_all(request, proposal):
    """What each of the cards says."""
    return {
        "sent": as_sent(request),
        "whom": " and ".join(str(partner) for partner in proposal.recipients),
        "what": within([item.description for item in proposal.included]),
        "signers": signers_of(proposal.partner.pk, request.user.pk, proposal.family.pk),
        "partner": proposal.partner,
        "whole": grave.whole_record(proposal),
        "apart": within([str(kind) for kind in grave.kept_apart(proposal)]),
        "withholds": grave.withholds(proposal),
        "why_not": dict(rules.NOT_SHARE_REASONS).get(proposal.not_share_reason, ""),
        "again_on": proposal.reconsider_on,
    }
