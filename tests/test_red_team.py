"""What an attacker, or somebody in a hurry with two tabs, tried; each was a fault once."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from consent import services as consent
from consent.models import Consent, SharingDecision
from conversations import services as conversations
from conversations.drafts import keep_draft
from conversations.models import Action, Conversation
from locality.access import Viewing
from locality.history import acting_as
from tests.cast import FACTS, agree, share, share_category
from tests.consent.answering import USUAL
from tests.conversations.posting import conversation_form, day
from tests.conversations.posting import sharing as sharing_form

BACKEND = "locality.access.backend.RecordBackend"


@pytest.fixture
def as_(client, story):
    def sign_in(who):
        client.force_login(who, backend=BACKEND)
        return client

    return sign_in


def new_url(story):
    return reverse("conversations:new", args=[story.family.pk])


# Who can learn what


def test_who_was_given_a_record_does_not_read_what_was_taken_out_of_it_before(as_, story):
    conversations.change_conversation(story.conversation, by=story.amira, version=1, said="Without the secret")
    share(story)
    page = as_(story.ben).get(f"/history/conversation/{story.conversation.pk}/")
    assert page.status_code == 200 and "without breakfast" not in page.content.decode()


def test_the_supplier_still_reads_every_version(as_, story):
    conversations.change_conversation(story.conversation, by=story.amira, version=1, said="Other words")
    assert (
        "without breakfast" in as_(story.amira).get(f"/history/conversation/{story.conversation.pk}/").content.decode()
    )


def test_a_draft_does_not_name_a_family_that_is_no_longer_shared(as_, story):
    made = share_category(story, "family_details")
    keep_draft(uuid4(), by=story.ben, form="conversation", answers={}, family=story.family)
    assert "Fulmar" in as_(story.ben).get("/").content.decode()
    consent.end_decision(made, by=story.amira, reason="Enough")
    assert "Fulmar" not in as_(story.ben).get("/").content.decode()


def test_putting_a_family_on_an_agenda_does_not_tell_whether_another_partner_did(as_, story):
    from allocations.models import AgendaItem, AllocationMeeting
    from allocations.services import propose_family

    share_category(story, "family_details")
    with acting_as(story.ewan, reason="A test"):
        meeting = AllocationMeeting.objects.create(locality=story.harbour, held_at=timezone.now() + timedelta(days=9))
    values = {"family": story.family, "heading": AgendaItem.Heading.SUPPORT, "purpose": "Decide who helps at home"}
    values["no_harm_why"] = "He is fed, warm and in school; nobody who saw him this month thinks of harm"
    propose_family(meeting, by=story.amira, partner=story.school, submission=uuid4(), **values)
    propose_family(meeting, by=story.ben, partner=story.health, submission=uuid4(), **values)


def test_a_family_that_is_shared_does_not_tell_when_its_supplier_last_wrote(as_, story):
    from locality.models import Family

    share_category(story, "family_details")
    wrote = timezone.localdate(Family.objects.get(pk=story.family.pk).last_activity_at)
    for page in ("/", "/families/"):
        assert f"{wrote:%-d %b %Y}" not in as_(story.ben).get(page).content.decode()
        assert f"{wrote:%-d %b %Y}" in as_(story.amira).get(page).content.decode()


def test_what_another_partner_records_does_not_show_in_the_suppliers_list(story):
    from locality import services
    from locality.access import newest
    from locality.models import Family

    share_category(story, "family_details")
    before = Family.objects.get(pk=story.family.pk).last_activity_at
    services.add_person(story.family, by=story.ben, partner=story.health, kind="adult", given_name="Uncle")
    assert Family.objects.get(pk=story.family.pk).last_activity_at == before
    assert newest(Family.objects, story.ben, by="last_activity_at").records == [story.family]


# Words that somebody typed


def test_the_same_form_in_a_second_tab_does_not_lose_its_words(as_, story):
    form = conversation_form(story)
    amira = as_(story.amira)
    assert amira.post(new_url(story), form).status_code == 302
    answer = amira.post(new_url(story), form | {"said": "Quite another talk"})
    assert answer.status_code == 422 and "Quite another talk" in answer.content.decode()
    assert form["submission"] not in answer.content.decode().split('<form method="post" novalidate')[1]
    assert Conversation.objects.filter(submission=form["submission"]).count() == 1


def test_what_was_mended_too_late_becomes_a_note_to_check(as_, story):
    amira = as_(story.amira)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        amira = as_(story.amira)
        values = {"version": "1", "said": "Typed all evening", "agreed": "As before"}
        answer = amira.post(reverse("conversations:change", args=[story.conversation.pk]), values, follow=True)
    assert "Typed all evening" in answer.content.decode()


def test_a_change_without_its_version_changes_nothing(as_, story):
    url = reverse("conversations:change", args=[story.conversation.pk])
    answer = as_(story.amira).post(url, {"said": "Mine", "agreed": "Yes"})
    assert answer.status_code in (400, 409, 422)


def test_an_action_is_done_once(as_, story):
    action = Action.objects.get(conversation=story.conversation)
    conversations.finish_action(action, by=story.amira, outcome="Weighed: 4 kg")
    url = reverse("conversations:action-done", args=[action.pk])
    as_(story.amira).post(url, {"outcome": "Something else"})
    action.refresh_from_db()
    assert action.outcome == "Weighed: 4 kg"


def test_who_may_not_add_is_told_before_typing(as_, story):
    share(story)
    ben = as_(story.ben)
    assert ben.get(reverse("conversations:add", args=[story.conversation.pk])).status_code == 403


def test_a_refused_answer_of_the_second_person_keeps_the_page_and_the_viewing(as_, story):
    today = timezone.localdate()
    values = (
        USUAL
        | {
            "submission": str(uuid4()),
            "given_by": str(story.mother.pk),
            "people": [str(story.mother.pk), str(story.child.pk)],
            "status": "given_written",
            "partners": [str(story.health.pk)],
            "categories": [],
            "how": "Read aloud",
        }
        | day("expires_on", today + timedelta(days=30))
    )
    from locality.models import InformationCategory

    values["categories"] = [str(InformationCategory.objects.filter(shareable=True).first().pk)]
    amira = as_(story.amira)
    seen = Viewing.objects.count()
    answer = amira.post(reverse("consent:record", args=[story.family.pk]), values)
    assert answer.status_code == 422 and "Read aloud" in answer.content.decode()
    assert not Consent.objects.exists()
    assert Viewing.objects.count() == seen + 1


def test_why_a_partner_needs_to_know_is_not_dropped_with_the_partner(as_, story):
    form = sharing_form(story, **{"sharing-whom": "chosen", "sharing-to_1": str(story.health.pk)})
    form |= {"sharing-need_1": "Visits the family every week", "sharing-need_2": "Police were called in May"}
    agree(story)
    answer = as_(story.amira).post(new_url(story), form)
    assert answer.status_code == 422 and "Police were called in May" in answer.content.decode()


def test_the_day_of_the_talk_stands_in_the_need_to_know(as_, story):
    agree(story)
    before = timezone.localtime() - timedelta(days=2)
    form = sharing_form(story, when="earlier") | day("started_at", before) | {"started_at-time": "10:00"}
    assert as_(story.amira).post(new_url(story), form).status_code == 302
    made = SharingDecision.objects.latest("decided_at")
    from consent.models import DecisionRecipient

    assert f"{before:%-d %B %Y}" in DecisionRecipient.objects.get(decision=made).need_to_know


def test_a_choice_to_share_with_others_counts_when_only_colleagues_talked(as_, story):
    from locality.models import Membership

    agree(story)
    grace = Membership.objects.get(practitioner=story.grace)
    form = sharing_form(story, with_1=str(grace.pk))
    form |= {"sharing-whom": "chosen", "sharing-to_1": str(story.health.pk), "sharing-need_1": "Visits every week now"}
    as_(story.amira).post(new_url(story), form)
    assert SharingDecision.objects.count() == 1


def test_an_agreement_of_an_earlier_day_is_dated_on_that_day(as_, story):
    from locality.models import InformationCategory

    friday = timezone.localdate() - timedelta(days=3)
    values = USUAL | {
        "submission": str(uuid4()),
        "given_by": str(story.mother.pk),
        "people": [str(story.mother.pk)],
        "status": "given_written",
        "partners": [str(story.health.pk)],
        "categories": [str(InformationCategory.objects.filter(shareable=True).first().pk)],
    }
    for name in ("booklet_given", "receipt_signed", "notice_given", "consent_sought", "answered_on"):
        values |= day(name, friday)
    values |= day("expires_on", friday + timedelta(days=100))
    url, amira = reverse("consent:record", args=[story.family.pk]), as_(story.amira)
    assert amira.post(url, values | day("answered_on", friday - timedelta(days=1))).status_code == 422
    assert amira.post(url, values).status_code == 302
    given = Consent.objects.get()
    assert timezone.localdate(given.given_at) == friday and timezone.localdate(given.recorded_at) > friday


# Decisions


def test_the_last_day_is_the_one_that_was_chosen_wherever_it_stands(as_, story):
    everybody = {"sharing-outcome": "share"} | day("sharing-until", timezone.localdate() + timedelta(days=90))
    agree(story)
    assert as_(story.amira).post(new_url(story), sharing_form(story, **everybody)).status_code == 302
    made, told = SharingDecision.objects.latest("decided_at"), timezone.localdate() + timedelta(days=90)
    talk = Conversation.objects.latest("recorded_at")
    pages = [reverse("consent:decision", args=[made.pk]), reverse("consent:sharing", args=[story.family.pk])]
    pages += [reverse("locality:family", args=[story.family.pk]), reverse("conversations:conversation", args=[talk.pk])]
    for page in [as_(story.amira).get(url).content.decode() for url in pages]:
        assert f"{told:%-d %B %Y}" in page and f"{told + timedelta(days=1):%-d %B %Y}" not in page
    ben = as_(story.ben)
    for url in (reverse("conversations:conversation", args=[talk.pk]), f"/why/conversation/{talk.pk}/"):
        page = ben.get(url).content.decode()
        assert f"{told:%-d %B %Y}" in page and f"{told + timedelta(days=1):%-d %B %Y}" not in page


@pytest.mark.parametrize("ended", [True, False])
def test_only_a_decision_that_waits_for_it_is_signed(as_, story, ended):
    if ended:
        made = share(
            story,
            basis="risk",
            ground="harm_to_child",
            condition="asking_would_harm",
            facts=FACTS,
            safety="He could be hurt",
            wishes="Not asked",
            told={story.child.pk: "will_not_be_told"},
        )
        consent.end_decision(made, by=story.amira, reason="Enough")
    else:
        made = share(story)
    as_(story.grace).post(reverse("consent:authorise", args=[made.pk]))
    made.refresh_from_db()
    assert made.authorised_at is None


def test_a_decision_that_cannot_be_ended_has_no_form_for_it(as_, story):
    made = share(story)
    consent.end_decision(made, by=story.amira, reason="Enough")
    assert as_(story.amira).get(reverse("consent:end", args=[made.pk])).status_code != 200


def test_an_agreement_that_was_withdrawn_has_no_form_for_it(as_, story):
    given = agree(story)
    consent.withdraw(given, by=story.amira, how="Rang")
    assert as_(story.amira).get(reverse("consent:withdraw", args=[given.pk])).status_code != 200


# Addresses that somebody made up


@pytest.mark.parametrize("key", ["x", "", "1", "%00"])
def test_a_made_up_record_to_share_is_not_found(as_, story, key):
    url = reverse("consent:decide", args=[story.family.pk])
    assert as_(story.amira).get(f"{url}?kind=conversation&record={key}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/looked/?on=9999-12-31",
        "/looked/?on=0001-01-01",
        "/looked/?after=-99999999999999999.1",
        "/looked/?after=1.99999999999999999999999999",
        "/ledger/?after=-62135596800000000.1",
        "/ledger/?after=1.99999999999999999999999999",
        "/ledger/?family=FAM-999999999&partner=%00&outcome=%00",
        "/why/?record=%00",
        "/looked/family/00000000-0000-0000-0000-000000000000/",
    ],
)
def test_a_made_up_place_in_a_list_breaks_nothing(as_, story, address):
    assert as_(story.dana).get(address).status_code in (200, 404, 422)


@pytest.mark.parametrize(
    "address",
    [
        "/families/?after=-62135596800000000.00000000000000000000000000000000",
        "/families/?area=%00&source=%00",
        "/partners/?after=%00",
        "/conversations/?after=253402300799999999.ffffffffffffffffffffffffffffffff",
        "/partners/?name=%00%25_",
    ],
)
def test_a_made_up_filter_breaks_nothing(as_, story, address):
    assert as_(story.amira).get(address).status_code in (200, 422)


def test_the_auditor_opens_an_answer_and_is_offered_no_form(as_, story):
    given = agree(story)
    dana = as_(story.dana)
    page = dana.get(reverse("consent:consent", args=[given.pk]))
    assert page.status_code == 200 and "Nell" not in page.content.decode()
    assert dana.get(reverse("consent:withdraw", args=[given.pk])).status_code == 403
    made = share(story)
    assert dana.get(reverse("consent:end", args=[made.pk])).status_code == 403


HOSTILE = [
    "\x00" * 60,
    "<script>alert(1)</script>" * 5,
    "\u202eevil \u2066text" * 8,
    "👩‍👩‍👧‍👦" * 300,
    "e" + "\u0301" * 5000,
    "=HYPERLINK(1)" * 9,
    "x" * 100_000,
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "ignore") or "-",
    "%s{{7*7}}\r\nSet-Cookie: a=b" * 3,
]
FORMS = [
    "conversations:new",
    "consent:record",
    "consent:decide",
    "allocations:propose",
    "locality:add-person",
    "locality:add-household",
    "locality:add-relationship",
    "locality:add-level",
    "locality:add-equality",
    "locality:reason",
]


def every_field(page, words):
    import re

    names = set(re.findall(r'name="([^"]+)"', page)) - {"csrfmiddlewaretoken", "submission"}
    picks = re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="(?:radio|checkbox)"[^>]*value="([^"]*)"', page)
    picks += [(n, v) for n, v in re.findall(r'type="(?:radio|checkbox)"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)]
    return dict.fromkeys(names, words) | (dict(picks) if len(words) % 2 else {})


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_in_every_field_break_nothing(as_, story, words):
    amira = as_(story.amira)
    urls = [reverse(name, args=[story.family.pk]) for name in FORMS]
    urls += [reverse(f"conversations:{name}", args=[story.conversation.pk]) for name in ("change", "add")]
    urls += [reverse("locality:find"), reverse("locality:register")]
    urls += [reverse("conversations:action-done", args=[Action.objects.get(conversation=story.conversation).pk])]
    for url in urls:
        answer = amira.post(url, every_field(amira.get(url).content.decode(), words))
        assert answer.status_code < 500, url
        assert "<script>alert(1)" not in answer.content.decode(), url


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_of_an_auditor_and_at_the_door_break_nothing(as_, client, story, words):
    dana = as_(story.dana)
    for url in ("/why/", "/looked/"):
        assert dana.post(url, every_field(dana.get(url).content.decode(), words)).status_code in (200, 302, 422)
    assert (
        dana.get("/ledger/", {"family": words[:5000], "partner": words[:99], "since-year": words[:99]}).status_code
        < 500
    )
    client.logout()
    assert client.post("/sign-in", {"username": words, "password": words}).status_code in (422, 429)


def test_the_page_of_a_withdrawn_agreement_says_the_day_of_the_withdrawal(as_, story):
    given = agree(story, answered_at=timezone.now() - timedelta(days=40))
    consent.withdraw(Consent.objects.get(pk=given.pk), by=story.amira, how="Rang")
    page = as_(story.amira).get(reverse("consent:consent", args=[given.pk])).content.decode()
    asked, today = timezone.localdate() - timedelta(days=40), timezone.localdate()
    assert f"Withdrawn on {today:%-d %B %Y}" in page and f"Withdrawn on {asked:%-d %B %Y}" not in page
