"""The manager's report: planted help of which the right numbers are known."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations.models import Assessment, Episode, Plan
from conversations.reports.of_help import last_year, report_of
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.models import Family
from locality.parts import NOT_TOLD, few_hidden
from tests.conversations.helping import opened, planned, reviewed
from tests.conversations.test_questions_of_difference import closed
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S43", "S44")]
DAY = timedelta(days=1)


def parts(story, who=None, months=12, today=None):
    with acting_as(who or story.grace):
        return report_of(reader_of(who or story.grace), story.school, months=months, today=today)


def begun(story, first, contacted, *, assessed=None, agreed=None):
    """Help that began on a Monday: when the family was contacted, the assessment completed, the plan agreed."""
    plan, need = planned(story)
    at = timezone.make_aware(timezone.datetime(first.year, first.month, first.day, 9))
    with unseen_hand():
        Episode.objects.update(identified_on=first, opened_at=at)
        Family.objects.filter(pk=story.family.pk).update(first_contact_on=contacted)
        Assessment.objects.update(started_at=at, completed_at=at + ((assessed or first) - first))
        Plan.objects.update(agreed_on=agreed or first)
    return plan, need


def steps(story):
    return {row[0].split(" ")[0]: row[1:4] for row in parts(story)[0].rows}


def monday():
    """A Monday of ten weeks ago or a little more."""
    today = timezone.localdate()
    return today - timedelta(days=70 + today.weekday())


def test_days_and_the_share_within_the_time_limit(story):
    first = monday()
    begun(story, first, first + 7 * DAY, assessed=first + 10 * DAY, agreed=first + 20 * DAY)
    found = steps(story)
    assert found["Need"][:2] == [7, 1] and found["Assessment"] == [10, 1, "100 % of 1"]
    assert found["Help"] == [20, 1, "100 % of 1"]
    assert found["From"] == ["–", 0, "0 % of 1"], "A review is overdue"
    with unseen_hand():
        Family.objects.filter(pk=story.family.pk).update(first_contact_on=first + 21 * DAY)
        Assessment.objects.update(completed_at=timezone.now())
    found = steps(story)
    assert found["Need"] == [21, 1, "0 % of 1"] and found["Assessment"][2] == "0 % of 1"


def test_what_has_time_still_is_neither_kept_nor_missed(story):
    opened(story)
    found = steps(story)
    assert found["Help"] == ["–", 0, "–"] and found["From"] == ["–", 0, "–"]


def test_needs_and_returns(story):
    closed(story, days=200)
    in_time, needs, returns, *_ = parts(story)
    assert needs.rows == [["Mental and physical health", 1, 1, 0, 0, 1, 0]]
    assert returns.rows == [["6 months", 0, "0 %", 0, "0 %", 1], ["12 months", 0, "–", 0, "–", 0]]
    again = opened(story)
    with unseen_hand():
        Episode.objects.filter(pk=again.pk).update(opened_at=timezone.now() - timedelta(days=100))
    assert parts(story)[2].rows[0][1:3] == [1, "100 %"]


@pytest.mark.rule("A8")
def test_the_ages_are_of_one_whole_year_whatever_months_are_chosen_so_no_two_tables_overlap(story):
    """April to March, once it is over: the tables of two years have no day in common, and none is part of another."""
    made, _ = closed(story, days=200)
    ended = timezone.localdate(Episode.objects.get(pk=made.pk).over_at)
    over = date(ended.year + (ended.month > 3), 4, 1)
    for months in (3, 12, 120):
        ages = parts(story, months=months, today=over)[3]
        assert ages.rows[1][:2] == ["5 to 10", NOT_TOLD] and ages.rows[-1] == ["All", NOT_TOLD, NOT_TOLD]
        assert not parts(story, months=months, today=over - DAY)[3].rows
    assert last_year(date(2026, 3, 31)) == (date(2024, 4, 1), date(2025, 3, 31))
    assert last_year(date(2026, 4, 1)) == (date(2025, 4, 1), date(2026, 3, 31))


def test_nothing_is_told_of_what_another_partner_keeps(story):
    closed(story, days=20)
    assert parts(story)[1].rows and not any(part.rows for part in parts(story, story.ewan)[1:2])


@pytest.mark.rule("A8")
def test_no_hidden_number_can_be_worked_out_from_the_total():
    """Every table of four small cells: for each small number there are two tables that look the same."""
    looks: dict = {}
    for cells in product(range(9), repeat=4):
        told, total = few_hidden(cells)
        looks.setdefault((*told, total), []).append(cells)
    for told, cells in looks.items():
        for place, number in enumerate(told[:-1]):
            if number == NOT_TOLD:
                could_be = {each[place] for each in cells}
                assert len(could_be) > 1 or could_be <= {0, 6, 7, 8}, told
            else:
                assert number == 0 or number > 5


def test_its_page_is_for_whoever_signs_and_costs_the_same_however_much_help(client, story):
    closed(story, days=20)
    plan, need = planned(story)
    url = reverse("conversations:report")
    text = what_is_read(signed_in(client, story.grace).get(url))
    assert 'role="img"' in text and "Is help in time?" in text and "Kai" not in text
    assert client.get(url, {"months": "7"}).status_code == 422
    assert client.get(url, {"months": "120"}).status_code == 200
    assert signed_in(client, story.amira).get(url).status_code == 403

    def asked():
        with queries_of() as found:
            parts(story)
        return len(found)

    few = asked()
    for days in (10, 20):
        reviewed(
            story, plan, need, held_on=timezone.localdate(), next_on=timezone.localdate() + timedelta(days=30 + days)
        )
    assert asked() == few
