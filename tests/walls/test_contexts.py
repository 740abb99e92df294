"""Who is at work is a signed thing of one transaction on one connection: whatever else is shown opens nothing.

As the application's own login, on a copy of the database, where the tester's wider role could hide something.
"""

import hashlib
import hmac
from uuid import UUID

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, ProgrammingError, connection, transaction
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils import timezone

from config.celery import app as queue
from conversations.models import Conversation
from locality.history import NotLetIn, acting_as, current_actor
from locality.models import Family
from locality.wall import token as tokens
from locality.wall.declare import protected_tables
from tests.locality.reading import signed_in
from tests.walls.entering import connected, count, entered, let_in, show, token_of

TABLES = ("locality_family", "locality_historicalfamily", "conversations_conversation", "wall.given")


@pytest.fixture
def link(shared):
    """The application's own connection, in a transaction."""
    with connected(shared) as found:
        yield found


def nothing(link):
    """Whether nobody is at work: not a row of any table of the wall, and none of the gate's views."""
    return not any(count(link, table) for table in (*protected_tables(), *TABLES, "wall.me"))


def signed(link, text, key=None):
    """Any text with a right signature."""
    key = key or tokens.keys_in_use()[0]
    return f"{text}|{hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}"


def parts(link, who, **changes):
    return token_of(link, who, **changes).split("|")


def test_a_good_token_opens_what_its_person_may_see(link, told_once):
    assert nothing(link)
    assert let_in(link, told_once.amira) and count(link, "locality_family") == 1
    assert let_in(link, told_once.ben) and count(link, "locality_family") == 1
    assert let_in(link, told_once.chidi) and count(link, "locality_family") == 0
    assert let_in(link, told_once.health, kind="partner") and count(link, "locality_household") == 1


@pytest.mark.rule("A4", "S94")
def test_a_context_ends_with_its_transaction_on_a_pooled_connection(link, told_once):
    assert let_in(link, told_once.amira) and count(link, "locality_family")
    link.commit()
    assert nothing(link)
    assert let_in(link, told_once.amira)
    link.rollback()
    assert nothing(link)


def test_without_a_context_nothing_is_seen_and_nothing_written(link, told_once):
    assert nothing(link)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), link.transaction():
        link.execute(
            "INSERT INTO locality_denial (practitioner_id, kind, record, route, at) VALUES (%s, '', '', '', now())",
            [told_once.amira.pk],
        )
    assert link.execute("UPDATE locality_family SET name = 'Mine'").rowcount == 0


FORGED = {
    "another person": lambda link, who, other: [*parts(link, other)[:2], str(who.pk), *parts(link, other)[3:]],
    "a partner as a whole": lambda link, who, other: [parts(link, who)[0], "partner", *parts(link, who)[2:]],
    "another moment": lambda link, who, other: [*parts(link, who)[:3], "0", *parts(link, who)[4:]],
    "issued again": lambda link, who, other: [*parts(link, who)[:4], "1" + parts(link, who)[4], *parts(link, who)[5:]],
    "cut": lambda link, who, other: parts(link, who)[:6],
    "cut signature": lambda link, who, other: [*parts(link, who)[:6], parts(link, who)[6][:-1]],
    "no signature": lambda link, who, other: [*parts(link, who)[:6], ""],
    "longer": lambda link, who, other: [*parts(link, who), "more"],
    "another's signature": lambda link, who, other: [*parts(link, who)[:6], parts(link, other)[6]],
    "capital letters": lambda link, who, other: [*parts(link, who)[:6], parts(link, who)[6].upper()],
    "an unknown key": lambda link, who, other: ["0" * 16, *parts(link, who)[1:]],
}
GARBAGE = ["", "|", "||||||", "|" * 70_000, "x", "\u202e\U0001f476", "'; SELECT 1 --", "0|1|2|3|4|5|6", "a" * 1_000_000]
GARBAGE += ["|".join(["%s"] * 7), "NULL", "{}", "-1|person|x|1e999|99999999999999999999999|" + "9" * 40 + "|0"]


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_token_opens_nothing(link, told_once, how):
    forged = "|".join(FORGED[how](link, told_once.amira, told_once.chidi))
    assert show(link, forged) is False and nothing(link)
    assert let_in(link, told_once.amira) and show(link, forged) is False and nothing(link), "It puts out who was in"


@pytest.mark.parametrize("text", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_opens_nothing_and_raises_nothing(link, text):
    assert show(link, text) is False and nothing(link)
    known = tokens.key_id(tokens.keys_in_use()[0])
    assert show(link, f"{known}|{text}") is False and nothing(link)


def test_no_token_puts_out_who_was_in(link, told_once):
    assert let_in(link, told_once.amira) and show(link, "") is False and nothing(link)


def test_no_token_at_all_opens_nothing(link):
    assert show(link, None) is False and nothing(link)


def test_a_token_signed_with_another_key_opens_nothing(link, told_once):
    assert not let_in(link, told_once.amira, key=b"another key of thirty-two letters")
    name = tokens.key_id(tokens.keys_in_use()[0])
    text = "|".join([name, *parts(link, told_once.amira)[1:6]])
    assert show(link, signed(link, text, key=b"guessed")) is False and nothing(link)


@pytest.mark.parametrize("who", [str(UUID(int=0)), str(UUID(int=7, version=4))])
def test_a_token_for_somebody_who_is_not_there_sees_nothing(link, who):
    class Ghost:
        pk = who

    for kind in ("person", "partner"):
        assert let_in(link, Ghost, kind=kind)
        assert not any(count(link, table) for table in protected_tables())


def test_a_token_for_another_connection_opens_nothing(link, shared, told_once):
    with connected(shared) as other:
        token = token_of(other, told_once.amira)
        assert show(link, token) is False and nothing(link)
        assert show(other, token) is True and count(other, "locality_family") == 1
        assert nothing(link), "Nor does one connection see another's context"
        assert let_in(link, told_once.chidi) and count(link, "locality_family") == 0
        assert count(other, "locality_family") == 1
        other.commit()
        assert nothing(other)


def test_an_old_token_opens_nothing(shared, link, told_once):
    with connected(shared, "postgres") as superuser:
        was = superuser.execute("SELECT lifetime FROM wall.key").fetchone()[0]
        superuser.execute("UPDATE wall.key SET lifetime = '60 s'")
        superuser.commit()
        now = timezone.now().timestamp()
        for seconds, good in ((0, True), (-55, True), (55, True), (-65, False), (65, False), (-(10**8), False)):
            assert let_in(link, told_once.amira, issued=now + seconds) is good, seconds
            assert count(link, "locality_family") == good
        superuser.execute("UPDATE wall.key SET lifetime = %s", [was])
        superuser.commit()


def test_the_key_before_is_let_in_while_it_is_known_and_no_longer(shared, link, told_once):
    before = b"the key of the month before, long enough"
    with connected(shared, "postgres") as superuser:
        superuser.execute(
            "INSERT INTO wall.key VALUES (%s, %s, %s, '60 s')", [tokens.key_id(before), *tokens.pads(before)]
        )
        superuser.commit()
        assert let_in(link, told_once.amira, key=before)
        superuser.execute("DELETE FROM wall.key WHERE kid = %s", [tokens.key_id(before)])
        superuser.commit()
    link.commit()
    assert not let_in(link, told_once.amira, key=before)


# Blocks within blocks


def test_a_savepoint_given_back_gives_back_who_was_at_work(link, told_once):
    assert let_in(link, told_once.amira)
    for undo in ("ROLLBACK TO SAVEPOINT inner_block", "RELEASE SAVEPOINT inner_block"):
        link.execute("SAVEPOINT inner_block")
        assert let_in(link, told_once.chidi) and count(link, "locality_family") == 0
        link.execute(undo)
        back = undo.startswith("ROLLBACK")
        assert count(link, "locality_family") == back, "A released savepoint keeps it: history.py restores by hand"
    link.execute("SAVEPOINT inner_block")
    assert let_in(link, told_once.amira)
    link.execute("ROLLBACK TO SAVEPOINT inner_block")
    assert count(link, "locality_family") == 0


def who_is_in():
    with connection.cursor() as cursor:
        cursor.execute("SELECT person FROM wall.me")
        found = cursor.fetchone()
    return found and found[0]


def test_a_nested_act_of_another_person_ends_with_its_block(story):
    with acting_as(story.amira):
        assert who_is_in() == story.amira.pk and Family.objects.exists()
        with acting_as(story.chidi):
            assert who_is_in() == story.chidi.pk and not Family.objects.exists()
            with acting_as(story.grace):
                assert who_is_in() == story.grace.pk and Family.objects.exists()
            assert who_is_in() == story.chidi.pk and not Family.objects.exists()
        assert who_is_in() == story.amira.pk and Family.objects.exists()
    assert who_is_in() is None


def test_an_inner_block_that_fails_gives_back_who_was_at_work(story):
    with acting_as(story.amira):
        for error in (ValueError, ProgrammingError, InternalError):
            with pytest.raises(error), acting_as(story.chidi):
                if error is ProgrammingError:
                    Conversation.objects.raw("SELECT no_such_column FROM locality_family")[0]
                raise error
            assert who_is_in() == story.amira.pk and current_actor().id == str(story.amira.pk)
    assert who_is_in() is None


def test_a_block_that_fails_leaves_nobody_at_work(story):
    with pytest.raises(ZeroDivisionError), acting_as(story.amira):
        raise ZeroDivisionError
    assert who_is_in() is None and not current_actor().id


def test_a_key_that_the_database_does_not_know_is_an_error_and_nobody_is_at_work(story, settings):
    settings.WALL_KEY = "a key that nobody told the database, long enough"
    with pytest.raises(NotLetIn), acting_as(story.amira):
        raise AssertionError("Not reached")
    assert who_is_in() is None


# Outside of requests: a task, a callback; and requests that fail


def as_in_the_service():
    """Only the application's role, as in the service, where the tests' own eyes are not."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE locality_app")


def test_a_task_without_an_actor_sees_nothing_and_writes_nothing(story):
    @queue.task(name="tests.forgetful")
    def forgetful():
        as_in_the_service()
        return Family.objects.count(), Conversation.objects.count()

    try:
        with transaction.atomic():
            assert forgetful.apply().get() == (0, 0)
            with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
                Family.objects.create(
                    name="X", provider=story.school, category_id=story.family.category_id, locality=story.harbour
                )
            transaction.set_rollback(True)
    finally:
        del queue.tasks["tests.forgetful"]


def test_what_is_done_after_the_commit_sees_no_content_and_writes_none(clone_database, told_once):
    seen, refused = [], []

    def afterwards():
        with transaction.atomic():
            as_in_the_service()
            seen.append((Family.objects.count(), Conversation.objects.count(), who_is_in()))
            try:
                with transaction.atomic():
                    Family.objects.create(
                        name="X",
                        provider=told_once.school,
                        locality=told_once.harbour,
                        category_id=told_once.family.category_id,
                    )
            except (ProgrammingError, InternalError) as error:
                refused.append(error)
            changed = Family.objects.update(name="Y")
            seen.append(changed)

    with clone_database("afterwards"), acting_as(told_once.amira):
        assert Family.objects.exists()
        transaction.on_commit(afterwards)
    assert seen == [(0, 0, None), 0] and len(refused) == 1


def streaming(request):
    return StreamingHttpResponse(str(family) for family in Family.objects.all())


def failing(request):
    Family.objects.update(name="Half-way")
    raise ZeroDivisionError


def refusing(request):
    raise ImproperlyConfigured("half-way")


for view in (streaming, failing, refusing):
    view.login_required = True
urlpatterns = [path("stream/", streaming), path("fail/", failing), path("refuse/", refusing)]


def test_a_stream_is_refused_to_whoever_is_signed_in(story, client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    assert signed_in(client, story.amira).get("/stream/").status_code == 500
    assert who_is_in() is None


@pytest.mark.parametrize("address", ["/fail/", "/refuse/", "/nowhere/"])
def test_a_request_that_fails_half_way_leaves_nobody_at_work_and_nothing_half_done(story, client, settings, address):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    assert signed_in(client, story.amira).get(address).status_code in (404, 500)
    assert who_is_in() is None and not current_actor().id
    assert Family.objects.get(pk=story.family.pk).name == "Fulmar"
    with entered() as cursor:
        cursor.execute("SELECT count(*) FROM locality_family")
        assert cursor.fetchone() == (0,)
