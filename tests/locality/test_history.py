"""No write escapes the history, and none is made in nobody's name (architecture.md, rule 2; performance.md 3.2)."""

import re
from uuid import uuid4

import pytest
from django.core import serializers
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.db.models import F
from django.utils import timezone

from consent import services as consent
from consent.models import ConsentPartner, DecisionRecipient, FamilyAccess
from conversations.models import ConversationAccess
from locality.history import NOBODY, acting_as, current_actor, function_name, recorded_models, request_id, trigger_sql
from locality.models import Family, Household, Notice, PartnerPermission, Practitioner
from locality.tasks import send_notices
from tests.cast import agree, propose, share, share_category
from tests.databases import owner_behind_the_wall

TABLE = Household._meta.db_table


@pytest.fixture
def as_amira(story):
    """Everything in the test is done by Amira for the school, because of a reason, in request r-1."""
    token = request_id.set("r-1")
    with acting_as(story.amira, partner=story.school, reason="A reason"):
        yield story
    request_id.reset(token)


class Since:
    """The history rows of a model that were written since it was made, oldest first."""

    def __init__(self, model):
        self.rows = model.history.order_by("history_id")
        self.last = max(self.rows.values_list("history_id", flat=True), default=0)

    def __iter__(self):
        return iter(self.rows.filter(history_id__gt=self.last))

    @property
    def kinds(self):
        return "".join(row.history_type for row in self)


def address(story, text="1 Tern Street"):
    story_family = {"family": story.family, "provider": story.school, "category": story.household.category}
    return Household(address=text, **story_family)


def create(story):
    Household.objects.create(**{f: getattr(address(story), f) for f in ("family", "provider", "category", "address")})


def save(story):
    story.household.address = "2 Tern Street"
    story.household.save()


def save_twice(story):
    save(story)
    Household.objects.filter(pk=story.household.pk).update(address="3 Tern Street")


def update_or_create(story):
    Household.objects.update_or_create(pk=story.household.pk, defaults={"address": "4 Tern Street"})


def three(story):
    return Household.objects.bulk_create([address(story, f"{n} Gull Street") for n in (1, 2, 3)])


def update_three(story):
    Household.objects.filter(pk__in=[row.pk for row in three(story)]).update(postcode="NT4 7CV")


def bulk_update_three(story):
    rows = three(story)
    for row in rows:
        row.postcode = "NT4 7CV"
    Household.objects.bulk_update(rows, ["postcode"])


def upsert(story):
    again = address(story, "5 Tern Street")
    again.pk = story.household.pk
    options = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": ["address"]}
    Household.objects.bulk_create([again, address(story)], **options)


def raw_update(story):
    keys = [row.pk for row in three(story)]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET postcode = 'NT1' WHERE id = ANY(%s)", [keys])


def raw_insert(story):
    with connection.cursor() as cursor:
        columns = "family_id, provider_id, category_id, address, postcode, is_confidential, starts_on"
        cursor.execute(f"INSERT INTO {TABLE} (id, {columns}) SELECT gen_random_uuid(), {columns} FROM {TABLE} LIMIT 1")


def loaded_from_a_file(story):
    text = serializers.serialize("json", [address(story)])
    for loaded in serializers.deserialize("json", text):
        loaded.save()


def save_without_a_change(story):
    Household.objects.get(pk=story.household.pk).save()


@pytest.mark.rule("A10")
@pytest.mark.parametrize(
    ("write", "kinds"),
    [
        (create, "+"),
        (save, "~"),
        (save_twice, "~~"),
        (update_or_create, "~"),
        (three, "+++"),
        (update_three, "+++~~~"),
        (bulk_update_three, "+++~~~"),
        (upsert, "~+"),
        (raw_update, "+++~~~"),
        (raw_insert, "+"),
        (loaded_from_a_file, "+"),
        (save_without_a_change, ""),
    ],
)
def test_every_way_of_writing_leaves_its_rows_with_who_and_why(as_amira, write, kinds):
    since = Since(Household)
    write(as_amira)
    assert since.kinds == kinds
    for row in since:
        assert (row.history_user_id, row.actor_name) == (as_amira.amira.pk, as_amira.amira.name)
        assert (row.acting_for, row.history_change_reason, row.request) == (as_amira.school.pk, "A reason", "r-1")


def test_a_save_with_an_expression_leaves_the_value_that_came_of_it(as_amira):
    since = Since(Family)
    as_amira.family.version = F("version") + 1
    as_amira.family.save()
    assert [row.version for row in since] == [2]


def test_rows_of_a_through_table_leave_history(as_amira):
    given, since = agree(as_amira), Since(ConsentPartner)
    ConsentPartner.objects.bulk_create([ConsentPartner(consent=given, partner=as_amira.police)])
    assert since.kinds == "+"


def test_access_rows_leave_history_but_their_place_in_a_list_does_not(as_amira):
    since = Since(FamilyAccess), Since(ConversationAccess)
    share(as_amira)
    share_category(as_amira, "concerns")
    assert [each.kinds for each in since] == ["+", "++"]
    for table in (FamilyAccess, ConversationAccess):
        table.objects.update(sort_key=timezone.now())
    assert [each.kinds for each in since] == ["+", "++"]


def test_a_deletion_by_the_application_leaves_history(as_amira):
    since = Since(PartnerPermission)
    with acting_as(as_amira.grace):  # who manages the school's members
        assert PartnerPermission.objects.filter(user=as_amira.amira).delete()[0] == 4
    assert since.kinds == "----"


def test_a_deletion_by_the_owner_leaves_history(clone_database, told_once):
    with clone_database("deletion"):
        with acting_as(told_once.amira):
            three(told_once)
        since = Since(Household)
        with owner_behind_the_wall() as owner:
            with pytest.raises(ProgrammingError, match="needs a named actor"):
                owner.execute(f"DELETE FROM {TABLE} WHERE address LIKE %s", ["% Gull Street"])
            owner.execute("SELECT set_config('locality.actor', %s, false)", [str(told_once.amira.pk)])
            owner.execute(f"DELETE FROM {TABLE} WHERE address LIKE %s", ["% Gull Street"])
        connections["owner"].close()
        assert since.kinds == "---"


def test_a_row_keeps_what_it_was_when_it_was_deleted(as_amira):
    since = Since(PartnerPermission)
    gone = PartnerPermission.objects.filter(user=as_amira.amira).first()
    with acting_as(as_amira.grace):
        PartnerPermission.objects.filter(pk=gone.pk).delete()
    assert [(row.id, row.user_id, row.membership_id) for row in since] == [(gone.pk, gone.user_id, gone.membership_id)]


# Whose name


def refuses(function, *args):
    with pytest.raises(ProgrammingError, match="needs a named actor"), transaction.atomic():
        function(*args)
    return True


@pytest.mark.parametrize("write", [create, save, three, upsert, raw_insert, loaded_from_a_file])
def test_a_write_in_nobodys_name_is_refused_by_the_database(story, write):
    assert refuses(write, story)


def test_naming_nobody_is_refused_at_once(story):
    for nobody in (None, Practitioner(pk=None, name="Ghost")):
        with pytest.raises(ValueError, match="named actor"), acting_as(nobody):
            pass


def actors(since):
    return [row.actor_name for row in since]


def test_an_inner_actor_ends_with_its_block(story):
    since = Since(Household)
    with acting_as(story.amira):
        with acting_as(story.grace):
            create(story)
        create(story)
    assert actors(since) == [story.grace.name, story.amira.name]
    assert current_actor() == NOBODY and refuses(create, story)


def test_an_inner_actor_ends_with_its_block_that_was_rolled_back(story):
    since = Since(Household)
    with acting_as(story.amira):
        with pytest.raises(ZeroDivisionError), acting_as(story.grace):
            create(story)
            raise ZeroDivisionError
        create(story)
    assert actors(since) == [story.amira.name]
    assert refuses(create, story)


def test_an_inner_actor_ends_with_its_block_that_failed_in_the_database(story):
    since = Since(Household)
    with acting_as(story.amira):
        with pytest.raises(DatabaseError), acting_as(story.ben), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        create(story)
    assert actors(since) == [story.amira.name]


def test_the_partner_and_the_reason_of_an_outer_block_hold_within(story):
    since = Since(Household)
    with acting_as(story.amira, partner=story.school, reason="Outer"), acting_as(story.grace):
        create(story)
    assert [(row.acting_for, row.history_change_reason) for row in since] == [(story.school.pk, "Outer")]


def test_an_actor_ends_with_its_transaction(clone_database, told_once):
    """On a connection without a test's transaction around it: after commit and after rollback nobody is named."""
    with clone_database("actor"):
        with acting_as(told_once.amira):
            create(told_once)
        assert refuses(create, told_once)
        with pytest.raises(ZeroDivisionError), acting_as(told_once.amira):
            raise ZeroDivisionError
        assert refuses(create, told_once)


def test_a_service_writes_in_the_name_of_who_asked_for_the_partner(story):
    since = Since(DecisionRecipient)
    share(story)
    assert [(row.actor_name, row.acting_for) for row in since] == [(story.amira.name, story.school.pk)]


def test_a_service_that_refuses_leaves_nothing(story):
    agree(story)
    since = Since(FamilyAccess), Since(DecisionRecipient)
    with pytest.raises(Exception, match="reasons"):
        consent.decide(propose(story, reasons=""), by=story.amira, partner=story.school)
    assert [each.kinds for each in since] == ["", ""]


def test_a_task_acts_in_the_systems_name_and_gives_it_back(story):
    since = Since(Notice)
    with acting_as(story.amira):
        Notice.objects.create(practitioner=story.ben, kind=Notice.Kind.SHARED, about=uuid4())
        send_notices.delay()
        assert current_actor().name == story.amira.name
        create(story)
    assert actors(since) == [story.amira.name, Practitioner.objects.system().name]
    assert [row.history_change_reason for row in since] == [None, "Sent a notice"]


# The triggers themselves


def wrong_triggers():
    """Labels of recorded models whose table lacks its trigger, or whose trigger is not what the model's columns ask."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, p.proname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgname = 'keep_history' AND t.tgenabled = 'O'"
            " AND t.tgtype = 29 AND p.prosecdef"  # after, for each row, on insert, update and delete
        )
        found = {table: (function, *read(source)) for table, function, source in cursor.fetchall()}
    return [m._meta.label for m in recorded_models() if found.get(m._meta.db_table) != expected_trigger(m)]


def expected_trigger(model):
    body = re.search(r"\$keep\$(.*)\$keep\$", trigger_sql(model), re.DOTALL).group(1)
    return function_name(model._meta.db_table), *read(body)


def read(source):
    """What a trigger does, and the columns it does it to: in any order, but the same in each of its six lists."""
    source = re.sub(r'CASE WHEN OLD."(\w+)" IS DISTINCT FROM NEW."\1" THEN \'\1\' END', r'"\1"', source)
    lists = [part.strip(", ") for part in re.findall(r'(?:(?:\w+\.)?"\w+"(?:, )?)+', source)]
    columns = [[re.sub(r"^\w+\.", "", name) for name in part.split(", ")] for part in lists]
    assert len(columns) == 6 and all(part == columns[0] for part in columns)
    for part in lists:
        source = source.replace(part, "COLUMNS")
    return source, set(columns[0])


@pytest.mark.django_db
def test_every_recorded_table_has_the_trigger_of_its_model():
    assert len(recorded_models()) > 30
    assert wrong_triggers() == []


@pytest.mark.django_db
def test_a_trigger_that_keeps_other_columns_is_found(monkeypatch):
    monkeypatch.setattr(Household, "not_in_history", ("address",))
    assert wrong_triggers() == ["locality.Household"]


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TRIGGER keep_history ON locality_household",
        "ALTER TABLE locality_household DISABLE TRIGGER keep_history",
        "ALTER FUNCTION keep_history_of_locality_household() SECURITY INVOKER",
    ],
)
def test_a_trigger_that_was_dropped_switched_off_or_weakened_is_found(clone_database, damage):
    with clone_database("damage"):
        with connections["owner"].cursor() as owner:
            owner.execute(damage)
        assert wrong_triggers() == ["locality.Household"]
