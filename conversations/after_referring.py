"""What is due after a referral, what the chronology and the family's page say of it (domain.md 3f)."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from consent.models import DecisionItem
from conversations.closing import stops_closing
from conversations.models import Referral, ReferralChild, ReferralNote, time_limits
from conversations.services import to_pause
from locality.access import kept, leads_safeguarding_for
from locality.access.rule import reader_of
from locality.dues import Due, dues_from
from locality.families import with_families
from locality.minding import minded_for, on_whom
from locality.registries import Entry, Panel, chronology, family_panel

MOST = 50


@dues_from
def after_referring(practitioner, today):
    """The call, the outcome chased until there is one, the written form, the decision, the pause of early help: for
    whoever referred; and what was never answered for their partner's safeguarding leads too."""
    reader, limits = reader_of(practitioner), time_limits()
    rows = _unfinished(practitioner, reader, limits, today)
    keys = [row.pk for row in rows]
    notes = list(ReferralNote.objects.visible_by(reader).filter(referral__in=keys))
    told = DecisionItem.objects.visible_by(reader).filter(record__in=keys)
    decided = set(told.values_list("record", flat=True))
    minded = minded_for(practitioner)
    for row in rows:
        row.own_notes = [note for note in notes if note.referral_id == row.pk]
        url = reverse("conversations:referral", args=[row.pk])
        mine = minded.who(row, row.recorded_by_id) == practitioner.pk
        for by, words in _due_of(row, limits, row.pk in decided, mine):
            yield Due(by, words, url)


def _unfinished(practitioner, reader, limits, today):
    """Referrals that one recorded or took over, open or recent; open ones of partners whose safeguarding one leads."""
    led = leads_safeguarding_for(practitioner)
    since = timezone.now() - timedelta(days=30)
    mine = on_whom(practitioner, "recorded_by") & (Q(outcome="") | Q(recorded_at__gt=since))
    found = Referral.objects.visible_by(reader).filter(mine | Q(outcome="", provider__in=led))
    return with_families(found.order_by("recorded_at")[:MOST], reader)


def _due_of(row, limits, decided, mine):
    """(last day, words) of what one referral still needs."""
    if not row.called_at:
        yield timezone.localdate(row.recorded_at), f"Ring the Front Door about the {row.family}"
        return
    called = timezone.localdate(row.called_at)
    if not row.outcome and "front_door_outcome" in limits and "front_door_chase" in limits:
        chased = [note.happened_at for note in row.own_notes if note.kind == ReferralNote.Kind.CHASED]
        expected = limits["front_door_outcome"].after(max([row.called_at, *chased]))
        late = limits["front_door_chase"].after(called) < timezone.localdate()
        words = f"Ask the Front Door what came of the referral of the {row.family}"
        if mine or late:
            yield expected, f"{words}: if there is no answer, raise a disagreement" if late else words
    if not mine:
        return
    if not any(note.kind == ReferralNote.Kind.SENT for note in row.own_notes) and "front_door_written" in limits:
        yield limits["front_door_written"].after(called), f"Send the referral of the {row.family} in writing"
    if not decided and "front_door_decision" in limits:
        words = f"Write down why you told the Front Door about the {row.family}"
        yield limits["front_door_decision"].after(called), words
    if to_pause(row):
        yield timezone.localdate(row.outcome_at), f"Let early help for the {row.family} wait: social care took it on"


@stops_closing
def outcome_is_awaited(episode):
    """A referral of the episode's own partner of which nobody knows yet what came of it: help does not end before."""
    waiting = Referral.objects.open().filter(family=episode.family_id, provider=episode.provider_id)
    yield from (f"Say what came of the referral of {_day(each)}" for each in waiting.order_by("recorded_at"))


def _day(referral):
    return f"{timezone.localtime(referral.called_at or referral.recorded_at):%-d %B %Y}"


@family_panel
def referrals_of_family(request, family):
    """The family's referrals that the reader may see, newest first."""
    rows = _newest(reader_of(request.user), family)
    return Panel("conversations/panel_referrals.html", {"referrals": rows}, 5) if rows else None


@kept
def _newest(reader, family):
    found = Referral.objects.visible_by(reader).filter(family=family).select_related("provider")
    return found.order_by("-recorded_at")[:3]


@chronology("Referrals")
def referrals_told(request, family):
    """Each referral and what came of it."""
    found = Referral.objects.visible_to(request.user).filter(family=family).select_related("provider")
    about: dict = {}
    children = ReferralChild.objects.visible_to(request.user).filter(referral__family=family)
    for referral, child in children.values_list("referral", "person"):
        about.setdefault(referral, set()).add(child)
    for each in found:
        what = {"by": str(each.provider), "url": reverse("conversations:referral", args=[each.pk])}
        what["about"] = frozenset(about.get(each.pk, ()))
        title, at = "Referral to the Front Door", each.called_at or each.recorded_at
        yield Entry(at=at, title=title, words=each.concerns, significant=True, **what)
        if each.outcome:
            title, at = f"Front Door: {each.get_outcome_display().lower()}", each.outcome_at
            yield Entry(at=at, title=title, words=each.outcome_words, significant=each.is_accepted, **what)
