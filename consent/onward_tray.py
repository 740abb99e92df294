"""What is asked about passing on, what was answered and what was passed on, for the pages and for what is due (V23)."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from consent.models import OnwardAct, OnwardRequest, OnwardShare
from consent.onward import Asked, unanswered, with_answers
from locality.access import holds, leads_safeguarding_for
from locality.access.rule import reader_of
from locality.families import Family
from locality.waiting import anything, may_wait

MOST = 100


@dataclass
class Tray:
    """What others ask of the reader's partners, what the reader's own asked, and what was passed on of theirs."""

    to_answer: list
    answered: list
    ours: list
    passed_on: list


def tray_of(practitioner):
    """The `Tray` of somebody who decides for a partner; of everybody else nothing."""
    partners = holds(practitioner, "decide_sharing") & set(reader_of(practitioner).partners)
    if not partners:
        return Tray([], [], [], [])
    rows = OnwardRequest.objects.filter(Q(asked__in=partners) | Q(provider__in=partners))
    named = rows.select_related("provider", "asked", "recipient", "purpose", "asked_by")
    found = _known(with_answers(named.order_by("-asked_at")[:MOST]), practitioner, partners)
    shares = OnwardShare.objects.filter(told__in=partners)
    shares = list(shares.select_related("provider", "recipient").order_by("-shared_at")[:MOST])
    seen = _seen(shares, reader_of(practitioner))
    shares = [each for each in shares if each.record in seen]
    _put_acts(shares)
    theirs = [each for each in found if each.request.asked_id in partners]
    return Tray(
        to_answer=sorted((each for each in theirs if not each.answer), key=lambda each: each.request.answer_by),
        answered=[each for each in theirs if each.answer],
        ours=[each for each in found if each.request.provider_id in partners],
        passed_on=shares,
    )


def _put_acts(shares):
    """Give each of these shares its `acts`: when and in which way it was passed on, the oldest first."""
    found: dict = {}
    for act in OnwardAct.objects.filter(share__in=[each.pk for each in shares]).order_by("passed_at") if shares else ():
        found.setdefault(act.share_id, []).append(act)
    for each in shares:
        each.acts = found.get(each.pk, [])


def request_for(practitioner, key):
    """The `Asked` with this key, if the practitioner decides for one of its two sides and may see what it is about."""
    partners = holds(practitioner, "decide_sharing") & set(reader_of(practitioner).partners)
    rows = OnwardRequest.objects.filter(Q(asked__in=partners) | Q(provider__in=partners), pk=key)
    rows = rows.select_related("provider", "asked", "recipient", "purpose", "asked_by")
    [found] = _known(with_answers(rows), practitioner, partners) or [None]
    return found


def _known(found, practitioner, partners):
    """Of what was asked, that whose record the supplier's reader sees, or whose family the asker's."""
    reader = reader_of(practitioner)
    seen = _seen([each.request for each in found if each.request.asked_id in partners], reader)
    families = {each.request.family_id for each in found if each.request.asked_id not in partners}
    known = (
        set(Family.objects.visible_by(reader).filter(pk__in=families).values_list("pk", flat=True))
        if families
        else set()
    )
    seen |= _seen([each.request for each in found if each.request.asked_id not in partners], reader)
    return [each for each in found if each.request.record in seen or each.request.family_id in known]


def _seen(rows, reader):
    """The keys of the records of these rows that the reader may see: a question for each kind."""
    kinds: dict = {}
    for row in rows:
        kinds.setdefault(row.record_kind, set()).add(row.record)
    found = set()
    for kind, keys in kinds.items():
        model = apps.get_model(kind)
        found |= set(model.objects.visible_by(reader).filter(pk__in=keys).values_list("pk", flat=True))
    return found


def waiting_for(practitioner):
    """([requests to answer], [own requests that nobody answered in time]): the first for safeguarding leads."""
    if not anything("onward", practitioner):
        return [], []
    decides = holds(practitioner, "decide_sharing")
    leads = leads_safeguarding_for(practitioner) & decides
    rows = _waiting(practitioner).select_related("provider", "asked", "recipient")
    found = _known([Asked(each) for each in rows[:MOST]], practitioner, decides)
    to_answer = [each.request for each in found if each.request.asked_id in leads]
    return to_answer, [each.request for each in found if each.request.asked_id not in leads]


@may_wait("onward")
def _waiting(practitioner):
    decides = holds(practitioner, "decide_sharing")
    if not decides:
        return None
    late = Q(asked_by=practitioner, answer_by__lt=timezone.localdate())
    return unanswered().filter(Q(asked__in=leads_safeguarding_for(practitioner) & decides) | late)
