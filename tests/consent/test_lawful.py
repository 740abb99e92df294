"""On what data protection law lets a decision share: its basis (V14), and the condition for what is special (V13)."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import lawful, rules, services
from consent.anew import answers_of
from consent.forms import SharingForm
from consent.models import LawfulBasis
from consent.reports import overrides
from consent.reports.ledger import HEADS, ledger, ledger_cells
from consent.rules import Item
from locality.history import acting_as
from locality.law import say_law
from locality.reference import category
from tests.cast import FACTS, agree, propose, share
from tests.consent.planting import change
from tests.consent.planting import share as plant
from tests.consent.test_questions import ask, counts, flags
from tests.consent.test_rules import broken, override
from tests.conversations.posting import day
from tests.locality.reading import signed_in

DUAA = date(2026, 2, 5)


def risky(story, **changes):
    return override(told={story.child.pk: "not_yet"}, **changes)


def whole(code):
    return [Item(category(code), "All of it", None, timezone.localdate())]


@pytest.mark.rule("V13")
def test_what_may_tell_of_health_needs_a_condition_when_nobody_agreed(story):
    assert broken(story, **risky(story, condition="")) == {"V13"}
    assert broken(story, **risky(story, condition="made_up")) == {"V13"}
    assert broken(story, **risky(story, condition="public_task")) == {"V13"}  # a basis is no condition
    for limb in ("cannot_consent", "cannot_be_asked", "asking_would_harm", "health_or_social_care"):
        assert broken(story, **risky(story, condition=limb)) == set()
    # Names and addresses tell of no such thing.
    assert broken(story, **risky(story, condition="", items=whole("family_details"))) == set()
    assert broken(story, **risky(story, condition="", items=whole("concerns"))) == {"V13"}


@pytest.mark.rule("V13")
def test_with_the_familys_agreement_nothing_is_asked_and_none_is_kept(story):
    agree(story)
    assert broken(story, condition="") == set()
    assert share(story, condition="asking_would_harm").condition == ""
    made = share(story, **risky(story))
    assert made.condition == "asking_would_harm"
    assert share(story, **risky(story, items=whole("family_details"))).condition == ""


@pytest.mark.rule("V13", "V32")
def test_a_condition_that_is_no_longer_in_the_law_is_read_and_not_chosen(story):
    row = LawfulBasis.objects.get(code="asking_would_harm")
    made = share(story, **risky(story))
    change(row, valid_to=timezone.localdate())
    assert broken(story, **risky(story)) == {"V13"}
    assert lawful.in_words([made])["asking_would_harm"].name == row.name
    change(row, valid_to=timezone.localdate() + timedelta(days=1))
    assert broken(story, **risky(story)) == set()


@pytest.mark.rule("V13")
def test_whether_the_partner_had_its_policy_document_that_day_is_said_and_is_a_red_flag(story, client):
    change(story.school, policy_document_on=None)
    story.school.refresh_from_db()
    made = services.decide(propose(story, **risky(story)), by=story.amira, partner=story.school)
    page = reverse("consent:decision", args=[made.pk])
    shown = signed_in(client, story.amira).get(page).content.decode()
    assert "Safeguarding: asking would put the protection at risk" in shown and "No policy document" in shown
    assert overrides.NO_POLICY in flags(ask(overrides, story.dana))
    say_law(story.school, by=story.grace, public_authority=True, policy_document_on=timezone.localdate())
    assert "No policy document" not in client.get(page).content.decode()
    assert flags(ask(overrides, story.dana)) == []
    change(story.school, policy_document_on=timezone.localdate() + timedelta(days=1))
    assert flags(ask(overrides, story.dana)) == [overrides.NO_POLICY]


@pytest.mark.rule("V13")
def test_an_override_without_a_condition_is_a_red_flag_where_it_told_of_something_special(story):
    given = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "waits_for_authoriser": True}
    plant(story, **given, kinds=["family_details"])
    plant(story, **given, condition="life")
    assert flags(ask(overrides, story.dana)) == []
    plant(story, **given)
    found = ask(overrides, story.dana)
    assert flags(found) == [overrides.NO_CONDITION] and counts(found)["No condition for special information"] == 1


@pytest.mark.rule("V14")
def test_a_public_authority_rests_on_its_task_and_not_on_an_interest(story):
    agree(story)
    assert share(story).art6_basis == "public_task"
    for code in ("legitimate_interests", "recognised_legitimate_interest"):
        assert broken(story, lawful=code) == {"V14"}
    for code in ("public_task", "vital_interests", "consent"):
        assert broken(story, lawful=code) == set()
    assert broken(story, lawful="made_up") == broken(story, lawful="asking_would_harm") == {"V32"}


@pytest.mark.rule("V14")
def test_a_charity_may_rest_on_an_interest_and_does_unless_it_says_otherwise(story):
    agree(story)
    change(story.school, public_authority=False)
    story.school.refresh_from_db()
    for code in ("legitimate_interests", "recognised_legitimate_interest", "public_task"):
        assert broken(story, lawful=code) == set()
    assert share(story).art6_basis == "legitimate_interests"
    assert share(story, lawful="recognised_legitimate_interest").art6_basis == "recognised_legitimate_interest"


@pytest.mark.rule("V14", "V32")
def test_the_recognised_interest_may_be_chosen_from_its_first_day_on(story):
    change(story.school, public_authority=False)
    story.school.refresh_from_db()
    first = timezone.make_aware(datetime.combine(DUAA, datetime.min.time()))
    asked = risky(story, lawful="recognised_legitimate_interest", ends_at=first + timedelta(days=30))
    found = lambda at: {each.rule for each in rules.problems(propose(story, **asked), at)}  # noqa: E731
    assert found(first) == set() and found(first - timedelta(seconds=1)) == {"V32"}


@pytest.mark.rule("V15")
def test_a_duty_in_law_is_a_basis_between_partners_that_it_reaches(story):
    agree(story, partners=[story.health, story.police])
    change(story.school, duty_basis="designated_education")
    change(story.health, duty_basis="s11_body")
    change(story.police, duty_basis="unknown")
    for partner in (story.school, story.health, story.police):
        partner.refresh_from_db()
    assert broken(story, lawful="legal_obligation") == set()
    beyond = {"recipients": {story.police: "They come to the house at night"}}
    assert broken(story, lawful="legal_obligation", **beyond) == {"V15"}
    on_order = {"basis": "public_interest", "ground": "court_order"}
    assert broken(story, **risky(story, **on_order, lawful="legal_obligation", **beyond)) == set()
    assert broken(story, **risky(story, lawful="consent")) == {"V8"}


@pytest.mark.rule("V14")
def test_the_form_asks_nothing_more_and_refuses_beside_the_field(story, client):
    agree(story)
    page = reverse("consent:decide", args=[story.family.pk])
    begun = SharingForm(partner=story.school)
    assert begun.initial["lawful"] == "public_task" and not begun.fields["lawful"].required
    shown = signed_in(client, story.amira).get(page).content.decode()
    assert '<option value="public_task" selected' in shown
    sent = {
        "outcome": "share",
        "what": ["concerns"],
        "whom": "chosen",
        "to_1": str(story.health.pk),
        "need_1": "They see the baby each week",
        "purpose": str(propose(story).purpose.pk),
        "basis": "agreement",
        "told": "told_before",
        "in_doubt": "no",
        "reasons": propose(story).reasons,
        "lawful": "legitimate_interests",
    }
    refused = client.post(page, sent)
    assert refused.status_code == 422
    assert "its tasks do not rest on an interest" in str(refused.context["form"].errors["lawful"])


@pytest.mark.rule("V13", "V14")
def test_the_ledger_tells_both_and_deciding_anew_begins_with_them(story):
    made = share(story, **risky(story))
    [row] = ledger(story.dana).rows
    told = dict(zip(HEADS, next(iter(ledger_cells([row]))), strict=True))
    assert told["Basis in law"] == "A public task"
    assert told["Condition for special information"] == "Safeguarding: asking would put the protection at risk"
    with acting_as(story.amira):
        begun = answers_of(made)
    assert (begun["lawful"], begun["condition"]) == ("public_task", "asking_would_harm")


@pytest.mark.rule("V13", "V14")
def test_who_manages_a_partners_members_says_what_it_is_and_nobody_else(story, client):
    with pytest.raises(PermissionDenied):
        say_law(story.school, by=story.amira, public_authority=False, policy_document_on=None)
    with pytest.raises(ValidationError):
        tomorrow = timezone.localdate() + timedelta(days=1)
        say_law(story.school, by=story.grace, public_authority=True, policy_document_on=tomorrow)
    page = reverse("locality:law", args=[story.school.pk])
    assert signed_in(client, story.amira).get(page).status_code == 404
    sent = {"public_authority": "no", **day("policy_document_on", date(2026, 3, 1))}
    assert signed_in(client, story.grace).post(page, sent).status_code == 302
    story.school.refresh_from_db()
    history = story.school.history.first()
    assert (history.actor_name, story.school.public_authority) == ("Grace Olufemi", False)
    assert story.school.policy_document_on == date(2026, 3, 1)
