"""The five alerts: to the right guardian and to an audit, by reference, looked at by somebody else (faults.md 1.2)."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from consent import alerts
from consent.models import Alert, AlertNote
from locality import services
from locality.access import Denial, Involvement, Restriction, RestrictionName, Viewing
from locality.history import acting_as
from tests.cast import FACTS, agree, share, share_category
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A8")]
WORDS = "I asked them: they stood in for a colleague who was ill"


def kinds_for(who):
    """The kinds of alert that somebody may know of."""
    with acting_as(who):
        return sorted(row["alert"].kind for row in alerts.alerts())


def own_word(story):
    """Grace says for herself why she has to do with the family."""
    services.give_reason(story.family, by=story.grace, partner=story.school, reason="I stand in for Amira")


def test_an_own_word_goes_to_the_lead_of_the_same_partner_and_to_an_audit(story):
    own_word(story)
    assert "self_claim" in kinds_for(story.amira) and "self_claim" in kinds_for(story.dana)
    for who in (story.grace, story.ben, story.chidi, story.ewan):
        assert kinds_for(who) == [], who


def test_nobody_guards_themselves(story):
    with unseen_hand():
        Involvement.objects.filter(practitioner=story.amira).update(self_declared=True)
    assert kinds_for(story.amira) == [] and "self_claim" in kinds_for(story.dana)


def test_what_another_partner_opened_of_a_sensitive_kind_goes_to_whoever_supplied_it(story):
    usual, secret = share_category(story, "family_details"), share_category(story, "protected_address")
    for decision, found in ((usual, []), (secret, ["sensitive"])):
        with acting_as(story.ben):
            seen = {"kind": "locality.Family", "record": story.family.pk, "family": story.family.pk, "route": "x"}
            for _ in range(2):
                Viewing.objects.create(practitioner=story.ben, partner=story.health, decision=decision.pk, **seen)
        assert kinds_for(story.amira) == found == kinds_for(story.dana)
    assert kinds_for(story.ben) == []


def test_what_was_shared_although_somebody_had_said_no(story):
    agree(story, status="refused")
    without = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "Nobody else is at risk"}
    share(story, **without, urgent=True, wishes="His mother said no; he may be hurt", told={story.child.pk: "not_yet"})
    assert "override" in kinds_for(story.dana) and "override" not in kinds_for(story.amira), "she decided it"


def test_a_restricted_family_that_was_opened_goes_to_its_supplier(client, story):
    services.give_reason(story.family, by=story.grace, partner=story.school, reason="I lead the school")
    with unseen_hand():
        made = Restriction.objects.create(family=story.family, reason="Police request", ask="Amira Haddon")
        RestrictionName.objects.create(restriction=made, practitioner=story.grace)
    signed_in(client, story.grace)
    assert client.get(reverse("locality:family", args=[story.family.pk])).status_code == 200
    assert "sealed" in kinds_for(story.amira) and "sealed" in kinds_for(story.dana)


def test_who_tried_to_see_a_protected_address(story):
    with unseen_hand():
        type(story.household)._base_manager.filter(pk=story.household.pk).update(is_confidential=True)
    with acting_as(story.chidi):
        Denial.objects.create(
            practitioner=story.chidi, kind="locality.Household", record=str(story.household.pk), route="locality:why-me"
        )
        Denial.objects.create(practitioner=story.chidi, kind="locality.Household", record="no key", route="x")
    assert kinds_for(story.amira) == ["address"] == kinds_for(story.dana)


def test_a_guardian_says_once_what_they_found(client, story):
    own_word(story)
    with acting_as(story.amira):
        [found] = Alert.objects.all()
    with pytest.raises(ValidationError):
        alerts.note(found, by=story.amira, words="Fine", submission=uuid4())
    with pytest.raises(PermissionDenied):
        alerts.note(found, by=story.grace, words=WORDS, submission=uuid4())
    with acting_as(story.amira):
        assert alerts.waiting_for(story.amira) == 1
    signed_in(client, story.amira)
    url = reverse("consent:alert", args=[found.pk])
    page = what_is_read(client.get(url))
    assert story.family.reference in page and "Fulmar family" not in page and "Kai" not in page
    assert client.post(url, {"words": "Fine", "submission": str(uuid4())}).status_code == 422
    sent = {"words": WORDS, "submission": str(uuid4())}
    assert client.post(url, sent).status_code == client.post(url, sent).status_code == 302 or AlertNote.objects.count()
    assert WORDS in what_is_read(client.get(url)) and "Looked at" in what_is_read(client.get(reverse("consent:alerts")))
    with acting_as(story.amira):
        assert AlertNote.objects.count() == 1 and alerts.waiting_for(story.amira) == 0


def test_the_database_lets_nobody_else_note_an_alert(story):
    own_word(story)
    with acting_as(story.dana):
        [found] = Alert.objects.filter(kind="self_claim")
    said = {"alert": found.pk, "kind": found.kind, "partner": story.school, "words": WORDS, "submission": uuid4()}
    with acting_as(story.grace), pytest.raises(DatabaseError), transaction.atomic():
        AlertNote.objects.create(noted_by=story.grace, **said)


def test_who_opens_the_pages(client, story):
    own_word(story)
    with acting_as(story.dana):
        key = Alert.objects.get().pk
    for who, code in ((story.grace, 404), (story.ben, 404), (story.amira, 200), (story.dana, 200)):
        signed_in(client, who)
        assert client.get(reverse("consent:alert", args=[key])).status_code == code, who
    assert "nobody has looked at" in what_is_read(client.get(reverse("locality:governance")))


def test_the_days_letter_counts_them_and_says_no_more(story):
    from locality.post import send_digests

    own_word(story)
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)
    send_digests(monday)
    letters = [letter for letter in mail.outbox if letter.to == [story.amira.email]]
    assert letters and "Sign in" in letters[0].body and "Fulmar" not in letters[0].body
