"""Copies of an assessment, a plan, a review or a closing: what stands in them, as a plain context for paper and for
the page that shows it first (domain.md 3d).

**For the family** nothing stands that is not approved (an assessment is complete, a plan agreed, a review recorded, a
closing signed) and
the maker's own partner's; no confidential address, and nobody who was told something without the family knowing (4.5);
of other adults only what the maker ticked. What is left out leaves no gap, no number and no word: the practitioner is
told of it on the page. **For a practitioner** the copy says what its reader may see, and bears their name.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone

from consent.corrected import said_beside
from consent.kept_quiet import partners_not_to_name, plain, protected_words
from conversations.charts import distances
from conversations.models import Action, Assessment, Closure, Domain, Evaluation, Need, Plan, Review
from locality.families import with_families
from locality.models import Membership, Person
from locality.people import with_people

TITLES = {Assessment: "What we found out together", Plan: "Our plan", Review: "How it goes: our review"}
TITLES[Closure] = "How our help has ended"
PARTS = {  # of each kind, its texts with the headings that a family reads
    Assessment: {
        "composition": "Who is in the family",
        "seen": "Whom we met",
        "child_voice": "What the children say",
        "parents_views": "What the parents say",
        "strengths": "What goes well",
        "tried": "What was tried before",
        "analysis": "What we make of it",
        "to_change": "What needs to change",
    },
    Plan: {"goal": "What should be different", "family_said": "What the family says to it"},
    Review: {
        "changed": "What has changed since last time",
        "family_view": "What the family says",
        "child_voice": "What the children say",
    },
    Closure: {
        "why": "Why it ended",
        "family_view": "What the family says",
        "afterwards": "Whom you can turn to from now on",
        "told": "Who was told",
        "harm_reasoning": "Why no child is at risk without help",
    },
}
OURS = ("harm_reasoning",)  # what practitioners weighed: in a practitioner's copy alone
NEEDS = "needs"
NAMES = {code: words for parts in PARTS.values() for code, words in parts.items()} | {NEEDS: "Needs and actions"}


@dataclass
class NeedLine:
    """One need with the ways of those who were asked, what was found of it last, and the actions for it."""

    need: Any
    ways: list = field(default_factory=list)
    found: Any = None
    actions: list = field(default_factory=list)


def kind_of(record):
    """The record's kind in a word: "assessment", "plan", "review" or "closure"."""
    return type(record)._meta.model_name


def is_approved(record):
    """Whether there is something to copy: an assessment is complete, a closing signed; plans and reviews are as they
    were agreed."""
    if isinstance(record, Closure):
        return record.signed_at is not None
    return not isinstance(record, Assessment) or record.completed_at is not None


def parts_of(record):
    """[(code, heading)] of the parts that have something in them, for the form that leaves some out."""
    return [(code, words) for code, words in PARTS[type(record)].items() if getattr(record, code).strip()] + [
        (NEEDS, NAMES[NEEDS])
    ]


def adults_of(record, reader):
    """The adults among those whose needs stand in the record, as the `Reader` may see them."""
    people = {line.need.person.pk: line.need.person for line in _lines(record, reader)}
    return [each for each in people.values() if each.kind == Person.Kind.ADULT and each.given_name != "Somebody"]


def copy_of(record, reader, *, maker, partner, whose=None, adults=(), left_out=(), at=None):
    """The plain context of a copy of a record that the `Reader` was shown; for `whose` (a person of the family), or,
    when that is None, for the practitioner `maker` of `partner`.

    `adults`: keys of other adults whose needs may stand in a family's copy; `left_out`: codes of parts that the maker
    leaves out. `kept` says in words, for the maker alone, what was left out besides.
    """
    at = at or timezone.now()
    lines, loose, kept = _lines(record, reader), _loose(record, reader), []
    every = len(lines)
    parts = [(code, words, getattr(record, code).strip()) for code, words in PARTS[type(record)].items()]
    if whose:
        quiet = _Quiet(record, reader)
        parts = [each for each in parts if each[0] not in OURS]
        kept += [f"“{words}”: it {why}" for _, words, text in parts if (why := quiet.why(text))]
        parts = [each for each in parts if not quiet.why(each[2])]
        lines, kept = _for_family(lines, whose, set(adults), quiet, kept)
        loose = [each for each in loose if not quiet.action(each)]
    if NEEDS in left_out:
        lines, loose = [], []
    return {
        "title": TITLES[type(record)],
        "partner": str(partner if whose is None else record.provider),
        "marking": "" if whose else f"Confidential. For {maker}, {partner}. Not to be copied or passed on.",
        "supplier": "" if whose else str(record.provider),
        "family": str(with_families([record], reader)[0].family),
        "name": str(whose) if whose else "",
        "made_on": timezone.localdate(at),
        "said": _said(record, reader, quiet if whose else None),
        "parts": [(words, text) for code, words, text in parts if text and code not in left_out],
        "lines": lines,
        "loose": loose,
        "clear": _clear(record) if len(lines) == every and partner.pk == record.provider_id else [],
        "next_on": _next_on(record, reader),
        "says": _dates(record),
        "asker": {"name": str(maker), "phone": partner.phone},
        "regulator": settings.REGULATOR,
        "kept": kept,
    }


def _said(record, reader, quiet):
    """What is said beside the record, for the copy: that something is corrected, or that somebody does not agree; in
    a family's copy without what it keeps quiet about (6.2)."""
    found = [each for each in said_beside(record, reader) if not (quiet and quiet.why(each.of.words))]
    return [(each.title, each.of.words, timezone.localdate(each.of.corrected_at)) for each in found]


def _lines(record, reader):
    """The needs that a record is about, each with everything that it says of them."""
    found = {Assessment: lambda: record.pk, Plan: lambda: record.assessment_id, Closure: lambda: _last(record, reader)}
    found = found.get(type(record))
    needs = Need.objects.visible_by(reader)
    evaluations = Evaluation.objects.visible_by(reader)
    if found:
        needs = needs.filter(assessment=found())
        evaluations = evaluations.filter(need__in=needs, review__isnull=isinstance(record, Assessment))
    else:
        evaluations = evaluations.filter(review=record)
        needs = needs.filter(pk__in=evaluations.values("need"))
    lines = {each.need.pk: NeedLine(each.need, each.ways) for each in distances(_known(needs, reader), reader)}
    for each in evaluations.order_by("review__held_on", "review__recorded_at"):
        if each.need_id in lines:
            lines[each.need_id].found = each
    for each in _actions(record, reader):
        if each.need_id in lines:
            lines[each.need_id].actions.append(each)
    return list(lines.values())


def _last(closure, reader):
    """The key of the last assessment of the help that a closing ended, or None."""
    complete = Assessment.objects.visible_by(reader).filter(episode=closure.episode_id, completed_at__isnull=False)
    return complete.order_by("-completed_at").values_list("pk", flat=True).first()


def _known(needs, reader):
    return with_people(needs.order_by("added_at"), reader, "person")


def _actions(record, reader):
    if not isinstance(record, Plan):
        return []
    return list(Action.objects.visible_by(reader).filter(plan=record).select_related("owner_partner"))


def _loose(record, reader):
    """Actions of a plan whose need the reader may not see, or that have none."""
    known = {line.need.pk for line in _lines(record, reader)} if isinstance(record, Plan) else set()
    return [each for each in _actions(record, reader) if each.need_id not in known]


class _Quiet:
    """What a family's copy keeps quiet about: confidential addresses, and partners of whom the family may not know."""

    def __init__(self, record, reader):
        self.addresses = protected_words(record.family_id, reader)
        self.partners = partners_not_to_name(record.family_id, record.provider_id, reader)
        jobs = Membership.objects.live().filter(partner__in=self.partners).select_related("practitioner")
        names = [str(each) for each in self.partners] + [each.practitioner.name for each in jobs]
        self.names = {plain(name) for name in names if name}

    def why(self, *texts):
        """Why these texts cannot stand in it, in words; or ""."""
        said = plain(" ".join(texts))
        if any(word in said for word in self.addresses):
            return "names a protected address"
        if any(word in said for word in self.names):
            return "names a partner that was told without the family knowing"
        return ""

    def action(self, action):
        """The same of an action."""
        if action.owner_partner_id in {each.pk for each in self.partners}:
            return "is for a partner that was told without the family knowing"
        return self.why(action.what, action.measure, action.outcome, action.owner_name)


def _for_family(lines, whose, adults, quiet, kept):
    """The lines that may stand in a copy for `whose`, and the words about the others."""
    left = []
    for line in lines:
        person, need = line.need.person, line.need
        if person._state.adding or (person.kind == Person.Kind.ADULT and person.pk not in adults | {whose.pk}):
            continue
        if need.is_apart and person != whose:
            kept.append(f"The need “{need.what}”: it tells of an adult’s health or offences")
            continue
        if why := quiet.why(need.what, need.how_met, line.found.evidence if line.found else ""):
            kept.append(f"The need “{need.what}”: it {why}")
            continue
        kept += [f"The action “{each.what}”: it {why}" for each in line.actions if (why := quiet.action(each))]
        line.actions = [each for each in line.actions if not quiet.action(each)]
        left.append(line)
    return left, kept


def _clear(record):
    """Where nothing was found: only in a copy that holds every need, else it would tell where one is left out (A5)."""
    if not isinstance(record, Assessment):
        return []
    return [each.label for each in Domain if each in record.clear]


def _next_on(record, reader):
    """When the next review is, or None."""
    if isinstance(record, Plan):
        last = Review.objects.visible_by(reader).filter(plan=record).order_by("-held_on", "-recorded_at").first()
        return last.next_on if last else record.review_on
    return getattr(record, "next_on", None)


def _dates(record):
    """(what happened, on which day): of what the copy is."""
    if isinstance(record, Assessment):
        return "It was completed on", timezone.localdate(record.completed_at)
    if isinstance(record, Closure):
        return "It ended on", timezone.localdate(record.signed_at)
    return ("We agreed it on", record.agreed_on) if isinstance(record, Plan) else ("We met on", record.held_on)
