"""How to get to every page: for each name of the resolver, its addresses in one of the situations of a family."""

from uuid import UUID

from django.urls import URLResolver, get_resolver, reverse

from locality.models import Membership, Partner
from locality.questions import questions
from locality.registries import protected_models

DRAFT = UUID("11111111-2222-4333-8444-555555555555")


def names(resolver=None, space=""):
    """Every name of the resolver, with its namespace."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += names(pattern, inner)
        else:
            found.append(f"{space}{pattern.name}")
    return sorted(found)


def one(attribute):
    """Recipe: the page of the situation's record of this name (see tests/situations.py)."""
    return lambda row: [(getattr(row, attribute).pk,)]


def of_every_kind(row):
    """Recipe: a page for each kind of protected record, for the newest record of the situation's family."""
    found = []
    for kind, model in protected_models().items():
        path = model.objects.all().family
        if kind == "person":
            found.append((kind, row.child.pk))
        elif newest := model._base_manager.filter(**{path: row.family.pk}).order_by("pk").first():
            found.append((kind, newest.pk))
    return found


def alone(row):
    """Recipe: a page that names no record."""
    return [()]


FAMILY_PAGES = (
    *("locality:family", "locality:reason", "locality:chronology", "locality:people", "locality:add-person"),
    *("locality:add-household", "locality:add-relationship", "locality:add-level", "locality:family-history"),
    *("locality:first-contact", "locality:add-equality"),
    *("consent:sharing", "consent:decide", "consent:record", "conversations:new"),
    *("conversations:help", "conversations:open-help", "conversations:refer"),
    *("conversations:disagree", "locality:chronology-paper", "conversations:propose-move"),
    *("consent:matrix", "consent:statement", "consent:given", "consent:who-answers", "consent:add-order"),
    "allocations:propose",
)
CONVERSATION_PAGES = ("conversations:conversation", "conversations:change", "conversations:add")
CONVERSATION_PAGES += ("conversations:complete", "conversations:quality")
EPISODE_PAGES = ("conversations:move-help", "conversations:no-lead", "conversations:propose-lead")
DISAGREEMENT_PAGES = (
    *("conversations:disagreement", "conversations:disagreement-side", "conversations:disagreement-step"),
    "conversations:disagreement-settle",
)
MOVE_PAGES = tuple(f"conversations:move-{name}" for name in ("family", "sign", "answer", "hand-over", "finish"))
MOVE_PAGES += ("conversations:move-take-back",)
REFERRAL_PAGES = (
    *("conversations:referral", "conversations:referral-call", "conversations:referral-note"),
    "conversations:referral-outcome",
)
ASSESSMENT_PAGES = ("conversations:write-assessment", "conversations:complete-assessment", "conversations:add-need")
ASSESSMENT_PAGES += ("conversations:abandon-assessment",)
OTHER_ASSESSMENT_PAGES = ("conversations:assessment", "conversations:give-assessment", "conversations:assessment-draft")
PLAN_PAGES = ("conversations:add-plan-actions", "conversations:review-plan")
LEAD_PAGES = ("conversations:tell-lead", "conversations:answer-lead", "conversations:withdraw-lead")
DECISION_PAGES = ("consent:decision", "consent:what-if", "consent:end", "consent:ended", "consent:authorise")
EMERGENCY_PAGES = ("consent:review",)
WAITING_PAGES = (
    "consent:send-back",
    "consent:pass-on",
    "consent:answer",
    "consent:told",
    "consent:passed-on",
    "consent:keep-from",
)
CONSENT_PAGES = ("consent:consent", "consent:withdraw", "consent:settle", "consent:sign", "consent:copy")
CONSENT_PAGES += ("consent:renew",)
KIND_PAGES = ("locality:record-history", "locality:why-me", "locality:record-looked")
DRAFT_PAGES = ("conversations:draft", "conversations:forget")
PLAIN_PAGES = (
    *("agreements", "cast", "gallery", "healthz", "sign-in", "sign-out", "signed-out", "stay-signed-in"),
    *("locality:about", "locality:accessibility", "locality:privacy", "locality:home", "locality:families"),
    *("locality:find", "locality:register", "locality:partners", "locality:why", "locality:looked"),
    *(
        "conversations:conversations",
        "conversations:team",
        "conversations:report",
        "allocations:meetings",
        "allocations:plan",
        "allocations:report",
        *("allocations:lists", "allocations:bring-list", "allocations:candidates", "allocations:points"),
        "consent:ledger",
    ),
    *(
        "consent:ledger-file",
        "consent:ledger-saving",
        "locality:questions",
        "conversations:front-door",
        "conversations:guidance",
        "conversations:pathway",
    ),
    *(
        "consent:papers",
        "consent:write-paper",
        "consent:tray",
        "consent:emergency",
        "consent:advice-list",
        "consent:ask-advice",
    ),
    *("locality:governance", "locality:governance-file", "locality:evidence", "locality:evidence-statement"),
    *("consent:breaches", "consent:report-breach", "consent:onward", "consent:ask-supplier"),
    *("consent:requests", "consent:ask-partner"),
    *("consent:audits", "consent:audit-draw", "consent:alerts", "locality:auditors", "locality:grant-audit"),
    "consent:audit-packs",
)
MEETING_PAGES = tuple(f"allocations:{name}" for name in ("meeting", "members", "check", "room", "minutes"))
MEETING_PAGES += ("allocations:papers", "allocations:papers-state")
QUESTION_PAGES = ("locality:question", "locality:question-file", "locality:question-paper")
QUESTION_PAGES += ("locality:question-saving",)


def _told_and_not(row):
    """A partner with which something is shared in most situations, and one with which nothing ever is."""
    return [Partner.objects.get(name__startswith=name) for name in ("Northshore 0-19", "Northshore Police")]


RECIPES = {
    **dict.fromkeys(FAMILY_PAGES, one("family")),
    **dict.fromkeys(CONVERSATION_PAGES, one("conversation")),
    **dict.fromkeys(EPISODE_PAGES, one("episode")),
    **dict.fromkeys(DISAGREEMENT_PAGES, one("disagreement")),
    **dict.fromkeys(REFERRAL_PAGES, one("referral")),
    **dict.fromkeys((*MOVE_PAGES, "conversations:moving"), one("move")),
    **dict.fromkeys((*LEAD_PAGES, "conversations:leave-lead"), one("lead")),
    **dict.fromkeys(
        (
            *ASSESSMENT_PAGES,
            "conversations:assessment",
            "conversations:give-assessment",
            "conversations:assessment-draft",
        ),
        one("assessment"),
    ),
    "conversations:keep-draft": lambda row: [("plan", row.assessment.pk), ("referral", row.family.pk)],
    "conversations:change-need": one("known_need"),
    "conversations:start-assessment": one("episode"),
    "conversations:close-help": one("episode"),
    "conversations:make-plan": one("assessment"),
    "conversations:sign-closing": one("closing"),
    **dict.fromkeys((*PLAN_PAGES, "conversations:plan", "conversations:copy-plan"), one("plan")),
    "conversations:copy-assessment": one("assessment"),
    "conversations:copy-review": one("review"),
    "conversations:copy-closure": one("closing"),
    **dict.fromkeys(DECISION_PAGES, one("decision")),
    **dict.fromkeys(WAITING_PAGES, one("waiting")),
    **dict.fromkeys(EMERGENCY_PAGES, one("emergency")),
    "consent:look-again": one("not_told"),
    "consent:advice": one("advice"),
    "consent:alert": one("alert"),
    **dict.fromkeys(("consent:audit-sample", "consent:audit-pack"), one("audit_sample")),
    **dict.fromkeys(("consent:audit-file", "consent:audit-draft", "consent:audit-case"), one("audit_file")),
    "consent:audit-record": lambda row: [(row.audit_file.pk, "conversation", row.conversation.pk)],
    "locality:end-audit": one("audit_file"),  # whatever the key: it takes a POST
    **dict.fromkeys(CONSENT_PAGES, one("consent")),
    **dict.fromkeys(KIND_PAGES, of_every_kind),
    **dict.fromkeys(DRAFT_PAGES, lambda row: [(row.family.pk, DRAFT)]),
    **dict.fromkeys(PLAIN_PAGES, alone),
    **dict.fromkeys(QUESTION_PAGES, lambda row: [(each.number,) for each in questions() if not each.audit_only]),
    "conversations:action-done": one("action"),
    "consent:end-order": one("order"),
    "consent:as-partner": lambda row: [(row.family.pk, partner.pk) for partner in _told_and_not(row)],
    "consent:statement-file": one("family"),
    **dict.fromkeys(MEETING_PAGES, one("meeting")),
    "allocations:team": lambda row: [(row.family.locality_id,)],
    "allocations:papers-file": one("order_of_papers"),
    "allocations:list": lambda row: [(row.listed.pk,), (row.unchecked.pk,)],
    "allocations:candidate": one("candidate"),
    "allocations:item": one("item"),
    "allocations:run": lambda row: [(row.item.pk, row.meeting.pk)],
    "allocations:action-done": one("meeting_action"),
    "consent:given-file": one("given"),
    "consent:sign-receipt": one("unsigned"),
    "consent:file": one("file"),
    "consent:breach": one("breach"),
    "consent:onward-request": one("onward"),
    **dict.fromkeys(("consent:request", "consent:request-reply"), one("request")),
    "consent:correct": lambda row: [("conversation", row.conversation.pk)],
    "consent:correction-told": one("corrected"),
    "consent:paper": one("paper"),
    "consent:paper-file": lambda row: [(row.paper.pk, "standard")],
    "locality:reminders": alone,
    "locality:calendar-feed": lambda row: [("no-such-secret",)],
    "locality:governance-partner": lambda row: [(partner.pk,) for partner in Partner.objects.order_by("pk")[:2]],
    "locality:partner": lambda row: [(partner.pk,) for partner in Partner.objects.order_by("pk")[:2]],
    "locality:hand-over": lambda row: [(job.pk,) for job in Membership.objects.order_by("pk")],
    "locality:law": lambda row: [(each.pk,) for each in Partner.objects.filter(name__startswith="Fulmar Lane")],
    "locality:deputies": lambda row: [(each.pk,) for each in Partner.objects.filter(name__startswith="Fulmar Lane")],
    "locality:end-deputy": lambda row: [(DRAFT,)],
    "locality:saving": lambda row: [(DRAFT,)],
    "locality:attest": lambda row: [(each.pk,) for each in Partner.objects.filter(name__startswith="Fulmar Lane")],
    "locality:training": lambda row: [(job.pk,) for job in Membership.objects.order_by("pk")],
    "locality:end-membership": lambda row: [(job.pk,) for job in Membership.objects.order_by("pk")],
}


# What a page is asked for, so that it says all that it can.
ASKED = {
    **dict.fromkeys(("consent:statement", "consent:statement-file"), "?whose=family&layout=standard"),
    "consent:matrix": "?partners=all",
    "consent:record": "?kind=engagement&status=refused",
}


def addresses(name, row):
    """The addresses of a named page in one situation."""
    return [reverse(name, args=args) + ASKED.get(name, "") for args in RECIPES[name](row)]
