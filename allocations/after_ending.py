"""What meetings left with a partner that may soon see nothing of it any more (C10)."""

from django.urls import reverse
from django.utils import timezone

from allocations.models import AgendaInput, InputRequest, ItemAction
from consent.ending import ToDo, still_to_do

ITEM = "allocations.AgendaItem"


@still_to_do
def agreed_at_meetings(families, reader):
    """What meetings agreed about families (their keys) and is not done."""
    rows = ItemAction.objects.visible_by(reader).filter(
        minute__item__family__in=families, done_on=None, taken_back_at=None
    )
    for each in rows.select_related("minute__item"):
        key = each.minute.item_id
        url = reverse("allocations:item", args=[key])
        yield ToDo(
            each.minute.item.family_id, ITEM, key, each.owner_partner_id, each.what, each.owner_name, each.due_on, url
        )


@still_to_do
def asked_before_meetings(families, reader):
    """Whom a coming meeting asks what they know about families (their keys), and of whom the reader knows no answer."""
    rows = InputRequest.objects.visible_by(reader).filter(
        item__family__in=families, item__withdrawn_at__isnull=True, item__meeting__held_at__gt=timezone.now()
    )
    given = AgendaInput.objects.visible_by(reader).filter(agenda_item__in=[each.item_id for each in rows])
    told = set(given.values_list("agenda_item", "provider"))
    for each in rows.select_related("partner", "item"):
        if (each.item_id, each.partner_id) not in told:
            url, words = reverse("allocations:item", args=[each.item_id]), "Say what they know before a meeting"
            yield ToDo(
                each.item.family_id, ITEM, each.item_id, each.partner_id, words, each.partner.name, each.due_on, url
            )
