"""Partners: who they are, what they signed, what they were called before; and the end of a membership."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from locality import services
from locality.access import Denial, can_see
from locality.demo import make_partner, make_practitioner
from locality.history import acting_as
from locality.models import Agreement, Family, Membership, Partner, PartnerKind, Practitioner
from tests.cast import share
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

PARTNERS = reverse("locality:partners")


def page_of(partner):
    return reverse("locality:partner", args=[partner.pk])


def end_of(membership):
    return reverse("locality:end-membership", args=[membership.pk])


def day(on):
    return {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year)}


@pytest.fixture
def grace(client, story):
    return signed_in(client, story.grace)


@pytest.fixture
def job(story):
    with unseen_hand():
        Family.objects.update(first_contact_on=timezone.localdate())  # so that Amira holds nothing open
    return Membership.objects.get(practitioner=story.amira)


@pytest.mark.rule("S57", "S58", "S59", "S60", "S61", "S62", "S63", "S64", "S65", "S66", "S67", "S68")
def test_every_kind_of_partner_of_the_framework_can_be_a_partner(client, story):
    """One partner of each kind, with its tier, its duty and what it signed; the superseded ones name who came after."""
    with acting_as(story.ewan):
        made = {kind.code: make_partner(f"The {kind.name}", kind.code) for kind in PartnerKind.objects.all()}
        for before, after in (
            ("national_probation", "probation"),
            ("community_rehabilitation", "probation"),
            ("safeguarding_board", "safeguarding_partnership"),
        ):
            ended = {"valid_to": date(2021, 6, 26), "succeeded_by": made[after]}
            Partner.objects.filter(pk=made[before].pk).update(**ended)
        Partner.objects.filter(pk=made["provider"].pk).update(commissioned_by=made["council"])
    page = what_is_read(signed_in(client, story.chidi).get(PARTNERS))
    for partner in made.values():
        assert partner.name in page and page_of(partner) in page and partner.get_duty_basis_display() in page
    assert page.count("Superseded") == 3
    old, new = (what_is_read(client.get(page_of(made[code]))) for code in ("national_probation", "probation"))
    assert page_of(made["probation"]) in old and "until 26 June 2021" in old
    assert page_of(made["national_probation"]) in new and page_of(made["community_rehabilitation"]) in new
    assert page_of(made["council"]) in what_is_read(client.get(page_of(made["provider"])))


@pytest.mark.rule("S11", "S12", "S13")
def test_partners_are_filtered_by_kind_and_service_tier(client, story):
    amira = signed_in(client, story.amira)
    for tier, name, other in (
        ("universal", "Fulmar Lane", "Northshore Police"),
        ("targeted", "Borough Council", "Fulmar Lane"),
        ("specialist", "Northshore Police", "Fulmar Lane"),
    ):
        page = what_is_read(amira.get(PARTNERS, {"tier": tier}))
        assert name in page and other not in page
    assert "Fulmar Lane" in what_is_read(amira.get(PARTNERS, {"kind": "school"}))
    assert "No partner matches" in what_is_read(amira.get(PARTNERS, {"kind": "fire"}))


@pytest.mark.parametrize("query", ["kind=none", "tier=x", "after=x", "after=%00", f"after={UUID(int=7, version=4)}"])
def test_a_tampered_list_breaks_nothing(client, story, query):
    assert signed_in(client, story.amira).get(f"{PARTNERS}?{query}").status_code == 200


def test_pages_of_partners_go_on_by_name(client, story):
    with acting_as(story.ewan):
        for n in range(60):
            make_partner(f"School {n // 2:02}", "school")
    amira, address, seen = signed_in(client, story.amira), PARTNERS, []
    while address:
        context = amira.get(address).context
        seen += context["partners"]
        address = context["next_page"]
    assert len(seen) == len({partner.pk for partner in seen}) == 65
    assert context["first"]


@pytest.mark.rule("S39")
def test_a_partner_says_what_it_signed_and_who_leads_safeguarding(client, story):
    page = what_is_read(signed_in(client, story.chidi).get(page_of(story.school)))
    for words in ("Amira Haddon", "1 April 2024", "1 April 2027", "Universal", "Harbour", "Active"):
        assert words in page
    assert "Members" not in page and "Iris" not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"suspended": True}, "Suspended"),
        ({"framework_signed_on": None}, "nobody there can see a family"),
        ({"framework_review_on": date(2025, 1, 1)}, "Overdue"),
        ({"valid_to": date(2025, 1, 1)}, "Left"),
    ],
)
def test_what_is_not_in_order_is_said(client, story, change, words):
    with acting_as(story.ewan):
        Partner.objects.filter(pk=story.police.pk).update(**change)
    assert words in what_is_read(signed_in(client, story.amira).get(page_of(story.police)))


def test_members_are_for_those_who_look_after_them(client, grace, story):
    page = what_is_read(grace.get(page_of(story.school)))
    assert "Amira Haddon" in page and "Iris Penhallow" in page and "Ended" in page and "This is you" in page
    assert "decide what is shared" in page
    assert "Members" not in what_is_read(grace.get(page_of(story.health)))
    assert "Members" not in what_is_read(signed_in(client, story.amira).get(page_of(story.school)))


@pytest.mark.rule("A9", "A10")
def test_ending_a_membership_ends_sight_that_day_and_keeps_what_was(client, grace, story, job):
    assert "lose sight" in what_is_read(grace.get(end_of(job)))
    answer = grace.post(end_of(job), day(timezone.localdate()))
    assert answer.headers["Location"] == page_of(story.school)
    assert "Amira Haddon" in what_is_read(grace.get(page_of(story.school)))
    assert not can_see(story.amira, story.family)
    assert can_see(story.grace, story.family)
    amira = signed_in(client, story.amira)
    assert "work for no partner" in what_is_read(amira.get(reverse("locality:home")))
    assert amira.get(reverse("locality:family", args=[story.family.pk])).status_code == 404
    assert story.conversation.recorded_by == story.amira
    assert Membership.history.filter(id=job.pk, actor_name="Grace Olufemi", ends_on=timezone.localdate()).exists()


@pytest.mark.rule("A9")
def test_a_membership_may_end_later_and_lasts_till_then(grace, story, job):
    on = timezone.localdate() + timedelta(days=10)
    grace.post(end_of(job), day(on))
    assert can_see(story.amira, story.family)
    assert not can_see(story.amira, story.family, timezone.now() + timedelta(days=11))
    assert "due to end" in what_is_read(grace.get(end_of(job)))


@pytest.mark.parametrize(
    "typed",
    [
        {},
        day(timezone.localdate() - timedelta(days=1)),
        {"on-day": "31", "on-month": "2", "on-year": "2027"},
        {"on-day": "1", "on-month": "1", "on-year": "99999"},
        {"on-day": "\x00", "on-month": "<b>", "on-year": "٢٠٢٧"},
    ],
)
def test_impossible_days_are_refused(grace, job, typed):
    answer = grace.post(end_of(job), typed)
    assert answer.status_code == 422 and answer.context["form"].errors["on"]
    job.refresh_from_db()
    assert job.ends_on is None


@pytest.mark.parametrize("who", ["amira", "ben", "ewan", "chidi"])
def test_others_find_nothing_and_it_is_written_down(client, story, job, who):
    signed_in(client, getattr(story, who))
    assert client.get(end_of(job)).status_code == client.post(end_of(job), day(timezone.localdate())).status_code == 404
    job.refresh_from_db()
    assert job.ends_on is None
    assert Denial.objects.filter(practitioner=getattr(story, who), record=str(job.pk)).count() == 2


def test_absent_ended_and_ones_own_membership(grace, story):
    left, own = (Membership.objects.get(practitioner=someone) for someone in (story.iris, story.grace))
    assert grace.get(end_of(left)).status_code == 404
    assert grace.get(reverse("locality:end-membership", args=[uuid4()])).status_code == 404
    assert grace.get(end_of(own)).status_code == 403
    assert grace.get(page_of(type("Absent", (), {"pk": uuid4()}))).status_code == 404


def test_the_number_of_questions_is_the_same_for_one_row_and_ten(client, grace, story):
    counts = {"list": [], "members": []}
    for more in (0, 10):
        with unseen_hand():
            for n in range(more):
                make_partner(f"School {n}", "school", story.priory)
                person = make_practitioner(f"Member {n}", f"member{n}@school.example")
                services.join_partner(
                    person, by=story.grace, partner=story.school, job_title="Teacher", permissions=("see_records",)
                )
        for name, address in (("list", PARTNERS), ("members", page_of(story.school))):
            grace.get(address)
            with queries_of() as asked:
                grace.get(address)
            counts[name].append(len(asked))
    assert counts["list"][0] == counts["list"][1]
    assert counts["members"][0] == counts["members"][1]


@pytest.mark.rule("S47", "S81")
def test_every_partner_works_by_the_same_version_of_the_process_or_sees_nothing(story):
    """One version is in force, for all; a partner that has not signed sees nothing that is shared with it."""
    share(story)
    assert can_see(story.ben, story.conversation)
    with acting_as(story.ewan):
        Partner.objects.filter(pk=story.health.pk).update(framework_signed_on=None)
    assert not can_see(story.ben, story.conversation)
    with acting_as(story.ewan):
        Partner.objects.filter(pk=story.health.pk).update(framework_signed_on=timezone.localdate())
    assert can_see(story.ben, story.conversation)
    now, kind = timezone.now(), Agreement.Kind.FRAMEWORK
    second = {"kind": kind, "version": "2", "text": "Ask families first.", "published_at": now}
    system = Practitioner.objects.system()
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(system, reason="A second one"):
        Agreement.objects.create(**second)
    with acting_as(system, reason="A new version"):
        Agreement.objects.filter(kind=kind, replaced_at=None).update(replaced_at=now)
        Agreement.objects.create(**second)
    assert not can_see(story.ben, story.conversation), "the new version is agreed to by everybody, before anything else"
