"""What a list says of conversations, in a number of queries that does not grow with it."""

from consent.models import DecisionItem, SharingDecision
from consent.pages import summaries
from conversations.models import Participant, Subject
from locality.access import kept
from locality.people import with_people


def rows_of(records, reader):
    """For each conversation, which this `Reader` may see: a dict of itself, whom it is about and who took part."""
    people, others = {}, {}
    for subject in with_people(_subjects(records), reader, "person"):
        people.setdefault(subject.conversation_id, []).append(str(subject.person))
    for row in _participants(records):
        others.setdefault(row.conversation_id, []).append(str(row))
    return [
        {"conversation": r, "people": ", ".join(people.get(r.pk, [])), "others": "; ".join(others.get(r.pk, []))}
        for r in records
    ]


@kept
def _subjects(records):
    return Subject.objects.shown_with(records)


@kept
def _participants(records):
    return Participant.objects.shown_with(records).select_related("partner")


def who_sees(conversation, reader):
    """Which partners a decision about this conversation alone lets see it now, in a sentence."""
    items = DecisionItem.objects.visible_by(reader).filter(record=conversation.pk, include=True).values("decision")
    live = SharingDecision.objects.visible_by(reader).live().filter(pk__in=items)
    partners = ", ".join(row["whom"] for row in summaries(list(live)))
    return f"{partners} can see it" if partners else "Nobody outside your partner was given it"
