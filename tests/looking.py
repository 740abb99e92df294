"""Comparing what the product shows with what the oracle says: sets, single answers, reasons and pages."""

from django.utils import timezone

from locality.access import can_see, explain, newest
from locality.access.rule import remember_readers, stop_remembering
from locality.models import Partner, Practitioner
from locality.registries import protected_models

CATEGORY = {
    **dict.fromkeys(("Family", "FamilyMember", "Person", "Relationship", "Household", "Residence"), "family_details"),
    **dict.fromkeys(("NeedLevel", "Conversation", "Participant", "Subject", "Addendum", "AgendaItem"), "concerns"),
    **dict.fromkeys(("Action",), "actions"),
    **dict.fromkeys(("Consent", "ConsentArtefact", "ConsentPartner", "ConsentCategory"), "consent"),
    **dict.fromkeys(("SharingDecision", "DecisionItem", "DecisionRecipient", "DecisionSubject"), "sharing_record"),
    **dict.fromkeys(("DecisionConsent", "DecisionGateway"), "sharing_record"),
}
OF_CONVERSATION = ("Conversation", "Participant", "Subject", "Addendum", "Action")
HOMES = ("Household", "Residence")
LISTS = {"Conversation": "started_at", "Family": "last_activity_at"}


class Looking:
    """Looks for differences. After each step at what changed and at a few other things in turn; at the end at all."""

    def __init__(self, oracle, looks):
        self.oracle, self.looks, self.turn, self.before = oracle, looks, 0, {}
        self.models = {model.__name__: model for model in protected_models().values()}
        self.readers = {}

    def learn(self, provider, family, *, item=None, protected=False):
        """Tell the oracle of every record that it does not know yet: `provider` supplied it, about `family`."""
        from tests.oracle import Place

        for name, model in self.models.items():
            for key in model._base_manager.values_list("pk", flat=True):
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
        self.before = expected

    def at_everything(self):
        """The whole matrix: each reader and each kind of record."""
        expected = self._expected()
        token = remember_readers()
        try:
            for who, name in expected:
                self._same_set(who, name, expected[who, name])
        finally:
            stop_remembering(token)
        for who in self.oracle.people:
            for name in LISTS:
                self._same_pages(who, name, expected[who, name])

    def _expected(self):
        """What the oracle says each reader sees of each kind of record."""
        self.oracle.now, self.oracle.today = timezone.now(), timezone.localdate()
        readers = [*self.oracle.people, *self.oracle.partners]
        found = {(who, name): set() for who in readers for name in self.models}
        for who in readers:
            for record in self.oracle.records:
                if self.oracle.may_see(who, record):
                    found[who, record[0]].add(record[1])
        return found

    def _look(self, who, name, expected):
        keys = expected[who, name]
        self._same_set(who, name, keys)
        known = sorted(self.oracle.sees_all(name), key=lambda key: (key in self.before.get((who, name), ()), key))
        if known:
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

    def _same_answers(self, who, name, key):
        reader, record = self.reader(who), self.models[name](pk=key)
        right = self.oracle.may_see(who, (name, key))
        proof = explain(reader, record)
        assert proof.allowed == right, f"explain({reader}, {name}) says {proof.sentence} and the oracle {right}"
        assert proof.steps, "An answer has its reasons"
        if isinstance(reader, Practitioner):
            assert can_see(reader, record) == right, f"can_see({reader}, {name}) is not {right}"

    def _same_pages(self, who, name, keys):
        reader, model, by = self.reader(who), self.models[name], LISTS[name]
        rows = model._base_manager.filter(pk__in=keys).values_list(by, "pk")
        pages, after = [], ""
        while True:
            page = newest(model.objects, reader, by=by, after=after, size=3)
            pages += [record.pk for record in page.records]
            after = page.older
            if not after:
                break
        assert pages == [key for _, key in sorted(rows, reverse=True)], f"{reader}'s list of {name}"
