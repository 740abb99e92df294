"""What a list says of conversations, in a number of queries that does not grow with it."""

from consent.models import DecisionItem, SharingDecision
from consent.pages import summaries
from conversations.models import Participant, Subject


def rows_of(records, reader):
    """For each conversation a dict: itself, whom it is about and who took part, as far as this `Reader` may see."""
    keys, people, others = [record.pk for record in records], {}, {}
    for subject in Subject.objects.visible_by(reader).filter(conversation__in=keys).select_related("person"):
        people.setdefault(subject.conversation_id, []).append(str(subject.person))
    for row in Participant.objects.visible_by(reader).filter(conversation__in=keys).select_related("partner"):
        others.setdefault(row.conversation_id, []).append(str(row))
    return [
        {"conversation": r, "people": ", ".join(people.get(r.pk, [])), "others": "; ".join(others.get(r.pk, []))}
        for r in records
    ]


def who_sees(conversation, reader):
    """Which partners a decision about this conversation alone lets see it now, in a sentence."""
    items = DecisionItem.objects.visible_by(reader).filter(record=conversation.pk, include=True).values("decision")
    live = SharingDecision.objects.visible_by(reader).live().filter(pk__in=items)
    partners = ", ".join(row["whom"] for row in summaries(list(live), reader))
    return f"{partners} can see it" if partners else "Nobody outside your partner was given it"
