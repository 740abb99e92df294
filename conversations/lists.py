"""What a list says of conversations, in a number of queries that does not grow with it."""

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
