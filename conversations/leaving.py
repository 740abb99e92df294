"""What somebody who leaves a partner holds here: actions, the lead of families, what they write or chase (3d, S136)."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse

from conversations.help import gone_among
from conversations.models import Action, Assessment, Disagreement, Lead, Referral, StepTransfer
from conversations.services.actions import hand_on_action
from conversations.services.leads import propose_lead
from locality.access.rule import reader_of
from locality.leaving import Left, hands_on, leaves_open

LEADS, OTHERS = "Who leads: handed over in a conversation", "Settle or take over"


@leaves_open
def actions(people, partner, reader):
    """Agreed actions that are theirs and not done."""
    rows = Action.objects.visible_by(reader).filter(owner__in=people, owner_partner=partner, done_on__isnull=True)
    for each in rows:
        url = reverse("conversations:action-done", args=[each.pk])
        yield Left(each.owner_id, "Actions", each.what, url, "action", each.pk, each.due_on, each.family_id)


@hands_on("action")
def hand_action(key, *, by, to, partner):
    """Give an agreed action to a colleague."""
    found = Action.objects.visible_by(reader_of(by)).filter(pk=key, owner_partner=partner).first()
    if found is None:
        raise PermissionDenied("That action is not yours to hand on")
    return hand_on_action(found, by=by, to=to)


@leaves_open
def leads(people, partner, reader):
    """Families that they lead, until somebody else said yes (3d: never a gap); and where they are asked to lead."""
    rows = Lead.objects.visible_by(reader).current().filter(practitioner__in=people, partner=partner)
    rows = list(rows.filter(episode__over_at__isnull=True))
    questions = (
        Lead.objects.visible_by(reader)
        .waiting()
        .filter(Q(practitioner__in=people, partner=partner) | Q(episode__in=[each.episode_id for each in rows]))
    )
    questions = list(questions)
    asked, gone = {each.episode_id for each in questions}, gone_among(rows)
    for each in rows:
        url = reverse("conversations:leave-lead", args=[each.pk])
        if each.provider_id == partner.pk:
            url = reverse("conversations:propose-lead", args=[each.episode_id])
        words = "Leads: somebody else is asked" if each.episode_id in asked else "Leads: ask somebody else"
        left = Left(each.practitioner_id, LEADS, words, url, family_id=each.family_id)
        if each.provider_id == partner.pk and each.episode_id not in asked and each.pk in gone:
            left.kind, left.key = "lead", each.pk  # nobody is there to talk to: a colleague is asked with the button
        yield left
    for each in questions:
        if each.practitioner_id not in people or each.partner_id != partner.pk:
            continue
        url = reverse("conversations:withdraw-lead", args=[each.pk])
        yield Left(each.practitioner_id, LEADS, "Is asked to lead, and has not answered", url, family_id=each.family_id)


@hands_on("lead")
def ask_to_lead(key, *, by, to, partner):
    """Ask a colleague to lead instead of somebody who has left: they lead when they say yes, and until then it is on
    whoever opened the help (3d). Of somebody who still works here it is handed over in a conversation."""
    found = Lead.objects.visible_by(reader_of(by)).current().filter(pk=key, provider=partner).first()
    if found is None:
        raise PermissionDenied("That lead is not yours to hand on")
    why = f"{found.practitioner} has left {partner}"
    values = {"practitioner": to, "partner": partner, "submission": uuid4(), "reason": why, "no_handover_reason": why}
    return propose_lead(found.episode, by=by, **values)


@leaves_open
def unfinished(people, partner, reader):
    """Assessments that they began, referrals without an outcome, disagreements that they raised."""
    written = Assessment.objects.visible_by(reader).filter(started_by__in=people, provider=partner)
    for each in written.filter(status=Assessment.Status.STARTED, episode__over_at__isnull=True):
        url = reverse("conversations:assessment", args=[each.pk])
        yield Left(each.started_by_id, OTHERS, "Is writing an assessment", url, family_id=each.family_id)
    referred = Referral.objects.visible_by(reader).open().filter(recorded_by__in=people, provider=partner)
    for each in referred:
        url = reverse("conversations:referral", args=[each.pk])
        words = "Referred to the Front Door: ask what came of it"
        yield Left(each.recorded_by_id, OTHERS, words, url, family_id=each.family_id)
    raised = Disagreement.objects.visible_by(reader).open().filter(raised_by__in=people, provider=partner)
    for each in raised:
        url = reverse("conversations:disagreement", args=[each.pk])
        yield Left(each.raised_by_id, OTHERS, "Raised a disagreement that is open", url, family_id=each.family_id)
    moves = StepTransfer.objects.visible_by(reader).open().filter(proposed_by__in=people, provider=partner)
    for each in moves:
        url = reverse("conversations:moving", args=[each.pk])
        words = "Proposed a move to another service that is under way"
        yield Left(each.proposed_by_id, OTHERS, words, url, family_id=each.family_id)
    waiting = StepTransfer.objects.visible_by(reader).open().filter(asked__in=people, to_partner=partner, answer="")
    for each in waiting:
        url = reverse("conversations:moving", args=[each.pk])
        yield Left(
            each.asked_id, OTHERS, "Is asked to carry on with a family: answer it", url, family_id=each.family_id
        )
