"""What a meeting leaves somebody to do: asked of the tables whenever somebody looks."""

from datetime import timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from allocations.models import (
    AgendaInput,
    AgendaItem,
    AllocationMeeting,
    InputRequest,
    ItemAction,
    ItemMinute,
    LeadAnswer,
    Pack,
)
from allocations.services.afterwards import HELP_BEGINS
from conversations.models import Episode
from locality.access import Viewing, leads_safeguarding_for
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.dues import Due

READ = 5  # working days to read what was agreed
TOLD = timedelta(days=28)  # for so long whoever gave something is told what became of it
ANSWER = 2  # working days to say whether one leads (3.0: acknowledge)
BEGIN = 5  # working days to begin (3.0: first contact with the family)


def dues(practitioner, today):
    """Every `Due` of a practitioner from meetings: actions, whether they lead, and inputs that are asked for."""
    reader = reader_of(practitioner)
    yield from _actions(practitioner, reader)
    yield from _minutes(practitioner, reader)
    yield from _inputs(practitioner, reader)
    yield from _out_of_date(practitioner, reader)


def _actions(practitioner, reader):
    rows = ItemAction.objects.visible_by(reader).filter(owner=practitioner, done_on=None, taken_back_at=None)
    for action in rows.order_by("due_on", "pk")[:200]:
        yield Due(action.due_on, action.what, reverse("allocations:action-done", args=[action.pk]))


def _minutes(practitioner, reader):
    """What minutes ask of the practitioner: whether they lead, that they begin the help, that they read what became of
    a family. Small questions, asked only where the one before found something: PostgreSQL plans one big one for 0.2 s,
    for everybody, on the first visits of each connection."""
    rows = ItemMinute.objects.visible_by(reader).filter(Q(lead=practitioner) | _to_tell(practitioner, reader))
    rows = list(rows.select_related("item", "meeting").order_by("opened_at"))
    for minute, is_answered in _led(rows, practitioner, reader):
        url, opened = reverse("allocations:item", args=[minute.item_id]), timezone.localdate(minute.opened_at)
        if is_answered:
            yield Due(after_working_days(opened, BEGIN), "Begin the help that a meeting agreed", url)
        else:
            yield Due(after_working_days(opened, ANSWER), "Say whether you lead, as a meeting asked", url)
    for minute in _to_read(rows, practitioner, reader):
        by = after_working_days(timezone.localdate(minute.meeting.agreed_at), READ)
        url = reverse("allocations:item", args=[minute.item_id])
        yield Due(by, "Read what a meeting agreed about a family of yours", url)


def _led(minutes, practitioner, reader):
    """[(minute, whether they accepted)]: of these minutes those that ask the practitioner to lead and that they have
    not answered, and those by which they lead, without help that began since or goes on (S136, S137)."""
    rows = [minute for minute in minutes if minute.lead_id == practitioner.pk]
    if not rows:
        return []
    answers = LeadAnswer.objects.visible_by(reader).filter(minute__in=[row.pk for row in rows])
    said: dict = {}
    for minute, accepted in answers.filter(practitioner=practitioner).values_list("minute", "accepted"):
        said[minute] = accepted or said.get(minute, False)
    leads = [row for row in rows if said.get(row.pk) and HELP_BEGINS.intersection(row.outcomes)]
    begun = _begun(leads, reader)
    return [(row, row.pk in said) for row in rows if row.pk not in said or row in leads and row.pk not in begun]


def _begun(minutes, reader):
    """The keys of those of the minutes after which the reader's own partner began to help the family, or is helping."""
    if not minutes:
        return set()
    families = {minute.item.family_id for minute in minutes}
    helps: dict = {}
    episodes = Episode.objects.visible_by(reader).filter(family__in=families, provider__in=reader.partners)
    for family, opened, over in episodes.values_list("family", "opened_at", "over_at"):
        helps.setdefault(family, []).append((opened, over))
    return {
        minute.pk
        for minute in minutes
        if any(opened >= minute.opened_at or not over for opened, over in helps.get(minute.item.family_id, ()))
    }


def _to_tell(practitioner, reader):
    """That minutes were agreed lately, of a family that the practitioner put forward or gave something to."""
    gave = AgendaInput.objects.visible_by(reader).filter(given_by=practitioner)
    lately = Q(meeting__agreed_at__gt=timezone.now() - TOLD, finished_at__isnull=False)
    return lately & (Q(item__proposed_by=practitioner) | Q(item__in=gave.values("agenda_item")))


def _to_read(minutes, practitioner, reader):
    """Of these minutes, those that the practitioner is told of and has not read. The day’s letter says that there is
    something to read, and nothing about anybody."""
    known = [minute.pk for minute in minutes if minute.lead_id == practitioner.pk and minute.meeting.agreed_at]
    told = set()
    if known:  # they lead: are they told for another reason too?
        both = ItemMinute.objects.visible_by(reader).filter(_to_tell(practitioner, reader), pk__in=known)
        told = set(both.values_list("pk", flat=True))
    rows = [minute for minute in minutes if minute.lead_id != practitioner.pk or minute.pk in told]
    if not rows:
        return []
    looks = Viewing.objects.filter(practitioner=practitioner, record__in=[row.item_id for row in rows])
    last = dict(looks.values_list("record").annotate(last=Max("at")))
    return [row for row in rows if not last.get(row.item_id) or last[row.item_id] < row.meeting.agreed_at]


def _out_of_date(practitioner, reader):
    """Copies of papers with something in them that is no longer to be read: withdrawn, not shared any more, or of a
    meeting that was cancelled. Until the meeting is over."""
    over = (AllocationMeeting.Status.MINUTES_AGREED, AllocationMeeting.Status.CLOSED)
    packs = Pack.objects.filter(practitioner=practitioner, meeting__held_at__gt=timezone.now() - TOLD, is_minutes=False)
    packs = list(packs.exclude(meeting__status__in=over).exclude(items=[]).select_related("meeting"))
    keys = {key for pack in packs for key in pack.items}
    rows = AgendaItem.objects.visible_by(reader).filter(pk__in=keys, withdrawn_at__isnull=True)
    seen = set(rows.values_list("pk", flat=True)) if keys else set()
    for meeting in {pack.meeting for pack in packs if pack.meeting.cancelled_at or set(pack.items) - seen}:
        by = timezone.localdate(meeting.held_at)
        yield Due(by, "Destroy papers that are out of date", reverse("allocations:papers", args=[meeting.pk]))


def waiting_for_help(practitioner, reader):
    """Minutes by which the practitioner accepted to lead, without an episode of theirs that is open (S137)."""
    rows = ItemMinute.objects.visible_by(reader).filter(lead=practitioner).select_related("item").order_by("opened_at")
    return [minute for minute, is_answered in _led(list(rows), practitioner, reader) if is_answered]


def _inputs(practitioner, reader):
    """Those who lead safeguarding for a partner answer what it is asked."""
    given = AgendaInput.objects.visible_by(reader).filter(
        agenda_item=OuterRef("item"), provider=OuterRef("partner"), provider__in=reader.partners
    )
    rows = InputRequest.objects.visible_by(reader).filter(
        ~Exists(given), partner__in=leads_safeguarding_for(practitioner), item__meeting__held_at__gt=timezone.now()
    )
    for row in rows.order_by("due_on")[:50]:
        words = "Say what your partner knows about a family at a meeting"
        yield Due(row.due_on, words, reverse("allocations:item", args=[row.item_id]))
