"""Who is not told of a decision: on what ground, who looks at that again and when, and what follows from it by itself
(domain.md 4.5).

What it does elsewhere: a family's papers leave the decision out, whoever asks for them (consent/documents.py,
consent/kept_quiet.py); nothing goes to the person by post or e-mail (consent/papers.py); nobody is reminded to give
them anything about sharing (consent/due.py). A look that is late tells nobody anything: it is only said to be late.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.countersigning import gone_q
from consent.grounds import ground_of
from consent.models import Basis, DecisionSubject, NonInforming, NonInformingLook, SharingDecision, ToldLater
from consent.telling import untold_of
from locality.access import can_see, holds, leads_safeguarding_for, require
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.history import action
from locality.waiting import anything, may_wait

Found = NonInformingLook.Found
Told = DecisionSubject.Told
STANDS = (Found.STILL, Found.SIGNED)
FIRST_LOOK, THEN = 10, timedelta(days=30)  # working days, days
LEAST_WORDS, LEAST_FACTS, MOST = 20, 50, 100


def record_not_told(proposal, decision, now):
    """Write down who is not told of the decision that was just made."""
    untold = [each for each in proposal.subjects if proposal.told.get(each.pk) == DecisionSubject.Told.WILL_NOT]
    NonInforming.objects.bulk_create(
        NonInforming(
            decision=decision,
            person=person,
            ground=ground_of(proposal),
            facts=proposal.facts,
            since=now,
            look_again_on=after_working_days(timezone.localdate(now), FIRST_LOOK),
        )
        for person in untold
        if person.is_living
    )


@dataclass
class NotTold:
    """One person who is not told of one decision, and who looked at that again, oldest first."""

    of: Any
    looks: list

    @property
    def is_over(self):
        """Whether somebody found that they may be told, or never need to be."""
        return bool(self.looks) and self.looks[-1].found not in STANDS

    @property
    def signature(self):
        """The look by which somebody else signed what was decided later, or None."""
        return next((look for look in self.looks if look.found == Found.SIGNED), None)

    @property
    def to_sign(self):
        """Whether it was decided later, and nobody else has signed that yet."""
        return bool(self.of.decided_by_id) and not self.signature and not self.is_over

    @property
    def look_again_on(self):
        """The last day of the next look; None when it is over."""
        return None if self.is_over else self.looks[-1].look_again_on if self.looks else self.of.look_again_on

    @property
    def is_late(self):
        return bool(self.look_again_on) and self.look_again_on < timezone.localdate()


def with_looks(rows):
    """A `NotTold` for each of these `NonInforming` rows that the reader was shown: one question more."""
    looks: dict = {}
    decisions = {row.decision_id: row.decision for row in rows}.values()
    for look in NonInformingLook.objects.shown_with(decisions).select_related("looked_by") if rows else ():
        looks.setdefault(look.of_id, []).append(look)
    return [NotTold(row, looks.get(row.pk, [])) for row in rows]


def standing(reader, **which):
    """The `NonInforming` rows that this `Reader` may see and that still stand: the person was not told since, and
    nobody found that they may be, or that it is for good. What nobody signed gave nothing, and keeps nothing."""
    over = NonInformingLook.objects.filter(of=OuterRef("pk")).exclude(found__in=STANDS)
    told = ToldLater.objects.filter(decision=OuterRef("decision"), person=OuterRef("person"))
    gave = Q(decision__waits_for_authoriser=False) | Q(decision__authorised_at__isnull=False)
    rows = NonInforming.objects.visible_by(reader).filter(gave, ~Exists(over), ~Exists(told), **which)
    return rows.filter(decision__superseded_at__isnull=True).select_related("decision")


def kept_from(family, reader):
    """The keys of the people of a family (its key) from whom something is kept now, as the `Reader` may know."""
    return set(standing(reader, decision__family=family).values_list("person", flat=True))


def may_be_kept(decision):
    """The lines of those from whom a decision that the reader was shown may still be kept: it gave something without
    agreement, they are still to be told, and nobody decided about that since."""
    gave = not decision.waits_for_authoriser or decision.authorised_at
    if not decision.shares or not gave or decision.basis == Basis.AGREEMENT or decision.superseded_at:
        return []
    kept = set(NonInforming.objects.shown_with([decision]).values_list("person", flat=True))
    return [line for line in untold_of(decision) if line.told == Told.NOT_YET and line.person_id not in kept]


@action
def keep_from(decision, *, by, people, ground, facts, submission, at=None):
    """Record that people who were still to be told of a decision are not told of it after all (4.5); returns the
    `NonInforming` rows. It counts at once; somebody else signs it. The same `submission` records once.

    Raises ValidationError by field when nobody is chosen who may be, or the facts are too few, PermissionDenied unless
    `by` decides for the partner and may see the decision.
    """
    require(by, "decide_sharing", decision.provider)
    if not can_see(by, decision):
        raise PermissionDenied("That decision is not yours")
    mine = NonInforming.objects.visible_to(by).filter(decision=decision, decided_by=by, submission=submission)
    if found := list(mine):
        return found
    wrong = {}
    if not people or {person.pk for person in people} - {line.person_id for line in may_be_kept(decision)}:
        wrong["people"] = "Choose somebody who is still to be told"
    if ground not in NonInforming.Ground.values:
        wrong["ground"] = "Choose why they will not be told"
    if len(facts.strip()) < LEAST_FACTS:
        wrong["facts"] = f"Give the facts in at least {LEAST_FACTS} characters"
    if wrong:
        raise ValidationError(wrong)
    now = at or timezone.now()
    said = {"ground": ground, "facts": facts, "since": now, "decided_by": by, "submission": submission}
    said["look_again_on"] = after_working_days(timezone.localdate(now), FIRST_LOOK)
    return [NonInforming.objects.create(decision=decision, person=person, **said) for person in people]


@action
def sign(of, *, by, submission, at=None):
    """Sign that a person is not told, as somebody else decided after the decision itself; returns the look that says
    so. Raises PermissionDenied unless `by` signs for the partner, may see it, did not decide it, and nobody signed."""
    rows = NonInformingLook.objects.visible_to(by).filter(submission=submission, looked_by=by, of=of)
    if done := rows.first():
        return done
    require(by, "authorise", of.decision.provider)
    if not can_see(by, of) or of.decided_by_id == by.pk or not with_looks([of])[0].to_sign:
        raise PermissionDenied("There is nothing for you to sign")
    said = {"found": Found.SIGNED, "words": "", "look_again_on": of.look_again_on, "submission": submission}
    now = at or timezone.now()
    return NonInformingLook.objects.create(decision=of.decision, of=of, looked_by=by, looked_at=now, **said)


def may_look(not_told, practitioner):
    """Whether somebody may say what a look again found: they decide or sign for the partner whose decision it is."""
    ours = holds(practitioner, "decide_sharing") | holds(practitioner, "authorise")
    return not not_told.is_over and not_told.of.decision.provider_id in ours


@action
def look_again(of, *, by, found, words, submission, at=None):
    """Record what somebody found who looked again at whether a person may be told; returns the `NonInformingLook`.

    Raises ValidationError when nothing is said, PermissionDenied unless `by` decides or signs for the partner, may see
    it, and it is not over.
    """
    rows = NonInformingLook.objects.visible_to(by).filter(submission=submission, looked_by=by, of=of)
    if done := rows.first():
        return done
    if not can_see(by, of) or not may_look(with_looks([of])[0], by):
        raise PermissionDenied("There is nothing for you to look at again")
    if found == Found.SIGNED:
        raise PermissionDenied("A signature is given by itself")
    if len(words.strip()) < LEAST_WORDS:
        raise ValidationError({"words": f"Say what you found in at least {LEAST_WORDS} characters"})
    now = at or timezone.now()
    again = timezone.localdate(now) + THEN if found == Found.STILL else None
    said = {"found": found, "words": words, "look_again_on": again, "looked_by": by, "looked_at": now}
    return NonInformingLook.objects.create(decision=of.decision, of=of, submission=submission, **said)


def may_sign(not_told, practitioner):
    """Whether a `NotTold` waits for the signature of this practitioner."""
    of = not_told.of
    return (
        not_told.to_sign
        and of.decided_by_id != practitioner.pk
        and of.decision.provider_id in holds(practitioner, "authorise")
    )


def to_sign(practitioner):
    """What others decided after the decision itself, and the practitioner may sign: `NotTold`s, the oldest first."""
    ours = holds(practitioner, "authorise")
    if not ours or not anything("not told", practitioner):
        return []
    signed = NonInformingLook.objects.filter(of=OuterRef("pk"), found=Found.SIGNED)
    rows = standing(reader_of(practitioner), decision__provider__in=ours, decided_by__isnull=False)
    rows = rows.filter(~Exists(signed)).exclude(decided_by=practitioner)
    return with_looks(list(rows.order_by("since")[:MOST]))


def to_look_at(practitioner):
    """What the practitioner is to look at again, as `NotTold`s: of their own decisions; of those of colleagues who
    left, for whoever leads safeguarding; and what is late, for whoever signs."""
    if not anything("not told", practitioner):
        return []
    rows, today = list(_waiting(practitioner).order_by("since")[:MOST]), timezone.localdate()
    return [each for each in with_looks(rows) if each.of.mine or each.look_again_on < today]


@may_wait("not told")
def _waiting(practitioner):
    if not holds(practitioner, "decide_sharing") and not holds(practitioner, "authorise"):
        return None
    reader = reader_of(practitioner)
    left = SharingDecision.objects.visible_by(reader).filter(gone_q(), pk=OuterRef("decision"))
    mine = Q(decision__decided_by=practitioner)
    mine |= Q(Exists(left), decision__provider__in=leads_safeguarding_for(practitioner))
    signs = Q(decision__provider__in=holds(practitioner, "authorise"))
    rows = standing(reader, decision__provider__in=reader.partners).filter(mine | signs)
    return rows.annotate(mine=Exists(NonInforming.objects.filter(mine, pk=OuterRef("pk"))))
