"""Why can X see Y, why can I see this, and who looked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent import services as consent
from conversations.models import Participant
from locality import looking, services
from locality.access import AuditBox, can_see, explain
from locality.access.audit import find_record, partners_who_see
from locality.demo import make_practitioner
from locality.history import acting_as
from locality.models import Denial, Partner, Viewing
from tests.cast import record, share, share_category
from tests.databases import unseen_hand

BACKEND = "locality.access.backend.RecordBackend"


def sign_in(client, person):
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def dana(client, story):
    """The auditor's browser."""
    return sign_in(client, story.dana)


def text(response):
    return " ".join(response.content.decode().split())


def newcomer(story, name, email):
    """Another practitioner, made in Ewan's name."""
    with unseen_hand():
        return make_practitioner(name, email, accepted=False)


def ask(client, who, what, **more):
    return client.post("/why/", {"who": who, "record": what} | more)


# The auditor's question


@pytest.mark.rule("A8", "S120")
def test_the_answer_names_the_decision(dana, story):
    decision = share(story)
    answer = ask(dana, "Ben Carrow", f"http://testserver/conversations/{story.conversation.pk}/")
    page = text(answer)
    assert answer.status_code == 200 and ">Yes<" in page.replace(" ", "").replace("\n", "")
    assert "Ben Carrow can see this conversation" in page
    assert f"Decision {decision.number} by Amira Haddon (Fulmar Lane Primary)" in page
    assert story.family.reference in page and "Fulmar family" not in page and "breakfast" not in page
    asked = Viewing.objects.get(practitioner=story.dana)
    assert (asked.kind, asked.record, asked.family) == (
        "why conversations.Conversation",
        story.conversation.pk,
        story.family.pk,
    )


def test_no_names_the_failing_step(dana, story):
    page = text(ask(dana, "chidi", f"conversation {story.conversation.pk}"))
    assert "Chidi Marsh cannot see this conversation" in page
    assert "no live sharing decision covers it" in page
    assert "has not accepted" in text(ask(dana, "Jonas", f"conversation {story.conversation.pk}"))
    assert "ended on" in text(ask(dana, "Iris", f"conversation {story.conversation.pk}"))


@pytest.mark.rule("A10")
def test_what_became_of_an_ended_decision_is_told(dana, story):
    decision = share(story)
    before = timezone.now()
    consent.end_decision(decision, by=story.amira, reason="Over")
    page = text(ask(dana, "Ben Carrow", f"/conversations/{story.conversation.pk}/"))
    assert "cannot see" in page and f"Decision {decision.number}</a> ended on" in page and "by Amira Haddon" in page
    when = timezone.localtime(before)
    past = {"at-day": when.day, "at-month": when.month, "at-year": when.year, "at-time": f"{when:%H:%M}"}
    page = text(ask(dana, "Ben Carrow", f"/conversations/{story.conversation.pk}/", **past))
    assert "could" in page and "Error" not in page


@pytest.mark.parametrize("minutes", [1, -1])
def test_the_answer_is_that_of_the_rule_at_that_moment(dana, story, minutes):
    decision = share(story, ends_at=timezone.now() + timedelta(days=2))
    moment = timezone.localtime(decision.ends_at + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    at = {"at-day": moment.day, "at-month": moment.month, "at-year": moment.year, "at-time": f"{moment:%H:%M}"}
    found = ask(dana, "Ben Carrow", f"/conversations/{story.conversation.pk}/", **at).context["answer"]
    assert found.allowed == can_see(story.ben, story.conversation, moment) == (minutes < 0)


def test_a_partner_may_be_asked_about(dana, story):
    share(story)
    page = text(ask(dana, "Northshore 0-19 Children’s Health", f"/conversations/{story.conversation.pk}/"))
    assert "Children’s Health can see this conversation" in page


def test_who_else_and_who_looked(client, story):
    share(story)
    sign_in(client, story.ben).get(f"/conversations/{story.conversation.pk}/")
    page = text(ask(sign_in(client, story.dana), "Chidi Marsh", f"/conversations/{story.conversation.pk}/"))
    assert "Fulmar Lane Primary supplied this information itself" in page
    assert "Ben Carrow, Northshore 0-19" in page


@pytest.mark.parametrize("code", [None, "family_details", "concerns"])
def test_who_else_agrees_with_the_rule(story, code):
    if code:
        share_category(story, code)
    else:
        share(story)
    for each in (story.family, story.child, story.need, story.conversation, Participant.objects.first()):
        found = {partner for partner, _ in partners_who_see(each)}
        assert found == {partner for partner in Partner.objects.all() if explain(partner, each).allowed}


def test_several_of_a_name_are_offered(dana, story):
    other = newcomer(story, "Ben Carrow", "ben.carrow@elsewhere.example")
    answer = ask(dana, "Ben Carrow", f"/conversations/{story.conversation.pk}/")
    assert answer.status_code == 422 and "choose one below" in text(answer) and other.email in text(answer)
    chosen = ask(dana, "Ben Carrow", f"/conversations/{story.conversation.pk}/", which=str(story.ben.pk))
    assert chosen.status_code == 200 and chosen.context["viewer"] == story.ben
    forged = ask(dana, "Ben Carrow", f"/conversations/{story.conversation.pk}/", which=str(story.amira.pk))
    assert forged.status_code == 422


def test_ways_to_name_a_record(story):
    decision = share(story)
    with acting_as(story.dana):
        for words in (
            str(decision.number),
            f"Decision {decision.number}",
            f"#{decision.number}",
            f"/decisions/{decision.pk}/",
        ):
            assert find_record(words) == decision, words
        for words in (story.family.reference, story.family.reference.lower(), f"/families/{story.family.pk}/people"):
            assert find_record(words) == story.family, words
        assert find_record(f"needlevel {story.need.pk}") == story.need
        assert find_record(f"https://family.example.org/conversations/{story.conversation.pk}/") == story.conversation
        assert find_record(f"/history/conversation/{story.conversation.pk}/") == story.conversation
        assert find_record(f"family {story.need.pk}") is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"who": ""}, "Say who"),
        ({"who": "Nobody Atall"}, "Nobody here has that name"),
        ({"who": "a" * 300}, "too long"),
        ({"who": "Be\x00n"}, "cannot be kept"),
        ({"who": "Be\u202en"}, "direction of writing"),
        ({"who": "<b>Ben</b>"}, "Nobody here has that name"),
        ({"record": ""}, "Say which record"),
        ({"record": "🐚"}, "There is no such record"),
        ({"record": "7e57ab1e-0000-4000-8000-000000000000"}, "There is no such record"),
        ({"record": "999999999"}, "There is no such record"),
        ({"record": "99999999999999999999"}, "There is no such record"),
        ({"at-day": "31", "at-month": "2", "at-year": "2026", "at-time": "10:00"}, "must be a real date"),
        ({"at-day": "1", "at-month": "2", "at-year": "2026", "at-time": "25:00"}, "must have a real time"),
    ],
)
def test_what_makes_no_sense_is_refused_and_kept(dana, story, changed, words):
    posted = {"who": "Zephyrine", "record": "DEMO-FAM-999999"} | changed
    answer = dana.post("/why/", posted)
    assert answer.status_code == 422 and words in text(answer)
    kept = "Zephyrine" if "who" not in changed else "DEMO-FAM-999999" if "record" not in changed else ""
    assert kept in text(answer)


@pytest.mark.rule("A8")
@pytest.mark.parametrize("page", ["/why/", "/looked/"])
def test_only_auditors_ask_about_others(client, story, page):
    for person in (story.amira, story.chidi, story.ewan):
        assert sign_in(client, person).get(page).status_code == 403
        assert client.post(page, {"who": "Ben"}).status_code == 403
    looked = client.get(f"/looked/conversation/{story.conversation.pk}/")
    assert looked.status_code == 403


def test_an_audit_that_is_over_asks_nothing(client, story):
    with unseen_hand():
        AuditBox.objects.update(ends_at=timezone.now())
    assert sign_in(client, story.dana).get("/why/").status_code == 403
    assert client.get("/looked/").status_code == 403


# Everybody, about themselves


@pytest.mark.rule("A4")
def test_why_can_i_see_this(client, story):
    decision = share(story)
    page = text(sign_in(client, story.ben).get(f"/why/conversation/{story.conversation.pk}/"))
    assert f"You can see this because of decision {decision.number}." in page
    assert "shares this record with Northshore 0-19" in page
    assert f"/decisions/{decision.pk}/" not in page, "the decision itself is not shared with him"
    own = text(sign_in(client, story.amira).get(f"/why/conversation/{story.conversation.pk}/"))
    assert "Fulmar Lane Primary supplied this information itself" in own
    assert client.get(f"/why/familymember/{story.family.pk}/").status_code == 404


def test_why_me_tells_strangers_nothing(client, story):
    sign_in(client, story.chidi)
    for address in (
        f"/why/conversation/{story.conversation.pk}/",
        f"/why/conversation/{uuid4()}/",
        f"/why/x/{uuid4()}/",
    ):
        assert client.get(address).status_code == 404
    assert Denial.objects.filter(practitioner=story.chidi).count() == 3


# Who looked


@pytest.mark.rule("A8")
def test_who_looked_by_family_person_and_day(client, story):
    share(story)
    sign_in(client, story.ben).get(f"/conversations/{story.conversation.pk}/")
    sign_in(client, story.amira).get(f"/families/{story.family.pk}/")
    sign_in(client, story.dana)
    page = text(client.get("/looked/"))
    assert "Ben Carrow" in page and story.family.reference in page and "Fulmar family" not in page
    found = client.post("/looked/", {"family": story.family.reference, "who": "Ben Carrow"})
    assert found.status_code == 302 and "Ben" not in found["Location"]
    rows = client.get(found["Location"]).context["looks"]
    assert {look.viewing.practitioner for look in rows} == {story.ben}
    today = timezone.localdate()
    assert client.get(f"/looked/?on={today - timedelta(days=3)}").context["looks"] == []
    assert client.get(f"/looked/?on={today}").context["looks"]
    of_record = client.get(f"/looked/conversation/{story.conversation.pk}/").context["looks"]
    assert [look.viewing.practitioner for look in of_record] == [story.ben]
    assert Viewing.objects.filter(practitioner=story.dana, kind="who looked").count() == 5


@pytest.mark.parametrize(
    "posted", [{"family": "FAM-9999999"}, {"who": "Nobody Atall"}, {"on-day": "1"}, {"family": "x\x00"}, {"who": "e"}]
)
def test_a_search_for_nobody_is_refused(dana, story, posted):
    for number in range(12):
        newcomer(story, f"Eve {number}", f"eve{number}@elsewhere.example")
    assert dana.post("/looked/", posted).status_code == 422


@pytest.mark.parametrize(
    "query", ["family=x", "person='--", "on=2026-02-31", "after=x", "after=9.9.9", f"after={'9' * 40}.1"]
)
def test_a_changed_address_is_taken_as_none(dana, story, query):
    assert dana.get(f"/looked/?{query}").status_code == 200
    assert dana.get(f"/looked/conversation/{uuid4()}/").status_code == 404


def test_viewings_are_paged_by_key(dana, story):
    now = timezone.now()
    Viewing.objects.bulk_create(
        Viewing(practitioner=story.ben, kind="locality.Family", record=story.family.pk, route="x", at=now)
        for _ in range(looking.PAGE + 7)
    )
    first = dana.get(f"/looked/?person={story.ben.pk}")
    assert len(first.context["looks"]) == looking.PAGE and first.context["older_url"]
    second = dana.get("/looked/" + first.context["older_url"])
    keys = [look.viewing.pk for page in (first, second) for look in page.context["looks"]]
    assert len(keys) == len(set(keys)) == looking.PAGE + 7 and not second.context["older_url"]


def test_ten_viewings_cost_what_one_costs(dana, story):
    decision = share(story)

    def look(practitioner, family):
        Viewing.objects.create(
            practitioner=practitioner,
            partner=story.health,
            kind="locality.Family",
            record=family.pk,
            family=family.pk,
            decision=decision.pk,
            route="x",
        )

    look(story.ben, story.family)
    dana.get("/looked/")
    with CaptureQueriesContext(connection) as few:
        dana.get("/looked/")
    for number in range(10):
        person = newcomer(story, f"Eve {number}", f"eve{number}@elsewhere.example")
        ours = {"by": story.amira, "partner": story.school, "locality": story.harbour}
        look(person, services.register_family(f"F{number}", submission=uuid4(), **ours))
    record(story)
    with CaptureQueriesContext(connection) as many:
        dana.get("/looked/")
    assert len(many) == len(few)
