"""Random lives of a few families: what is recorded, shared, ended, moved and closed, and a look at who sees what.

`SharingMachine` does each step to the product and tells the oracle (tests/oracle.py); `tests/looking.py` compares.
"""

import contextlib
import copy
import functools
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from consent import services as consent
from consent.models import ConsentArtefact, Purpose, SharingDecision
from consent.rules import Item, Proposal
from conversations import services as conversations
from conversations.models import Conversation
from locality import services
from locality.access import partners_where
from locality.access.tables import AuditBox
from locality.history import acting_as
from locality.models import Agreement, Conflict, Family, Membership, Partner, Person, Practitioner, Restriction
from locality.reference import category
from tests import oracle
from tests.cast import FACTS, HARM, REASONS, WILLING
from tests.databases import unseen_hand
from tests.emergencies import take_emergency
from tests.looking import Looking, pick

number, some_days = st.integers(0, 10_000), st.integers(1, 60)
CATEGORIES = ("family_details", "concerns", "actions", "protected_address", "lead_professional")
RECORDS = ("see_records", "make_records", "decide_sharing")
PEOPLE = ("amira", "grace", "ben", "chidi", "ewan", "dana", "iris", "jonas")
PARTNERS = ("school", "health", "police", "council")


def step(**strategies):
    """A rule of the machine: a minute passes, something happens, somebody looks."""

    def decorate(function):
        @functools.wraps(function)
        def wrapper(self, **drawn):
            self.sound = False
            self.clock.shift(timedelta(minutes=1))
            function(self, **drawn)
            self.looking.after_a_step()
            self.sound = True

        return rule(**strategies)(wrapper)

    return decorate


class SharingMachine(RuleBasedStateMachine):
    """One life. `story` is set by the test before; everything is rolled back at the end."""

    story = None
    looks = 1
    behind = True  # ask the database too

    def __init__(self):
        super().__init__()
        self.story = copy.deepcopy(self.story)  # accounts are closed below, on these objects too
        self.block = transaction.atomic()
        self.block.__enter__()
        start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
        self.travel = time_machine.travel(start, tick=False)
        self.clock = self.travel.start()
        self.sound, self.made, self.given, self.adults, self.walls = True, [], [], [], []
        self.oracle = oracle.Oracle(now=timezone.now(), today=timezone.localdate())
        self.looking = Looking(self.oracle, self.looks, behind=self.behind)
        self.system = Practitioner.objects.system()
        self._tell_of_the_cast()

    def teardown(self):
        try:
            if self.sound:
                self.looking.at_everything()
        finally:
            self.travel.stop()
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def _tell_of_the_cast(self):
        story, told = self.story, self.oracle
        for key in PARTNERS:
            told.partners[getattr(story, key).pk] = True
        for key in PEOPLE:
            told.people[getattr(story, key).pk] = True
        told.unsigned.add(story.jonas.pk)
        told.audits[story.dana.pk] = AuditBox.objects.get(auditor=story.dana).ends_at
        began = date(2025, 2, 3)
        homes = {"amira": "school", "grace": "school", "ben": "health", "jonas": "health", "chidi": "police"}
        for key, partner in (homes | {"ewan": "council"}).items():
            told.jobs.append(oracle.Job(getattr(story, key).pk, getattr(story, partner).pk, began))
        self.adults.append((story.family, story.mother))
        self.looking.learn(story.school, story.family, item=story.conversation.pk)

    # Who may do something now, in the oracle's opinion

    def deciders(self):
        """(practitioner, partner, family) for every family that somebody may see and record about."""
        found = []
        for key in PEOPLE:
            who = getattr(self.story, key)
            for family in sorted(self.oracle.sees(who.pk, "Family")):
                found += [(who, partner, family) for partner in sorted(self.oracle.partners_of(who.pk))]
        return [(who, self.partner(partner), self.family(family)) for who, partner, family in found]

    @functools.lru_cache  # noqa: B019 (a machine lives for a second)
    def partner(self, key):
        return Partner.objects.get(pk=key)

    @functools.lru_cache  # noqa: B019
    def family(self, key):
        return Family.objects.get(pk=key)

    def recipients(self, partner, n, two):
        others = [each for each in map(self.story.__dict__.get, PARTNERS) if each != partner]
        return [pick(others, n), pick(others, n + 1)] if two else [pick(others, n)]

    @initialize(a=number, b=number, kinds=st.sets(st.sampled_from(CATEGORIES), min_size=1), days=some_days)
    def begin_with_two_decisions(self, a, b, kinds, days):
        self.sound = False
        amira = (self.story.amira, self.story.school, self.story.family)
        self.decide(*amira, sorted(kinds), None, a, True, days)
        self.decide(*amira, ["family_details"], self.story.conversation, b, False, 60)
        self.looking.after_a_step()
        self.sound = True

    # Recording

    @step(n=number)
    def register(self, n):
        keys = [key for key in PEOPLE if self.oracle.partners_of(getattr(self.story, key).pk)]
        if not keys or len(self.oracle.sees_all("Family")) > 3:
            return
        who = getattr(self.story, pick(keys, n))
        partner = self.partner(pick(sorted(self.oracle.partners_of(who.pk)), n))
        values = {"by": who, "partner": partner, "locality": self.story.harbour, "submission": uuid4()}
        family = services.register_family("Puffin", **values)
        self.looking.learn(partner, family)
        self.add_person_to(family, who, partner)

    @step(n=number)
    def add_person(self, n):
        if found := pick(self.deciders(), n):
            who, partner, family = found
            self.add_person_to(family, who, partner)

    def add_person_to(self, family, who, partner):
        values = {"by": who, "partner": partner, "kind": "adult", "given_name": "Robin"}
        self.adults.append((family, services.add_person(family, **values)))
        self.looking.learn(partner, family)

    @step(n=number, m=number)
    def place_a_known_person_in_a_second_family(self, n, m):
        if not (found := pick(self.deciders(), n)):
            return
        who, partner, family = found
        seen = sorted(self.oracle.sees(who.pk, "Person"))
        if key := pick([key for key in seen if not self.oracle.is_in("Person", key, family.pk)], m):
            person = Person.objects.get(pk=key)
            services.place_in_family(family, by=who, partner=partner, person=person)
            self.looking.learn(partner, family)
            self.oracle.records["Person", key].append(oracle.Place(partner.pk, family.pk, "family_details"))
            self.adults.append((family, person))

    @step(n=number, confidential=st.booleans())
    def add_household(self, n, confidential):
        if found := pick(self.deciders(), n):
            who, partner, family = found
            people = [person for near, person in self.adults if near.pk == family.pk][:1]
            values = {"address": "4 Marmalade Terrace", "is_confidential": confidential, "people": people}
            services.add_household(family, by=who, partner=partner, **values)
            self.looking.learn(partner, family, protected=confidential)

    @step(n=number)
    def judge_need(self, n):
        if found := pick(self.deciders(), n):
            who, partner, family = found
            person = self.adults[0][1]
            values = {"person": person, "level": "L1_UNIVERSAL", "rationale": "Well"}
            services.judge_need(family, by=who, partner=partner, **values)
            self.looking.learn(partner, family)

    @step(n=number, ago=st.integers(0, 9))
    def record_conversation(self, n, ago):
        if not (found := pick(self.deciders(), n)):
            return
        who, partner, family = found
        due = timezone.localdate()
        talk = conversations.record_conversation(
            family,
            by=who,
            partner=partner,
            submission=uuid4(),
            people=[self.adults[0][1]],
            participants=[{"partner": partner, "name": "Somebody", "tier": "universal"}],
            actions=[{"what": "Ring", "owner_partner": partner, "owner_name": "Somebody", "due_on": due}],
            started_at=timezone.now() - timedelta(hours=ago),
            **{"said": "A", "agreed": "B", "harm": "no"},
        )
        self.looking.learn(partner, family, item=talk.pk)

    @step(n=number)
    def open_help_and_ask_somebody_to_lead(self, n):
        who, partner, family = pick(self.deciders(), n) or (None, None, None)
        if who and not conversations.open_episode_of(family, partner):
            episode = conversations.open_episode(family, by=who, partner=partner, submission=uuid4(), why="Help")
            asked = {"by": who, "practitioner": who, "partner": partner}
            conversations.propose_lead(episode, reason="Near", submission=uuid4(), **asked)
            told = {"reason": "harm", "concerns": "A bruise", "children": [], "submission": uuid4()}
            conversations.refer(family, by=who, partner=partner, **told)
            self.looking.learn(partner, family)

    @step(n=number, hours=st.integers(1, 50))
    def mend_or_add_to_a_conversation(self, n, hours):
        talks = Conversation.objects.filter(pk__in=self.oracle.sees_all("Conversation")).order_by("recorded_at", "pk")
        talk, by = pick(list(talks), n), None
        if talk and talk.provider_id in self.oracle.partners_of(talk.recorded_by_id):
            by = talk.recorded_by
        if by and talk.is_open:
            moment = talk.started_at - timedelta(hours=hours)
            shut = not self.oracle.may_see(by.pk, ("Conversation", talk.pk))
            with pytest.raises(PermissionDenied) if shut else contextlib.nullcontext():
                conversations.change_conversation(talk, by=by, version=talk.version, started_at=moment)
        elif by and self.oracle.may_see(by.pk, ("Conversation", talk.pk)):
            conversations.add_to_conversation(talk, by=by, text="More", submission=uuid4())
            self.looking.learn(talk.provider, talk.family, item=talk.pk)

    # Sharing

    @step(n=number, m=number, two=st.booleans(), kinds=st.sets(st.sampled_from(CATEGORIES), min_size=1), days=some_days)
    def share_categories(self, n, m, two, kinds, days):
        if found := pick(self.deciders(), n):
            self.decide(*found, sorted(kinds), None, m, two, days)

    @step(n=number, m=number, two=st.booleans(), days=some_days)
    def share_a_conversation(self, n, m, two, days):
        if found := pick(self.deciders(), n):
            who, partner, family = found
            own = {"provider": partner, "family": family, "pk__in": self.oracle.sees(who.pk, "Conversation")}
            if talk := pick(list(Conversation.objects.filter(**own).order_by("recorded_at", "pk")), m):
                self.decide(*found, [], talk, m, two, days)

    @step(n=number, m=number, kinds=st.sets(st.sampled_from(CATEGORIES), min_size=1))
    def take_emergency_access(self, n, m, kinds):
        self.made += take_emergency(self, [getattr(self.story, key) for key in PEOPLE], n, m, kinds)

    @step(n=number, m=number, kinds=st.sets(st.sampled_from(CATEGORIES), min_size=1), days=some_days)
    def vary_a_decision(self, n, m, kinds, days):
        earlier = pick(self.running(), n)
        found = earlier and [each for each in self.deciders() if self._decides(each, earlier[1])]
        # On risk: a new agreement would end the earlier decision by itself.
        if found and self.decide(*pick(found, m), sorted(kinds), None, m // 3 * 3, False, days):
            what = {"superseded_at": timezone.now(), "superseded_by": self.made[-1][1]}
            with unseen_hand():
                SharingDecision.objects.filter(pk=earlier[1].pk).update(**what)
            earlier[0].stopped = timezone.now()

    def running(self):
        """Decisions that give sight now; when there are none, those that nobody has ended."""
        live = [each for each in self.made if self.oracle.is_live(each[0])]
        return live or [each for each in self.made if not each[0].stopped]

    def _decides(self, decider, decision):
        return decider[1].pk == decision.provider_id and decider[2].pk == decision.family_id

    def decide(self, who, partner, family, kinds, talk, m, two, days):
        """A decision of `partner`: on the family's agreement, on risk and waiting, or on risk and urgent, by turns."""
        near = [person for home, person in self.adults if home.pk == family.pk]
        seen = [person for person in near if self.oracle.may_see(who.pk, ("Person", person.pk))]
        basis = "agreement" if seen and m % 3 else "risk"
        urgent, starts = m % 2 == 0, timezone.now() + timedelta(days=m % 5 // 3 * 2)
        others = self.recipients(partner, m, two)
        items = [Item(category(kind), "All of it") for kind in kinds]
        items += [Item(talk.category, "This conversation", talk)] if talk else []
        consents = [self.agree(who, partner, family, seen[0], others, items, days + m % 60)] if basis != "risk" else []
        proposal = Proposal(
            family=family,
            partner=partner,
            outcome="share",
            purpose=Purpose.objects.first(),
            reasons=REASONS,
            items=items,
            recipients={other: f"{other} visits the family every week" for other in others},
            subjects=seen[:1],
            told={person.pk: "told_before" for person in seen[:1]},
            basis=basis,
            **HARM,
            facts=FACTS,
            safety="Harm either way",
            wishes="They would rather not",
            urgent=urgent,
            starts_at=starts,
            ends_at=starts + timedelta(days=days),
        )
        row = consent.decide(proposal, by=who, partner=partner, submission=uuid4())
        self.looking.learn(partner, family)
        waits = not urgent if basis == "risk" else set(CATEGORIES) - set(kinds) <= {"protected_address"}  # all (V20)
        self.made.append((self._told(row, others, kinds, talk, consents, waits), row))
        return row

    def _told(self, row, others, kinds, talk, consents, waits):
        told = oracle.Decision(
            provider=row.provider_id,
            family=row.family_id,
            partners={other.pk for other in others},
            categories=set(kinds),
            items={talk.pk} if talk else set(),
            start=row.starts_at,
            end=row.ends_at,
            consents=consents,
            waits=waits,
            key=row.pk,
            kinds=set(kinds) | ({talk.category.code} if talk else set()),
            sign_by=row.sign_by,
        )
        self.oracle.decisions.append(told)
        return told

    def agree(self, who, partner, family, person, partners, items, days, status="given_written"):
        """The person's answer, in place of what they told this partner about this family before."""
        until = timezone.localdate() + timedelta(days=days)
        row = consent.record_consent(
            family,
            by=who,
            partner=partner,
            person=person,
            given_by=person,
            status=status,
            submission=uuid4(),
            artefacts={kind: (timezone.localdate(), "by hand") for kind in ConsentArtefact.Kind.values},
            partners=partners,
            categories=[item.category for item in items],
            expires_on=until,
            **WILLING,
        )
        told = oracle.Consent(family.pk, person.pk, partner.pk, timezone.now(), until)
        told.partners, told.refused = {each.pk for each in partners}, status == "refused"
        told.categories = {item.category.code for item in items}
        self.oracle.now, self.oracle.today = timezone.now(), timezone.localdate()
        self.oracle.answer(told)
        self.given.append((told, row))
        return told

    @step(n=number, m=number, status=st.sampled_from(("given_written", "refused")), wide=st.booleans(), days=some_days)
    def answer_anew(self, n, m, status, wide, days):
        """Somebody on whose agreement something rests says the same again, or less, or no; and until when."""
        told, row = pick([each for each in self.given if self.oracle.stands(each[0])], n) or (None, None)
        deciders = [
            each for each in self.deciders() if told and (each[1].pk, each[2].pk) == (told.provider, told.family)
        ]
        seen = [each for each in deciders if self.oracle.may_see(each[0].pk, ("Person", told.person))]
        if seen:
            who, partner, family = pick(seen, m)
            others = [getattr(self.story, key) for key in PARTNERS]
            others = [each for each in others if wide or each.pk in told.partners and m % 3]
            items = [
                Item(category(code), "") for code in (CATEGORIES if wide else sorted(told.categories)[: 1 + m % 2])
            ]
            self.agree(who, partner, family, row.person, others, items, days, status)
            self.looking.learn(partner, family)

    @step(n=number)
    def withdraw(self, n):
        if not (found := pick([each for each in self.given if not each[0].stopped and not each[0].refused], n)):
            return
        told, row = found
        for key in PEOPLE:
            who = getattr(self.story, key)
            seen = self.oracle.may_see(who.pk, ("Consent", row.pk))
            if seen and row.provider_id in self.oracle.partners_of(who.pk) and not told.stopped:
                row.refresh_from_db()
                consent.withdraw(row, by=who, how="Rang")
                told.stopped = timezone.now()

    @step(n=number)
    def end(self, n):
        if found := pick(self.running(), n):
            told, row = found
            for key in PEOPLE:
                who = getattr(self.story, key)
                seen = self.oracle.may_see(who.pk, ("SharingDecision", row.pk))
                if seen and row.provider_id in self.oracle.partners_of(who.pk) and not told.stopped:
                    consent.end_decision(row, by=who, reason="Over")
                    told.stopped = timezone.now()

    @step(n=number)
    def authorise(self, n):
        waiting = [each for each in self.made if (each[0].waits or each[0].sign_by) and not each[0].stopped]
        if found := pick([each for each in waiting if not each[1].authorised_at], n):
            told, row = found
            for who in (self.story.grace, self.story.ewan):
                seen = self.oracle.may_see(who.pk, ("SharingDecision", row.pk))
                ours = partners_where(who, "authorise").filter(pk=row.provider_id).exists()  # another job may not
                if seen and ours and not row.authorised_at and row.decided_by != who:
                    consent.authorise(row, by=who)
                    told.waits = False
                    told.sign_by = None if told.sign_by and timezone.now() <= told.sign_by else told.sign_by

    @step(days=st.integers(1, 60))
    def wait(self, days):
        self.clock.shift(timedelta(days=days))

    # People and partners

    @step(n=number)
    def end_a_membership(self, n):
        if job := pick([job for job in self.oracle.jobs if not job.end], n):
            job.end = max(job.start, timezone.localdate() + timedelta(days=n % 3))
            with acting_as(self.system):
                open_now = Membership.objects.filter(practitioner=job.who, partner=job.partner, ends_on=None)
                open_now.update(ends_on=job.end)

    @step(n=number, m=number)
    def join_a_partner(self, n, m):
        who, partner = getattr(self.story, pick(PEOPLE, n)), getattr(self.story, pick(PARTNERS, m))
        if not any(job.who == who.pk and job.partner == partner.pk and not job.end for job in self.oracle.jobs):
            starts = timezone.localdate() + timedelta(days=n % 2)
            values = {"partner": partner, "job_title": "Worker", "permissions": RECORDS, "starts_on": starts}
            services.join_partner(who, by=self.system, **values)
            self.oracle.jobs.append(oracle.Job(who.pk, partner.pk, starts))

    @step(n=number)
    def close_or_open_an_account(self, n):
        who = getattr(self.story, pick(PEOPLE, n))
        self.oracle.people[who.pk] = not self.oracle.people[who.pk]
        with acting_as(self.system):
            Practitioner.objects.filter(pk=who.pk).update(is_active=self.oracle.people[who.pk])
        who.is_active = self.oracle.people[who.pk]

    @step(n=number)
    def suspend_or_admit_a_partner(self, n):
        partner = getattr(self.story, pick(PARTNERS, n))
        self.oracle.partners[partner.pk] = not self.oracle.partners[partner.pk]
        with acting_as(self.system):
            Partner.objects.filter(pk=partner.pk).update(suspended=not self.oracle.partners[partner.pk])

    @step(n=number)
    def publish_an_agreement_that_one_has_not_accepted(self, n):
        with acting_as(self.system):
            now = timezone.now()
            Agreement.objects.current().filter(kind="framework").update(replaced_at=now)
            Agreement.objects.create(kind="framework", version=str(uuid4())[:20], text="New", published_at=now)
        late = getattr(self.story, pick(PEOPLE, n))
        for key in PEOPLE:
            if getattr(self.story, key) != late:
                self._accept(getattr(self.story, key))
        self.oracle.unsigned.add(late.pk)

    @step(n=number)
    def accept(self, n):
        self._accept(getattr(self.story, pick(PEOPLE, n)))

    def _accept(self, who):
        services.accept_agreements(list(Agreement.objects.current()), by=who)
        self.oracle.unsigned.discard(who.pk)

    # Shutting out

    @step(n=number, m=number)
    def restrict(self, n, m):
        open_now = {wall.family for wall, _ in self.walls if not wall.end and not wall.only}
        signers = [each for each in self.deciders() if each[0] in (self.story.grace, self.story.ewan)]
        home = {self.story.grace: self.story.school, self.story.ewan: self.story.council}
        signers = [each for each in signers if each[1] == home[each[0]] and each[2].pk not in open_now]
        if found := pick(signers, n):
            who, partner, family = found
            named = getattr(self.story, pick(PEOPLE, m))
            row = services.restrict(family, by=who, partner=partner, reason="Staff", ask="The head", named=[named])
            wall = oracle.Closed(family.pk, timezone.now(), {who.pk, named.pk})
            self._shut(wall, row)

    @step(n=number, m=number)
    def declare_a_conflict(self, n, m):
        who, family = getattr(self.story, pick(PEOPLE, n)), pick(sorted(self.oracle.sees_all("Family")), m)
        row = services.declare_conflict(self.family(family), by=who, detail="Neighbours")
        self._shut(oracle.Closed(family, timezone.now(), only=who.pk), row)

    def _shut(self, wall, row):
        self.oracle.closed.append(wall)
        self.walls.append((wall, row))

    @step(n=number)
    def lift_or_clear(self, n):
        if found := pick([each for each in self.walls if not each[0].end], n):
            wall, row = found
            wall.end = timezone.now()
            with unseen_hand():
                model = Conflict if wall.only else Restriction
                model.objects.filter(pk=row.pk).update(ends_at=timezone.now())
