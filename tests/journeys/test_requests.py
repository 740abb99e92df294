"""The police ask the school about a boy. It does not share, respects his mother's wish, and tells them why. In a real
browser, on a desktop and on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consent.models import Purpose, RequestReply, SharingDecision
from locality.access import can_see
from locality.history import acting_as
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey
WHY = "We were called to the street at night and want to know whether anybody worries about the boy"
REASONS = "His mother asked that we tell nobody, the call was about the neighbours and he comes to no harm by it"
REPLY = "We do not share this now: his mother will ring you herself. Ring us if you worry about him"


@pytest.fixture(scope="module")
def furnish():
    return lambda: None


@pytest.mark.rule("V27", "S119")
@pytest.mark.parametrize("kind", WIDTHS)
def test_a_refusal_is_respected_nothing_is_shared_and_whoever_asked_is_told_why(person, told_once, kind):
    story, about = told_once, f"Kai Fulmar, six years old, at Fulmar Lane ({kind})"
    amira, chidi = (person(WIDTHS[kind]) for _ in range(2))
    chidi.sign_in("chidi@police.example")
    amira.sign_in("amira@school.example")

    chidi.visit("/requests/")
    chidi.page.get_by_role("button", name="Ask another partner").click()
    chidi.page.select_option("[name=asked]", str(story.school.pk))
    chidi.page.fill("[name=about]", about)
    chidi.tick("wanted", "concerns")
    chidi.tick("purpose", Purpose.objects.selectable().first().pk)
    chidi.page.fill("[name=why]", WHY)
    chidi.save("Ask")
    chidi.sees("Asked.", about, WHY, "Answer by")

    amira.visit("/")
    amira.page.get_by_role("link", name="asks for information").first.click()
    amira.sees(about, "Do you know whom they mean?", "Which family is it?", "does not learn what you choose")
    amira.tick("family", story.family.pk)
    amira.save("This is the family")
    amira.sees("Whoever asked does not learn it", story.family.reference)
    amira.page.get_by_role("button", name="Decide about sharing").click()
    amira.sees("asked for this", WHY)
    amira.tick("outcome", "not_share")
    amira.tick("not_share_reason", "not_their_function")
    amira.day("reconsider_on", timezone.localdate() + timedelta(days=14))
    amira.page.fill("[name=reasons]", f"{REASONS} ({kind})")
    amira.save("Record the decision")
    amira.sees("has not been told", "Tell them")
    amira.page.get_by_role("button", name="Tell them").click()
    amira.tick("reasons", "yes")
    amira.page.fill("[name=words]", REPLY)
    amira.save("Tell them")
    amira.sees("is told", REPLY, "Not shared")

    chidi.visit("/")
    chidi.page.get_by_role("link", name="answered what you asked").first.click()
    chidi.sees("Not shared", "shares nothing", REPLY)
    assert REASONS not in chidi.page.content()
    made = SharingDecision.objects.get(reasons__endswith=f"({kind})")
    assert chidi.visit(f"/decisions/{made.pk}/") == 404
    with acting_as(story.chidi):
        assert not can_see(story.chidi, story.family)
        assert RequestReply.objects.filter(words=REPLY).exists()
