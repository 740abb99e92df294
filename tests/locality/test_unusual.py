"""Unusual views: each mark just inside and just outside; question 18; who looked shows them."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality import reports, services
from locality.access import Involvement
from locality.looking import looks
from locality.models import Viewing
from locality.unusual import MANY, NO_REASON, OUTSIDE, SELF, TOO_MANY, is_outside
from tests.consent.test_question_pages import days, rows_of, sign_in
from tests.consent.test_questions import ask, counts, flags
from tests.databases import unseen_hand
from tests.locality.test_why import text

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def at(hour, minute=0, day=4):
    """A moment of a Wednesday in November 2026 (the 4th), or of another day."""
    return timezone.make_aware(datetime(2026, 11, day, hour, minute))


def view(story, moment, who=None, family=None, **values):
    key = (family or story.family).pk
    given = {"practitioner": who or story.ben, "partner": story.health, "kind": "locality.Family", "record": key}
    with unseen_hand():
        return Viewing.objects.create(**given | {"family": key, "route": "locality:family", "at": moment} | values)


def reason(story, starts, **values):
    given = {"practitioner": story.ben, "family": story.family, "partner": story.health, "reason": "Visits them"}
    with unseen_hand():
        return Involvement.objects.create(**given | {"self_declared": False, "starts_at": starts} | values)


def marks_of(made):
    [look] = [each for each in looks(size=500).looks if each.viewing.pk == made.pk]
    return list(look.marks)


@pytest.mark.rule("A8")
@pytest.mark.parametrize(
    ("moment", "outside"),
    [
        (at(6, 59), True),
        (at(7), False),
        (at(19, 59), False),
        (at(20), True),
        (at(12, day=7), True),
        (timezone.make_aware(datetime(2026, 12, 25, 12)), True),
    ],
)
def test_hours_and_working_days(moment, outside):
    assert is_outside(moment) == outside


@pytest.mark.rule("A8", "A10")
def test_a_view_without_a_reason_on_record_by_then(story):
    early = view(story, at(9, 59))
    reason(story, at(10), ends_at=at(12))
    inside, last, after = view(story, at(10)), view(story, at(11, 59)), view(story, at(12))
    assert [marks_of(each) for each in (early, inside, last, after)] == [[NO_REASON], [], [], [NO_REASON]]
    found = ask(reports, story.dana)
    assert flags(found) == [NO_REASON] * 2 and counts(found)["No reason on record"] == 2
    assert {line.words for line in found.lines} == {"Ben Carrow at 09:59", "Ben Carrow at 12:00"}
    assert found.lines[0].family == story.family.pk
    assert not any(name in f"{line.what} {line.words}" for line in found.lines for name in ("Fulmar", "Kai", "Nell"))


@pytest.mark.rule("A8")
def test_their_own_word_within_the_hour_before_is_told_and_is_no_red_flag(story):
    reason(story, at(10), self_declared=True)
    just, later = view(story, at(11)), view(story, at(11, 1))
    assert marks_of(just) == [SELF] and marks_of(later) == []
    found = ask(reports, story.dana)
    assert flags(found) == [] and counts(found)["Own word, just before"] == 1


def test_many_families_within_an_hour_of_the_clock(story):
    ours = {"by": story.amira, "partner": story.school, "locality": story.harbour}
    families = [services.register_family(f"F{n}", submission=uuid4(), **ours) for n in range(MANY)]
    views = [view(story, at(10) + 2 * n * MINUTE, family=family) for n, family in enumerate(families)]
    for family in families:
        reason(story, at(8), family=family)
    reason(story, at(8))
    assert flags(ask(reports, story.dana)) == []
    later = view(story, at(11))
    assert flags(ask(reports, story.dana)) == [] and marks_of(later) == []
    view(story, at(10, 59))
    found = ask(reports, story.dana)
    assert counts(found)[f"More than {MANY} families in an hour"] == MANY + 1
    assert marks_of(views[0]) == [TOO_MANY] and marks_of(later) == []


@pytest.mark.rule("A8")
def test_lists_and_what_an_audit_asked_are_no_views_of_a_record(story):
    view(story, at(3), kind="list of locality.Family")
    view(story, at(3), kind="history of locality.Family", partner=None, who=story.dana)
    assert ask(reports, story.dana).lines == [] and counts(ask(reports, story.dana))["Views"] == 0


def test_days_and_partner_narrow_it(story):
    view(story, at(21))
    found = lambda **filters: len(ask(reports, story.dana, **filters).lines)  # noqa: E731
    assert found() == found(partner=story.health) == found(since=at(1).date(), until=at(1).date()) == 1
    assert found(partner=story.school) == found(since=at(1, day=5).date()) == found(until=at(1, day=3).date()) == 0


@pytest.mark.rule("A8")
def test_it_is_for_an_audit_only(client, story):
    view(story, at(21))
    dana = sign_in(client, story.dana)
    assert OUTSIDE in text(dana.get(f"/questions/18/?{days('since', at(1).date())}"))
    rows = rows_of(dana.get("/questions/18/file"))
    assert [row[3] for row in rows if row[0] == "Record"] == [NO_REASON]
    assert dana.get("/questions/18/paper")["Content-Type"] == "application/pdf"
    lead = sign_in(client, story.amira)
    for page in ("", "file", "paper"):
        assert lead.get(f"/questions/18/{page}").status_code == 403
    assert "18." not in text(lead.get("/questions/"))


@pytest.mark.rule("A8")
def test_who_looked_shows_the_marks_and_asks_by_partner(client, story):
    view(story, at(21))
    view(story, at(21, 1), who=story.amira, partner=story.school)
    dana = sign_in(client, story.dana)
    assert "Outside hours" in text(dana.get("/looked/")) and "No reason on record" in text(dana.get("/looked/"))
    found = dana.post("/looked/", {"partner": str(story.health.pk)})
    rows = dana.get(found["Location"]).context["looks"]
    assert found.status_code == 302 and {row.viewing.partner for row in rows} == {story.health}
    assert f"For {story.health}" in text(dana.get(found["Location"]))
    with CaptureQueriesContext(connection) as few:
        dana.get("/looked/")
    for n in range(8):
        view(story, at(9, n))
    with CaptureQueriesContext(connection) as many:
        dana.get("/looked/")
    assert len(many) == len(few)
