"""What a practitioner may do is asked once in a request, and again after a change in it."""

from locality import services
from locality.access import holds, jobs_of, leads_safeguarding_for, partners_where
from locality.access.held import start_remembering, stop_remembering
from locality.models import Membership
from tests.locality.reading import queries_of

PERMISSIONS = ("see_records", "make_records", "decide_sharing", "authorise", "manage_members", "run_meetings")


def test_the_set_says_what_the_question_says(story):
    for person in (story.amira, story.ben, story.chidi):
        for permission in PERMISSIONS:
            asked = set(partners_where(person, permission).values_list("pk", flat=True))
            assert holds(person, permission) == asked
    assert holds(story.amira, "make_records") == {story.school.pk}


def test_within_a_request_it_is_asked_once_and_not_across_a_change(story):
    token = start_remembering()
    try:
        with queries_of() as asked:
            for permission in PERMISSIONS:
                holds(story.amira, permission)
            leads_safeguarding_for(story.amira), jobs_of(story.amira)
        assert len(asked) == 2
        job = Membership.objects.get(practitioner=story.amira)
        services.end_membership(job, by=story.grace, leaves_work=True)
        assert holds(story.amira, "make_records") == set() == leads_safeguarding_for(story.amira)
    finally:
        stop_remembering(token)
