"""An agreement is looked at again and is still the same: a few answers, and a new record in its place (C12, C14)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consent import renewing
from consent.models import Consent, ConsentExclusion, ConsentPartner, HolderAnswer
from locality.models import Person
from tests.cast import agree, share
from tests.consent.test_answers import add, answer, relate
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("C12", "C14")]
SAID = {"explained": "all", "company": "alone", "status": "given_written"}


def address(found):
    return f"/consents/{found.pk}/renew"


def days(**days):
    return {
        f"{name}-{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")
    }


def form(**changes):
    today = timezone.localdate()
    asked = {"answered_on": changes.pop("answered_on", today), "expires_on": today + timedelta(days=200)}
    return SAID | {"submission": str(uuid4())} | days(**asked) | changes


def test_still_the_same_is_a_new_record_on_which_everything_rests_that_rested_on_the_old(client, story):
    before = answer(story, exclusions=[story.police])
    decision = share(story)
    amira = signed_in(client, story.amira)
    page = what_is_read(amira.get(f"/consents/{before.pk}/"))
    assert f'href="{address(before)}"' in page
    asked = what_is_read(amira.get(address(before)))
    assert story.health.name in asked and "Left out" in asked and " checked" not in asked
    sent = form()
    done = amira.post(address(before), sent)
    after = Consent.objects.standing().get(person=story.child)
    assert done.status_code == 302 and done.url == f"/consents/{after.pk}/"
    old = Consent.objects.get(pk=before.pk)
    assert old.superseded_by == after and old.status == before.status and old.expires_on == before.expires_on
    assert after.told_why and after.told_how_long and after.wording == before.wording
    assert after.expires_on == timezone.localdate() + timedelta(days=200)
    assert [line.partner for line in ConsentPartner.objects.filter(consent=after)] == [story.health]
    assert [line.partner for line in ConsentExclusion.objects.filter(consent=after)] == [story.police]
    assert type(decision).objects.get(pk=decision.pk).is_live
    assert "Sign" in what_is_read(amira.get(done.url))
    assert amira.post(address(before), sent).status_code == 302
    assert Consent.objects.filter(person=story.child).count() == 2


@pytest.mark.rule("C8", "C6", "C7")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"explained": []}, "Go through it with them first"),
        ({"company": ""}, "Say who else was there"),
        ({"company": "others", "present": "Her brother", "pressure": "yes"}, "when nobody else is there"),
        ({"status": ""}, "Say how they said so"),
        ({"status": "given_verbal"}, "Say why not in writing"),
        (days(expires_on=timezone.localdate() + timedelta(days=400)), "within a year"),
        (days(answered_on=timezone.localdate() + timedelta(days=2)), "today or in the past"),
    ],
)
def test_what_is_asked_each_time_is_asked(client, story, changes, words):
    before = agree(story)
    refused = signed_in(client, story.amira).post(address(before), form(**changes))
    assert refused.status_code == 422 and words in what_is_read(refused)
    assert Consent.objects.filter(person=story.child).count() == 1


@pytest.mark.rule("C8")
def test_aloud_it_waits_for_the_signature(client, story):
    before = agree(story)
    told = form(status="given_verbal", verbal_reason="On the telephone")
    assert signed_in(client, story.amira).post(address(before), told).status_code == 302
    assert Consent.objects.standing().get(person=story.child).status == "given_verbal"


@pytest.mark.rule("C2", "C3", "C5")
@pytest.mark.parametrize("what", ["competence", "sixteen", "pressure", "disagreed"])
def test_what_needs_more_is_asked_in_full(client, story, what):
    if what == "competence":
        values = {"competence": "not_competent", "competence_reasons": "Too much at once"}
        before = answer(story, **values)
    elif what == "pressure":
        before = answer(story, present="Her brother", pressure=True, pressure_note="I rang her the next day")
    elif what == "disagreed":
        father = add(story, kind="adult", given_name="Old", family_name="Fulmar")
        relate(story, father, story.child)
        before = answer(story, holders={father: ("disagreed", "")})
    else:
        before = answer(story)
        with unseen_hand():
            Person.objects.filter(pk=story.child.pk).update(
                date_of_birth=timezone.localdate() - timedelta(days=17 * 366)
            )
    amira = signed_in(client, story.amira)
    page = what_is_read(amira.get(f"/consents/{before.pk}/"))
    assert "ask in full" in page and address(before) not in page
    assert amira.get(address(before)).status_code == amira.post(address(before), form()).status_code == 302
    assert Consent.objects.current().get(person=story.child).pk == before.pk


@pytest.mark.rule("C3")
def test_what_the_other_parent_said_is_told_as_said_then(client, story):
    father = add(story, kind="adult", given_name="Old", family_name="Fulmar")
    relate(story, father, story.child)
    before = answer(story, holders={father: ("agreed", "")})
    assert signed_in(client, story.amira).post(address(before), form()).status_code == 302
    after = Consent.objects.standing().get(person=story.child)
    line = HolderAnswer.objects.get(consent=after)
    assert line.said == "not_asked" and "Not asked again" in line.why and "agrees" in line.why


def test_nobody_renews_what_is_over_or_another_partners(story, client):
    before = agree(story)
    values = {"status": "given_written", "answered_on": timezone.localdate(), "submission": uuid4()}
    with pytest.raises(PermissionDenied):
        renewing.renew(before, by=story.ben, **values)
    agree(story, status=Consent.Status.REFUSED)
    before.refresh_from_db()
    with pytest.raises(PermissionDenied):
        renewing.renew(before, by=story.amira, **values)
    assert signed_in(client, story.amira).get(address(before)).status_code == 302
