"""Question 17: were meetings quorate, confidential and conflict-free (domain.md section 5, 3c; S91)?"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.utils import timezone

from allocations.models import AllocationMeeting, Interest, ItemMinute, MeetingMember
from allocations.quorum import meeting_problems
from locality.access.tables import TrailLine
from locality.questions import Answer, Figure, Line, Question, bounds, question

LATE = timedelta(minutes=10)
UNSIGNED = "somebody was there who did not confirm the declaration"
NO_QUORUM = "no quorum"


def run(reader, filters, now):
    """Every meeting of the filters' days that began. Who sat there is for everybody to read; of what was said about
    families only what the reader may see is counted."""
    meetings = _narrowed(reader, filters, now)
    sat = defaultdict(list)
    rows = MeetingMember.objects.filter(meeting__in=[each.pk for each in meetings], arrived_at__isnull=False)
    for row in rows.select_related("partner__kind").order_by("name", "pk"):
        sat[row.meeting_id].append(row)
    count, lines = Counter(), []
    for meeting in meetings:
        line, found = _line(meeting, sat[meeting.pk])
        count.update(found)
        lines.append(line)
    return Answer(
        [
            Figure("Somebody there did not confirm", count["unsigned"], True, "Meetings: the declaration of 3c (S91)"),
            Figure("Without a quorum", count["inquorate"], False, "What was agreed was provisional until ratified"),
            Figure("Came late", count["late"], False, "People, more than ten minutes after the beginning"),
            Figure("Left before the end", count["early"], False, "People: the minutes say what each of them heard"),
            *_about_families(reader, [each.pk for each in meetings]),
            Figure("Meetings that began", len(lines), False, "In the days that were asked about"),
        ],
        lines,
    )


def _narrowed(reader, filters, now):
    rows = AllocationMeeting.objects.filter(started_at__isnull=False, held_at__lte=now).select_related("locality")
    if not reader.audits:
        rows = rows.filter(run_by__in=reader.partners)
    since, after = bounds(filters)
    if since:
        rows = rows.filter(held_at__gte=since)
    if after:
        rows = rows.filter(held_at__lt=after)
    if filters.get("partner"):
        rows = rows.filter(run_by=filters["partner"])
    if filters.get("locality"):
        rows = rows.filter(locality=filters["locality"])
    return list(rows.order_by("held_at", "pk"))


def _line(meeting, members):
    """(the line of a meeting, what it adds to the figures)."""
    begun = max(meeting.started_at, meeting.held_at)
    unsigned = sum(member.confirmed_at is None for member in members)
    late = sum(member.arrived_at > begun + LATE for member in members)
    ended = meeting.ended_at
    early = sum(bool(ended and member.left_at and member.left_at < ended) for member in members)
    missing = meeting_problems(meeting, members)
    partners = len({member.partner_id for member in members if member.partner_id})
    words = [f"{len(members)} there, for {partners} partner{'' if partners == 1 else 's'}"]
    words += [f"{NO_QUORUM}: {'; '.join(missing)}"] if missing else ["quorate"]
    words += [f"{unsigned} did not confirm"] * bool(unsigned)
    words += [f"{late} came late"] * bool(late) + [f"{early} left early"] * bool(early)
    flags = (UNSIGNED,) if unsigned else ()
    day = timezone.localdate(meeting.held_at)
    what, told = f"Meeting: {meeting.locality}", "; ".join(words)
    line = Line(meeting.pk, "allocationmeeting", what, None, meeting.run_by_id, day, told, flags)
    return line, {"unsigned": bool(unsigned), "inquorate": bool(missing), "late": late, "early": early}


def _about_families(reader, meetings):
    """The figures that are about families: an audit reads none of them, and is told how many there are in all."""
    if reader.audits:
        known = TrailLine.objects.filter(kind="allocations.Interest").count()
        return [
            Figure("Said that they know a family", known, False, "People, at all meetings: an audit is not told who")
        ]
    known = Interest.objects.visible_by(reader).filter(item__meeting__in=meetings).count()
    minutes = ItemMinute.objects.visible_by(reader).filter(meeting__in=meetings, provisional=True)
    waiting = minutes.filter(meeting__agreed_at__isnull=True).count()
    return [
        Figure("Provisional, and not ratified yet", waiting, False, "Families, as far as you see them"),
        Figure("Said that they know a family", known, False, "People, for one family each"),
    ]


QUESTION = question(
    Question(
        17,
        "Were meetings quorate, confidential and conflict-free?",
        "Every allocation meeting that began: who was there, whether each of them confirmed the confidentiality "
        "declaration, whether there was a quorum among all who came, who came late or left early, and how many said "
        "that they know a family. Who heard which family stands in the minutes of each.",
        "Anybody who was there and did not confirm the declaration",
        ("since", "until", "locality", "partner"),
        "when the meeting was; the partner is the one that ran it",
        run,
    )
)
