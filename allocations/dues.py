"""What a meeting leaves somebody to do: asked of the tables whenever somebody looks."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
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
    a family; in one question."""
    asks = _asks_to_lead(practitioner, reader)
    begins, tells = _waits_for_help(practitioner, reader), _tells(practitioner, reader)
    rows = ItemMinute.objects.visible_by(reader).annotate(asks=asks, begins=begins, tells=tells)
    rows = rows.filter(Q(asks=True) | Q(begins=True) | Q(tells=True)).select_related("meeting")
    for minute in rows.order_by("opened_at")[:150]:
        url, opened = reverse("allocations:item", args=[minute.item_id]), timezone.localdate(minute.opened_at)
        if minute.asks:
            yield Due(after_working_days(opened, ANSWER), "Say whether you lead, as a meeting asked", url)
        if minute.begins:
            yield Due(after_working_days(opened, BEGIN), "Begin the help that a meeting agreed", url)
        if minute.tells:
            by = after_working_days(timezone.localdate(minute.meeting.agreed_at), READ)
            yield Due(by, "Read what a meeting agreed about a family of yours", url)


def _asks_to_lead(practitioner, reader):
    answered = LeadAnswer.objects.visible_by(reader).filter(minute=OuterRef("pk"), practitioner=practitioner)
    return Q(lead=practitioner) & ~Q(Exists(answered))


def _tells(practitioner, reader):
    """That minutes of a family that the practitioner put forward, or gave something to, are agreed, until they have
    read them. The day’s letter says that there is something to read, and nothing about anybody."""
    read = Viewing.objects.filter(
        practitioner=practitioner, record=OuterRef("item"), at__gte=OuterRef("meeting__agreed_at")
    )
    gave = AgendaInput.objects.visible_by(reader).filter(agenda_item=OuterRef("item"), given_by=practitioner)
    lately = Q(meeting__agreed_at__gt=timezone.now() - TOLD, finished_at__isnull=False)
    return lately & (Q(item__proposed_by=practitioner) | Q(Exists(gave))) & ~Q(Exists(read))


def _out_of_date(practitioner, reader):
    """Copies of papers with something in them that is no longer to be read: withdrawn, not shared any more, or of a
    meeting that was cancelled. Until the meeting is over."""
    over = (AllocationMeeting.Status.MINUTES_AGREED, AllocationMeeting.Status.CLOSED)
    packs = Pack.objects.filter(practitioner=practitioner, meeting__held_at__gt=timezone.now() - TOLD)
    packs = list(packs.exclude(meeting__status__in=over).exclude(items=[]).select_related("meeting"))
    keys = {key for pack in packs for key in pack.items}
    rows = AgendaItem.objects.visible_by(reader).filter(pk__in=keys, withdrawn_at__isnull=True)
    seen = set(rows.values_list("pk", flat=True)) if keys else set()
    for meeting in {pack.meeting for pack in packs if pack.meeting.cancelled_at or set(pack.items) - seen}:
        by = timezone.localdate(meeting.held_at)
        yield Due(by, "Destroy papers that are out of date", reverse("allocations:papers", args=[meeting.pk]))


def waiting_for_help(practitioner, reader):
    """Minutes by which the practitioner accepted to lead, without an episode of theirs that is open (S137)."""
    rows = ItemMinute.objects.visible_by(reader).filter(_waits_for_help(practitioner, reader))
    return rows.order_by("opened_at")[:50]


def _waits_for_help(practitioner, reader):
    accepted = LeadAnswer.objects.visible_by(reader).filter(
        minute=OuterRef("pk"), practitioner=practitioner, accepted=True
    )
    own = Episode.objects.visible_by(reader).filter(family=OuterRef("item__family"), provider__in=reader.partners)
    is_open = Episode.objects.visible_by(reader).open()
    is_open = is_open.filter(family=OuterRef("item__family"), provider__in=reader.partners)
    begun = Exists(own.filter(opened_at__gte=OuterRef("opened_at"))) | Exists(is_open)
    return Q(lead=practitioner, outcomes__overlap=list(HELP_BEGINS)) & Q(Exists(accepted)) & ~Q(begun)


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
