"""What a meeting leaves somebody to do: asked of the tables whenever somebody looks."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from allocations.models import AgendaInput, InputRequest, ItemAction, ItemMinute, LeadAnswer
from allocations.services.afterwards import HELP_BEGINS
from conversations.models import Episode
from locality.access import leads_safeguarding_for
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.dues import Due

ANSWER = 2  # working days to say whether one leads (3.0: acknowledge)
BEGIN = 5  # working days to begin (3.0: first contact with the family)


def dues(practitioner, today):
    """Every `Due` of a practitioner from meetings: actions, whether they lead, and inputs that are asked for."""
    reader = reader_of(practitioner)
    yield from _actions(practitioner, reader)
    yield from _leads(practitioner, reader)
    yield from _inputs(practitioner, reader)
    for minute in waiting_for_help(practitioner, reader):
        by = after_working_days(timezone.localdate(minute.opened_at), BEGIN)
        yield Due(by, "Begin the help that a meeting agreed", reverse("allocations:item", args=[minute.item_id]))


def _actions(practitioner, reader):
    rows = ItemAction.objects.visible_by(reader).filter(owner=practitioner, done_on=None, taken_back_at=None)
    for action in rows.order_by("due_on", "pk")[:200]:
        yield Due(action.due_on, action.what, reverse("allocations:action-done", args=[action.pk]))


def _leads(practitioner, reader):
    answered = LeadAnswer.objects.visible_by(reader).filter(minute=OuterRef("pk"), practitioner=practitioner)
    rows = ItemMinute.objects.visible_by(reader).filter(~Exists(answered), lead=practitioner)
    for minute in rows.order_by("opened_at")[:50]:
        by = after_working_days(timezone.localdate(minute.opened_at), ANSWER)
        yield Due(by, "Say whether you lead, as a meeting asked", reverse("allocations:item", args=[minute.item_id]))


def waiting_for_help(practitioner, reader):
    """Minutes by which the practitioner accepted to lead, without an episode of theirs that is open (S137)."""
    accepted = LeadAnswer.objects.visible_by(reader).filter(
        minute=OuterRef("pk"), practitioner=practitioner, accepted=True
    )
    begun = Episode.objects.visible_by(reader).filter(
        family=OuterRef("item__family"), provider__in=reader.partners, opened_at__gte=OuterRef("opened_at")
    )
    is_open = Episode.objects.visible_by(reader).open()
    is_open = is_open.filter(family=OuterRef("item__family"), provider__in=reader.partners)
    rows = ItemMinute.objects.visible_by(reader).filter(
        Exists(accepted), ~Exists(begun), ~Exists(is_open), lead=practitioner, outcomes__overlap=list(HELP_BEGINS)
    )
    return rows.order_by("opened_at")[:50]


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
