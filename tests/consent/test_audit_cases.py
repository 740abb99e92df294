"""An auditor opens a sampled case: with a reason, what its decision was about, for a while, and nothing else (A8)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from consent.audits import opening
from consent.audits.grading import AuditIsOver
from conversations.models import Action, Conversation
from locality import services
from locality.access import AuditBox, can_see, explain
from locality.access.moments import spans
from locality.history import acting_as
from locality.models import Family, Household, NeedLevel, Person, Practitioner, Viewing
from tests.cast import record, share, share_category
from tests.consent.auditing import audit_ends, crowd, draw, drawn, only_file, second_auditor
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A8")]
WHY = "To see whether the conversation bears the reasons out"


def a_file(story, make=share, **changes):
    """The file of one decision that was drawn among others."""
    made = make(story, **changes)
    crowd(made)
    return drawn(story, made)


def opened(file, by):
    return opening.open_case(file, by=by, reason=WHY, submission=uuid4())


def sees(who, *records, at=None):
    """Which of these records somebody can see: behind both walls, and as `explain` says too."""
    with acting_as(who):
        found = [can_see(who, each, at) for each in records]
        assert found == [explain(who, each, at).allowed for each in records]
    return found


def case_url(file):
    return reverse("consent:audit-case", args=[file.pk])


def test_an_auditor_sees_what_the_sampled_decision_was_about_and_nothing_else(story):
    other = record(story)
    file = a_file(story)
    with acting_as(story.amira):
        action = Action.objects.visible_to(story.amira).get(conversation=story.conversation)
    assert sees(story.dana, story.conversation, other, story.family, story.child, story.need) == [False] * 5
    made = opened(file, story.dana)
    assert sees(story.dana, story.conversation, action) == [True, True]
    assert sees(story.dana, other, story.family, story.child, story.household, story.need) == [False] * 5
    assert made.ends_at - made.opened_at == timedelta(hours=2)
    assert sees(story.ben, story.conversation, other) == [True, False]  # nobody else's sight changes


def test_of_a_whole_kind_it_opens_the_kind_as_its_supplier_recorded_it(story):
    share_category(story, "family_details")
    theirs = services.add_household(story.family, by=story.ben, partner=story.health, address="Health's own")
    file = a_file(story, lambda s: share_category(s, "family_details"))
    opened(file, story.dana)
    assert sees(story.dana, story.family, story.child, story.household) == [True] * 3
    assert sees(story.dana, story.conversation, story.need) == [False] * 2
    assert sees(story.dana, theirs) == [False]


def test_it_closes_by_itself_and_the_end_of_the_audit_closes_it_in_the_middle(story):
    file = a_file(story)
    made = opened(file, story.dana)
    later = made.ends_at + timedelta(seconds=1)
    assert sees(story.dana, story.conversation, at=made.ends_at - timedelta(seconds=1)) == [True]
    assert sees(story.dana, story.conversation, at=later) == [False]
    told = [(span.begins, span.ends) for span in spans(story.dana, story.conversation) if span.answer.allowed]
    assert told == [(made.opened_at, made.ends_at)]
    audit_ends(story.dana)
    assert sees(story.dana, story.conversation) == [False]
    with pytest.raises(AuditIsOver):
        opened(file, story.dana)


def test_it_lasts_no_longer_than_the_audit(story):
    file = a_file(story)
    soon = timezone.now() + timedelta(minutes=10)
    with acting_as(Practitioner.objects.system()):
        AuditBox.objects.filter(auditor=story.dana).update(ends_at=soon)
    assert opened(file, story.dana).ends_at == soon


def test_it_wants_a_reason_and_another_s_opening_opens_nothing(story):
    file = a_file(story)
    with pytest.raises(ValidationError):
        opening.open_case(file, by=story.dana, reason="Because", submission=uuid4())
    second = second_auditor(story, story.chidi)
    first = opened(file, story.dana)
    assert opened(file, story.dana) == first, "One that stands open is enough"
    assert sees(second, story.conversation) == [False]
    with pytest.raises(AuditIsOver):
        opened(file, story.ben)


def test_nobody_opens_the_case_of_their_own_decision_nor_a_restricted_family(story):
    file = a_file(story)
    second_auditor(story, story.amira)
    with pytest.raises(PermissionDenied):
        opened(file, story.amira)
    opened(file, story.dana)
    services.restrict(story.family, by=story.grace, partner=story.school, reason="Staff", ask="x", named=[story.amira])
    assert sees(story.dana, story.conversation) == [False]
    second = second_auditor(story, story.chidi)
    with pytest.raises(opening.IsShut):
        opened(file, second)


def test_a_protected_address_stays_hidden(story):
    address = {"address": "A refuge", "is_confidential": True}
    secret = services.add_household(story.family, by=story.amira, partner=story.school, **address)
    file = a_file(story, lambda s: share_category(s, "protected_address"))
    opened(file, story.dana)
    assert sees(story.dana, secret) == [False]


# By hand, past the application


INSERT = (
    "INSERT INTO locality_auditopening (id, box_id, auditor_id, file, decision, number, family_id, provider_id,"
    " categories, records, reason, opened_at, ends_at, submission)"
    " VALUES (gen_random_uuid(), %(box)s, %(auditor)s, %(file)s, %(decision)s, %(number)s, %(family)s,"
    " %(provider)s, %(kinds)s, '{}', %(why)s, %(at)s, %(until)s,"
    " gen_random_uuid())"
)


def by_hand(who, of, **changes):
    """What the database makes of an opening written by hand: the number of conversations seen after, or the error."""
    now, made = timezone.now(), of.decision
    row = {"box": AuditBox.objects.filter(auditor=who).values_list("pk", flat=True).first() or uuid4()}
    row |= {"auditor": who.pk, "file": of.pk, "decision": made.pk, "number": made.number, "family": made.family_id}
    row |= {"provider": made.provider_id, "kinds": list(range(1, 400)), "why": WHY, "at": now}
    row |= {"until": now + timedelta(hours=1)} | changes
    with acting_as(who), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(INSERT, row)
                found = {model: model._base_manager.count() for model in (Conversation, Family, Person, NeedLevel)}
                transaction.set_rollback(True)
                return found
        except DatabaseError as error:
            return str(error)


def test_an_opening_written_by_hand_gives_no_more_than_the_drawn_decision(story):
    record(story)
    file = a_file(story)
    assert by_hand(story.dana, file) == {Conversation: 1, Family: 0, Person: 0, NeedLevel: 0}, "Whatever it claims"
    now = timezone.now()
    refused = "row-level security"
    assert refused in by_hand(story.dana, file, file=uuid4()), "Of no sample"
    assert refused in by_hand(story.dana, file, provider=story.health.pk)
    assert refused in by_hand(story.dana, file, number=1 + file.decision.number)
    assert refused in by_hand(story.dana, file, at=now - timedelta(hours=1))
    assert refused in by_hand(story.dana, file, auditor=story.ben.pk), "In another's name"
    assert refused in by_hand(story.chidi, file), "Without an audit"
    assert "opening_is_short" in by_hand(story.dana, file, until=now + timedelta(hours=3))
    assert "opening_says_why" in by_hand(story.dana, file, why=" " * 40)
    with acting_as(Practitioner.objects.system()):
        AuditBox.objects.filter(auditor=story.dana).update(ends_at=now + timedelta(minutes=1))
    assert refused in by_hand(story.dana, file), "Longer than the audit"


@pytest.mark.parametrize(("others", "size"), [(8, 4), (9, 6), (0, 1)])
def test_a_sample_that_leaves_little_to_chance_opens_no_case(client, story, others, size):
    crowd(share(story), others)
    sample = draw(story, size)
    with acting_as(story.dana):
        file = only_file(sample)
    with pytest.raises(opening.IsNarrow):
        opened(file, story.dana)
    assert "row-level security" in by_hand(story.dana, file), "Nor past the application"
    page = signed_in(client, story.dana).get(case_url(file)).content.decode()
    assert "do not open" in page and "ask the guardian" in page and 'name="reason"' not in page
    assert client.post(case_url(file), {"reason": WHY, "submission": str(uuid4())}).status_code == 403


def test_an_open_case_is_read_and_never_written(story):
    file = a_file(story, lambda s: share_category(s, "family_details"))
    opened(file, story.dana)
    restriction = (
        "INSERT INTO locality_restriction (id, family_id, reason, ask, starts_at)"
        " VALUES (gen_random_uuid(), %s, 'Mine', 'me', now())"
    )
    with acting_as(story.dana), connection.cursor() as cursor:
        assert Family._base_manager.filter(pk=story.family.pk).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(restriction, [story.family.pk])
        for model in (Family, Person, Household):
            cursor.execute(f"UPDATE {model._meta.db_table} SET id = id")
            assert cursor.rowcount == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("UPDATE locality_auditopening SET ends_at = ends_at + interval '1 minute'")
    whole = a_file(story)
    opened(whole, story.dana)
    with acting_as(story.dana), connection.cursor() as cursor:
        assert Action._base_manager.exists()
        cursor.execute("UPDATE conversations_action SET what = what")
        assert cursor.rowcount == 0


# The pages


def test_the_page_asks_why_shows_the_case_and_writes_each_look_down(client, story):
    file = a_file(story, lambda s: share_category(s, "family_details"))
    signed_in(client, story.dana)
    asked = what_is_read(client.get(case_url(file)))
    assert "Why do you need to read the case?" in asked and "Fulmar" not in asked.replace("Fulmar Lane", "")
    short = client.post(case_url(file), {"reason": "Just so", "submission": str(uuid4())})
    assert short.status_code == 422 and "Just so" in short.content.decode()
    assert client.post(case_url(file), {"reason": WHY, "submission": str(uuid4())}).status_code == 302
    page = what_is_read(client.get(case_url(file)))
    assert "Kai Fulmar" in page and WHY in page and "Marmalade" in page
    url = reverse("consent:audit-record", args=[file.pk, "household", story.household.pk])
    assert "3 Marmalade Terrace" in what_is_read(client.get(url))
    with acting_as(story.dana):
        looks = Viewing.objects.filter(practitioner=story.dana, family=story.family.pk)
        kinds = dict(looks.values_list("kind", "decision"))
    assert kinds["locality.Household"] == file.decision_id and "list of locality.Household" in kinds
    other = reverse("consent:audit-record", args=[file.pk, "conversation", story.conversation.pk])
    assert client.get(other).status_code == 404
    audit_ends(story.dana)
    assert client.get(url).status_code == 404 and client.get(case_url(file)).status_code == 404


def test_every_record_of_a_case_that_is_listed_can_be_read(client, story):
    share_category(story, "concerns")
    file = a_file(story)
    signed_in(client, story.dana)
    client.post(case_url(file), {"reason": WHY, "submission": str(uuid4())})
    page = client.get(case_url(file)).content.decode()
    links = {part.split('"')[0] for part in page.split('href="')[1:] if "/case/" in part.split('"')[0]}
    assert links
    for url in links:
        said = client.get(url)
        assert said.status_code == 200, url
        history = [part.split('"')[0] for part in said.content.decode().split('href="') if "/history/" in part[:200]]
        assert all(client.get(each).status_code == 200 for each in history)


def test_who_decided_and_everybody_else_find_no_case(client, story):
    file = a_file(story)
    for who in (story.amira, story.ben, story.ewan):
        assert signed_in(client, who).get(case_url(file)).status_code == 404
