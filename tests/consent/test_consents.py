"""What the family was told, asked and answered: each person, each fact, each answer (3a; S79-S87; C1-C14)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from consent import services
from consent.models import Consent, ConsentArtefact
from locality import services as foundation
from locality.access import can_see
from tests.cast import agree, share
from tests.consent.answering import USUAL
from tests.conversations.posting import day

KINDS = ConsentArtefact.Kind


def record(story, person, given_by, **changes):
    today = timezone.localdate()
    values = {
        "person": person,
        "given_by": given_by,
        "status": "given_written",
        "submission": uuid4(),
        "artefacts": {kind: (today, "by hand") for kind in KINDS.values},
        "partners": [story.health],
    } | changes
    return services.record_consent(story.family, by=story.amira, partner=story.school, **values)


@pytest.mark.rule("S79", "S80", "S82", "S84", "S86", "S87")
def test_the_five_artefacts_are_five_dated_facts(story):
    given = record(story, story.mother, story.mother)
    facts = ConsentArtefact.objects.filter(consent=given)
    assert {fact.kind for fact in facts} == set(KINDS.values)
    assert all(fact.happened_on and fact.recorded_by == story.amira for fact in facts)


@pytest.mark.rule("C13", "S82", "S86")
@pytest.mark.parametrize("left_out", ["booklet_given", "receipt_signed", "notice_given", "consent_sought"])
def test_an_agreement_in_writing_needs_each_fact_before_it(story, left_out):
    facts = {kind: (timezone.localdate(), "") for kind in KINDS.values if kind != left_out}
    with pytest.raises(ValidationError) as refused:
        record(story, story.mother, story.mother, artefacts=facts)
    assert KINDS(left_out).label.lower() in str(refused.value)


@pytest.mark.rule("C1")
def test_nobody_agrees_for_another_adult(story):
    uncle = foundation.add_person(
        story.family, by=story.amira, partner=story.school, kind="adult", given_name="Sol", family_name="Fulmar"
    )
    with pytest.raises(ValidationError, match="answers for themselves"):
        record(story, uncle, story.mother)


@pytest.mark.rule("C2")
def test_a_sixteen_year_old_answers_for_themselves(story):
    born = timezone.localdate().replace(year=timezone.localdate().year - 16, day=1)
    teen = foundation.add_person(
        story.family, by=story.amira, partner=story.school, kind="child", given_name="Ida", date_of_birth=born
    )
    with pytest.raises(ValidationError, match="answers for themselves"):
        record(story, teen, story.mother)
    assert record(story, teen, teen).stands


@pytest.mark.rule("C4")
def test_only_who_has_parental_responsibility_agrees_for_a_child(story):
    man = foundation.add_person(
        story.family, by=story.amira, partner=story.school, kind="adult", given_name="Rob", family_name="Ternholt"
    )
    with pytest.raises(ValidationError, match="parental responsibility"):
        record(story, story.child, man)
    assert record(story, story.child, story.mother).stands


@pytest.mark.rule("C8", "S87")
def test_agreement_aloud_needs_its_reason(story):
    with pytest.raises(IntegrityError), transaction.atomic():
        record(story, story.mother, story.mother, status="given_verbal")
    spoken = record(story, story.mother, story.mother, status="given_verbal", verbal_reason="She was on the bus")
    assert spoken.stands


@pytest.mark.rule("C14")
def test_a_new_answer_supersedes_and_never_changes_the_old_one(story):
    first = record(story, story.mother, story.mother)
    second = record(story, story.mother, story.mother, status="refused", artefacts={})
    first.refresh_from_db()
    assert first.superseded_by == second and first.status == "given_written"
    assert not first.stands and not second.stands
    assert list(Consent.objects.current().filter(person=story.mother)) == [second]


def test_agreement_ends_by_itself_on_its_day(story):
    given = record(story, story.mother, story.mother, expires_on=timezone.localdate() + timedelta(days=3))
    assert Consent.objects.standing(timezone.now() + timedelta(days=2)).filter(pk=given.pk).exists()
    assert not Consent.objects.standing(timezone.now() + timedelta(days=4)).filter(pk=given.pk).exists()


@pytest.mark.rule("S94")
def test_a_consent_is_seen_by_whoever_recorded_it_and_by_auditors(story):
    given = record(story, story.mother, story.mother)
    assert can_see(story.amira, given) and can_see(story.dana, given)
    assert not can_see(story.ben, given) and not can_see(story.chidi, given)


def form(story, **changes):
    yesterday = timezone.localdate() - timedelta(days=1)
    values = USUAL | {
        "submission": str(uuid4()),
        "given_by": str(story.mother.pk),
        "people": [str(story.mother.pk), str(story.child.pk)],
        "how": "read aloud",
        "status": "given_written",
        "partners": [str(story.health.pk)],
        "categories": [str(story.conversation.category_id)],
    }
    for fact in ("booklet_given", "receipt_signed", "notice_given", "consent_sought"):
        values |= day(fact, yesterday)
    return values | day("expires_on", yesterday + timedelta(days=200)) | changes


@pytest.fixture
def amira(client, story):
    client.force_login(story.amira, backend="locality.access.backend.RecordBackend")
    return client


@pytest.mark.rule("S79", "S80", "S85")
def test_one_page_records_an_answer_for_each_person(amira, story):
    url = reverse("consent:record", args=[story.family.pk])
    sent = form(story)
    assert amira.post(url, sent).status_code == 302
    assert amira.post(url, sent).status_code == 302
    given = Consent.objects.filter(family=story.family)
    assert {consent.person for consent in given} == {story.mother, story.child} and given.count() == 2
    assert ConsentArtefact.objects.get(consent=given[0], kind="receipt_signed").how == "read aloud"


def test_one_wrong_person_and_nobody_is_recorded(amira, story):
    foundation.relate(
        story.family,
        by=story.amira,
        partner=story.school,
        from_person=story.child,
        to_person=story.mother,
        kind="other",
    )
    answer = amira.post(reverse("consent:record", args=[story.family.pk]), form(story, given_by=str(story.child.pk)))
    assert answer.status_code == 422 and "There is a problem" in answer.content.decode()
    assert not Consent.objects.filter(family=story.family).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"people": ["00000000-0000-0000-0000-000000000000"]},
        {"given_by": ""},
        {"status": "given_by_magic"},
        {"partners": []},
        {"categories": ["999999"]},
        {"expires_on-year": "2099"},
        {"booklet_given-day": "40"},
        {"how": "x" * 201},
    ],
)
def test_bad_answers_are_refused_beside_their_fields(amira, story, changes):
    answer = amira.post(reverse("consent:record", args=[story.family.pk]), form(story, **changes))
    assert answer.status_code == 422 and "govuk-error-message" in answer.content.decode()
    assert not Consent.objects.filter(family=story.family).exists()


@pytest.mark.rule("C10")
def test_withdrawing_shows_first_what_ends_and_ends_it(amira, story):
    decision = share(story)
    given = Consent.objects.standing().get(person=story.child)
    url = reverse("consent:withdraw", args=[given.pk])
    assert f"Decision {decision.number}" in amira.get(url).content.decode()
    assert amira.post(url, {"how": ""}).status_code == 422
    assert can_see(story.ben, story.conversation)
    said = amira.post(url, {"how": "She rang this morning"}, follow=True).content.decode()
    assert "What rested on this agreement has ended" in said
    assert not can_see(story.ben, story.conversation)
    assert "She rang this morning" in amira.get(reverse("consent:consent", args=[given.pk])).content.decode()


def test_only_the_partner_that_recorded_it_withdraws(story):
    given = agree(story)
    for other in (story.ben, story.chidi, story.dana):
        with pytest.raises(PermissionDenied), transaction.atomic():
            services.withdraw(given, by=other, how="Not mine to say")


@pytest.mark.rule("C16")
def test_not_asking_is_recorded_with_its_reason(story):
    later = timezone.localdate() + timedelta(days=10)
    values = {"status": "not_sought_justified", "artefacts": {}, "not_sought_code": "harm", "ask_again_on": later}
    with pytest.raises(IntegrityError), transaction.atomic():
        record(story, story.mother, None, **values)
    for left_out, field in (("not_sought_code", "not_sought_code"), ("ask_again_on", "review_on")):
        with pytest.raises(ValidationError) as refused:
            record(story, story.mother, None, **{key: value for key, value in values.items() if key != left_out})
        assert field in refused.value.message_dict
    reason = "Asking while he is in the house would put her at risk"
    kept = record(story, story.mother, None, **values, not_sought_reason=reason)
    assert kept.not_sought_reason == reason and not kept.stands


def test_a_withdrawal_is_offered_to_whoever_may_record_it_alone(client, story):
    given = agree(story)
    page, withdraw = (reverse(f"consent:{name}", args=[given.pk]) for name in ("consent", "withdraw"))
    for who, offered in ((story.amira, True), (story.dana, False)):
        client.force_login(who, backend="locality.access.backend.RecordBackend")
        text = client.get(page).content.decode()
        assert "The five facts" in text and (withdraw in text) == offered


def test_an_answer_still_to_come_leads_to_where_it_is_recorded(amira, story):
    """My work sends one here to get the answer: the page is no dead end, and later nothing is asked twice."""
    again = f"{reverse('consent:record', args=[story.family.pk])}?kind=info_sharing"
    waiting = record(story, story.mother, story.mother, status="sought_pending", artefacts={})
    page = reverse("consent:consent", args=[waiting.pk])
    assert again in amira.get(page).content.decode()
    record(story, story.mother, story.mother, status="refused", artefacts={})
    assert again not in amira.get(page).content.decode()
