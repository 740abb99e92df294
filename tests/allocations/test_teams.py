"""A locality team: who belongs to it, from when until when (S6)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations import services
from allocations.models import MeetingMember, TeamMember
from allocations.teams import team_of
from locality.models import Membership
from tests.allocations.meeting import make_meeting
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S6")]
TODAY = timezone.localdate


def joined(story, who, works_for, **changes):
    values = {"by": story.ewan, "partner": story.council, "practitioner": who, "for_partner": works_for}
    values |= {"role": "Health", "starts_on": TODAY() - timedelta(days=40), "submission": uuid4()} | changes
    return services.join_team(story.harbour, **values)


def test_membership_has_its_days_and_what_was_stays(client, story):
    ben, amira = joined(story, story.ben, story.health), joined(story, story.amira, story.school)
    assert team_of(story.harbour) == [amira, ben]
    assert team_of(story.harbour, TODAY() - timedelta(days=41)) == []
    services.leave_team(ben, by=story.ewan, partner=story.council)
    assert team_of(story.harbour) == [amira]
    assert team_of(story.harbour, TODAY() - timedelta(days=1)) == [amira, ben]
    text = signed_in(client, story.chidi).get(f"/meetings/teams/{story.harbour.pk}/").content.decode()
    assert "Who belonged to it" in text and "Ben Carrow" in text and "Add somebody" not in text
    assert TeamMember.history.filter(id=ben.pk).count() == 2
    assert joined(story, story.ben, story.health, starts_on=TODAY()).pk != ben.pk  # and may come back


def test_nobody_joins_for_a_partner_they_do_not_work_for_or_twice_or_by_anybody(story):
    with pytest.raises(ValidationError, match="does not work for"):
        joined(story, story.ben, story.school)
    joined(story, story.ben, story.health)
    with pytest.raises(ValidationError, match="already"):
        joined(story, story.ben, story.health)
    with pytest.raises(PermissionDenied):
        joined(story, story.amira, story.school, by=story.amira, partner=story.school)


@pytest.mark.rule("A9")
def test_whoever_has_left_their_partner_is_of_the_team_no_more(story):
    joined(story, story.ben, story.health)
    with unseen_hand():
        Membership.objects.filter(practitioner=story.ben).update(ends_on=TODAY())
    assert team_of(story.harbour) == []


def test_the_whole_team_is_asked_to_a_meeting_with_one_button(client, story):
    made = make_meeting(story)
    joined(story, story.ben, story.health)
    joined(story, story.amira, story.school)
    page = f"/meetings/{made.pk}/members"
    assert signed_in(client, story.ewan).post(page, {"act": "team"}).status_code == 302
    asked = set(MeetingMember.objects.filter(meeting=made).values_list("practitioner", flat=True))
    assert {story.ben.pk, story.amira.pk} <= asked
    text = signed_in(client, story.ewan).get(f"/meetings/teams/{story.harbour.pk}/").content.decode()
    assert "Leaves today" in text and "Add them" in text
