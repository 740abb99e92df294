"""A meeting of the story's locality, and the form that puts its family on the agenda."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from allocations import services
from allocations.models import (
    AgendaInput,
    AgendaItem,
    AllocationMeeting,
    CarriedOver,
    InputRequest,
    Interest,
    ItemAction,
    ItemChoice,
    ItemMinute,
    LeadAnswer,
    MeetingMember,
    MinuteAddendum,
    StoodOut,
)
from locality.history import acting_as
from tests.databases import unseen_hand

SUPPORT = {"no_harm_why": "Nell was seen twice this week and Kai is well"}
PURPOSE = "Decide who offers Nell help at home before the holidays."


def make_meeting(story, *, days=14, **changes):
    """A meeting in so many days that takes families, with these columns changed."""
    values = {
        "locality": story.harbour,
        "held_at": timezone.now() + timedelta(days=days),
        "chair": story.ewan,
        "run_by": story.council,
    }
    with acting_as(story.ewan, partner=story.council):
        return AllocationMeeting.objects.create(**(values | changes))


def put_forward(story, meeting, **changes):
    """The story's family on the meeting's agenda, as Amira proposes it; returns the item."""
    values = {"by": story.amira, "partner": story.school, "family": story.family, "submission": uuid4()}
    values |= {"heading": AgendaItem.Heading.SUPPORT, "purpose": PURPOSE} | changes
    return services.propose_family(meeting, **(conditions(story, values["heading"]) | values))


def conditions(story, heading):
    """What the category asks for, well answered."""
    today = timezone.localdate()
    return {
        "COMPLEX": {"agencies": 3, "reviewed_on": today, "exception": ""},
        "SUPPORT_NON_STATUTORY": SUPPORT,
        "DATA_ONLY": {"source": "School attendance list, November", "match_rule": "Same name, birthday and address"},
        "TRANSITION_DOWN": {
            "from_level": "L4_SPECIALIST_STATUTORY",
            "to_level": "L3_TARGETED",
            "closing_summary": "Weekly visits since May. The mornings are still hard.",
            "conversation": story.conversation,
            "agreement": "agreed",
        },
    }[heading]


def form(meeting, **changes):
    """The answers of the page, with these changed."""
    values = {"meeting": str(meeting.pk), "heading": "SUPPORT_NON_STATUTORY", "purpose": PURPOSE, **SUPPORT}
    return values | {"submission": str(uuid4())} | changes


def meet_about(story, item, meeting, acts):
    """Everything that can hang from an item, written by whoever runs the meeting; returns the action."""
    later = AllocationMeeting.objects.filter(held_at__gt=meeting.held_at).first()
    writes = {"item": item, "written_by": story.ewan, "written_for": story.council}
    today = timezone.localdate()
    with unseen_hand():
        later = later or AllocationMeeting.objects.create(
            locality=meeting.locality, held_at=meeting.held_at + timedelta(days=28), run_by=story.council
        )
        member, _ = MeetingMember.objects.get_or_create(meeting=meeting, name="A guest", role="guest")
        InputRequest.objects.create(**writes, partner=story.health, due_on=today)
        ItemChoice.objects.create(**writes, meeting=meeting, partner=story.police, choice="leaves")
        Interest.objects.create(**writes, kind="professional", does="stay", detail="I taught him")
        CarriedOver.objects.create(**writes, from_meeting=meeting, to_meeting=later, why="Not reached")
        StoodOut.objects.create(**writes, meeting=meeting, member=member)
        minute = ItemMinute.objects.create(
            **writes,
            meeting=meeting,
            notes="He sleeps badly",
            positions="Two views",
            no_lead_why="None",
            defer_why="Ill",
        )
        LeadAnswer.objects.create(**writes, minute=minute, practitioner=story.ben, accepted=False, why="On leave")
        MinuteAddendum.objects.create(**writes, minute=minute, text="Not Monday: Tuesday", submission=uuid4())
        AgendaInput.objects.create(
            agenda_item=item,
            family=item.family,
            provider=acts["partner"],
            category=item.category,
            text="Seen twice",
            given_by=acts["by"],
            submission=uuid4(),
        )
        action = {"what": "Ring the nursery", "owner_name": "A guest", "owner_partner": story.council}
        return ItemAction.objects.create(**writes, minute=minute, due_on=today, **action)
