"""The place of conversations in partners' lists: rows that order, and never give sight (docs/decisions/0005)."""

from consent.models import FamilyAccess, permission_id
from conversations.models import Conversation, ConversationAccess
from locality.access import kept


def put_in_lists(conversation):
    """Order a conversation, new or of another kind by now, in the list of every partner that a decision gives this
    category of the family."""
    rows = _given(conversation.family_id, conversation.category_id, conversation.provider_id)
    order = permission_id("conversations", "order_conversation")
    made = [
        ConversationAccess(
            group_id=group,
            permission_id=order,
            content_object=conversation,
            decision_id=decision,
            sort_key=conversation.started_at,
        )
        for group, decision in rows
    ]
    ConversationAccess.objects.bulk_create(made, ignore_conflicts=True)


@kept
def _given(family, category, provider):
    rows = FamilyAccess.objects.filter(
        content_object=family, permission=category, decision__provider=provider, decision__ended_at__isnull=True
    )
    return rows.values_list("group", "decision")


def order_in_lists(decision, categories, groups):
    """After a decision about whole categories: order the family's conversations in the recipients' lists, in one
    statement however many there are."""
    rows = Conversation.objects.filter(
        family=decision.family, provider=decision.provider, category__in=categories
    ).values_list("pk", "started_at")
    order = permission_id("conversations", "order_conversation")
    ConversationAccess.objects.bulk_create(
        ConversationAccess(
            group_id=group, permission_id=order, content_object_id=key, decision=decision, sort_key=moment
        )
        for key, moment in rows
        for group in groups
    )
