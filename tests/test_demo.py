"""The demonstration (domain.md 8): its size, what it covers, that nobody in it can exist, that it is the same again.

The whole of it is loaded once, into a database of its own; a small one is loaded twice, to compare.
"""

import hashlib
import re
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db.models import CharField, Count, F, Max, TextField
from django.utils import timezone

from allocations.models import AgendaItem, AllocationMeeting, TeamMember
from allocations.teams import team_of
from consent.audits.files import standings
from consent.audits.opening import is_narrow
from consent.ended import over_for
from consent.models import (
    AdviceAnswer,
    AdviceLink,
    AuditFile,
    AuditSample,
    CareOrder,
    Consent,
    ConsentExclusion,
    ConsentPartner,
    Correction,
    CorrectionTold,
    DecisionRecipient,
    DecisionSubject,
    Disclosure,
    EmergencyReview,
    EndAcknowledgement,
    InformationRequest,
    NonInforming,
    OnwardAnswer,
    RequestReply,
    SharingDecision,
    SigningStep,
    ToldLater,
)
from consent.not_telling import with_looks
from conversations.models import (
    Action,
    Closure,
    Completion,
    Conversation,
    CopyMade,
    LevelTold,
    NeedTold,
    Participant,
)
from locality.access import can_see, explain, newest
from locality.demo import CAST, LOCALITIES, names
from locality.demo.world import last_clock_change
from locality.models import (
    Conflict,
    Deputy,
    Family,
    FamilyMember,
    Household,
    NeedLevel,
    Notice,
    Partner,
    PartnerKind,
    Person,
    Practitioner,
    Restriction,
    Viewing,
)
from tests import databases

SMALL = 6


def load(**options):
    """Fill an empty copy of the database: reference data, then the demonstration. Returns what was printed."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")
    databases.look_over_the_wall()
    call_command("prepare_reference", verbosity=0)
    said = StringIO()
    call_command("load_demo", stdout=said, **options)
    return said.getvalue()


@pytest.fixture(scope="module")
def demo(clone_database):
    """The whole demonstration; the value is what the command printed."""
    with clone_database("demo", of=databases.TEMPLATE):
        yield load()


@pytest.fixture(scope="module", autouse=True)
def cast(demo):
    """The cast by key."""
    return {person.key: Practitioner.objects.get(name=person.name) for person in CAST}


def everything():
    """Every text in every table of ours, as (where it stands, text)."""
    for model in apps.get_models():
        if model._meta.managed and model._meta.app_label in ("locality", "consent", "conversations", "allocations"):
            columns = [f.attname for f in model._meta.local_fields if isinstance(f, CharField | TextField)]
            columns = [name for name in columns if name not in ("password", "digest", "history_type", "request")]
            for row in model._base_manager.values_list(*columns) if columns else ():
                for name, value in zip(columns, row, strict=True):
                    if value:
                        yield f"{model._meta.label}.{name}", str(value)


def story_of(name):
    return Family.objects.get(name=name)


# How much there is


def test_it_is_as_large_as_it_should_be():
    counts = {
        "families": Family.objects.count(),
        "organisations": Partner.objects.count(),
        "users": Practitioner.objects.filter(is_active=True).count(),
        "conversations": Conversation.objects.count(),
        "meetings": AllocationMeeting.objects.count(),
    }
    assert counts == {"families": 60, "organisations": 25, "users": 80, "conversations": 400, "meetings": 6}


def test_it_says_how_far_it_is_and_that_it_is_a_demonstration(demo):
    assert demo.startswith("  DEMONSTRATION DATA") and "400 conversations" in demo and "Done in" in demo


@pytest.mark.rule("S57", "S58", "S59", "S60", "S61", "S62", "S63", "S64", "S65", "S66", "S67", "S68")
def test_every_kind_of_partner_is_there_and_the_former_ones_have_successors():
    assert not PartnerKind.objects.exclude(pk__in=Partner.objects.values("kind"))
    former = Partner.objects.filter(valid_to__isnull=False)
    assert {partner.succeeded_by.kind.code for partner in former} == {"probation", "safeguarding_partnership"}
    assert {partner.status for partner in former} == {"superseded"}
    assert not Partner.objects.filter(kind__code="provider", commissioned_by__isnull=True)


@pytest.mark.rule("S131")
def test_every_locality_has_families_and_a_meeting_past_or_to_come():
    for code, _ in LOCALITIES:
        assert Family.objects.filter(locality__code=code).exists()
        assert AllocationMeeting.objects.filter(locality__code=code).exists()
    states = [meeting.state["text"] for meeting in AllocationMeeting.objects.all()]
    assert sorted(states) == ["Agenda closed", "Held", "Held", "Not open yet", "Takes families", "Takes families"]
    assert AgendaItem.objects.values("heading").distinct().count() == 4


# Nobody and nothing in it exists


def test_every_family_has_a_name_that_no_directory_holds():
    assert set(Person.objects.values_list("family_name", flat=True)) <= set(names.FAMILY_NAMES)
    assert set(Family.objects.values_list("name", flat=True)) <= set(names.FAMILY_NAMES)


def test_no_postcode_can_exist():
    found = [code for code in Household.objects.values_list("postcode", flat=True)]
    assert found and all(re.fullmatch(rf"NT\d{{1,2}} \d[{names.ODD_LETTERS}]{{2}}", code) for code in found)
    streets = "|".join(map(re.escape, names.STREETS))
    assert all(re.fullmatch(rf"\d+ ({streets})", home.address) for home in Household.objects.all())
    elsewhere = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
    assert [(where, text) for where, text in everything() if elsewhere.search(text)] == []


def test_no_number_can_be_rung_and_no_address_can_be_written_to():
    kept_free = re.compile(r"01632 960\d{3}|07700 900\d{3}|0191 498 0\d{3}")
    for where, text in everything():
        left = kept_free.sub("", text)
        assert not re.search(r"\+44|\b0[\d ]{8,}|\b\d{3}[ -]?\d{3}[ -]?\d{4}\b", left), where
    ends = (".example", ".invalid")
    assert all(email.endswith(ends) for email in Practitioner.objects.values_list("email", flat=True))


def test_no_text_is_left_unfinished():
    unfinished = re.compile(
        r"lorem|ipsum|\btodo\b|\btbc\b|\btbd\b|xxx|\bfoo\b|placeholder|[{}<]|  |(?-i:\bNone\b(?! recorded))", re.I
    )
    kept = ("Agreement.text", "HistoricalAgreement.text")
    wrong = [(where, text) for where, text in everything() if unfinished.search(text) and not where.endswith(kept)]
    assert wrong == []


# What a reader meets


def test_no_two_conversations_say_the_same():
    said = list(Conversation.objects.values_list("said", flat=True))
    assert len(set(said)) == len(said) == 400
    assert not Conversation.objects.filter(agreed="")
    ours = Conversation.objects.filter(family__in=Family.objects.filter(provider__name="Fulmar Lane Primary"))
    for text in ours.values_list("said", flat=True):
        assert text[0].isupper() or text[0] == "“"


def test_everything_happened_before_now_and_nothing_all_at_once():
    now = timezone.now()
    assert not Conversation.objects.filter(recorded_at__gt=now) and not SharingDecision.objects.filter(
        decided_at__gt=now
    )
    assert not Conversation.objects.filter(recorded_at__lt=F("started_at"))
    days = {timezone.localdate(at) for at in Conversation.objects.values_list("recorded_at", flat=True)}
    assert len(days) > 100
    newest_of_all = Family.objects.aggregate(Max("last_activity_at"))["last_activity_at__max"]
    assert newest_of_all < now - timedelta(minutes=1)
    assert not Notice.objects.waiting().exists()


@pytest.mark.parametrize(("key", "least"), [("amira", 8), ("grace", 8), ("ben", 12), ("chidi", 4), ("ewan", 15)])
def test_each_of_the_cast_finds_families_and_work(cast, key, least):
    page = newest(Family.objects, cast[key], by="last_activity_at")
    assert len(page.records) >= least
    assert Conversation.objects.visible_to(cast[key]).count() > 20
    if key not in ("grace", "chidi"):
        assert Action.objects.visible_to(cast[key]).filter(owner=cast[key], done_on__isnull=True).exists()


@pytest.mark.rule("A1", "A2", "A8", "A9")
def test_who_has_left_or_not_accepted_or_audits_sees_no_family(cast):
    for key in ("iris", "jonas", "dana"):
        assert not Family.objects.visible_to(cast[key]).exists()
    assert SharingDecision.objects.visible_to(cast["dana"]).count() == SharingDecision.objects.count()


@pytest.mark.rule("A4", "S94")
def test_ben_sees_what_amira_shared_of_the_fulmars_and_chidi_sees_nothing(cast):
    family = story_of("Fulmar")
    talks = Conversation.objects.filter(family=family).order_by("started_at")
    assert [can_see(cast["ben"], talk) for talk in talks] == [True, False, False, True, False, False, True]
    assert can_see(cast["ben"], family) and explain(cast["ben"], talks[0]).decisions
    assert not can_see(cast["chidi"], family)
    assert not Conversation.objects.visible_to(cast["chidi"]).filter(family=family).exists()


# What it covers (domain.md 8.7)


def ids(rows):
    return set(rows.values_list("family", flat=True))


def test_an_agreement_said_aloud_was_never_followed_up():
    late = Consent.objects.current().filter(status="given_verbal", signature_due_on__lt=timezone.localdate())
    assert late.exists() and not late.filter(verbal_reason="")


def test_somebody_agreed_to_all_but_the_police_and_that_was_kept_to():
    kept = DecisionRecipient.objects.filter(decision__outcome="not_share", partner__kind__code="police")
    decision = kept.get(decision__reasons__contains="agreed to everybody except the police").decision
    agreed = ConsentPartner.objects.filter(consent__family=decision.family)
    assert agreed.exists() and not agreed.filter(partner__kind__code="police").exists()


def test_one_parent_agrees_and_the_other_refuses():
    refused = Consent.objects.filter(status="refused", person__kind="adult").get()
    assert Consent.objects.standing().filter(family=refused.family).exists()
    assert SharingDecision.objects.filter(family=refused.family).exclude(wishes="").exists()


@pytest.mark.rule("C10")
def test_an_agreement_was_withdrawn_and_what_rested_on_it_is_no_longer_live():
    withdrawn = Consent.objects.filter(withdrawn_at__isnull=False)
    decisions = SharingDecision.objects.filter(family__in=ids(withdrawn), basis="agreement")
    assert withdrawn.exists() and decisions.exists() and not decisions.live().exists()


@pytest.mark.rule("C5", "C9")
def test_a_court_ordered_care_and_some_families_leave_something_out():
    orders = CareOrder.objects.order_by("starts_on")
    assert [order.kind for order in orders] == ["emergency", "interim"]
    assert orders[0].ends_on == orders[1].starts_on and orders[1].ends_on is None
    left_out = ConsentExclusion.objects.all()
    assert left_out.filter(partner__kind__code="police").exists() and left_out.filter(what__isnull=False).exists()


@pytest.mark.rule("C10")
def test_one_recipient_said_what_became_of_what_ended_and_another_is_still_asked(cast):
    said = EndAcknowledgement.objects.filter(decision__ended_at__isnull=False).get()
    assert said.done == "destroyed" and said.note
    assert EndAcknowledgement.objects.count() >= 2
    asked = over_for(said.acknowledged_by)
    assert asked and said.decision_id not in {decision.pk for decision, _ in asked}


def test_most_signed_in_lately_and_everybody_looks_in_working_hours(cast):
    people = Practitioner.objects.filter(is_active=True, last_login__isnull=False)
    long_ago = timezone.now() - timedelta(days=90)
    assert people.count() > 70 and 0 < people.filter(last_login__lt=long_ago).count() < 10
    at = [timezone.localtime(at) for at in Viewing.objects.values_list("at", flat=True)]
    late = [each for each in at if each.weekday() > 4 or not 7 <= each.hour < 20]
    assert 0 < len(late) < len(at) / 4


def test_nobody_was_judged_before_they_were_born():
    levels = NeedLevel.objects.exclude(person__date_of_birth=None)
    assert not levels.filter(judged_on__lt=F("person__date_of_birth")).exists()


def test_one_override_was_signed_late_one_is_unsigned_and_one_waits():
    alone = SharingDecision.objects.filter(basis__in=["risk", "public_interest"])
    assert alone.filter(urgent=True, authorised_at__gt=F("decided_at") + timedelta(days=3)).exists()
    unsigned = alone.filter(authorised_at__isnull=True)
    assert not unsigned.get(urgent=True).is_live, "Nobody signed it in time"
    waits = unsigned.get(waits_for_authoriser=True)
    assert not waits.is_live
    said = {(step.kind, step.decision_id): step for step in SigningStep.objects.filter(said_by__name="Grace Olufemi")}
    assert set(said) == {("passed_on", unsigned.get(urgent=True).pk), ("sent_back", waits.pk)}


@pytest.mark.rule("S103")
def test_advice_was_asked_without_names_answered_and_linked():
    assert AdviceLink.objects.get().advice.question and AdviceAnswer.objects.count() == 1


def test_help_has_ended_conversations_say_what_they_mean_and_every_locality_that_meets_has_a_team():
    ended = Closure.objects.exclude(signed_at=None)
    assert ended.count() >= 3 and Closure.objects.filter(signed_at=None).exists()
    assert CopyMade.objects.filter(closure__in=ended).exists()
    assert Completion.objects.count() >= 30 and LevelTold.objects.exclude(before=F("after")).exists()
    assert {each.conversation_id for each in NeedTold.objects.all()} <= {
        each.conversation_id for each in Completion.objects.all()
    }
    for meeting in AllocationMeeting.objects.select_related("locality"):
        assert len(team_of(meeting.locality_id)) >= 4
    assert TeamMember.objects.exclude(ends_on=None).exists()


@pytest.mark.rule("A8")
def test_two_samples_were_audited_a_third_was_drawn_and_their_files_stand_at_every_stage():
    assert [is_narrow(each) for each in AuditSample.objects.order_by("number")] == [True, True, False]
    found = standings(list(AuditFile.objects.select_related("decision")), SimpleNamespace(practitioner=None))
    assert {each.waits_for for each in found} >= {"find", "send", "answer", "settle", ""}


@pytest.mark.rule("S101")
def test_somebody_is_not_told_and_one_look_again_is_late():
    rows = with_looks(list(NonInforming.objects.select_related("decision")))
    assert any(each.looks for each in rows) and any(each.is_late for each in rows)


@pytest.mark.rule("A7")
def test_somebody_took_emergency_access_and_nobody_has_looked_at_it():
    made = SharingDecision.objects.get(basis="urgent")
    assert made.trigger == "emergency" and made.decided_by.name and not EmergencyReview.objects.exists()
    assert Notice.objects.filter(kind="emergency", about=made.pk, sent_at__isnull=False).exists()


def test_somebody_was_told_later_and_somebody_never_was():
    later = ToldLater.objects.get()
    assert later.decision.trigger == "safeguarding" and later.told_on > timezone.localdate(later.decision.decided_at)
    never = DecisionSubject.objects.filter(told="not_yet", decision__urgent=True)
    assert never.exclude(decision=later.decision).count() == 1
    [kept] = with_looks(list(NonInforming.objects.exclude(decided_by=None)))  # to be told, not after all, and then was
    assert [look.found for look in kept.looks] == ["signed", "may_be_told"] and later.said_at > kept.signature.looked_at
    assert (kept.of.decision_id, kept.of.person_id) == (later.decision_id, later.person_id)


@pytest.mark.rule("V21")
def test_some_things_were_passed_on_outside_the_service_too():
    assert set(Disclosure.objects.values_list("method", flat=True)) == {"phone", "secure_email"}


@pytest.mark.rule("V27")
def test_one_partner_that_asked_was_told_why_nothing_is_shared_and_another_waits():
    assert RequestReply.objects.get().words and InformationRequest.objects.count() == 2


@pytest.mark.rule("S114")
def test_a_mother_says_that_she_does_not_agree_and_something_else_was_wrong():
    assert sorted(Correction.objects.values_list("kind", flat=True)) == ["disputed", "wrong"]
    assert CorrectionTold.objects.filter(in_app=True).exists()


@pytest.mark.rule("V23")
def test_somebody_asked_whether_they_may_pass_on_and_was_refused():
    assert not OnwardAnswer.objects.get().agrees


def test_somebody_is_away_and_another_stands_in_and_somebody_will_be():
    today = timezone.localdate()
    assert sorted(each.starts_on <= today for each in Deputy.objects.all()) == [False, True]


def test_an_address_is_confidential_and_only_one_partner_has_it():
    home = Household.objects.get(is_confidential=True)
    seen = [p for p in Practitioner.objects.all() if can_see(p, home)]
    assert {"marram", "health"} == {person.email.split("@")[1].split(".")[0] for person in seen}


def test_something_was_kept_back_because_it_would_do_harm_and_something_waits():
    reasons = set(SharingDecision.objects.filter(outcome="not_share").values_list("not_share_reason", flat=True))
    assert {"detriment", "wish_respected", "not_their_function"} <= reasons
    waits = SharingDecision.objects.get(outcome="not_share", waits_for_authoriser=True)  # the duty applies (V16)
    assert waits.not_share_reason == "detriment" and not waits.authorised_at
    assert SharingDecision.objects.filter(outcome="wait").exists()
    assert SharingDecision.objects.filter(outcome="share_part").exists()


def test_a_former_partner_stands_on_an_old_record():
    row = Participant.objects.filter(partner__kind__code="national_probation").first()
    assert row.conversation.started_at.year in (2020, 2021) and row.practitioner is None
    decision = DecisionRecipient.objects.get(partner=row.partner).decision
    assert (decision.decided_at.year, decision.ruleset, decision.is_live) == (2021, "HMG-2009", False)


def test_two_families_share_a_person_and_one_child_is_registered_twice():
    assert FamilyMember.objects.values("person").annotate(n=Count("family", distinct=True)).filter(n=2).exists()
    children = Person.objects.filter(kind="child")
    twice = children.values("given_name", "family_name", "date_of_birth").annotate(n=Count("provider", distinct=True))
    assert twice.filter(n=2).count() == 1


@pytest.mark.rule("V28")
def test_a_conflict_of_interest_and_a_restriction_shut_colleagues_out(cast):
    conflict = Conflict.objects.get()
    assert not can_see(conflict.practitioner, conflict.family)
    restriction = Restriction.objects.get()
    assert can_see(cast["ewan"], restriction.family)
    assert len([who for who in Practitioner.objects.all() if can_see(who, restriction.family)]) == 2


def test_birthdays_and_nights_that_trip_software_up():
    today = timezone.localdate()
    born = list(Person.objects.filter(kind="child").values_list("date_of_birth", flat=True))
    assert any((day.month, day.day) == (2, 29) for day in born)
    assert any(0 < (day.replace(year=day.year + 16) - today).days < 30 for day in born if day.day < 29)
    assert Person.objects.filter(kind="unborn", expected_on__gt=today).exists()
    assert Person.objects.filter(kind="adult", date_of_birth__gt=today - timedelta(days=18 * 365)).exists()
    starts = [timezone.localtime(at) for at in Conversation.objects.values_list("started_at", flat=True)]
    assert any(at.weekday() == 5 for at in starts)
    assert any(at.date() == last_clock_change(today) and at.hour == 1 for at in starts)


def test_a_decision_ended_one_ends_within_a_week_and_one_ran_out():
    now = timezone.now()
    assert SharingDecision.objects.filter(ended_at__lt=now).exclude(end_reason="").exists()
    assert SharingDecision.objects.live().filter(ends_at__lt=now + timedelta(days=7)).exists()
    assert SharingDecision.objects.filter(ends_at__lt=now, ended_at__isnull=True).exists()


def test_a_declined_talk_a_late_record_and_a_call_forty_seven_minutes_after_the_worry():
    declined = Conversation.objects.get(took_place=False)
    assert declined.declined_reason and declined.agreed
    assert [talk for talk in Conversation.objects.all() if talk.was_recorded_late]
    hurt = Conversation.objects.get(harm="harm")
    assert hurt.front_door_called_at - hurt.started_at == timedelta(minutes=47)


def test_a_fifteen_year_old_answered_otherwise_than_the_mother():
    no = Consent.objects.current().get(status="refused", person__kind="child")
    before = Consent.objects.get(superseded_by=no)
    assert no.person.age_on() == 15 and before.given_by != no.person
    assert not SharingDecision.objects.live().filter(family=no.family, basis="agreement").exists()


def test_a_family_that_only_lists_have_named_is_under_its_heading():
    item = AgendaItem.objects.get(heading="DATA_ONLY")
    assert not Consent.objects.filter(family=item.family, given_at__isnull=False).exists()


# When it may be loaded


def test_it_is_never_loaded_over_other_records():
    before = Family.objects.count()
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "nothing was loaded" in said.getvalue() and Family.objects.count() == before


def test_production_refuses_it(settings):
    settings.ENV = "production"
    with pytest.raises(CommandError, match="not for production"):
        call_command("load_demo", stdout=StringIO())


def digest():
    """One number for all texts, in an order that keys and times have no part in."""
    lines = sorted(f"{where}\t{text}" for where, text in everything() if not where.endswith("record_kind"))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest(), len(lines)


def test_the_same_seed_gives_the_same_demonstration_and_another_seed_another(clone_database):
    found = []
    for seed in (7, 7, 8):
        with clone_database("again", of=databases.TEMPLATE):
            load(families=SMALL, seed=seed)
            assert Family.objects.count() == SMALL
            found.append(digest())
    assert found[0] == found[1] and found[0] != found[2]
