"""A decision that is cut short: whoever had received something is told, and says what became of it (C10)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consent import services
from consent.ended import over_for
from consent.models import Consent, EndAcknowledgement, SharingDecision
from locality.history import acting_as
from locality.models import Membership, Notice
from tests.cast import agree, share
from tests.consent.test_rules import override
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("C10")]


@pytest.fixture
def led(story):
    """Ben is the safeguarding lead of health."""
    with unseen_hand():
        Membership.objects.filter(practitioner=story.ben).update(is_safeguarding_lead=True)
    return story


def told(story):
    return Notice.objects.filter(practitioner=story.ben, kind=Notice.Kind.ENDED).count()


def test_ending_a_decision_tells_whoever_received_something(led):
    decision = share(led)
    assert told(led) == 0
    services.end_decision(decision, by=led.amira, reason="No longer needed")
    assert told(led) == 1


def test_a_withdrawal_tells_the_recipients_of_everything_that_rested_on_it(led):
    share(led)
    services.withdraw(Consent.objects.current().get(), by=led.amira, how="Rang")
    assert told(led) == 1
    with acting_as(led.ben):
        assert [partner for _, partner in over_for(led.ben)] == [led.health]


def test_an_answer_that_replaces_another_tells_them_too(led):
    share(led)
    agree(led, status=Consent.Status.REFUSED)
    assert told(led) == 1


def test_a_decision_in_force_or_one_that_ran_out_asks_nobody(led):
    share(led)
    share(led, ends_at=timezone.now() + timedelta(seconds=1))
    with acting_as(led.ben):
        assert over_for(led.ben) == []


@pytest.mark.rule("V12", "A4")
def test_a_decision_that_nobody_signed_gave_nothing_and_its_recipients_never_hear_of_it(led):
    waits = share(led, **override(told={led.child.pk: "not_yet"}))
    assert waits.waits_for_authoriser
    mine = SharingDecision.objects.filter(pk=waits.pk)  # without the rule: what the database alone lets be read
    with acting_as(led.ben):
        assert over_for(led.ben) == [] and not mine.exists()
    services.end_decision(waits, by=led.amira, reason="Not needed after all")
    assert told(led) == 0
    with acting_as(led.ben):
        assert over_for(led.ben) == [] and not mine.exists()
    with acting_as(led.amira):
        assert mine.exists()


def test_the_lead_says_once_what_was_done_and_both_sides_can_read_it(led, client):
    decision = share(led)
    services.end_decision(decision, by=led.amira, reason="No longer needed")
    ben = signed_in(client, led.ben)
    assert f"/decisions/{decision.pk}/ended" in ben.get("/").content.decode()
    page = ben.get(f"/decisions/{decision.pk}/ended")
    main = page.content.decode().split("<main")[1]
    assert f"Decision {decision.number}" in main and "Fulmar" not in main.replace(led.school.name, "")
    assert ben.post(f"/decisions/{decision.pk}/ended", {"note": "Shredded"}).status_code == 422
    answer = {"done": "destroyed", "note": "Shredded on Monday"}
    assert ben.post(f"/decisions/{decision.pk}/ended", answer).status_code == 302
    assert ben.get(f"/decisions/{decision.pk}/ended").status_code == 404
    page = signed_in(client, led.amira).get(f"/decisions/{decision.pk}/").content.decode()
    assert "We destroyed our copies" in page and "Shredded on Monday" in page
    with acting_as(led.amira):
        assert EndAcknowledgement.objects.get(decision=decision).done == "destroyed"
    with acting_as(led.chidi):
        assert not EndAcknowledgement.objects.exists()


def test_nobody_says_it_for_another_partner_or_of_a_decision_in_force(led):
    decision = share(led)
    values = {"partner": led.health, "done": "destroyed"}
    with pytest.raises(PermissionDenied):
        services.acknowledge_end(decision, by=led.ben, **values)
    services.end_decision(decision, by=led.amira, reason="No longer needed")
    for who in (led.chidi, led.amira):
        with pytest.raises(PermissionDenied):
            services.acknowledge_end(decision, by=who, **values)


@pytest.mark.parametrize("who", ["amira", "chidi", "dana"])
def test_the_page_is_not_there_for_others(led, client, who):
    decision = share(led)
    services.end_decision(decision, by=led.amira, reason="No longer needed")
    assert signed_in(client, getattr(led, who)).get(f"/decisions/{decision.pk}/ended").status_code == 404
    assert signed_in(client, getattr(led, who)).get(f"/decisions/{uuid4()}/ended").status_code == 404
