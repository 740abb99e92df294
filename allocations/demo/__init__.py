"""The allocation meetings of the demonstration: two that were held, four to come, and the families on their agendas."""

from datetime import timedelta

from allocations.demo import lists, teams
from allocations.demo.held import prepare_and_hold
from allocations.models import AgendaItem, AllocationMeeting
from allocations.services import propose_family
from consent.demo.decisions import decide, fill, whole
from consent.models import Purpose
from conversations.models import Conversation
from locality.history import acting_as
from locality.reference import CONCERNS, FAMILY_DETAILS

Status, Heading = AllocationMeeting.Status, AgendaItem.Heading
MEETINGS = [  # locality, days from now, status in the end, place
    ("harbour", -26, Status.CLOSED, "Harbour Library, upstairs"),
    ("moorgate", -12, Status.CLOSED, "Moorgate Hall"),
    ("colliery-row", 2, Status.ITEMS_CLOSED, "Lanternby Family Centre"),
    ("harbour", 12, Status.ITEMS_OPEN, "Harbour Library, upstairs"),
    ("priory", 19, Status.ITEMS_OPEN, "Priory Rooms, with the step-free door"),
    ("moorgate", 37, Status.SCHEDULED, ""),
]
PURPOSES = {
    Heading.COMPLEX: [
        "Four services visit and {child} still misses school. Decide who leads, and which two visits stop.",
        "Two plans pull in different directions. Decide which one {adult} is asked to follow.",
        "What we tried since spring has not changed the evenings. Decide what to try that is new.",
        "Agree one person whom {adult} rings, whatever it is about.",
    ],
    Heading.SUPPORT: [
        "Decide who offers {adult} help at home before the holidays.",
        "Find a place in a group for {child}, near enough to walk to.",
        "Agree who goes with {adult} to the appointments and who looks after the little ones.",
        "Decide whether a mentor or a family worker would suit {child} better. {child} has a view and gave it.",
        "Settle who helps with the letters, so that the help already agreed can start.",
        "Agree who talks to both parents about one timetable.",
    ],
    Heading.DATA_ONLY: ["Two lists name this family and nobody has met it. Decide whether a third visit is right."],
    Heading.TRANSITION: [
        "The social worker finishes at the end of the month. Decide who carries on, and meet {adult} before that.",
        "Treatment ends in four weeks. Agree who notices if {child} slips back.",
        "The daily visits have done their work. Decide what a lighter touch looks like, and for how long.",
    ],
}
STORIES = {"data_only": Heading.DATA_ONLY, "fulmar": Heading.SUPPORT}
USUAL = [Heading.SUPPORT, Heading.COMPLEX, Heading.SUPPORT, Heading.TRANSITION, Heading.SUPPORT]
NOT_AT_MEETINGS = ("restricted", "old_record", "no_police", "own_mind", "withdrawn", "detriment", "late_signature")


def load(demo):
    """Make six meetings; put a fair share of the families on their agendas, some for the others to see."""
    teams.load(demo, list(dict.fromkeys(code for code, *_ in MEETINGS)))
    meetings = _meetings(demo)
    for place, plan in enumerate(_families(demo)):
        with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
            _put_forward(demo, plan, meetings, place)
    with acting_as(demo.made["ewan"], partner=demo.made["council"], reason="Demonstration data"):
        prepare_and_hold(demo, meetings)
    _close(demo, meetings)
    lists.load(demo)
    demo.say(f"{len(meetings)} meetings, {AgendaItem.objects.count()} families on their agendas")


def _meetings(demo):
    with acting_as(demo.made["ewan"], partner=demo.made["council"], reason="Demonstration data"):
        return [
            AllocationMeeting.objects.create(
                locality=demo.made[code],
                held_at=demo.moment(_weekday(demo.day(-days)), 13, 30),
                place=place,
                status=Status.SCHEDULED if status == Status.SCHEDULED else Status.ITEMS_OPEN,
                chair=demo.made["ewan"],
                run_by=demo.made["council"],
            )
            for code, days, status, place in MEETINGS
        ]


def _weekday(day):
    """The day itself, or the Thursday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 3)) if day.weekday() > 4 else day


def _close(demo, meetings):
    with acting_as(demo.made["ewan"], partner=demo.made["council"], reason="Demonstration data"):
        for meeting, (_, _, status, _) in zip(meetings, MEETINGS, strict=True):
            AllocationMeeting.objects.filter(pk=meeting.pk).update(status=status)


def _families(demo):
    """Whose family comes to a meeting: the cast's own, the one that only lists have named, and every second other."""
    chosen = [plan for plan in demo.families if plan.story in STORIES]
    others = [plan for plan in demo.families if plan not in chosen and plan.story not in NOT_AT_MEETINGS]
    return chosen + others[::2]


def _put_forward(demo, plan, meetings, place):
    own = [meeting for meeting in meetings[:5] if meeting.locality_id == plan.family.locality_id]
    if plan.story in STORIES:
        own = [meetings[3]]
    if not own:
        return
    meeting = own[place % len(own)]
    at = _proposed_at(demo, plan, meeting)
    if not meeting.takes_items_at(at):
        return
    heading = STORIES.get(plan.story) or USUAL[place % len(USUAL)]
    if heading == Heading.TRANSITION and _talk(plan) is None:
        heading = Heading.SUPPORT
    lines = PURPOSES[heading]
    propose_family(
        meeting,
        by=plan.worker,
        partner=plan.partner,
        family=plan.family,
        heading=heading,
        purpose=fill(plan, lines[place % len(lines)]),
        submission=demo.key(),
        at=plan.happened(at),
        **_conditions(demo, plan, heading, at),
    )
    _circulate(demo, plan, meeting, at)


def _proposed_at(demo, plan, meeting):
    """In the fortnight before the agenda closes, or lately; never before the family was registered."""
    ago = demo.dice.randint(2, 11)
    ago = max(ago, (demo.now - meeting.held_at).days + ago + 8)
    return max(demo.moment(demo.working_day(ago)), plan.registered_at + timedelta(days=1))


def _talk(plan):
    return Conversation.objects.filter(family=plan.family, provider=plan.partner).order_by("started_at", "pk").first()


def _conditions(demo, plan, heading, at):
    """What the category asks for (allocations/conditions.py)."""
    if heading == Heading.COMPLEX:
        return {
            "agencies": demo.dice.randint(2, 5),
            "reviewed_on": at.date() - timedelta(days=demo.dice.randint(3, 30)),
        }
    if heading == Heading.SUPPORT:
        return {"no_harm_why": fill(plan, NO_HARM[plan.index % len(NO_HARM)])}
    if heading == Heading.DATA_ONLY:
        return {
            "source": "Attendance list of the autumn term",
            "match_rule": "Same surname, birthday and postcode on both",
        }
    return {
        "from_level": "L4_SPECIALIST_STATUTORY",
        "to_level": "L3_TARGETED",
        "closing_summary": fill(plan, CLOSING[plan.index % len(CLOSING)]),
        "conversation": _talk(plan),
        "agreement": "agreed",
    }


NO_HARM = [
    "{child} was seen this week, is well and says that home is all right. {adult} asks for help of her own accord.",
    "Nothing was seen or said that points to harm. What {child} lacks is sleep and company, not safety.",
    "Two people who know {child} well were asked, and neither is afraid for anybody in the family.",
]
CLOSING = [
    "The plan of spring is done but for the evenings. {adult} manages; somebody should look in once a fortnight.",
    "Six months of weekly visits. {child} goes to school again. What is left is help with letters and money.",
]


def _circulate(demo, plan, meeting, at):
    """Let those whom the family agreed to tell see the item, until a week after the meeting."""
    given = [consent.given_at for consent in plan.consents if consent.given_at]
    if not plan.told or not given or max(given) >= at or plan.story in ("fulmar", "parents_differ"):
        return
    decide(
        demo,
        plan,
        at,
        [partner for partner in plan.told if partner.valid_to is None][:2],
        [whole(FAMILY_DETAILS, day=at.date()), whole(CONCERNS, day=at.date())],
        purpose=Purpose.objects.get(code="allocation_meeting"),
        reasons=fill(plan, CIRCULATED[plan.index % len(CIRCULATED)]),
        ends_at=max(meeting.held_at, demo.now) + timedelta(days=7),
    )


CIRCULATED = [
    "Whoever sits at the table has to know beforehand what {child} needs, or the meeting decides on the loudest voice.",
    "{adult} knows that the family is on the agenda and who will be there, and wants it read before they talk.",
    "Two of those who will be asked to help have never met {child}. A page read beforehand saves {adult} a retelling.",
    "{child} and {adult} went through what is passed on, line by line, and struck out one thing that nobody needs.",
    "A place in the group is given out at the table, and it should go to whom it fits. That takes more than a name.",
    "The meeting can only offer what fits when those who could offer it have seen what was already tried.",
]
