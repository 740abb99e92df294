"""The whole product in one thin line: a worry, a conversation, a decision, somebody who sees it, somebody who may not,
an end, and the auditor's answer. In a real browser, on a desktop and on a phone, and once without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from conversations.models import Conversation
from locality.models import Family, Person
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey
REASONS = "Ben sees the baby every week and can only help with feeding and sleep if he knows what school has noticed."


def accept(who):
    """Accept both agreements: nothing is visible before."""
    who.sees("Before you begin")
    for box in who.page.locator("main input[type=checkbox]").all():
        who.page.locator(f"label[for='{box.get_attribute('id')}']").click()
    who.save()


def register(amira, name):
    amira.visit("/families/register")
    amira.page.fill("[name=name]", name)
    amira.page.select_option("[name=locality]", label="Harbour")
    amira.page.fill("[name='child-given_name']", "Kai")
    amira.page.fill("[name='child-family_name']", name)
    amira.tick("child-kind", "child")
    amira.day("child-born_on", timezone.localdate().replace(year=2019, month=3 if name == "Whimbrel" else 4, day=1))
    amira.page.fill("[name='home-address']", "3 Marmalade Terrace")
    amira.page.fill("[name='home-postcode']", "NT4 7CV")
    amira.check_page()
    amira.save()
    amira.sees(name, "Kai")
    return Family.objects.get(name=name)


def add_mother(amira, family, name):
    """The mother, with parental responsibility for Kai."""
    child = Person.objects.get(given_name="Kai", family_name=name)
    amira.visit(f"/families/{family.pk}/people")
    amira.sees("Kai")
    amira.page.locator("main a", has_text="Add a person").click()
    amira.tick("kind", "adult")
    amira.page.fill("[name=given_name]", "Nell")
    amira.page.fill("[name=family_name]", name)
    amira.page.fill("[name=role]", "mother")
    amira.save()
    mother = Person.objects.get(given_name="Nell", family_name=name)
    amira.visit(f"/families/{family.pk}/people")
    amira.page.locator("main a[href$='/relationship']").click()
    amira.page.select_option("[name=from_person]", str(mother.pk))
    amira.page.select_option("[name=kind]", "parent")
    amira.page.select_option("[name=to_person]", str(child.pk))
    amira.tick("parental_responsibility", "yes")
    amira.page.fill("[name=evidence]", "Birth certificate seen")
    amira.check_page()
    amira.save()
    return mother, child


def record_agreement(amira, family, mother, child):
    today = timezone.localdate()
    amira.visit(f"/families/{family.pk}/consents/record")
    amira.tick("status", "given_written")
    amira.tick("people", child.pk)
    amira.tick("given_by", mother.pk)
    amira.check_page()
    amira.save()
    amira.tick("left_out", "no")
    for words in ("why", "what", "use", "consequences", "whom", "how_long"):
        amira.tick("explained", f"told_{words}")
    amira.tick("company", "alone")
    amira.tick("facts_days", "apart")
    for fact in ("booklet_given", "receipt_signed", "notice_given", "consent_sought"):
        amira.day(fact, today - timedelta(days=1))
    for name, label in (("partners", "Northshore 0-19 Children’s Health"), ("categories", "Issues causing concern")):
        amira.page.locator(f"[name={name}]").and_(amira.page.get_by_label(label)).check()
    amira.check_page()
    amira.save()
    amira.sees("Agreed in writing", "Kai")


def log_conversation(amira, family, child, said):
    amira.visit(f"/families/{family.pk}/conversations/new")
    amira.sees("Record a conversation", "Front Door")
    amira.tick("people", child.pk)
    option = amira.page.locator("[name=with_1] option", has_text="Ben Carrow").get_attribute("value")
    amira.page.select_option("[name=with_1]", option)
    amira.page.fill("[name=said]", said)
    amira.page.fill("[name=agreed]", "Breakfast club from Monday; Ben visits on Tuesday.")
    amira.tick("harm", "no")
    amira.page.fill("[name='sharing-reasons']", REASONS)
    amira.save("Save")
    amira.sees("Saved at", said, "Ben Carrow")
    return Conversation.objects.get(said=said)


def ask_the_auditor(dana, conversation, number):
    """Q1 in the ledger, why Ben could see it, the history, and who looked."""
    dana.visit("/ledger/")
    for folded in dana.page.locator("details.app-fold:not([open]) > summary").all()[:1]:  # on a telephone
        folded.click()
    dana.sees(f"Decision {number}", "Northshore 0-19 Children’s Health", "planning early help")
    dana.visit(f"/history/conversation/{conversation.pk}/")
    dana.sees("Amira Haddon")
    assert conversation.said not in dana.page.content()
    dana.visit(f"/looked/conversation/{conversation.pk}/")
    dana.sees("Ben Carrow")
    dana.visit("/why/")
    dana.check_page()


@pytest.mark.rule("S47", "S82", "S84", "S86", "S91", "S96", "S120", "A1", "A8")
@pytest.mark.parametrize("kind", WIDTHS)
def test_one_conversation_recorded_shared_seen_ended_and_answered_for(person, kind):
    width, name = WIDTHS[kind], {"desktop": "Whimbrel", "phone": "Sandling"}[kind]
    amira = person(width).sign_in("amira@school.example")
    if kind == "desktop":
        accept(amira)
    family = register(amira, name)
    mother, child = add_mother(amira, family, name)
    record_agreement(amira, family, mother, child)
    said = f"{name}: Kai comes to school without breakfast and falls asleep at his table."
    conversation = log_conversation(amira, family, child, said)

    ben = person(width).sign_in("ben@health.example")
    if kind == "desktop":
        accept(ben)
    assert ben.visit(f"/conversations/{conversation.pk}/") == 200
    ben.sees(said, "You can see this because of decision")
    number = re.search(r"decision (\d+)", ben.page.locator("main").inner_text()).group(1)
    assert ben.visit(f"/families/{family.pk}/") == 404

    chidi = person(width).sign_in("chidi@police.example")
    if kind == "desktop":
        accept(chidi)
    for path in (f"/conversations/{conversation.pk}/", f"/families/{family.pk}/", f"/families/{family.pk}/sharing/"):
        assert chidi.visit(path) == 404
        chidi.check_page()
    chidi.visit("/conversations/")
    assert name not in chidi.page.content()

    amira.page.get_by_role("link", name=f"Decision {number}").first.click()
    amira.sees(f"Decision {number}", "Shared", REASONS)
    amira.page.locator("main a", has_text="End this decision").click()
    amira.page.fill("[name=reason]", "Ben’s visits have ended")
    amira.save("End this decision")
    amira.sees("has ended")
    assert ben.visit(f"/conversations/{conversation.pk}/") == 404
    ben.visit("/conversations/")
    assert name not in ben.page.content()

    dana = person(width).sign_in("dana@board.example")
    if kind == "desktop":
        accept(dana)
    ask_the_auditor(dana, conversation, number)


@pytest.mark.rule("S8", "S41", "S119")
def test_the_same_without_javascript_and_not_shared(person):
    amira = person(scripts=False).sign_in("amira@school.example")
    if "Before you begin" in amira.page.content():
        for box in amira.page.locator("main input[type=checkbox]").all():
            box.check()
        amira.save()
    amira.visit("/families/register")
    amira.page.fill("[name=name]", "Guillemot")
    amira.page.select_option("[name=locality]", label="Harbour")
    amira.page.fill("[name='child-given_name']", "Ada")
    amira.page.fill("[name='child-family_name']", "Guillemot")
    amira.page.check("[name='child-kind'][value=child]")
    amira.day("child-born_on", timezone.localdate().replace(year=2020, day=1))
    amira.save()
    family = Family.objects.get(name="Guillemot")
    child = Person.objects.get(given_name="Ada")

    amira.visit(f"/families/{family.pk}/conversations/new")
    amira.page.fill("[name=said]", "Half a thought, typed in a corridor")
    amira.page.get_by_role("button", name="Save as a draft").click()
    assert amira.page.locator("[name=said]").input_value() == "Half a thought, typed in a corridor"
    amira.page.check(f"[name=people][value='{child.pk}']")
    option = amira.page.locator("[name=with_1] option", has_text="Chidi Marsh").get_attribute("value")
    amira.page.select_option("[name=with_1]", option)
    amira.page.fill("[name=agreed]", "No more is needed now")
    amira.page.check("[name=harm][value=no]")
    amira.page.check("[name='sharing-outcome'][value=not_share]")
    amira.page.check("[name='sharing-not_share_reason'][value=not_relevant]")
    amira.day("sharing-reconsider_on", timezone.localdate() + timedelta(days=10))
    amira.page.fill(
        "[name='sharing-reasons']", "Nothing Ada said has to do with the work of the police, and she was promised care."
    )
    amira.save("Save")
    assert "Saved at" in amira.page.content()
    assert Conversation.objects.get(family=family).agreed == "No more is needed now"
