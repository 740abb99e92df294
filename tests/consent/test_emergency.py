"""Emergency access: sight for four hours, with notices, and a look by somebody else afterwards (access.md, A7)."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from consent import emergency, services
from consent.models import EmergencyReview, SharingDecision
from conversations.models import Conversation
from locality import services as families
from locality.access import can_see, explain, newest
from locality.access.tables import Involvement, Viewing
from locality.days import after_working_days
from locality.dues import dues_of
from locality.history import acting_as
from locality.lookups import Words
from locality.models import Family, Household, Notice, Person
from locality.post import TEXT
from tests.cast import share_category
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A7")]
WHY = "Kai rang our line from the street, crying, and says his uncle is at the door with a knife"
FOUND = "Rang Ben: the boy was on the telephone and police were sent. It was needed."
KAI = Words("Kai", "Fulmar", date(2019, 2, 28))


def take(story, who=None, partner=None, kinds=("concerns",), why=WHY, words=KAI, family=None, submission=None):
    return emergency.take(
        by=who or story.chidi,
        partner=partner or story.police,
        kinds=kinds,
        why=why,
        submission=submission or uuid4(),
        words=None if family else words,
        family=family,
    )


def taken():
    return SharingDecision.objects.get(basis="urgent")


def test_it_opens_what_was_chosen_for_ones_own_partner_and_ends_by_itself_after_four_hours(story):
    assert not can_see(story.chidi, story.family)
    assert take(story) == [story.family]
    for record in (story.family, story.child, story.household, story.conversation):
        assert can_see(story.chidi, record) and explain(story.chidi, record).allowed
        assert not can_see(story.ben, record) and not can_see(story.ewan, record)
    made = taken()
    assert (made.provider, made.decided_by, made.facts, made.trigger) == (story.school, story.chidi, WHY, "emergency")
    assert made.ends_at - made.starts_at == timedelta(hours=4) == emergency.EMERGENCY
    with time_machine.travel(made.ends_at - timedelta(minutes=1)):
        assert can_see(story.chidi, story.conversation)
    with time_machine.travel(made.ends_at):
        assert not any(can_see(story.chidi, each) for each in (story.family, story.child, story.conversation))


def test_a_kind_that_was_not_chosen_and_a_secret_address_stay_shut(story):
    hidden = families.add_household(
        story.family,
        by=story.amira,
        partner=story.school,
        address="9 Ropewalk of Little Wishes",
        postcode="NT4 7CV",
        people=[story.child],
        is_confidential=True,
    )
    take(story, kinds=["protected_address"])
    seen = Household.objects.visible_to(story.chidi)
    assert hidden not in seen and story.household in seen and not can_see(story.chidi, story.conversation)


def test_a_conversation_stands_in_the_list_while_it_lasts(story):
    take(story)
    assert newest(Conversation.objects, story.chidi, by="started_at").records == [story.conversation]


def test_never_a_family_that_one_is_shut_out_of(story):
    families.restrict(
        story.family, by=story.grace, partner=story.school, reason="Staff", ask="The head", named=[story.amira]
    )
    assert take(story) == [] and not SharingDecision.objects.filter(basis="urgent").exists()
    assert not Notice.objects.filter(kind="emergency").exists()


def test_never_with_a_conflict_of_interest(story):
    with unseen_hand():
        families.declare_conflict(story.family, by=story.chidi, detail="Neighbours")
    assert take(story) == []


def test_a_restriction_made_meanwhile_ends_the_sight_at_once(story):
    take(story)
    families.restrict(
        story.family, by=story.grace, partner=story.school, reason="Staff", ask="The head", named=[story.amira]
    )
    assert not can_see(story.chidi, story.family)


def test_another_name_another_day_or_nobody_opens_nothing(story):
    for words in (Words("Kai", "Fulmar", date(2019, 2, 27)), Words("Kay", "Fulmar", KAI.born_on)):
        assert take(story, words=words) == []
    assert take(story, words=Words("KAI", " fulmar ", KAI.born_on)) == [story.family]


@pytest.mark.parametrize("why", ["", "Too short", "Urgent urgent urgent urgent", "GDPR allows it, and the law"])
def test_no_real_reason_opens_nothing(story, why):
    with pytest.raises(ValidationError) as told:
        take(story, why=why)
    assert "why" in told.value.message_dict and not SharingDecision.objects.filter(basis="urgent").exists()


def test_only_who_makes_records_for_the_partner(story):
    for who, partner in ((story.chidi, story.health), (story.dana, story.board), (story.iris, story.school)):
        with pytest.raises(PermissionDenied):
            take(story, who, partner)


def test_of_a_family_that_one_sees_in_part_the_rest_is_opened(story):
    share_category(story, "family_details")
    assert can_see(story.ben, story.family) and not can_see(story.ben, story.conversation)
    assert take(story, story.ben, story.health, family=story.family) == [story.family]
    assert can_see(story.ben, story.conversation)
    assert take(story, family=story.family) == [], "Chidi sees nothing of it, and a key alone opens nothing"


def test_the_same_form_takes_once_and_another_form_takes_again(story):
    form = uuid4()
    assert take(story, submission=form) == take(story, submission=form) == [story.family]
    assert SharingDecision.objects.filter(basis="urgent").count() == 1
    take(story)
    assert SharingDecision.objects.filter(basis="urgent").count() == 2


def test_a_decision_for_each_supplier(story):
    share_category(story, "family_details")
    families.add_household(
        story.family, by=story.ben, partner=story.health, address="The ward", postcode="NT4 7CV", people=[]
    )
    take(story)
    made = SharingDecision.objects.filter(basis="urgent")
    assert {each.provider for each in made} == {story.school, story.health}
    assert Household.objects.visible_to(story.chidi).count() == 2


def test_both_leads_who_signs_and_the_line_manager_are_told_without_a_word_of_whom(story):
    with unseen_hand():
        type(story.chidi).objects.filter(pk=story.chidi.pk).update(line_manager=story.ewan)
    take(story)
    told = Notice.objects.filter(kind="emergency")
    assert {each.practitioner for each in told} == {story.amira, story.grace, story.ewan}
    assert all(each.about == taken().pk for each in told)
    assert "Fulmar" not in TEXT and "nothing about a family is sent" in TEXT


def test_nobody_is_told_of_what_opened_nothing_and_look_ups_are_counted(story):
    for _ in range(30):
        take(story, words=Words("Nobody", "Here", KAI.born_on))
    assert not Notice.objects.filter(kind="emergency").exists()
    with pytest.raises(ValidationError):
        take(story)


def test_every_view_is_written_down_with_the_decision(client, story):
    signed_in(client, story.chidi)
    page = client.post(reverse("consent:emergency"), answers())
    assert page.status_code == 302 and page.url == reverse("locality:family", args=[story.family.pk])
    page = client.get(page.url)
    assert page.status_code == 200 and "Kai" in page.content.decode()
    seen = Viewing.objects.filter(practitioner=story.chidi, record=story.family.pk, kind="locality.Family").latest("at")
    assert seen.decision == taken().pk
    reason = Involvement.objects.get(practitioner=story.chidi, family=story.family)
    assert reason.reason == WHY and reason.ends_at and reason.self_declared


def answers(**changes):
    born = {"born_on-day": "28", "born_on-month": "2", "born_on-year": "2019"}
    return {
        "given_name": "Kai",
        "family_name": "Fulmar",
        **born,
        "kinds": ["concerns"],
        "why": WHY,
        "certain": "on",
        "submission": str(uuid4()),
    } | changes


def test_the_page_prints_the_front_door_first_and_keeps_what_was_typed(client, story, settings):
    signed_in(client, story.chidi)
    page = client.get(reverse("consent:emergency")).content.decode()
    main = page[page.index('id="main-content"') :]
    assert main.index("999") < main.index("Front Door") < main.index("<form")
    again = client.post(reverse("consent:emergency"), answers(why="Short", certain=""))
    text = again.content.decode()
    assert again.status_code == 422 and "Short" in text and "Emergency access is only for when" in text
    assert not SharingDecision.objects.filter(basis="urgent").exists()


def test_what_cannot_be_opened_says_the_same_whatever_the_reason(client, story):
    signed_in(client, story.chidi)
    absent = client.post(reverse("consent:emergency"), answers(given_name="Nobody")).content.decode()
    families.restrict(
        story.family, by=story.grace, partner=story.school, reason="Staff", ask="The head", named=[story.amira]
    )
    shut = client.post(reverse("consent:emergency"), answers()).content.decode()
    assert all("Nothing was opened" in each for each in (absent, shut))


def test_the_supplier_may_end_it_sooner(story):
    take(story)
    services.end_decision(taken(), by=story.amira, reason="Police have found him")
    assert not can_see(story.chidi, story.family)


# Afterwards


def test_it_is_due_within_two_working_days_until_somebody_else_says_whether_it_was_right(story):
    take(story)
    made = taken()
    url, by = reverse("consent:review", args=[made.pk]), after_working_days(timezone.localdate(), 2)
    for who, asked in ((story.amira, True), (story.grace, True), (story.chidi, False), (story.ewan, False)):
        with acting_as(who):
            found = [each.by for each in dues_of(who, timezone.localdate()) if each.url == url]
        assert found == ([by] if asked else []), who
    said = emergency.review(made, by=story.amira, justified=True, words=FOUND, submission=uuid4())
    assert said.justified and str(said) == "It was right"
    assert emergency.to_review(story.grace) == []


def test_who_took_it_who_has_a_conflict_and_a_stranger_do_not_review(story):
    take(story)
    made = taken()
    with unseen_hand():
        families.declare_conflict(story.family, by=story.grace, detail="Her nephew")
    for who in (story.chidi, story.ben, story.grace, story.ewan, story.dana):
        with pytest.raises(PermissionDenied):
            emergency.review(made, by=who, justified=True, words=FOUND, submission=uuid4())


def test_it_is_said_once_with_reasons_and_the_database_holds_to_it(story):
    take(story)
    made = taken()
    with pytest.raises(ValidationError):
        emergency.review(made, by=story.amira, justified=False, words="No", submission=uuid4())
    form = uuid4()
    first = emergency.review(made, by=story.amira, justified=False, words=FOUND, submission=form)
    assert emergency.review(made, by=story.amira, justified=False, words=FOUND, submission=form) == first
    with pytest.raises(PermissionDenied):
        emergency.review(made, by=story.grace, justified=True, words=FOUND, submission=uuid4())
    with pytest.raises(IntegrityError), acting_as(story.grace):
        EmergencyReview.objects.create(
            decision=made, justified=True, words=FOUND, reviewed_by=story.grace, submission=uuid4()
        )


def test_the_pages_of_the_look_afterwards(client, story):
    take(story)
    made = taken()
    signed_in(client, story.amira)
    page = what_is_read(client.get(reverse("consent:decision", args=[made.pk])))
    assert "Not looked at yet" in page and "Say whether it was right" in page and "Taken by Chidi" in page
    url = reverse("consent:review", args=[made.pk])
    assert WHY in client.get(url).content.decode()
    sent = {"justified": "no", "words": "x", "submission": str(uuid4())}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"words": FOUND}).status_code == 302
    page = what_is_read(client.get(reverse("consent:decision", args=[made.pk])))
    assert "it was not right" in page and FOUND in page
    assert client.get(url).status_code == 302


def test_an_audit_finds_what_nobody_looked_at_in_red(client, story):
    take(story)
    made = taken()
    signed_in(client, story.dana)
    for name in ("locality:governance", "locality:evidence"):
        said = client.get(reverse(name))
        page, red = what_is_read(said), re.findall(r'govuk-tag--red">\s*([^<]+?)\s*<', said.content.decode())
        assert f"Decision {made.number}" in page and "Not looked at" in red and "Fulmar family" not in page
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        signed_in(client, story.dana)
        assert "1 late" in what_is_read(client.get(reverse("locality:governance")))
        emergency.review(made, by=story.amira, justified=True, words=FOUND, submission=uuid4())
        assert f"Decision {made.number}" not in what_is_read(client.get(reverse("locality:governance")))


def test_who_took_it_finds_it_in_my_work_and_colleagues_do_not(client, story):
    with unseen_hand():
        type(story.chidi).objects.filter(pk=story.chidi.pk).update(line_manager=story.ewan)
    take(story)
    signed_in(client, story.chidi)
    assert f'href="{reverse("locality:family", args=[story.family.pk])}"' in client.get("/").content.decode()
    words = f"decision {taken().number}"
    assert words in what_is_read(client.get("/"))
    for who, told in ((story.ben, False), (story.ewan, False)):  # a manager elsewhere has the letter, and no more
        signed_in(client, who)
        assert (words in what_is_read(client.get("/"))) == told


def test_queries_do_not_grow_with_what_is_opened(story, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        take(story)
    assert Person.objects.visible_to(story.chidi).count() == 3 and Family.objects.visible_to(story.chidi).count() == 1


# The database by itself


def test_the_application_cannot_write_one_beside_the_gate(story):
    share_category(story, "family_details")
    made = SharingDecision.objects.exclude(basis="urgent").latest("number")
    values = {each.attname: getattr(made, each.attname) for each in made._meta.concrete_fields}
    values |= {"id": uuid4(), "number": 99_999, "basis": "urgent", "submission": uuid4()}
    values |= {"ends_at": values["starts_at"] + timedelta(hours=3), "decided_by_id": story.amira.pk}
    with pytest.raises(IntegrityError, match="comes with its notices"), acting_as(story.amira):
        SharingDecision.objects.create(**values)
