"""Comparing what the product shows, and what the database gives by itself, with what the oracle says: three answers.

The product: sets, single answers, reasons and pages. The database: every row of every protected table and its history
that the application's role reads behind the second wall alone, with no condition of the product's.
"""

import functools

from django.db import connection, connections
from django.db.models import TextField, Value
from django.utils import timezone

from config.database import APPLICATION
from locality.access import can_see, explain, newest
from locality.access.held import start_remembering, stop_remembering
from locality.access.rule import family_access, reader_of
from locality.models import Partner, Practitioner
from locality.registries import protected_models
from locality.wall.token import backend_of, token_for

CATEGORY = {
    **dict.fromkeys(("Family", "FamilyMember", "Person", "Relationship", "Household", "Residence"), "family_details"),
    **dict.fromkeys(("NeedLevel", "Conversation", "Participant", "Subject", "Addendum", "AgendaItem"), "concerns"),
    **dict.fromkeys(("AgendaInput", "InputRequest", "ItemChoice", "Interest", "CarriedOver"), "concerns"),
    **dict.fromkeys(("ItemMinute", "StoodOut", "ItemAction", "LeadAnswer", "MinuteAddendum"), "concerns"),
    **dict.fromkeys(("Action",), "actions"),
    **dict.fromkeys(("Episode", "Lead", "StepTransfer"), "lead_professional"),
    **dict.fromkeys(("Referral", "ReferralChild", "ReferralNote"), "concerns"),
    **dict.fromkeys(("Assessment", "Need", "Score", "Review", "Evaluation", "Closure", "CopyMade"), "concerns"),
    **dict.fromkeys(("Completion", "DifferingView", "QualityCheck", "NeedTold", "LevelTold"), "concerns"),
    "Plan": "actions",
    "EqualityAnswer": "equality",
    **dict.fromkeys(("Disagreement", "Position", "DisagreementStep"), "concerns"),
    **dict.fromkeys(("Consent", "ConsentArtefact", "ConsentPartner", "ConsentCategory", "ConsentPurpose"), "consent"),
    **dict.fromkeys(("ConsentExclusion", "HolderAnswer", "CareOrder"), "consent"),
    **dict.fromkeys(("PaperGiven", "StoredFile", "Signature"), "consent"),
    **dict.fromkeys(("SharingDecision", "DecisionItem", "DecisionRecipient", "DecisionSubject"), "sharing_record"),
    **dict.fromkeys(("DecisionConsent", "DecisionGateway", "SigningStep", "ToldLater", "Disclosure"), "sharing_record"),
    **dict.fromkeys(("EmergencyReview", "NonInforming", "NonInformingLook"), "sharing_record"),
}
OF_CONVERSATION = (
    "Conversation",
    "Participant",
    "Subject",
    "Addendum",
    "Action",
    "Completion",
    "DifferingView",
    "QualityCheck",
    "NeedTold",
    "LevelTold",
)
BEYOND = ("SharingDecision", "Person")  # of which the database tells two things more (Oracle.may_know)
HOMES = ("Household", "Residence")
LISTS = {"Conversation": "started_at", "Family": "last_activity_at"}


def pick(options, n):
    """One of the options, or None when there are none."""
    return options[n % len(options)] if options else None


def all_rows(models):
    """[(model's name, whether its history)] in the order of `all_rows(places)`, a function of the test database that
    lists the keys of all rows of each table asked for. A function, as its plans are kept: making them takes a quarter
    of a second."""
    return _all_rows(tuple(models.items()), connection.settings_dict["NAME"])


@functools.cache
def _all_rows(models, database):
    names, looks = [], []
    for name, model in models:
        for past, table in ((False, model._meta.db_table), (True, model.history.model._meta.db_table)):
            n, every = len(names), "DISTINCT " if past else ""
            rows = f"RETURN QUERY SELECT {n}, ARRAY(SELECT {every}t.id FROM {table} t)"
            looks.append(f"IF places IS NULL OR {n} = ANY(places) THEN {rows}; END IF;")
            names.append((name, past))
    with connections["owner"].cursor() as owner:
        owner.execute(
            "CREATE OR REPLACE FUNCTION all_rows(places int[]) RETURNS TABLE (place int, keys uuid[])"
            f" LANGUAGE plpgsql SET jit = off AS $look$ BEGIN {' '.join(looks)} END $look$"
        )
    connections["owner"].close()
    return names


class Looking:
    """Looks for differences. After each step at what changed and at a few other things in turn; at the end at all.
    `behind`: ask the database too."""

    def __init__(self, oracle, looks, *, behind=False):
        self.oracle, self.looks, self.turn, self.before, self.behind = oracle, looks, 0, {}, behind
        self.steps = 0
        self.models = {model.__name__: model for model in protected_models().values()}
        self.readers = {}

    def learn(self, provider, family, *, item=None, protected=False):
        """Tell the oracle of every record that it does not know yet: `provider` supplied it, about `family`."""
        from tests.oracle import Place

        names = all_rows(self.models)
        with connection.cursor() as cursor:
            cursor.execute("SELECT place, keys FROM all_rows(%s)", [list(range(0, len(names), 2))])
            found = {names[place][0]: keys for place, keys in cursor.fetchall()}
        for name, keys in found.items():
            for key in keys:
                if (name, key) not in self.oracle.records:
                    kind = "protected_address" if protected and name in HOMES else CATEGORY[name]
                    place = Place(provider.pk, family.pk, kind, item if name in OF_CONVERSATION else None)
                    self.oracle.records[name, key] = [place]

    def after_a_step(self):
        expected = self._expected()
        changed = [look for look, keys in expected.items() if keys != self.before.get(look)]
        in_turn = list(expected)
        for n in range(self.looks):
            self.turn += 7
            source = changed if changed and n % 2 == 0 else in_turn
            self._look(*source[self.turn % len(source)], expected)
        self.steps += 1
        if self.behind and (changed or self.steps % 3 == 0):
            moved = list(dict.fromkeys(who for who, _ in changed)) or list(dict.fromkeys(who for who, _ in in_turn))
            who = moved[self.turn % len(moved)]
            self._same_behind(who, expected, [*(name for reader, name in changed if reader == who), *self._third()])
        self.before = expected

    def _third(self):
        """A third of the kinds of records in turn, and whatever the database tells more of than the product."""
        return [*list(self.models)[self.steps % 3 :: 3], *BEYOND]

    def at_everything(self):
        """The whole matrix: each reader and each kind of record, of the product and of the database; and nobody."""
        expected = self._expected()
        token = start_remembering()
        try:
            for n, who in enumerate([*self.oracle.people, *self.oracle.partners]):
                # The product to half of the readers and the database to the other half; in `./dev prove` both to all.
                if not self.behind or self.looks > 1 or (n + self.turn) % 2:
                    self._same_sets(who, expected)
                if self.behind and (self.looks > 1 or (n + self.turn) % 2 == 0):
                    self._same_behind(who, expected)
        finally:
            stop_remembering(token)
        if self.behind:
            self._same_behind(None, expected)
        people = sorted(self.oracle.people)
        for n, name in enumerate(LISTS):
            who = people[(self.turn + n) % len(people)]
            self._same_pages(who, name, expected[who, name])

    def _expected(self):
        """What the oracle says each reader sees of each kind of record."""
        self.oracle.now, self.oracle.today = timezone.now(), timezone.localdate()
        readers = [*self.oracle.people, *self.oracle.partners]
        found = {(who, name): set() for who in readers for name in self.models}
        alike = {}  # the oracle asks of a record its kind and its places alone
        for record, places in self.oracle.records.items():
            alike.setdefault((record[0], *places), []).append(record)
        for who in readers:
            for (name, *_), records in alike.items():
                if self.oracle.may_see(who, records[0]):
                    found[who, name].update(key for _, key in records)
        return found

    def _look(self, who, name, expected):
        keys = expected[who, name]
        self._same_set(who, name, keys)
        known = sorted(self.oracle.sees_all(name), key=lambda key: (key in self.before.get((who, name), ()), key))
        if known and (not self.behind or self.turn % 2):
            self._same_answers(who, name, known[self.turn % len(known)])
        if name in LISTS and who in self.oracle.people:
            self._same_pages(who, name, keys)

    def reader(self, who):
        """The row behind a reader's key, as it is now."""
        model = Partner if who in self.oracle.partners else Practitioner
        return model.objects.get(pk=who)

    def _same_set(self, who, name, keys):
        reader, model = self.reader(who), self.models[name]
        rows = (
            model.objects.visible_to_all([reader]) if isinstance(reader, Partner) else model.objects.visible_to(reader)
        )
        seen = set(rows.values_list("pk", flat=True))
        assert seen == keys, f"{reader} and {name}: sees {seen - keys} beyond, misses {keys - seen}"

    def _same_sets(self, who, expected):
        """All kinds of records in one question."""
        reader, parts = self.reader(who), []
        for name, model in self.models.items():
            rows = model.objects.all()
            seen = rows.visible_to_all([reader]) if isinstance(reader, Partner) else rows.visible_to(reader)
            parts.append(seen.order_by().values_list(Value(name, output_field=TextField()), "pk"))
        found = {name: set() for name in self.models}
        for name, key in parts[0].union(*parts[1:], all=True):
            found[name].add(key)
        for name, seen in found.items():
            keys = expected[who, name]
            assert seen == keys, f"{reader} and {name}: sees {seen - keys} beyond, misses {keys - seen}"

    def _same_behind(self, who, expected, kinds=None):
        """The database's own answer: the tables and histories of these kinds of records (default all) at once."""
        names = all_rows(self.models)
        places = None if kinds is None else [n for n, (name, _) in enumerate(names) if name in kinds]
        reader = who and self.reader(who)
        kind = "partner" if isinstance(reader, Partner) else "person"
        token = token_for(who, backend_of(connection), kind=kind) if who else ""
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, true), wall.enter(%s)", [APPLICATION, token])
            assert cursor.fetchone()[1] == bool(who)
            cursor.execute("SELECT place, keys FROM all_rows(%s)", [places])
            found = {names[place]: set(keys) for place, keys in cursor.fetchall()}
            cursor.execute("SELECT set_config('role', 'none', true), wall.leave()")
        for (name, past), seen in found.items():
            keys = expected[who, name] if who else set()
            if who and name in BEYOND:
                keys = {key for key in self.oracle.sees_all(name) if self.oracle.may_know(who, (name, key))}
            told = f"{reader or 'nobody'} in the {'history' if past else 'table'} of {name}"
            assert seen == keys, f"{told}: {seen - keys} beyond, {keys - seen} missing"

    def _same_answers(self, who, name, key):
        reader, record = self.reader(who), self.models[name](pk=key)
        right = self.oracle.may_see(who, (name, key))
        proof = explain(reader, record)
        assert proof.allowed == right, f"explain({reader}, {name}) says {proof.sentence} and the oracle {right}"
        assert proof.steps, "An answer has its reasons"
        if isinstance(reader, Practitioner):
            assert can_see(reader, record) == right, f"can_see({reader}, {name}) is not {right}"

    def _places(self, model, reader, keys, by):
        """(moment, key) of these records in the reader's list. A family of another partner has the place that the rows
        give it: what a third partner decided stays where it is when the supplier, who may not know of it, does
        something."""
        rows = dict(model._base_manager.filter(pk__in=keys).values_list("pk", by))
        if model.__name__ == "Family":
            resolved = reader_of(reader)
            own = set(
                model._base_manager.filter(pk__in=keys, provider__in=resolved.partners).values_list("pk", flat=True)
            )
            given = family_access().objects.filter(group__in=resolved.groups, content_object__in=keys)
            for key, moment in given.order_by("sort_key").values_list("content_object", "sort_key"):
                rows[key] = max(moment, rows[key]) if key in own else moment
        return [(moment, key) for key, moment in rows.items()]

    def _same_pages(self, who, name, keys):
        reader, model, by = self.reader(who), self.models[name], LISTS[name]
        rows = self._places(model, reader, keys, by)
        pages, after = [], ""
        while True:
            page = newest(model.objects, reader, by=by, after=after, size=3)
            pages += [record.pk for record in page.records]
            after = page.older
            if not after:
                break
        assert pages == [key for _, key in sorted(rows, reverse=True)], f"{reader}'s list of {name}"
