"""Who sees what, at a glance: each state of a cell from a situation that was made; the preview; what changed (6.4f)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent import services as consent
from consent.matrix import cell_of
from consent.models import Consent, SharingDecision
from consent.overview import changes_of, matrix_of, partners_of, sight_of
from consent.rules import Item
from consent.sources import sources_of
from locality import services
from locality.access import Viewing
from locality.access.rule import reader_of
from locality.demo.cast import make_partner
from locality.families import people_of
from locality.history import acting_as
from locality.models import Practitioner
from locality.reference import category
from locality.registries import protected_models
from tests.cast import ALL, FACTS, NEED, agree, propose, share, share_category
from tests.locality.reading import signed_in

DAY = timedelta(days=1)
FOUR = ("family_details", "concerns", "lead_professional", "actions")
SAFETY = "If shared: his mother may be angry. If not: nobody sees whether he is hurt again."


@pytest.fixture
def sources(story):
    """A function: the matrix's sources as somebody of the cast sees them, asked behind both walls."""

    def made(who="amira", given=None):
        person = getattr(story, who)
        with acting_as(person):
            reader = reader_of(person)
            return sources_of(story.family, reader, list(people_of(story.family, reader)), given)

    return made


@pytest.fixture
def cell(story, sources):
    """A function: the cell of a person of the story and a partner."""

    def found(person="child", partner="health", kind=None, who="amira"):
        kind = kind and category(kind)
        return cell_of(sources(who), getattr(story, person), getattr(story, partner), kind)

    return found


def share_whole(story, codes, **changes):
    items = [Item(category(code), category(code).name) for code in codes]
    made = share(story, items=items, **changes)
    return consent.authorise(made, by=story.grace) if made.waits_for_authoriser else made  # the whole record (V20)


def share_without_agreement(story, **changes):
    values = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": SAFETY, "told": {}}
    values["told"] = {story.child.pk: "told_before"}
    return consent.decide(propose(story, **(values | changes)), by=story.amira, partner=story.school)


def not_share(story, why, at=None):
    changes = {"outcome": "not_share", "basis": "", "recipients": {}, "not_share_reason": why, "items": []}
    changes["reconsider_on"] = timezone.localdate() + 9 * DAY
    return consent.decide(propose(story, **changes), by=story.amira, partner=story.school, at=at)


# Each state


def test_nothing_decided_is_not_shared_and_leads_to_deciding(story, cell):
    found = cell()
    assert (found.state.word, found.live) == ("Not shared", False)
    assert found.url == reverse("consent:decide", args=[story.family.pk]) and "nothing was decided" in found.sentence


@pytest.mark.rule("S100")
def test_everything_agreed(story, cell):
    made = share_whole(story, FOUR)
    found = cell()
    assert (found.state.symbol, found.state.word, found.live) == ("●", "Agreed", True)
    assert found.url == reverse("consent:decision", args=[made.pk])
    last = timezone.localdate(made.ends_at)
    assert f"about Kai Fulmar until {last.day} {last:%B %Y}; decision {made.number}" in found.sentence
    assert found.sentence.startswith("Northshore 0-19 Children’s Health can see family details, issues causing concern")


def test_some_kinds_are_part_and_each_kind_is_told_apart(story, cell):
    share_category(story, "concerns")
    assert cell().state.word == "Part"
    assert cell(kind="concerns").state.word == "Agreed"
    assert cell(kind="actions").state.word == "Not shared"


def test_a_single_record_is_part_of_its_kind(story, cell):
    share(story)
    assert cell().state.word == "Part" and "single records of issues causing concern" in cell().sentence
    assert cell(kind="concerns").state.word == "Part"
    assert cell("mother").state.word == "Not shared"


def test_a_protected_address_is_not_part_of_everything(story, cell):
    share_whole(story, ("protected_address",))
    assert cell().state.word == "Part" and cell(kind="protected_address").state.word == "Agreed"


@pytest.mark.rule("V12", "S106")
def test_without_agreement_counts_first_and_only_when_it_is_signed(story, cell):
    share_whole(story, FOUR)
    made = share_without_agreement(story)
    assert cell().state.word == "Agreed"
    consent.authorise(made, by=story.grace)
    assert (cell().state.symbol, cell().state.word) == ("▲", "Without consent")
    assert "without the family’s agreement" in cell().sentence and f"{made.number} and " in cell().sentence
    assert cell(kind="actions").state.word == "Agreed"


def test_a_decision_that_waits_says_so(story, cell):
    made = share_without_agreement(story)
    assert cell().state.word == "Not shared" and "waits for a signature" in cell().sentence
    assert cell().url == reverse("consent:decision", args=[made.pk])


def test_what_a_whole_kind_says_about_somebody_not_named_is_shown(story, cell):
    """The rule gives a whole kind of the family's information, whoever the decision names."""
    share_category(story, "family_details")
    assert cell().state.word == "Part"
    assert cell("mother").state.word == "Without consent" and "does not name" in cell("mother").sentence


def test_ends_soon(story, cell):
    share_whole(story, FOUR, ends_at=timezone.now() + 5 * DAY)
    assert cell().state.word == "Ends soon"
    share_whole(story, FOUR, ends_at=timezone.now() + 60 * DAY)
    assert cell().state.word == "Agreed"


def test_some_of_it_ends_soon(story, cell):
    share_whole(story, FOUR[1:], ends_at=timezone.now() + 60 * DAY)
    share_whole(story, FOUR[:1], ends_at=timezone.now() + 5 * DAY)
    assert cell().state.word == "Ends soon" and "some of it until" in cell().sentence


@pytest.mark.rule("C10", "C1")
def test_withdrawn_and_refused_are_seen_at_once_and_lead_to_the_answer(story, cell):
    share_whole(story, FOUR)
    given = Consent.objects.get(person=story.child)
    consent.withdraw(given, by=story.amira, how="By telephone")
    assert (cell().state.symbol, cell().state.word) == ("✕", "Withdrawn")
    assert cell().url == reverse("consent:consent", args=[given.pk])
    refused = agree(story, status="refused")
    assert (cell().state.word, cell().url) == ("Refused", reverse("consent:consent", args=[refused.pk]))


@pytest.mark.rule("C9")
def test_a_refusal_of_some_partners_is_about_those_alone(story, cell):
    agree(story, status="refused", partners=[story.police])
    assert cell(partner="police").state.word == "Refused"
    assert cell(partner="health").state.word == "Not shared"


def test_an_answer_that_went_against_is_no_wall_for_what_rests_on_something_else(story, cell):
    agree(story, status="refused")
    made = share_without_agreement(story, wishes="He said no; weighed", urgent=True)
    assert cell().state.word == "Without consent" and str(made.number) in cell().sentence


def test_ended_ran_out_and_expired_are_not_shared_with_the_reason(story, cell):
    made = share_category(story, "concerns", ends_at=timezone.now() + 20 * DAY)
    assert cell().live
    with time_machine.travel(timezone.now() + 21 * DAY):
        assert cell().state.word == "Not shared" and "ran out on" in cell().sentence
    consent.end_decision(made, by=story.amira, reason="Over")
    assert "was ended on" in cell().sentence and not cell().live
    share_category(story, "actions", ends_at=timezone.now() + 300 * DAY)
    with time_machine.travel(timezone.now() + 200 * DAY):  # the agreement was for 180 days
        assert not cell().live and "agreement it rests on stopped" in cell().sentence


def test_what_they_do_not_need_and_what_is_their_own(story, cell):
    not_share(story, "already_held")
    assert cell().state.word == "Not needed" and "It was decided not to share: they have it already" in cell().sentence
    not_share(story, "too_doubtful")
    assert cell().state.word == "Not shared"
    assert cell(partner="school").state.word == "Not needed" and "supplied" in cell(partner="school").sentence


def test_a_decision_not_to_share_that_names_a_partner_is_about_that_one(story, cell):
    changes = {"outcome": "not_share", "basis": "", "not_share_reason": "already_held", "items": []}
    changes["reconsider_on"] = timezone.localdate() + 9 * DAY
    consent.decide(propose(story, **changes), by=story.amira, partner=story.school)
    assert cell().state.word == "Not needed" and cell(partner="police").state.word == "Not shared"


def test_an_agreement_without_a_decision_shares_nothing(story, cell):
    given = agree(story)
    assert cell().state.word == "Not shared" and "agreed" in cell().sentence
    assert cell().url == reverse("consent:consent", args=[given.pk])


# Whose it is


@pytest.mark.rule("S94")
def test_only_the_readers_own_decisions_and_answers_count(story, sources):
    """Health is given the family: it sees that it is, and nothing of what the school decided for whom."""
    made = share_category(story, "family_details")
    agree(story, story.mother, partners=[story.police])
    given = sources("ben", given=made)
    assert given.made == [] and given.answers == {}
    assert [str(partner) for partner in partners_of(given)] == [str(story.health)]
    found = cell_of(given, story.child, story.health)
    assert found.state.word == "You can see" and f"decision {made.number}" in found.sentence
    assert sources("chidi").people == []


def test_partners_are_those_told_of_the_own_first_or_all(story, sources):
    share_category(story, "concerns")
    agree(story, story.mother, partners=[story.police])
    assert partners_of(sources()) == [story.school, story.health, story.police]
    assert {story.council, story.board} < set(partners_of(sources(), everybody=True))


def test_totals(story, sources):
    agree(story, partners=[story.health, story.police], categories=ALL)
    share_category(story, "concerns")
    share(story, recipients={story.police: "The officer knows the street they live in"})
    table = matrix_of(sources(), [story.school, story.health, story.police])
    assert [head["total"] for head in table["partners"]] == [0, 3, 1] and table["seeing"] == 2
    assert {str(row["person"]): row["total"] for row in table["rows"]}["Kai Fulmar"] == 2


def test_the_cells_agree_with_the_rule(story, sources):
    """What a partner sees of a kind, by the rule, is what the cell says, for each kind and partner."""
    agree(story, partners=[story.health, story.police], categories=ALL)
    share_category(story, "concerns")
    share(story, recipients={story.police: "The officer knows the street they live in"})
    with acting_as(story.amira):
        for partner in (story.health, story.police, story.council):
            seen = {
                str(model.__name__): keys for model, keys, _ in sight_of(story.family, partner, reader_of(story.amira))
            }
            cell = cell_of(sources(), story.child, partner, category("concerns"))
            assert cell.live == ("Conversation" in seen)
            assert ("NeedLevel" in seen) == (cell.state.word == "Agreed")


# The preview


@pytest.mark.rule("A4", "A8")
def test_the_preview_is_what_the_rule_shows_that_partner_of_what_we_supplied(story):
    share_category(story, "concerns")
    share_category(story, "family_details")
    with acting_as(story.amira):
        found = {model: keys for model, keys, _ in sight_of(story.family, story.health, reader_of(story.amira))}
    for model in protected_models().values():
        rows = model.objects.visible_to_all([story.health])
        if model.__name__ != "Person":
            expected = set(
                rows.filter(**{rows.provider: story.school.pk, rows.family: story.family.pk}).values_list(
                    "pk", flat=True
                )
            )
            assert found.get(model, set()) == expected, model
    assert len(found) > 5
    with acting_as(story.amira):
        assert sight_of(story.family, story.police, reader_of(story.amira)) == []


@pytest.mark.rule("A4")
def test_the_preview_tells_nobody_what_they_may_not_see(client, story):
    """Health asks what the police could see: of its own, nothing; what the school gave the police is not told."""
    agree(story, partners=[story.health, story.police], categories=ALL)
    share_category(story, "family_details")
    share_category(story, "concerns", recipients={story.police: NEED})
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="I visit them")
    url = reverse("consent:as-partner", args=[story.family.pk, story.police.pk])
    text = signed_in(client, story.ben).get(url).content.decode()
    assert "can see nothing of what your own partner supplied" in text and "level" not in text


@pytest.mark.rule("A8")
def test_asking_for_the_preview_is_written_down(client, story):
    url = reverse("consent:as-partner", args=[story.family.pk, story.health.pk])
    assert signed_in(client, story.amira).get(url).status_code == 200
    seen = Viewing.objects.get(kind="preview as a partner")
    assert (seen.practitioner, seen.record, seen.family) == (story.amira, story.health.pk, story.family.pk)
    assert client.get(reverse("consent:as-partner", args=[story.family.pk, story.family.pk])).status_code == 404


def test_a_restricted_family_says_so(client, story):
    share_category(story, "concerns")
    services.restrict(
        story.family, by=story.grace, partner=story.school, reason="Staff", ask="Head", named=[story.amira]
    )
    signed_in(client, story.amira)
    for url in (matrix_url(story), reverse("consent:as-partner", args=[story.family.pk, story.health.pk])):
        assert "restricted" in client.get(url).content.decode()
    with acting_as(story.amira):
        assert sight_of(story.family, story.health, reader_of(story.amira)) == []


# What changed


def test_what_was_added_and_ended_between_two_days(story, sources):
    now = timezone.now()
    with time_machine.travel(now - 30 * DAY):
        first = share_category(story, "concerns", ends_at=now - 5 * DAY)
        second = share_category(story, "actions", ends_at=now + 60 * DAY)
    with time_machine.travel(now - 10 * DAY):
        consent.withdraw(Consent.objects.current().get(person=story.child), by=story.amira, how="Rang")
        waiting = share_without_agreement(story, wishes="He said no; weighed")
    since, until = timezone.localdate(now - 20 * DAY), timezone.localdate(now)
    added, ended = changes_of(sources(), since, until)
    assert added == [] and [each["decision"] for each in ended] == [first, second]
    consent.authorise(waiting, by=story.grace)
    added, ended = changes_of(sources(), since, until)
    assert [each["decision"] for each in added] == [waiting] and added[0]["whom"] == str(story.health)
    assert ended[0]["what"] == "Issues causing concern" and "Kai Fulmar" in ended[0]["about"]
    before = timezone.localdate(now - 31 * DAY)
    added, ended = changes_of(sources(), before, since)
    assert [each["decision"] for each in added] == [first, second] and ended == []


@pytest.mark.parametrize("query", ["since-day=31&since-month=2&since-year=2026", "since-day=&until-day="])
def test_days_that_are_none_are_refused(client, story, query):
    answer = signed_in(client, story.amira).get(f"{matrix_url(story)}?{query}")
    assert answer.status_code == 422 and "There is a problem" in answer.content.decode()


# The page


def matrix_url(story):
    return reverse("consent:matrix", args=[story.family.pk])


def test_the_page_has_headers_one_link_a_cell_and_a_full_sentence(client, story):
    made = share_category(story, "concerns")
    text = signed_in(client, story.amira).get(matrix_url(story)).content.decode()
    table = text[text.index("<table") : text.index("app-matrix-cards")]
    assert table.count('scope="row"') and table.count('scope="col"')
    for cell in re.findall(r"<td>(.*?)</td>", table, re.S):
        assert cell.count("<a ") == 1 or not cell.strip()
    assert f'Part<span class="govuk-visually-hidden">: {story.health} can see' in table
    assert f"decision {made.number}</span>" in table


def test_several_decisions_lead_to_the_list_of_them(client, story, cell):
    agree(story, partners=[story.health, story.police], categories=ALL)
    share_category(story, "concerns")
    share_category(story, "actions")
    other = share(story, recipients={story.police: "The officer knows the street they live in"})
    text = signed_in(client, story.amira).get(cell().url).content.decode()
    assert "Only the decisions about one person" in text and f"Decision {other.number}<" not in text
    assert str(SharingDecision.objects.filter(family=story.family).earliest("number")) in text


def test_the_page_asks_the_same_number_of_questions_for_one_and_for_ten(client, story):
    share_category(story, "concerns")
    agree(story, story.mother)
    signed_in(client, story.amira).get(matrix_url(story))
    with CaptureQueriesContext(connection) as one:
        client.get(matrix_url(story))
    with acting_as(Practitioner.objects.system()):
        more = [make_partner(f"School {n}", "school") for n in range(10)]
    for number in range(10):
        services.add_person(story.family, by=story.amira, partner=story.school, kind="child", given_name=f"C{number}")
    agree(story, partners=more, categories=ALL)
    for partner in more:
        share_category(story, "actions", recipients={partner: f"{partner} teaches his cousin and must know"})
    with CaptureQueriesContext(connection) as many:
        text = client.get(matrix_url(story)).content.decode()
    assert "School 9" in text and "C9" in text
    assert len(many) == len(one)
