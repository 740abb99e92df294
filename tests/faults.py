"""Faults to plant in the rule, the door, the lists and the services, each with the test that must then fail.

A fault is a function that changes the running product through pytest's `monkeypatch`. `planted` puts it in and throws
away what the product keeps ready-made (locality/access/kept.py), before and after.
"""

import contextlib
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from consent import again
from consent import services as consent_services
from consent.models import DecisionConsent
from consent.models import access as access_rows
from consent.models.consents import standing_q
from consent.models.decisions import SHARES
from conversations.services import conversations as conversation_services
from locality.access import Conflict, Restriction, RestrictionName, door, listing, reasons, rule, tables
from locality.framework import AgreementQuerySet
from locality.partners import PartnerQuerySet, live_on
from tests import test_forged_keys
from tests.databases import second_wall_down
from tests.locality import test_access_clauses as clauses

FAULTS: list = []


@dataclass(frozen=True)
class Fault:
    """What is planted, the check that must fail, and whether the random lives can see it too."""

    plant: Any
    check: Any
    lives: bool

    @property
    def name(self):
        return self.plant.__name__.replace("_", " ")


def found_by(check, *, lives=True):
    """Register a fault with the test that finds it."""

    def register(plant):
        FAULTS.append(Fault(plant, check, lives))
        return plant

    return register


@contextlib.contextmanager
def planted(fault):
    """A block in which the product has the fault, and no second wall behind it."""
    try:
        with pytest.MonkeyPatch.context() as patch, second_wall_down():
            fault.plant(patch)
            forget()
            yield
    finally:
        forget()


def forget():
    """Throw away every kept answer of the apps."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("locality", "consent", "conversations")):
            for value in list(vars(module).values()):
                if callable(value) and hasattr(value, "cache_clear") and hasattr(value, "__wrapped__"):
                    value.cache_clear()


def everywhere(patch, old, new):
    """Put `new` wherever a module has `old` by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("locality", "consent", "conversations", "tests")) and module is not sys.modules[__name__]:
            for key, value in list(vars(module).items()):
                if value is old:
                    patch.setattr(module, key, new)


# When a decision is live


def live_without(*left_out):
    """`live_q` without some of its clauses."""

    def live_q(prefix, at):
        field = f"{prefix}{{}}".format
        again = DecisionConsent.objects.filter(standing_q("consent__", at), decision=OuterRef("decision"))
        if "whose agreement" not in left_out:
            again = again.filter(consent__person=OuterRef("consent__person"))
        broken = DecisionConsent.objects.filter(~standing_q("consent__", at), decision=OuterRef(field("pk")))
        broken = broken if "agreed again" in left_out else broken.filter(~Exists(again))
        clauses_of = {
            "outcome": Q(**{field("outcome__in"): SHARES}),
            "start": Q(**{field("starts_at__lte"): at}),
            "end": Q(**{field("ends_at__gt"): at}),
            "ended": Q(**{field("ended_at__isnull"): True}) | Q(**{field("ended_at__gt"): at}),
            "superseded": Q(**{field("superseded_at__isnull"): True}) | Q(**{field("superseded_at__gt"): at}),
            "signed": Q(**{field("waits_for_authoriser"): False}) | Q(**{field("authorised_at__lte"): at}),
            "in time": Q(**{field("sign_by__isnull"): True})
            | Q(**{field("sign_by__gt"): at})
            | Q(**{field("authorised_at__lte"): F(field("sign_by"))}),
            "agreement": ~Exists(broken),
        }
        whole = Q()
        for name, clause in clauses_of.items():
            whole &= Q() if name in left_out else clause
        return whole

    return live_q


def _live(patch, *left_out):
    patch.setattr(access_rows, "live_q", live_without(*left_out))


@found_by(clauses.test_sight_does_not_begin_before_the_decision_does)
def ignore_when_a_decision_starts(patch):
    _live(patch, "start")


@found_by(clauses.test_sight_ends_on_the_day_the_decision_says)
def ignore_when_a_decision_ends_by_itself(patch):
    _live(patch, "end")


@found_by(clauses.test_an_ended_decision_gives_nothing)
def ignore_that_a_decision_was_ended(patch):
    _live(patch, "ended")


@found_by(clauses.test_a_superseded_decision_gives_nothing)
def ignore_that_a_decision_was_superseded(patch):
    _live(patch, "superseded")


@found_by(clauses.test_a_decision_on_risk_gives_nothing_before_somebody_else_has_signed)
def ignore_that_a_decision_waits_for_a_signature(patch):
    _live(patch, "signed")


@found_by(clauses.test_what_is_shared_at_once_ends_unless_it_is_signed_in_time)
def ignore_that_nobody_signed_in_time(patch):
    _live(patch, "in time")


@found_by(clauses.test_a_decision_falls_with_the_agreement_it_rests_on)
def ignore_that_an_agreement_was_withdrawn(patch):
    _live(patch, "agreement")


@found_by(clauses.test_a_decision_goes_on_when_the_same_person_agrees_anew)
def ignore_that_somebody_agreed_anew(patch):
    _live(patch, "agreed again")


@found_by(clauses.test_nobody_elses_agreement_stands_in_for_one_that_stopped)
def let_one_persons_agreement_stand_in_for_anothers(patch):
    _live(patch, "whose agreement")


@found_by(clauses.test_a_decision_ends_when_the_new_answer_does_not_cover_it)
def let_every_new_agreement_carry_a_decision_on(patch):
    patch.setattr(again.Answer, "covers", lambda answer, partners, categories: answer.status in again.GIVEN)


# What a decision gives


def _family_rows(patch, *left_out):
    """`shared_with_family` without some of its conditions."""

    def shared_with_family(reader, family, provider):
        conditions = {
            "group": {"group__in": reader.groups},
            "family": {"content_object": family},
            "category": {"permission": rule.Place("category", rule.IntegerField())},
            "provider": {"decision__provider": provider},
        }
        kept = {k: v for name, each in conditions.items() if name not in left_out for k, v in each.items()}
        return rule.family_access().objects.live(reader.at).filter(**kept)

    patch.setattr(rule, "shared_with_family", shared_with_family)


@found_by(clauses.test_a_category_gives_that_category_only)
def forget_the_category(patch):
    _family_rows(patch, "category")


@found_by(clauses.test_a_decision_gives_only_what_its_own_partner_supplied)
def forget_whose_decision_it_is(patch):
    _family_rows(patch, "provider")


@found_by(clauses.test_a_decision_about_one_family_gives_no_other)
def forget_the_family(patch):
    _family_rows(patch, "family")


@found_by(clauses.test_a_category_gives_that_category_only)
def forget_to_whom_a_category_was_given(patch):
    def everybody(reader, family, provider):
        return rule.family_access().objects.filter(content_object=family, decision__provider=provider)

    patch.setattr(rule, "shared_with_family", everybody)


@found_by(clauses.test_a_decision_gives_only_its_recipients)
def forget_to_whom_a_record_was_given(patch):
    def everybody(reader, item):
        rows = rule.item_access(item).objects.live(reader.at).for_sight()
        return rows.filter(content_object=rule.Place("item", rule.UUIDField()))

    patch.setattr(rule, "shared_as_item", everybody)


@found_by(clauses.test_its_own_records_are_seen_by_a_partner_and_by_no_other)
def drop_the_clause_of_the_provider(patch):
    def only_shared(reader, family, item):
        provider = rule.Place("provider", rule.UUIDField())
        return Q(Exists(rule.shared_with_family(reader, family, provider)))

    patch.setattr(rule, "allowed", only_shared)


@found_by(clauses.test_its_own_records_are_seen_by_a_partner_and_by_no_other)
def everything_is_ones_own(patch):
    patch.setattr(rule, "allowed", lambda reader, family, item: Q(Exists(tables.Partner.objects.all())))


@found_by(clauses.test_what_orders_a_list_is_not_what_gives_sight)
def give_sight_by_a_row_that_only_orders(patch):
    patch.setattr(access_rows.AccessQuerySet, "for_sight", lambda rows: rows)


# Who the reader is


def _permissions(patch, *left_out):
    """`PartnerPermission`'s `live` without some of its conditions."""

    def live(rows, at=None):
        day = timezone.localdate(at or timezone.now())
        conditions = {
            "membership": live_on(day, "membership__starts_on", "membership__ends_on"),
            "partner": live_on(day, "content_object__valid_from", "content_object__valid_to"),
            "account": Q(user__is_active=True),
            "suspended": Q(content_object__suspended=False),
            "signed": Q(content_object__framework_signed_on__lte=day),
        }
        return rows.filter(*(each for name, each in conditions.items() if name not in left_out))

    everywhere_live(patch, live)


def everywhere_live(patch, live):
    manager = type(tables.PartnerPermission.objects)
    patch.setattr(tables.PartnerPermissionQuerySet, "live", live)
    patch.setattr(manager, "live", lambda self, at=None: live(self.get_queryset(), at))


@found_by(clauses.test_who_left_sees_nothing_from_that_day)
def ignore_that_a_membership_ended(patch):
    _permissions(patch, "membership")


@found_by(clauses.test_a_suspended_partner_sees_nothing)
def ignore_that_a_partner_is_suspended(patch):
    _permissions(patch, "suspended")


@found_by(clauses.test_a_partner_that_has_not_signed_the_framework_sees_nothing, lives=False)
def ignore_that_a_partner_has_not_signed(patch):
    _permissions(patch, "signed")


@found_by(clauses.test_a_suspended_partner_sees_nothing)
def explain_for_a_suspended_partner(patch):
    patch.setattr(PartnerQuerySet, "active", lambda rows, on=None: rows.all())
    patch.setattr(type(tables.Partner.objects), "active", lambda self, on=None: self.get_queryset())


@found_by(clauses.test_a_new_version_of_an_agreement_closes_everything_until_it_is_accepted)
def ignore_the_agreements(patch):
    def nothing_missing(rows, practitioner, at=None):
        return rows.filter(version="no such version")

    patch.setattr(AgreementQuerySet, "not_accepted_by", nothing_missing)
    manager = type(reasons.Agreement.objects)
    patch.setattr(manager, "not_accepted_by", lambda self, *asked: nothing_missing(self.all(), *asked))


# Who is shut out


def _shut(patch, *, restricted=True, named=True, conflicts=True):
    def shut_out(reader, family):
        of_family = Q(family=family, starts_at__lte=reader.at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=reader.at))
        names = RestrictionName.objects.filter(restriction=OuterRef("pk"), practitioner=reader.practitioner)
        walls = Restriction.objects.filter(of_family)
        walls = walls.exclude(Exists(names)) if named else walls
        own = Conflict.objects.filter(of_family, practitioner=reader.practitioner)
        nothing = Restriction.objects.filter(pk=rule.SOMEBODY, family=family)
        return Q(Exists(walls if restricted else nothing)) | Q(Exists(own if conflicts else nothing))

    patch.setattr(rule, "shut_out", shut_out)


@found_by(clauses.test_a_restricted_family_is_seen_by_the_named_only)
def forget_that_a_family_is_restricted(patch):
    _shut(patch, restricted=False)


@found_by(clauses.test_a_restricted_family_is_seen_by_the_named_only)
def shut_out_the_named_too(patch):
    _shut(patch, named=False)


@found_by(clauses.test_a_conflict_of_interest_shuts_out_one_person)
def forget_a_conflict_of_interest(patch):
    _shut(patch, conflicts=False)


# Reasons, lists, the door, the services


@found_by(clauses.test_a_decision_on_risk_gives_nothing_before_somebody_else_has_signed)
def explain_without_asking_for_the_signature(patch):
    told = reasons.reasons_for

    def reasons_for(reader, claim):
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(access_rows, "live_q", live_without("signed"))
            return list(told(reader, claim))

    patch.setattr(reasons, "reasons_for", reasons_for)


@found_by(clauses.test_a_conflict_of_interest_shuts_out_one_person)
def explain_without_asking_who_is_shut_out(patch):
    patch.setattr(reasons, "is_shut_out", lambda reader, family: False)


@found_by(clauses.test_what_orders_a_list_is_not_what_gives_sight)
def list_without_asking_the_rule(patch):
    def newest(queryset, practitioner, *, by, after="", size=listing.PAGE):
        reader = listing.reader_of(practitioner)
        places = listing._candidates(queryset.model, reader, by, None, size) if reader.partners else []
        rows = queryset.in_bulk({pk for _, pk in places})
        return listing.Page([rows[pk] for pk in dict.fromkeys(pk for _, pk in places)], "")

    everywhere(patch, listing.newest, newest)


@found_by(clauses.test_a_new_conversation_joins_the_lists_of_those_who_were_given_all)
def leave_a_new_conversation_out_of_lists(patch):
    patch.setattr(conversation_services, "put_in_lists", lambda conversation: None)


@found_by(clauses.test_the_door_writes_who_went_through_and_because_of_what, lives=False)
def let_somebody_through_unseen(patch):
    patch.setattr(door, "_write_viewing", lambda request, reader, record: setattr(record, "seen_because", None))


@found_by(clauses.test_the_door_writes_who_did_not, lives=False)
def turn_somebody_away_unseen(patch):
    everywhere(patch, door.write_denials, lambda request: None)


@found_by(test_forged_keys.test_a_record_of_one_family_is_not_shared_on_the_agreement_of_another, lives=False)
def decide_without_asking_whose_record_it_is(patch):
    patch.setattr(consent_services, "_may_decide", lambda *_: None)
