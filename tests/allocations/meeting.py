"""A meeting of the story's locality, and the form that puts its family on the agenda."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from allocations import services
from allocations.models import AgendaItem, AllocationMeeting
from locality.history import acting_as

PURPOSE = "Decide who offers Nell help at home before the holidays."


def make_meeting(story, *, days=7, **changes):
    """A meeting in so many days that takes families, with these columns changed."""
    values = {"locality": story.harbour, "held_at": timezone.now() + timedelta(days=days), "chair": story.ewan}
    with acting_as(story.ewan, partner=story.council):
        return AllocationMeeting.objects.create(**(values | changes))


def put_forward(story, meeting, **changes):
    """The story's family on the meeting's agenda, as Amira proposes it; returns the item."""
    values = {"by": story.amira, "partner": story.school, "family": story.family, "submission": uuid4()}
    values |= {"heading": AgendaItem.Heading.SUPPORT, "purpose": PURPOSE}
    return services.propose_family(meeting, **(values | changes))


def form(meeting, **changes):
    """The answers of the page, with these changed."""
    values = {"meeting": str(meeting.pk), "heading": "SUPPORT_NON_STATUTORY", "purpose": PURPOSE}
    return values | {"submission": str(uuid4())} | changes
