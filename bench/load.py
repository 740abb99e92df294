"""Fill a migrated database with a world: one COPY for each table."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Permission

from bench.people import localities, make_people
from bench.sheets import Sheet, bare, text
from bench.world import SHARES, World
from consent.models import (
    Consent,
    ConsentCategory,
    ConsentPartner,
    DecisionConsent,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    FamilyAccess,
    Purpose,
    SharingDecision,
)
from conversations.models import Action, Conversation, ConversationAccess, Participant, Subject
from locality.access import Involvement, Restriction, RestrictionName
from locality.demo.names import CHILDREN, FAMILY_NAMES, GROWN_UPS
from locality.models import Family, FamilyMember, Person
from locality.reference import ACTIONS, CONCERNS, CONSENT, FAMILY_DETAILS, SHARING_RECORD, category

SAID = "She comes without breakfast on most mornings and falls asleep after lunch. Her gran has moved in to help. " * 2
AGREED = "Breakfast club from Monday; the health visitor calls on Thursday; we speak again in two weeks."
REASONS = "They see the family every week and can only help with sleep and food if they know what school has seen."


def load(owner, scale):
    """Make the people, then every row of the scale, as the owner. `owner` is a psycopg connection in autocommit.

    Raises RuntimeError in production.
    """
    if settings.ENV == "production":
        raise RuntimeError("Made-up families are not for production")
    partners, people = make_people(len(SHARES) + 1)
    world = World(scale, [(p.pk.hex, str(p.group_id)) for p in partners], [p.pk.hex for p in people], localities())
    writer = _Writer(world)
    sheets = writer.sheets()
    tables = [sheet.table for sheet, _ in sheets]
    owner.execute("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; SET TIME ZONE 'UTC'")
    with bare(owner, tables):
        for sheet, rows in sheets:
            with owner.cursor().copy(sheet.copy) as copy:
                for part in rows:
                    copy.write(part)
    for table in tables:
        owner.execute(f"VACUUM (ANALYZE) {table}")
    owner.execute("ANALYZE")
    return world


class _Writer:
    """Turns plans into lines. Each method yields the lines of one family for one table."""

    def __init__(self, world):
        self.world = world
        self.kind = {c: str(category(c).pk) for c in (FAMILY_DETAILS, CONCERNS, ACTIONS, CONSENT, SHARING_RECORD)}
        codes = ("see_conversation", "order_conversation")
        self.sight, self.order = (str(Permission.objects.get(codename=code).pk) for code in codes)
        self.purpose = Purpose.objects.get(code="plan_early_help").pk.hex
        self.until = text(world.now + timedelta(days=120))

    def sheets(self):
        """(sheet, parts of its text) for each table; the fuller ones only where the scale asks for lines."""
        found = [self.families(), self.persons(), self.members(), self.talks(), self.consents(), self.decisions()]
        found += [self.may_know(), self.may_share(), self.rests(), self.items(), self.recipients()]
        found += [self.family_access(), self.talk_access(), self.restrictions(), self.names()]
        if self.world.scale.lines:
            found += [self.participants(), self.subjects(), self.actions()]
            found += [self.decision_subjects(), self.involvements()]
        return found

    def _each(self, sheet, rows):
        """The sheet, and its text in parts of a thousand families."""

        def parts():
            plans = self.world.plans
            for start in range(0, len(plans), 1000):
                batch = enumerate(plans[start : start + 1000], start)
                yield "".join(sheet.line(*row) for place, plan in batch for row in rows(place, plan))

        return sheet, parts()

    def _partner(self, place):
        return self.world.partners[place][0]

    def _surname(self, place):
        return FAMILY_NAMES[place % len(FAMILY_NAMES)]

    def families(self):
        names = ("id", "name", "provider_id", "category_id", "locality_id", "registered_at", "last_activity_at")
        places, kind = [each.pk.hex for each in self.world.localities], self.kind[FAMILY_DETAILS]

        def rows(n, p):
            times = (text(p.registered), text(p.active))
            yield p.key, self._surname(n), self._partner(p.provider), kind, places[n % len(places)], *times

        return self._each(Sheet(Family, *names), rows)

    def persons(self):
        def rows(n, p):
            provider, family = self._partner(p.provider), self._surname(n)
            yield p.child, provider, "child", CHILDREN[n % len(CHILDREN)], family, f"20{10 + n % 15}-0{1 + n % 9}-11"
            yield p.adult, provider, "adult", GROWN_UPS[n % len(GROWN_UPS)], family, f"19{70 + n % 29}-0{1 + n % 9}-21"

        names = ("id", "provider_id", "kind", "given_name", "family_name", "date_of_birth")
        return self._each(Sheet(Person, *names), rows)

    def members(self):
        kind = self.kind[FAMILY_DETAILS]

        def rows(_, p):
            shared = (p.key, self._partner(p.provider), kind, text(p.registered.date()))
            yield self.world.key(), p.child, "child", *shared
            yield self.world.key(), p.adult, "mother", *shared

        names = ("id", "person_id", "role", "family_id", "provider_id", "category_id", "starts_on")
        return self._each(Sheet(FamilyMember, *names), rows)

    def talks(self):
        names = ("id", "family_id", "provider_id", "category_id", "started_at", "recorded_at", "said", "agreed", "harm")
        kind = self.kind[CONCERNS]

        def rows(_, p):
            provider, person = self._partner(p.provider), self.world.people[p.provider]
            for key, at in p.talks:
                moment = text(at)
                shared = (moment, moment, SAID, AGREED, "no", person, self.world.key())
                yield key, p.key, provider, kind, *shared

        return self._each(Sheet(Conversation, *names, "recorded_by_id", "submission"), rows)

    def consents(self):
        kind = self.kind[CONSENT]

        def rows(_, p):
            if p.agreed:
                at, who = text(p.registered), self.world.people[p.provider]
                shared = (at, p.adult, who, at, "given_written")
                yield p.consent, p.key, self._partner(p.provider), kind, p.child, *shared

        names = ("id", "family_id", "provider_id", "category_id", "person_id", "given_at", "given_by_id")
        return self._each(Sheet(Consent, *names, "recorded_by_id", "recorded_at", "status"), rows)

    def decisions(self):
        kind, reasons = self.kind[SHARING_RECORD], ("Reader", self.purpose, REASONS, "2026")

        def rows(_, p):
            who = (p.key, self._partner(p.provider), kind, self.world.people[p.provider])
            for key, at, ended in self._made(p):
                end = (text(at + timedelta(days=1)), who[3]) if ended else ("\\N", "\\N")
                yield key, *who, text(at), text(at), text(at), self.until, *end, *reasons, "share", "agreement"

        names = ("id", "family_id", "provider_id", "category_id", "decided_by_id", "concern_identified_at")
        names += ("decided_at", "starts_at", "ends_at", "ended_at", "ended_by_id", "decider_role", "purpose_id")
        return self._each(Sheet(SharingDecision, *names, "reasons", "ruleset", "outcome", "basis"), rows)

    def _made(self, plan):
        """The decisions about a family: (key, moment, ended)."""
        if plan.told:
            yield plan.decision, plan.registered, plan.ended
        for talk, _, key in plan.items:
            yield key, plan.talks[talk][1], False

    def may_know(self):
        """The partners that each agreement names: all who were told; one in two hundred leaves out the later ones."""

        def rows(n, p):
            later = [partner for _, partner, _ in p.items] if n % 200 != 7 else []
            for partner in sorted({*p.told, *later}):
                yield self.world.key(), p.consent, self._partner(partner)

        return self._each(Sheet(ConsentPartner, "id", "consent_id", "partner_id"), rows)

    def may_share(self):
        def rows(_, p):
            if p.agreed:
                yield from ((self.world.key(), p.consent, self.kind[kind]) for kind in (FAMILY_DETAILS, CONCERNS))

        return self._each(Sheet(ConsentCategory, "id", "consent_id", "category_id"), rows)

    def rests(self):
        """Nine in ten of the decisions rest on the family's agreement."""

        def rows(n, p):
            if n % 10:
                for decision, _, _ in self._made(p):
                    yield self.world.key(), decision, p.consent

        return self._each(Sheet(DecisionConsent, "id", "decision_id", "consent_id"), rows)

    def family_access(self):
        kinds = [self.kind[FAMILY_DETAILS], self.kind[CONCERNS]]

        def rows(_, p):
            at = text(p.active)
            for n in p.told:
                for kind in kinds:
                    yield self.world.partners[n][1], kind, p.key, p.decision, at

        names = ("group_id", "permission_id", "content_object_id", "decision_id", "sort_key")
        return self._each(Sheet(FamilyAccess, *names), rows)

    def talk_access(self):
        def rows(_, p):
            for key, at in p.talks:
                for n in p.told:
                    yield self.world.partners[n][1], self.order, key, p.decision, text(at)
            for talk, n, decision in p.items:
                yield self.world.partners[n][1], self.sight, p.talks[talk][0], decision, text(p.talks[talk][1])

        names = ("group_id", "permission_id", "content_object_id", "decision_id", "sort_key")
        return self._each(Sheet(ConversationAccess, *names), rows)

    def _restricted(self):
        """One family in two hundred may be seen by its supplier's reader alone: (key, plan)."""
        for n, plan in enumerate(self.world.plans):
            if n % 200 == 9:
                yield f"{n:032x}", plan

    def restrictions(self):
        lines = ((key, p.key, "Threats", "Reader", text(p.registered)) for key, p in self._restricted())
        sheet = Sheet(Restriction, "id", "family_id", "reason", "ask", "starts_at")
        return sheet, (sheet.line(*each) for each in lines)

    def names(self):
        lines = ((key, key, self.world.people[p.provider]) for key, p in self._restricted())
        sheet = Sheet(RestrictionName, "id", "restriction_id", "practitioner_id")
        return sheet, (sheet.line(*each) for each in lines)

    def participants(self):
        def rows(_, p):
            for key, _ in p.talks:
                yield self.world.key(), key, self._partner(p.provider), self.world.people[p.provider], "A", "universal"

        names = ("id", "conversation_id", "partner_id", "practitioner_id", "name", "tier")
        return self._each(Sheet(Participant, *names), rows)

    def subjects(self):
        def rows(_, p):
            for key, _ in p.talks:
                yield self.world.key(), key, p.child

        return self._each(Sheet(Subject, "id", "conversation_id", "person_id"), rows)

    def actions(self):
        kind = self.kind[ACTIONS]

        def rows(_, p):
            who = (self._partner(p.provider), kind, self.world.people[p.provider])
            for key, at in p.talks:
                shared = ("Weigh the baby", who[0], "Reader", text(at.date() + timedelta(days=14)))
                done = "\\N" if key == p.talks[0][0] else shared[3]
                yield self.world.key(), p.key, *who, key, key, *shared, done

        names = ("id", "family_id", "provider_id", "category_id", "owner_id", "conversation_id", "goes_with_id", "what")
        return self._each(Sheet(Action, *names, "owner_partner_id", "owner_name", "due_on", "done_on"), rows)

    def items(self):
        def rows(_, p):
            if p.told:
                for kind in (FAMILY_DETAILS, CONCERNS):
                    yield self.world.key(), p.decision, self.kind[kind], "All of it", "", "\\N"
            for talk, _, decision in p.items:
                label = Conversation._meta.label
                yield self.world.key(), decision, self.kind[CONCERNS], "One", label, p.talks[talk][0]

        names = ("id", "decision_id", "what_id", "description", "record_kind", "record")
        return self._each(Sheet(DecisionItem, *names), rows)

    def recipients(self):
        def rows(_, p):
            for n in p.told:
                yield self.world.key(), p.decision, self._partner(n), "They visit every week"
            for _, n, decision in p.items:
                yield self.world.key(), decision, self._partner(n), "They visit every week"

        return self._each(Sheet(DecisionRecipient, "id", "decision_id", "partner_id", "need_to_know"), rows)

    def decision_subjects(self):
        def rows(_, p):
            for key, _, _ in self._made(p):
                yield self.world.key(), key, p.child, "told_before", "Agreed in writing"

        names = ("id", "decision_id", "person_id", "told", "consent_position")
        return self._each(Sheet(DecisionSubject, *names), rows)

    def involvements(self):
        def rows(_, p):
            who = (self.world.people[p.provider], self._partner(p.provider))
            yield self.world.key(), p.key, *who, "Registered the family", text(p.registered)

        names = ("id", "family_id", "practitioner_id", "partner_id", "reason", "starts_at")
        return self._each(Sheet(Involvement, *names), rows)
