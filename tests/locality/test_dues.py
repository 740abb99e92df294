"""What is due, and the letter that says no more than that (S78, C8, C12, S82, S86)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from consent.models import Consent
from locality import services
from locality.days import after_working_days, is_working_day
from locality.dues import Due, dues_of
from locality.history import acting_as
from locality.models import Digest, Practitioner
from locality.partners import SYSTEM_EMAIL
from locality.post import send_digests
from tests.cast import agree
from tests.locality.reading import signed_in

pytestmark = pytest.mark.django_db


def words_of(who, today=None):
    with acting_as(who):
        return [due.words for due in dues_of(who, today or timezone.localdate())]


def test_working_days_know_weekends_and_englands_bank_holidays():
    assert not is_working_day(date(2026, 12, 25)) and not is_working_day(date(2026, 12, 28))  # Boxing Day moves
    assert after_working_days(date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert after_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)


@pytest.mark.rule("S78")
def test_a_new_family_waits_for_its_first_contact_until_it_is_recorded(story, client):
    asked = f"Contact the {story.family} for the first time"
    assert asked in words_of(story.amira) and asked not in words_of(story.ben) and asked not in words_of(story.grace)
    amira = signed_in(client, story.amira)
    url = f"/families/{story.family.pk}/first-contact"
    assert asked in amira.get("/").content.decode() and url in amira.get("/").content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    wrong = {f"contacted_on-{part}": getattr(tomorrow, part) for part in ("day", "month", "year")}
    assert amira.post(url, wrong).status_code == 422
    today = timezone.localdate()
    right = {f"contacted_on-{part}": getattr(today, part) for part in ("day", "month", "year")}
    assert amira.post(url, right).status_code == 302
    story.family.refresh_from_db()
    assert story.family.first_contact_on == today and asked not in words_of(story.amira)


@pytest.mark.rule("C8", "S87")
def test_what_was_agreed_aloud_waits_for_a_signature(story):
    agree(story, status=Consent.Status.VERBAL)
    assert "Get the signature of Nell Fulmar for what was agreed aloud about Kai Fulmar" in words_of(story.amira)
    agree(story)
    assert not [words for words in words_of(story.amira) if "signature" in words]


@pytest.mark.rule("C12")
def test_an_agreement_is_looked_at_again(story):
    consent = agree(story)
    with acting_as(story.amira):
        found = [due for due in dues_of(story.amira, timezone.localdate()) if "Look again" in due.words]
    assert [due.by for due in found] == [consent.expires_on]
    assert str(consent.pk) in found[0].url


def test_my_work_shows_ten_and_the_rest_when_asked(story, client, monkeypatch):
    made = [
        Due(date(2026, 1, day), f"Thing {day} of it: because of {day}", "/", f"because of {day}")
        for day in range(1, 13)
    ]
    monkeypatch.setattr("locality.registrations.dues_of", lambda who, today: made)
    amira = signed_in(client, story.amira)
    page = amira.get("/").content.decode()
    assert "Thing 10 of it<" in page and "by 10 January 2026. Because of 10" in page
    assert "Thing 11 of it" not in page and "Show all 12" in page and "Show 5 more, 5 of them overdue" in page
    page = amira.get("/?due=all").content.decode()
    assert "Thing 12 of it" in page and "Show all" not in page and "Show 5 more" not in page


@pytest.mark.rule("A1")
def test_one_letter_a_working_day_that_names_nobody(story):
    agree(story, status=Consent.Status.VERBAL)
    monday = timezone.make_aware(datetime(2026, 12, 14, 7, 31))
    with time_machine.travel(monday, tick=False):
        sent = send_digests()
        assert sent == len(mail.outbox) >= 1
        assert send_digests() == 0, "a second sweep sends nothing"
    letters = [letter for letter in mail.outbox if letter.to == [story.amira.email]]
    assert len(letters) == 1
    for word in ("Kai", "Fulmar", "signature", "DEMO-FAM"):
        assert word not in letters[0].body + letters[0].subject
    everybody = Practitioner.objects.filter(is_active=True).exclude(email=SYSTEM_EMAIL).count()
    assert Digest.objects.filter(day=date(2026, 12, 14)).count() == everybody


@pytest.mark.parametrize("moment", [(2026, 12, 14, 7, 29), (2026, 12, 12, 9, 0), (2026, 12, 25, 9, 0)])
def test_no_letter_before_half_past_seven_nor_at_weekends_nor_on_holidays(story, moment):
    with time_machine.travel(timezone.make_aware(datetime(*moment)), tick=False):
        assert send_digests() == 0
    assert not Digest.objects.exists()


def test_what_is_not_theirs_to_see_is_on_nobodys_list(story):
    agree(story, status=Consent.Status.VERBAL)
    services.restrict(story.family, by=story.grace, partner=story.school, reason="Staff", ask="The head", named=[])
    assert words_of(story.amira) == []
