"""Question 16: are conversations and meetings recorded, with outcome, lead and actions (domain.md section 5)?"""

from datetime import timedelta
from itertools import chain

from django.db.models import Exists, OuterRef
from django.utils import timezone

from allocations.models import CarriedOver, ItemAction, ItemMinute, LeadAnswer
from allocations.models.minutes import WITHOUT_ACTION, WITHOUT_LEAD
from conversations.models import Action, Conversation, Episode, Lead, Participant, Referral
from locality.questions import Answer, Figure, Question, question, supplied, tells_all
from locality.tallies import Group, Marked, answer_of_counts, answer_of_records, marks_of, share_of

GROUPS = {
    "conversation": Group(
        "conversation",
        "Conversations",
        {
            "conversation:declined": "it was asked for and did not take place",
            "conversation:late": "written down more than two working days after",
            "conversation:no_action": "no action follows",
            "conversation:alone": "with nobody of another partner",
            "conversation:unsaid": "it does not say what was agreed",
            "conversation:unheard": "a worry about harm, and neither a call to the Front Door nor why there was none",
        },
        ("conversation:unsaid", "conversation:unheard"),
    ),
    "minute": Group(
        "minute",
        "Families at meetings",
        {
            "minute:unfinished": "the meeting ended and this was not finished",
            "minute:unsaid": "no outcome",
            "minute:unled": "nobody accepted to lead, and no reason is given",
            "minute:undone": "no action follows",
        },
        ("minute:unfinished", "minute:unsaid", "minute:unled", "minute:undone"),
    ),
    "help": Group(
        "help",
        "Help that was opened",
        {"help:unled": "nobody has accepted to lead it for a week, and no reason is given"},
        ("help:unled",),
    ),
}


def run(reader, filters, now):
    """Every conversation, minute of a family and opened help of the reader's partners, with what is missing in it; for
    an audit, which reads none of them, how many there are of each partner in each month."""
    if reader.audits:
        count, lines = answer_of_counts("recorded", GROUPS, filters)
    else:
        records = chain(_talked(reader, filters), _heard(reader, filters), _helped(reader, filters, now))
        count, lines = answer_of_records(records, GROUPS, filters)
    whole = count["conversation"] + count["minute"]
    full = whole - count["conversation:faulty"] - count["minute:faulty"]
    return Answer(_figures(count, full, share_of(full, whole, tells_all(reader, filters))), lines)


def _figures(count, full, share):
    is_red = (("conversation:faulty", "Conversations not recorded in full", "Nothing agreed, or harm left open (S42)"),)
    is_red += (
        ("minute:faulty", "Families at meetings not recorded in full", "Outcome, lead or action missing (S136)"),
    )
    is_red += (("minute:unled", "Closed by a meeting without a lead", "Nobody accepted, and no reason (S136)"),)
    is_red += (("help:unled", "Help that nobody leads", "For more than a week, without a reason (S129)"),)
    told = (("conversation:declined", "Conversations that were declined", "Asked for, and did not take place (S41)"),)
    told += (("conversation:late", "Conversations written down late", "More than two working days after"),)
    told += (("conversation:no_action", "Conversations without an action", "Nothing more to do is an answer too"),)
    told += (("conversation:alone", "Conversations within one partner", "Nobody of another took part (S24)"),)
    told += (("conversation", "Conversations", "That were begun in these days, or asked for"),)
    told += (("minute", "Families at meetings", "Talked about, or to be, at meetings that ended"),)
    parts = {"parts": "recorded"}
    full = Figure("Recorded in full", full, False, "Conversations and families at meetings", share=share, **parts)
    reds = [
        Figure(label, count[mark], True, why, **(parts if mark.endswith(":faulty") else {}))
        for mark, label, why in is_red
    ]
    return [*reds, full, *(Figure(label, count[mark], False, why) for mark, label, why in told)]


def _talked(reader, filters):
    here = OuterRef("pk")
    rows = supplied(Conversation.objects.visible_by(reader), reader, filters).annotate(
        linked=Exists(Referral.objects.visible_by(reader).filter(conversation=here)),
        acted=Exists(Action.objects.visible_by(reader).filter(conversation=here)),
        across=Exists(
            Participant.objects.visible_by(reader).filter(conversation=here).exclude(partner=OuterRef("provider"))
        ),
    )
    for each in rows.iterator(chunk_size=2000):
        unsaid = each.took_place and not each.agreed.strip()
        why = each.front_door_called_at or each.front_door_not_called_reason.strip() or each.linked
        unheard = each.harm != Conversation.Harm.NO and not why
        marks = {
            "conversation": True,
            "conversation:declined": not each.took_place,
            "conversation:late": each.was_recorded_late,
            "conversation:unsaid": unsaid,
            "conversation:unheard": unheard,
            "conversation:no_action": each.took_place and not each.acted,
            "conversation:alone": each.took_place and not each.across,
            "conversation:faulty": unsaid or unheard,
        }
        day = timezone.localdate(each.started_at)
        key, what = (each.pk, "conversation"), "Conversation"
        yield Marked(*key, what, each.family_id, each.provider_id, day, marks_of(marks))


def _heard(reader, filters):
    gone = CarriedOver.objects.visible_by(reader).filter(item=OuterRef("item"), from_meeting=OuterRef("meeting"))
    rows = ItemMinute.objects.visible_by(reader).filter(meeting__ended_at__isnull=False).exclude(Exists(gone))
    rows = rows.filter(written_for__in=reader.partners)
    if filters.get("locality"):
        rows = rows.filter(written_for__locality=filters["locality"])
    if filters.get("partner"):
        rows = rows.filter(written_for=filters["partner"])
    rows = rows.annotate(
        accepted=Exists(LeadAnswer.objects.visible_by(reader).filter(minute=OuterRef("pk"), accepted=True)),
        acted=Exists(ItemAction.objects.visible_by(reader).filter(minute=OuterRef("pk"), taken_back_at__isnull=True)),
    )
    for each in rows.select_related("meeting", "item"):
        finished, codes = each.finished_at is not None, set(each.outcomes)
        marks = {
            "minute": True,
            "minute:unfinished": not finished,
            "minute:unsaid": finished and not codes,
            "minute:unled": finished and bool(codes - WITHOUT_LEAD) and not (each.no_lead_why.strip() or each.accepted),
            "minute:undone": finished and bool(codes - WITHOUT_ACTION) and not each.acted,
        }
        marks["minute:faulty"] = any(holds for mark, holds in marks.items() if mark != "minute")
        day, family = timezone.localdate(each.meeting.held_at), each.item.family_id
        kind = (each.item_id, "agendaitem", "Family at a meeting")
        yield Marked(*kind, family, each.written_for_id, day, marks_of(marks), each.outcome_words)


def _helped(reader, filters, now):
    led = Lead.objects.visible_by(reader).filter(episode=OuterRef("pk"), answer=Lead.Answer.ACCEPTED)
    rows = supplied(Episode.objects.visible_by(reader), reader, filters).annotate(led=Exists(led))
    for each in rows:
        unled = each.is_open and not each.led and not each.no_lead_reason.strip()
        unled = unled and each.opened_at < now - timedelta(days=7)
        marks = {"help": True, "help:unled": unled, "help:faulty": unled}
        day = timezone.localdate(each.opened_at)
        yield Marked(each.pk, "episode", "Help", each.family_id, each.provider_id, day, marks_of(marks))


QUESTION = question(
    Question(
        16,
        "Are conversations and meetings recorded, with outcome, lead and actions?",
        "Every conversation that took place says what was agreed, and with a worry about harm that the Front Door was "
        "called or why it was not. Every family that a meeting talked about has an outcome, an action, and a lead who "
        "accepted or a reason why none is needed. Help that is open has somebody who leads it. An audit reads none of "
        "these records: it is told how many each partner has in each month.",
        "Anything less than all of them",
        ("since", "until", "locality", "partner"),
        "when the conversation or the meeting was, or help was opened; the partner is the one that keeps the record",
        run,
    )
)
