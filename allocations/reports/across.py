"""The manager's report across meetings: what was agreed, how long it took, who came, who leads (issue of 3c).

Counted from what its reader may see, minute by minute: whoever runs the meetings reads their own minutes here, added
up. So no small number is hidden: each can be opened. Every part is a table; its picture is drawn from the table.
"""

from collections import Counter, defaultdict
from datetime import timedelta
from statistics import median

from django.utils import timezone

from allocations.models import (
    AgendaItem,
    AllocationMeeting,
    CarriedOver,
    ItemAction,
    ItemMinute,
    LeadAnswer,
    MeetingMember,
    Outcome,
)
from allocations.quorum import meeting_problems
from locality.parts import Part


def report_of(reader, *, months, locality=None, now=None):
    """The `Part`s of the report about the meetings of so many months that began, for a `Reader`; narrowed to a
    locality. The questions it costs do not grow with the meetings."""
    now = now or timezone.now()
    meetings = AllocationMeeting.objects.filter(
        started_at__isnull=False, held_at__gt=now - timedelta(days=31 * months), held_at__lte=now
    )
    if locality:
        meetings = meetings.filter(locality=locality)
    meetings = list(meetings.filter(run_by__in=reader.partners).select_related("locality").order_by("held_at"))
    keys = [meeting.pk for meeting in meetings]
    rows = ItemMinute.objects.visible_by(reader).filter(meeting__in=keys, finished_at__isnull=False)
    minutes = list(rows.select_related("item", "lead").order_by("opened_at", "pk"))
    answers = LeadAnswer.objects.visible_by(reader).filter(minute__in=[each.pk for each in minutes], accepted=True)
    answers = {each.minute_id: each for each in answers.order_by("-written_at")}
    carried = CarriedOver.objects.visible_by(reader).filter(from_meeting__in=keys)
    actions = ItemAction.objects.visible_by(reader).filter(minute__in=[m.pk for m in minutes], taken_back_at=None)
    members = _members(keys)
    return [
        _outcomes(minutes),
        _leads(minutes, answers),
        _workload(minutes, answers, actions.select_related("owner_partner")),
        _attendance(meetings, members),
        _meetings(meetings, members, minutes, Counter(carried.values_list("from_meeting", flat=True))),
    ]


def _members(keys):
    found = defaultdict(list)
    rows = MeetingMember.objects.filter(meeting__in=keys).select_related("partner__kind").order_by("name", "pk")
    for row in rows:
        found[row.meeting_id].append(row)
    return found


def _outcomes(minutes):
    """Outcomes by category."""
    count = Counter((code, each.item.heading) for each in minutes for code in each.outcomes)
    headings = list(AgendaItem.Heading)
    part = Part("What was agreed", "Families, by outcome and by category", ["Outcome", "All"])
    part.heads += ["Complex", "Support", "Data only", "Moving down"]
    for outcome in Outcome:
        each = [count[outcome, heading] for heading in headings]
        if any(each):
            part.rows.append([str(outcome.label), sum(each), *each])
    part.rows.sort(key=lambda row: -row[1])
    return part


def _leads(minutes, answers):
    """From the day on which a family was put forward to the day on which somebody accepted to lead."""
    heads = ["Category", "Median days", "Longest", "With a lead", "No answer yet"]
    says = "Days from putting a family forward until somebody accepted to lead"
    part = Part("Time to a lead professional", says, heads)
    for heading in AgendaItem.Heading:
        asked = [each for each in minutes if each.lead_id and each.item.heading == heading]
        days = [(answers[m.pk].written_at - m.item.proposed_at).days for m in asked if m.pk in answers]
        if asked:
            waiting = len(asked) - len(days)
            numbers = [round(median(days)), max(days)] if days else [0, 0]
            part.rows.append([str(heading.label), *numbers, len(days), waiting])
    return part


def _workload(minutes, answers, actions):
    """How many families each leads by these meetings, and how much of what they took on is not done."""
    leads, still = Counter(), Counter()
    for each in minutes:
        if each.pk in answers:
            leads[str(each.lead)] += 1
    for action in actions:
        still[action.owner_name] += action.done_on is None
    names = sorted({*leads, *(name for name, count in still.items() if count)}, key=lambda n: (-leads[n], -still[n], n))
    part = Part(
        "Who leads and does it", "Families that each leads by these meetings", ["Name", "Leads", "Actions open"]
    )
    part.rows = [[name, leads[name], still[name]] for name in names]
    return part


def _attendance(meetings, members):
    """Who came, by partner: of the meetings to which it was asked."""
    asked, came = Counter(), Counter()
    for meeting in meetings:
        there = {str(m.partner) for m in members[meeting.pk] if m.partner and m.arrived_at}
        asked.update({str(m.partner) for m in members[meeting.pk] if m.partner})
        came.update(there)
    part = Part("Attendance by partner", "Meetings at which somebody of it was there", ["Partner", "There", "Asked to"])
    part.rows = [[name, came[name], asked[name]] for name in sorted(asked, key=lambda n: (-came[n], n))]
    return part


def _meetings(meetings, members, minutes, carried):
    """Each meeting: how many families, what was carried over, whether there was a quorum."""
    count = Counter(each.meeting_id for each in minutes)
    heads = ["Meeting", "Families", "Carried over", "Provisional", "Quorum"]
    part = Part("Meetings", "Each meeting that began, the newest first", heads, picture=False)
    provisional = Counter(each.meeting_id for each in minutes if each.provisional)
    for meeting in reversed(meetings):
        missing = meeting_problems(meeting, [m for m in members[meeting.pk] if m.arrived_at])
        name, key = f"{meeting.locality}, {timezone.localtime(meeting.held_at):%-d %B %Y}", meeting.pk
        part.rows.append([name, count[key], carried[key], provisional[key], "No" if missing else "Yes"])
    return part
