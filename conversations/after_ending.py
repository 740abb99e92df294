"""What lies open with a partner that may soon see nothing of it any more: agreed actions, and who leads (C10)."""

from django.urls import reverse

from consent.ending import ToDo, still_to_do
from conversations.models import Action, Lead


@still_to_do
def agreed_actions(families, reader):
    """What was agreed in conversations about families (their keys) and is not done."""
    rows = Action.objects.visible_by(reader).filter(family__in=families, done_on__isnull=True)
    for each in rows:
        url = reverse("conversations:conversation", args=[each.conversation_id])
        yield ToDo(
            each.family_id,
            "conversations.Action",
            each.pk,
            each.owner_partner_id,
            each.what,
            each.owner_name,
            each.due_on,
            url,
        )


@still_to_do
def who_leads(families, reader):
    """Who leads the help for families (their keys) now."""
    rows = Lead.objects.visible_by(reader).current().filter(family__in=families, episode__over_at__isnull=True)
    for each in rows.select_related("practitioner"):
        url, who = reverse("conversations:help", args=[each.family_id]), each.practitioner.name
        yield ToDo(
            each.family_id, "conversations.Episode", each.episode_id, each.partner_id, "Leads the help", who, url=url
        )
