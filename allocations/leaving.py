"""What meetings agreed that somebody who leaves a partner does, and the lists from data that they brought (S136)."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse

from allocations.candidates import proposed
from allocations.models import BroughtList, Candidate, ItemAction
from allocations.services.afterwards import hand_on_meeting_action
from locality.access.rule import reader_of
from locality.leaving import Left, hands_on, leaves_open

LISTS = "Lists from data: a colleague goes on with them"
MOST = 30


@leaves_open
def meeting_actions(people, partner, reader):
    """What meetings agreed, that is theirs and not done."""
    rows = ItemAction.objects.visible_by(reader).filter(
        owner__in=people, owner_partner=partner, done_on=None, taken_back_at=None
    )
    for each in rows.select_related("minute__item"):
        url = reverse("allocations:action-done", args=[each.pk])
        family = each.minute.item.family_id
        yield Left(each.owner_id, "Actions", each.what, url, "meeting", each.pk, each.due_on, family)


@hands_on("meeting")
def hand_meeting_action(key, *, by, to, partner):
    """Give what a meeting agreed to a colleague."""
    found = ItemAction.objects.visible_by(reader_of(by)).filter(pk=key, owner_partner=partner).first()
    if found is None:
        raise PermissionDenied("That action is not yours to hand on")
    return hand_on_meeting_action(found, by=by, to=to)


@leaves_open
def lists(people, partner, reader):
    """Lists from data that they brought and nobody has taken over or dropped, and whether somebody on the others waits
    still (S134). A list is its partner's: any colleague who makes records goes on with it as it stands, on its page."""
    if partner.pk not in reader.partners:
        return
    rows = BroughtList.objects.filter(partner=partner, brought_by__in=people, dropped_at=None).defer("content")
    rows = list(rows.order_by("-brought_at", "pk")[:MOST])
    waiting, on_them = _waiting(partner, [row for row in rows if row.confirmed_at]), {}
    for each in rows:
        if not each.confirmed_at:
            url, words = reverse("allocations:list", args=[each.pk]), f"Take over or drop a list: {each}"
            yield Left(each.brought_by_id, LISTS, words, url)
        elif number := waiting.get(str(each.pk)):
            on_them[each.brought_by_id] = on_them.get(each.brought_by_id, set()) | number
    for who, candidates in on_them.items():
        several = "person waits" if len(candidates) == 1 else "people wait"
        words = f"Say what happens with those on a list: {len(candidates)} {several}"
        yield Left(who, LISTS, words, reverse("allocations:candidates"))


def _waiting(partner, rows):
    """{key of a list: keys of who on it has points enough and waits}, of these lists of the partner."""
    if not rows:
        return {}
    named = Q(pk=None)
    for row in rows:
        named |= Q(signs__contains=[{"list": str(row.pk)}])
    found: dict = {}
    wanted, _ = proposed(Candidate.objects.filter(named, partner=partner, outcome="", deleted_at=None))
    for key, signs in wanted.values_list("pk", "signs"):
        for sign in signs:
            found.setdefault(sign["list"], set()).add(key)
    return found
