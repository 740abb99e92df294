"""What consent adds to the registries of the foundation."""

from django.urls import reverse
from django.utils import timezone

from consent.answers import GIVEN
from consent.ended import over_for
from consent.models import Consent, ConsentArtefact, SharingDecision, Signature, to_sign_q
from consent.pages import standing_of, summaries
from consent.reports import may_read_ledger
from locality.access import partners_where
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.dues import Due, dues_from
from locality.models import Membership
from locality.people import with_people
from locality.registries import Entry, Panel, chronology, family_panel, home_panel, navigation

SIGNATURE, GIVE_PAPERS, SAY_SO = 10, 5, 5  # working days (domain.md 3.0)


@navigation
def ledger_link(request):
    """The ledger of sharing, for auditors and for whoever may see records."""
    if may_read_ledger(request.user):
        yield 70, "Ledger", "consent:ledger"


@navigation
def papers_link(request):
    """The papers that families are given, for whoever may give them."""
    if partners_where(request.user, "make_records").exists():
        yield 75, "Papers", "consent:papers"


@home_panel
def to_sign(request):
    """Decisions of others that the reader may sign, oldest first (V12)."""
    partners = list(partners_where(request.user, "authorise"))
    if not partners:
        return None
    waiting = (
        SharingDecision.objects.visible_to(request.user)
        .filter(to_sign_q(), provider__in=partners)
        .exclude(decided_by=request.user)
    )
    rows = summaries(list(waiting.select_related("decided_by").order_by("decided_at")[:10]))
    return Panel("consent/panel_sign.html", {"rows": rows}, 8) if rows else None


@dues_from
def answers_to_follow_up(practitioner, today):
    """Of the answers that the practitioner wrote down: the signature after an agreement aloud (C8), the booklet and the
    privacy notice (S82, S86), and the next look at an agreement (C12)."""
    mine = Consent.objects.visible_to(practitioner).filter(recorded_by=practitioner).current()
    mine = mine.filter(status__in=[*GIVEN, Consent.Status.ASKED], withdrawn_at__isnull=True).order_by("recorded_at")
    rows = with_people(mine[:200], reader_of(practitioner), "person")
    facts = set(
        ConsentArtefact.objects.visible_to(practitioner).filter(consent__in=mine).values_list("consent", "kind")
    )
    signed = set(Signature.objects.visible_to(practitioner).filter(consent__in=mine).values_list("consent", flat=True))
    for answer in rows:
        yield from _to_follow_up(answer, {kind for key, kind in facts if key == answer.pk}, answer.pk in signed)


def _to_follow_up(answer, facts, signed):
    url, since = reverse("consent:consent", args=[answer.pk]), timezone.localdate(answer.recorded_at)
    give = reverse("consent:given", args=[answer.family_id])
    if answer.status == Consent.Status.VERBAL and signed and ConsentArtefact.Kind.RECEIPT not in facts:
        words = f"Have {answer.person} sign that the booklet was received and understood"
        yield Due(after_working_days(since, SIGNATURE), words, give)
    elif answer.status == Consent.Status.VERBAL and not signed:
        by = answer.signature_due_on or after_working_days(since, SIGNATURE)
        yield Due(by, f"Get the signature of {answer.person} for what was agreed aloud", url)
    if ConsentArtefact.Kind.BOOKLET not in facts:
        yield Due(after_working_days(since, GIVE_PAPERS), f"Give {answer.person} the booklet", give)
    if ConsentArtefact.Kind.NOTICE not in facts:
        yield Due(after_working_days(since, GIVE_PAPERS), f"Give {answer.person} the privacy notice in writing", give)
    if answer.expires_on and answer.given_at:
        yield Due(answer.expires_on, f"Look again at what {answer.person} agreed to", url)


@dues_from
def ended_for_us(practitioner, today):
    """Decisions that gave the practitioner's partner something and are over: its safeguarding lead says what was done
    with it (C10)."""
    led = Membership.objects.live().filter(practitioner=practitioner, is_safeguarding_lead=True)
    partners = set(led.values_list("partner", flat=True))
    if not partners:
        return
    for decision, partner in over_for(practitioner):
        if partner.pk in partners:
            since = decision.ended_at or timezone.now()
            words = f"Say what {partner} did with what {str(decision).lower()} had given it"
            yield Due(
                after_working_days(timezone.localdate(since), SAY_SO),
                words,
                reverse("consent:ended", args=[decision.pk]),
            )


@family_panel
def position(request, family):
    """Where sharing stands: the agreements in force and the decisions in force."""
    reader = reader_of(request.user)
    standing = standing_of(family, family.people_seen, reader)
    decisions = SharingDecision.objects.visible_to(request.user).filter(family=family).live()
    context = {
        "family": family,
        "rows": summaries(list(decisions[:5])),
        "agreed": standing,
    }
    return Panel("consent/panel_family.html", context, 40)


@chronology("Decisions about sharing")
def entries(request, family):
    """Each decision about sharing that the reader may see, and its end."""
    for each in SharingDecision.objects.visible_to(request.user).filter(family=family).select_related("provider"):
        url = reverse("consent:decision", args=[each.pk])
        title = f"{each}: {each.get_outcome_display().lower()}"
        yield Entry(at=each.decided_at, title=title, by=str(each.provider), url=url)
        if each.ended_at:
            yield Entry(at=each.ended_at, title=f"{each} ended", words=each.end_reason, by=str(each.provider), url=url)
