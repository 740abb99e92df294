"""What somebody who leaves a partner holds here: actions, the lead of families, what they write or chase (3d, S136)."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse

from conversations.help import gone_among
from conversations.models import Action, Assessment, Disagreement, Episode, Lead, Plan, Referral, StepTransfer
from conversations.services.actions import hand_on_action
from conversations.services.leads import propose_lead
from locality.access.rule import reader_of
from locality.leaving import Left, hands_on, leaves_open
from locality.minding import mind, minded_by

LEADS, OTHERS = "Who leads: handed over in a conversation", "Settle or take over"
WORDS = {
    "assessment": "Finish an assessment",
    "plan": "See to the reviews of a plan that nobody leads",
    "episode": "Find somebody to lead the help",
    "referral": "Ask the Front Door what came of a referral",
    "disagreement": "Settle a disagreement",
    "moving": "See a move to another service through",
}


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


BEGUN = {  # what a colleague takes over as it stands: the model, and who began it
    "assessment": (Assessment, "started_by"),
    "plan": (Plan, "made_by"),
    "episode": (Episode, "opened_by"),
    "referral": (Referral, "recorded_by"),
    "disagreement": (Disagreement, "raised_by"),
    "moving": (StepTransfer, "proposed_by"),
}
PAGES = {"episode": "propose-lead"}


@leaves_open
def unfinished(people, partner, reader):
    """What they began and nobody else sees to: assessments, referrals without an outcome, disagreements, moves to other
    services; the reviews of plans, and help, that nobody leads."""
    minded = minded_by(people)
    for kind, (model, began) in BEGUN.items():
        rows = model.objects.visible_by(reader).filter(minded.rows(began, people), provider=partner)
        for each in _open(kind, rows, reader):
            who, page = minded.who(each, getattr(each, f"{began}_id")), PAGES.get(kind, kind)
            url = reverse(f"conversations:{page}", args=[each.pk])
            yield Left(who, OTHERS, _words(kind, each), url, kind, each.pk, family_id=each.family_id)


def _open(kind, rows, reader):
    """Those of the rows of a kind that somebody has to see to."""
    if kind == "assessment":
        return rows.filter(status__in=[Assessment.Status.STARTED, Assessment.Status.COMPLETED], episode__over_at=None)
    if kind in ("plan", "episode"):  # while somebody leads, or is asked to, it is theirs
        led = Lead.objects.visible_by(reader).current_or_asked().values("episode")
        if kind == "plan":
            return rows.filter(episode__over_at=None).exclude(episode__in=led)
        return rows.filter(no_lead_reason="").open().exclude(pk__in=led)
    return rows.open()


def _words(kind, record):
    if kind == "assessment" and not record.is_open:
        return "Give the family its copy of an assessment"
    return WORDS[kind]


@leaves_open
def asked_to_carry_on(people, partner, reader):
    """Where they are asked to carry on with a family that moves here: whoever may sign there answers too, when late."""
    waiting = StepTransfer.objects.visible_by(reader).open().filter(asked__in=people, to_partner=partner, answer="")
    for each in waiting:
        url, words = reverse("conversations:moving", args=[each.pk]), "Is asked to carry on with a family: answer it"
        yield Left(each.asked_id, OTHERS, words, url, family_id=each.family_id)


def _takes_over(kind, model, began):
    """Register how what somebody began goes to a colleague."""

    @hands_on(kind)
    def hand(key, *, by, to, partner):
        found = model.objects.visible_by(reader_of(by)).filter(pk=key, provider=partner).select_related(began).first()
        if found is None:
            raise PermissionDenied("That is not yours to hand on")
        return mind(found, by=by, to=to, partner=partner, began=getattr(found, began))


for _kind, (_model, _began) in BEGUN.items():
    _takes_over(_kind, _model, _began)
