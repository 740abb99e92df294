"""What the pages about sharing say: plain values for templates, gathered once."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from consent.disclosing import passed_on
from consent.lawful import in_words, lacks_policy
from consent.models import (
    Consent,
    DecisionConsent,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    EndAcknowledgement,
    NonInforming,
    SharingDecision,
)
from consent.not_telling import with_looks
from consent.rules import GROUNDS, NOT_SHARE_REASONS
from consent.telling import told_later
from locality.access import Among, kept
from locality.families import with_families
from locality.models import Family
from locality.people import with_people


def standing_of(family, people, reader):
    """The standing agreements to share of these people that this `Reader` may see, newest first."""
    return with_people(_standing(reader, family, list(people), timezone.now()), reader, "person", "given_by")


@kept
def _standing(reader, family, people, now):
    found = Consent.objects.visible_by(reader).standing(now)
    found = found.filter(Among("person", people), family=family, kind=Consent.Kind.INFO_SHARING)
    return found.order_by("-given_at")


def rule_lines(form, standing):
    """The seven golden rules as the page shows them: what is known already, and the questions that are left.

    `form` is a `SharingForm`, `standing` the family's standing agreements. Returns what `rules_checklist` takes.
    """
    agreed = ", ".join(f"{c.person} on {c.given_at:%-d %B %Y}" for c in standing)
    told = "met" if standing else "question"
    return [
        _line(1, "The law lets you share what a child’s welfare needs", "met", "", form["lawful"]),
        _line(2, "Be open with the family", told, "Told when they agreed" if standing else "", form["told"]),
        _line(3, "Ask for advice when in doubt, without names", "met", "", form["in_doubt"]),
        _line(
            4,
            "Share with agreement where you can",
            "met" if standing else "not_met",
            f"Agreed: {agreed}" if standing else "No agreement is recorded that you can see",
        ),
        _line(
            5,
            "Think of their safety, and of others’",
            "met" if standing else "question",
            "Asked when you share without agreement",
        ),
        _line(6, "Only what is needed, with whom it is needed, accurate and in time", *_current(form)),
        _line(7, "Write down the decision and the reasons", "question", "", form["reasons"]),
    ]


def _current(form):
    """What the sixth rule says, and asks where something old is to be shared (V18)."""
    field = form["still_right"]
    if field.errors or field.value():
        return "question", "Some of it is old", field
    return "met", "As chosen above"


def _line(number, text, state, detail="", field=None):
    return {"number": number, "text": text, "state": state, "detail": detail, "field": field}


def told_in_full(decision, reader):
    """Everything that a decision says, as one dict for its page: the decision, its lines, and words for its codes."""

    def lines(model, *related):
        return list(model.objects.visible_by(reader).filter(decision=decision).select_related(*related))

    items = lines(DecisionItem, "what")
    with_families([decision], reader)
    return {
        "decision": decision,
        "named": may_name(decision.family_id, reader),
        "state": _state(decision, decision.is_live),
        "items": [item for item in items if item.include],
        "kept_back": [item for item in items if not item.include],
        "recipients": lines(DecisionRecipient, "partner"),
        "kept_title": "" if decision.shares else "With whom not",
        "not_told": _not_told(decision, reader),
        "subjects": _with_telling(decision, with_people(lines(DecisionSubject), reader, "person")),
        "consents": _resting_on(lines(DecisionConsent), reader),
        "acts": passed_on([decision]).get(decision.pk, []),
        "said_after": list(_said_after(decision, reader)),
        "ground": dict(GROUNDS).get(decision.ground, ""),
        "why_not": dict(NOT_SHARE_REASONS).get(decision.not_share_reason, ""),
    } | _in_law(decision)


def _in_law(decision):
    """What it rests on in data protection law, in words (V13, V14)."""
    names = in_words([decision])
    condition = names.get(decision.condition)
    return {
        "law": names.get(decision.art6_basis, ""),
        "condition": condition,
        "lacks_policy": lacks_policy(condition, decision.provider, decision.decided_at),
    }


def _with_telling(decision, subjects):
    """The lines of those whom a decision is about, each with the `later` telling or None."""
    later = told_later([decision])
    for line in subjects:
        line.later = later.get((decision.pk, line.person_id))
    return subjects


def _not_told(decision, reader):
    rows = NonInforming.objects.visible_by(reader).filter(decision=decision)
    rows = list(rows.select_related("decision", "decided_by"))
    return with_looks(with_people(rows, reader, "person")) if rows else []


def _said_after(decision, reader):
    """What recipients said they did with it when it was over: for whoever decided and audits all of them, for a
    recipient its own."""
    said = EndAcknowledgement.objects.filter(decision=decision).select_related("partner")
    if reader.audits or decision.provider_id in reader.partners:
        return said
    return said.filter(partner__in=reader.partners)


def _resting_on(lines, reader):
    """The lines that name an agreement, each with its `consent`: those that the reader may see."""
    found = Consent.objects.visible_by(reader).filter(pk__in=[line.consent_id for line in lines])
    consents = {consent.pk: consent for consent in with_people(found, reader, "person")}
    for line in lines:
        line.consent = consents.get(line.consent_id)
    return [line for line in lines if line.consent]


def may_name(family, reader):
    """Whether the page may name the people of the family with this key: an auditor sees decisions, not whom they are
    about (A8)."""
    return Family.objects.visible_by(reader).filter(pk=family).exists()


def naming(decisions, reader, person=None, partner=None):
    """Those of these decisions that are about a person and with a partner (keys), each if given."""
    for model, key in ((DecisionSubject, {"person": person}), (DecisionRecipient, {"partner": partner})):
        if any(key.values()):
            lines = model.objects.visible_by(reader).filter(decision=OuterRef("pk"), **key)
            decisions = decisions.filter(Exists(lines))
    return decisions


def within(texts):
    """These texts in one, for the middle of a sentence: each begins small, and keeps the capitals of its names."""
    return ", ".join(text[:1].lower() + text[1:] for text in texts)


def summaries(decisions, live=None):
    """For a list of decisions that the reader may see: dicts with the decision, its state and colour, what it shares
    and with whom, in a number of queries that does not grow with the list. `live`: the keys of those in force, where
    they are known."""
    decisions, what, whom = list(decisions), {}, {}
    for decision, description in _included(decisions):
        what.setdefault(decision, []).append(description)
    for decision, partner in _recipients(decisions):
        whom.setdefault(decision, []).append(partner)
    live = SharingDecision.objects.live_among(decisions) if live is None else live
    return [
        {
            "decision": decision,
            "title": f"{decision} by {decision.decided_by}",
            "hint": f"{', '.join(what.get(decision.pk, []))}, with {', '.join(whom.get(decision.pk, []))}",
            "what": within(what.get(decision.pk, [])),
            "whom": ", ".join(whom.get(decision.pk, [])),
            "state": _state(decision, decision.pk in live),
        }
        for decision in decisions
    ]


@kept
def _included(decisions):
    return DecisionItem.objects.shown_with(decisions).filter(include=True).values_list("decision", "description")


@kept
def _recipients(decisions):
    return DecisionRecipient.objects.shown_with(decisions).values_list("decision", "partner__name")


def _state(decision, live):
    if live:
        return {"text": "Shared", "colour": "green"}
    if decision.superseded_at:
        return {"text": "Replaced", "colour": "grey"}
    if decision.waits_for_authoriser and not decision.authorised_at and not decision.ended_at:
        return {"text": "Waits for a signature", "colour": "yellow"}
    if decision.shares and not decision.is_past and decision.starts_at > timezone.now():
        return {"text": "Begins later", "colour": "blue"}
    return {"text": "Ended" if decision.shares else "Not shared", "colour": "grey"}
