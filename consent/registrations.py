"""What consent adds to the registries of the foundation."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list

from consent import due, due_telling, leaving  # noqa: F401 - what is due and what is left open register themselves
from consent.alerts import alerts, guards, waiting_for
from consent.audits import due as due_after_audits  # noqa: F401 - what an audit asks registers itself
from consent.corrected import lately_corrected, said_beside, said_in
from consent.correcting import may_be_corrected
from consent.emergency import lately as lately_taken
from consent.emergency import review_by, unreviewed
from consent.models import Basis, EmergencyReview, SharingDecision
from consent.not_telling import standing
from consent.pages import standing_of, summaries
from consent.reports import may_read_ledger
from consent.requests_tray import REPLIED, replied_lately
from consent.tray import rows_of, tray_of
from locality.access import holds, kept, may_audit
from locality.access.rule import reader_of
from locality.dues import also_due
from locality.registries import (
    Entry,
    Panel,
    Step,
    chronology,
    family_panel,
    family_step,
    governance_panel,
    home_panel,
    navigation,
    record_panel,
)
from locality.unusual import emergencies


@navigation
def ledger_link(request):
    """The ledger of sharing, for auditors and for whoever may see records."""
    if may_read_ledger(request.user):
        yield 70, "Ledger", "consent:ledger"


@navigation
def audits_link(request):
    """The samples of an audit, for auditors."""
    if may_audit(request.user):
        yield 78, "Audits", "consent:audits"


@navigation
def alerts_link(request):
    """The alerts, for the safeguarding leads whom they concern and for an audit."""
    if guards(request.user):
        yield 85, "Alerts", "consent:alerts"


@governance_panel
def alerts_waiting(request):
    """How many alerts there are, and how many nobody has looked at (faults.md 1.2)."""
    rows = alerts()
    return Panel("consent/panel_alerts.html", {"total": len(rows), "waiting": sum(not row["note"] for row in rows)}, 60)


@also_due
def alerts_of_today(practitioner, today):
    """Alerts that nobody has looked at, for the day's letter of a safeguarding lead."""
    return waiting_for(practitioner)


@navigation
def papers_link(request):
    """The papers that families are given, for whoever may give them."""
    if holds(request.user, "make_records"):
        yield 75, "Papers", "consent:papers"


@home_panel
def to_sign(request):
    """Decisions of others that the reader may sign, what ends soonest first (V12)."""
    found = tray_of(request.user)
    waiting = [*found.to_sign, *found.with_others][:10]
    return Panel("consent/panel_sign.html", {"rows": rows_of(waiting, request.user)}, 8) if waiting else None


@home_panel
def emergency_access(request):
    """Emergency access of the last fortnight, for who took it, their line manager and the safeguarding lead: who and
    when. Who took it finds the family while it lasts."""
    rows = [_emergency(each, request.user) for each in lately_taken(request.user)]
    return Panel("consent/panel_emergency.html", {"rows": rows}, 7) if rows else None


@home_panel
def answers_to_requests(request):
    """What other partners said in the last fortnight to what the reader asked them (V27)."""
    rows = [
        {
            "question_id": each.question_id,
            "title": f"{each.question.asked} answered what you asked",
            "hint": f"Asked on {timezone.localdate(each.question.asked_at):%-d %B}",
            "status": str(each),
            "colour": REPLIED[each.shared],
        }
        for each in replied_lately(request.user)
    ]
    return Panel("consent/panel_replied.html", {"rows": rows}, 9) if rows else None


def _emergency(decision, practitioner):
    mine, now = decision.decided_by_id == practitioner.pk, timezone.now()
    over = decision.ended_at or decision.ends_at
    when = timezone.localtime(decision.decided_at)
    who = "You" if mine else str(decision.decided_by)
    return {
        "title": f"{who} opened what {decision.provider} holds: {str(decision).lower()}",
        "hint": f"Taken on {when.day} {when:%B, %H:%M}. {decision.provider} says whether it was right",
        "status": f"Until {timezone.localtime(over):%H:%M}" if over > now else "Over",
        "colour": "orange" if over > now else "",
        "family": decision.family_id if mine and over > now else None,
    }


@record_panel
def corrected(request, record):
    """What was said beside a record: that it was corrected, or that somebody does not agree (6.2)."""
    if not may_be_corrected(record):
        return None
    said = said_beside(record, reader_of(request.user))
    own = record.provider_id in holds(request.user, "make_records")
    own = own and request.resolver_match.view_name == "locality:record-history"  # its own page, if any, has the link
    told = {"said": said, "own": own, "kind": record._meta.model_name, "key": record.pk}
    return Panel("consent/panel_corrected.html", told, 5) if said or own else None


@home_panel
def lately(request):
    """What others corrected in the last fortnight of what the reader sees (F37)."""
    rows = [
        {
            "title": f"{each.provider} corrected “{each.description}”",
            "url": reverse("locality:record-history", args=[each.of_kind, each.record]),
            "hint": f"On {timezone.localtime(each.corrected_at):%-d %B}",
        }
        for each in lately_corrected(request.user)
    ]
    return Panel("consent/panel_lately_corrected.html", {"rows": rows}, 9) if rows else None


@governance_panel
def emergencies_to_review(request):
    """Emergency access that nobody has looked at, for an audit: what is late is red (access.md)."""
    today = timezone.localdate()
    rows = unreviewed(SharingDecision.objects.visible_to(request.user)).select_related("provider", "decided_by")
    found = [(each, review_by(each)) for each in rows.order_by("decided_at")[:100]]
    told = [{"decision": each, "by": by, "late": by < today} for each, by in found]
    return Panel("consent/panel_unreviewed.html", {"rows": told, "late": sum(row["late"] for row in told)})


@emergencies
def whether_right(reader):
    """All emergency access that the reader may know of, and whether somebody said that it was right."""
    rows = SharingDecision.objects.visible_by(reader).filter(basis=Basis.URGENT)
    said = EmergencyReview.objects.visible_by(reader).filter(decision__in=rows.order_by().values("pk"))
    return dict.fromkeys(rows.values_list("pk", flat=True)) | dict(said.values_list("decision", "justified"))


@family_panel
def kept_from_somebody(request, family):
    """That somebody of the family is not told of something, for who may know: before they write, ring or meet (4.5)."""
    rows = _kept_from(reader_of(request.user), family)
    people = {person.pk: person for person in family.people_seen}
    names = {str(people[row.person_id]) for row in rows if row.person_id in people}
    decisions = {row.decision_id: row.decision for row in rows}.values()
    told = {
        "names": get_text_list(sorted(names), "and") or "Somebody",
        "decisions": decisions,
        "count": len(names) or 1,
    }
    return Panel("consent/panel_kept.html", told, warning=True) if rows else None


@kept
def _kept_from(reader, family):
    return standing(reader, decision__family=family)


@family_step
def decide_about_sharing(request, family):
    """For whoever decides for a partner."""
    if not holds(request.user, "decide_sharing"):
        return None
    return Step("Decide about sharing", reverse("consent:decide", args=[family.pk]), 20)


@family_panel
def position(request, family):
    """Where sharing stands: the agreements in force and the decisions in force."""
    reader = reader_of(request.user)
    standing, decisions = standing_of(family, family.people_seen, reader), _in_force(reader, family, timezone.now())
    context = {
        "family": family,
        "rows": summaries(decisions, live={each.pk for each in decisions}),
        "agreed": standing,
    }
    return Panel("consent/panel_family.html", context, 40)


@kept
def _in_force(reader, family, now):
    found = SharingDecision.objects.visible_by(reader).filter(family=family).live(now)
    return found.select_related("decided_by")[:5]


@chronology("Decisions about sharing")
def entries(request, family):
    """Each decision about sharing that the reader may see, and its end."""
    for each in SharingDecision.objects.visible_to(request.user).filter(family=family).select_related("provider"):
        url = reverse("consent:decision", args=[each.pk])
        title = f"{each}: {each.get_outcome_display().lower()}"
        yield Entry(at=each.decided_at, title=title, by=str(each.provider), url=url)
        if each.ended_at:
            yield Entry(at=each.ended_at, title=f"{each} ended", words=each.end_reason, by=str(each.provider), url=url)


@chronology("Corrections")
def corrections(request, family):
    """What was said beside records of the family that the reader may see."""
    for each in said_in(family, reader_of(request.user)):
        what = f"{each.person} does not agree" if each.person_id else "Corrected"
        title = f"{what}: {each.description}"
        url = reverse("locality:record-history", args=[each.of_kind, each.record])
        yield Entry(at=each.corrected_at, title=title, words=each.words, by=str(each.provider), url=url)
