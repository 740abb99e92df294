"""Seven families, each in another situation towards health, and the oracle that knows of them.

own          health registered it; nobody else was told
shared       the school shares it with health: every category, and the conversation
ended        it did, and ended the decision
expired      it did, and the decision's time is over
never        the school never shared it
restricted   shared, and then restricted to Grace and Amira
conflicted   shared, and Amira and Ben each declared a conflict of interest
"""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import time_machine
from django.utils import timezone

from allocations import services as allocations
from allocations.models import AllocationMeeting, Candidate, Pack, PackOrder
from allocations.sheets import Sheet
from consent import anonymous, papers, settling, signing
from consent import services as consent
from consent.cleaning import Clean
from consent.models import (
    AdviceLink,
    ConsentArtefact,
    DecisionItem,
    Disclosure,
    LegalGateway,
    NonInforming,
    NonInformingLook,
    Purpose,
    SigningStep,
    ToldLater,
)
from consent.rules import Item, Proposal
from conversations import services as conversations
from conversations.models import TEXTS, Closure, Domain
from locality import services
from locality.history import acting_as
from locality.reference import category
from tests import oracle as told
from tests.allocations.meeting import meet_about
from tests.cast import FACTS, REASONS, paper
from tests.consent.auditing import audited, breached
from tests.databases import unseen_hand
from tests.emergencies import taken_twice
from tests.looking import Looking
from tests.passing_on import asked_and_refused, asked_for_information, corrected, signed

SITUATIONS = ("own", "shared", "ended", "expired", "never", "restricted", "conflicted")
PEOPLE = ("amira", "grace", "ben", "chidi", "ewan", "dana", "iris", "jonas")
PARTNERS = ("school", "health", "police", "council", "board")
KINDS = ("family_details", "concerns", "actions", "protected_address", "lead_professional")
DAY = timedelta(days=1)


def make_situations(story):
    """Make the families; returns a namespace with one namespace of records for each situation, and `oracle`."""
    oracle = oracle_of_the_cast(story)
    looking = Looking(oracle, 0)
    looking.learn(story.school, story.family, item=story.conversation.pk)
    story.booklet, story.breach = paper(story), breached(story)
    story.lists = _lists(story)
    story.advice, story.request = _advice(story), asked_for_information(story)
    made = SimpleNamespace(oracle=oracle, story=story, meeting=_meeting(story))
    for situation in SITUATIONS:
        setattr(made, situation, _family(story, situation, looking, made.meeting))
    asked_and_refused(made, [getattr(made, each) for each in SITUATIONS])
    audited(made, SITUATIONS)
    _shut(made)
    oracle.now, oracle.today = timezone.now(), timezone.localdate()
    return made


def oracle_of_the_cast(story):
    """An oracle that knows the cast (locality/demo/cast.py) and no record yet."""
    oracle = told.Oracle()
    oracle.partners = {getattr(story, key).pk: True for key in PARTNERS}
    oracle.people = {getattr(story, key).pk: True for key in PEOPLE}
    oracle.unsigned = {story.jonas.pk}
    oracle.audits = {story.dana.pk: timezone.now() + timedelta(days=74)}
    homes = [("amira", "school"), ("grace", "school"), ("ben", "health"), ("jonas", "health")]
    for key, partner in [*homes, ("chidi", "police"), ("ewan", "council")]:
        oracle.jobs.append(told.Job(getattr(story, key).pk, getattr(story, partner).pk, date(2025, 2, 3)))
    return oracle


def _meeting(story):
    with acting_as(story.ewan):
        values = {"locality": story.harbour, "place": "Hall", "run_by": story.council}
        return AllocationMeeting.objects.create(held_at=timezone.now() + 14 * DAY, **values)


def _lists(story):
    """Two lists that the school brought, of which it took one over; and who stands on it."""
    acts, sheet = (
        {"by": story.amira, "partner": story.school},
        Sheet(["A", "B", "C"], [(2, ["Ida", "Wren", "2015-03-27"])]),
    )
    what = {"locality": story.harbour, "kind": "neet", "name": "list.csv", "tells_of": timezone.localdate()}
    what["gateway"] = LegalGateway.objects.selectable().first()
    columns, made = {"given_name": "A", "family_name": "B", "date_of_birth": "C"}, []
    for digest in ("0" * 64, "1" * 64):
        each = allocations.bring_list(sheet, **acts, **what, digest=digest, submission=uuid4())
        made.append(allocations.match_up(each, by=story.amira, mapping=columns))
    taken = allocations.take_over(made[0], by=story.amira)
    return taken, made[1], Candidate.objects.get(partner=story.school)


def _family(story, situation, looking, meeting):
    """One family with a mother, a child, two homes, a level of need, a conversation, an agreement and decisions."""
    who, partner = (story.ben, story.health) if situation == "own" else (story.amira, story.school)
    other = story.school if situation == "own" else story.health
    acts = {"by": who, "partner": partner}
    family = services.register_family(situation.title(), locality=story.harbour, submission=uuid4(), **acts)
    nell = {
        "given_name": "Nell",
        "family_name": "Tern",
        "date_of_birth": date(1990, 5, 1 + SITUATIONS.index(situation)),
    }
    mother = services.add_person(family, kind="adult", **nell, **acts)
    child = services.add_person(family, kind="child", given_name="Kai", date_of_birth=date(2019, 2, 28), **acts)
    services.relate(family, from_person=mother, to_person=child, kind="parent", parental_responsibility="yes", **acts)
    open_home = services.add_household(family, address="3 Tern Street", postcode="NT4 7CV", people=[child], **acts)
    looking.learn(partner, family)
    services.add_household(family, address="9 Gull Street", is_confidential=True, people=[mother], **acts)
    looking.learn(partner, family, protected=True)
    need = services.judge_need(family, person=child, level="L2_UNIVERSAL_PLUS", rationale="Tired", **acts)
    talk = _conversation(story, family, child, acts)
    looking.learn(partner, family, item=talk.pk)
    given = _agreement(family, mother, other, acts, story.police, child)
    row = SimpleNamespace(family=family, mother=mother, child=child, household=open_home, need=need, conversation=talk)
    row.episode, row.lead = _help(family, acts)
    row.referral = _referral(family, child, acts)
    row.plan, row.closing = _plan(row, acts)
    row.assessment, row.known_need = _assessment(row.episode, child, acts)
    _completed(row, other, acts)
    row.disagreement = _disagreement(family, other, acts)
    row.move = _move(row, story.amira if situation == "own" else story.ben, other, acts)
    looking.learn(partner, family, item=talk.pk)
    what = {"family": family, "heading": "COMPLEX", "purpose": "Plan", "submission": uuid4()}
    what |= {"agencies": 2, "reviewed_on": timezone.localdate()}
    row.item = allocations.propose_family(meeting, **acts, **what)
    row.meeting_action = meet_about(story, row.item, meeting, acts)
    row.order_of_papers, row.consent = _copy(story, row.item, meeting), given
    row.action = talk.agreed_action
    row.order = settling.record_care_order(
        family,
        **acts,
        person=child,
        council=story.council,
        kind="interim",
        evidence="Sealed order seen",
        starts_on=timezone.localdate(),
    )
    row.meeting, (row.listed, row.unchecked, row.candidate) = meeting, story.lists
    row.advice, row.request = story.advice, story.request
    _papers(row, story, acts)
    row.decision = _decision(row, situation, acts, other, looking.oracle)
    row.waiting = _waiting(story, row, acts, other)
    row.corrected = corrected(row, acts, other)
    row.emergency = taken_twice(story, row, acts, looking.oracle)
    looking.learn(partner, family, item=talk.pk)
    for key in PEOPLE:
        services.give_reason(family, by=getattr(story, key), partner=story.school, reason="For the test")
    return row


def _copy(story, item, meeting):
    """A copy of the meeting's papers with this item, which Ben had."""
    values = {"meeting": meeting, "practitioner": story.ben, "partner": story.health}
    with acting_as(story.ben):
        order = PackOrder.objects.create(**values, made_at=timezone.now(), content=b"%PDF-1.7 papers")
        Pack.objects.create(pk=order.pk, **values, items=[item.pk], digest="0" * 64)
    return order


def _papers(row, story, acts):
    """A booklet that the mother was given and signed for on paper, and one that she did not sign for."""
    row.paper, row.breach = story.booklet, story.breach
    how = {"person": row.mother, "paper": row.paper, "how": "by_hand", "given_on": timezone.localdate(), "note": "Here"}
    row.given = papers.give_paper(row.family, **how, layout="standard", submission=uuid4(), **acts)
    row.unsigned = papers.give_paper(row.family, **how, layout="large", submission=uuid4(), **acts)
    signature = signing.sign_receipt(
        row.given,
        by=acts["by"],
        method="scanned",
        wording="I understood it",
        understood="She told me",
        witness="Her sister",
        file=Clean(b"%PDF-1.7 a signed form", "application/pdf"),
        submission=uuid4(),
    )
    row.file = signature.file


def _conversation(story, family, child, acts):
    from conversations.models import Action

    talk = conversations.record_conversation(
        family,
        **acts,
        submission=uuid4(),
        people=[child],
        participants=[{"partner": acts["partner"], "name": acts["by"].name, "tier": "universal"}],
        actions=[
            {
                "what": "Ring the nursery",
                "owner_partner": acts["partner"],
                "owner_name": acts["by"].name,
                "owner": acts["by"],
                "due_on": timezone.localdate() + DAY,
            }
        ],
        started_at=timezone.now() - timedelta(hours=3),
        said="Kai is tired.",
        concerns="Sleep",
        strengths="His mother asks for help",
        child_voice="Kai wants his toast",
        agreed="Breakfast club",
        harm="no",
    )
    talk.agreed_action = Action.objects.get(conversation=talk)
    conversations.add_to_conversation(talk, by=acts["by"], text="One thing more", submission=uuid4())
    return talk


def _disagreement(family, other, acts):
    """A disagreement with the other partner, about which somebody has spoken already."""
    made = conversations.disagree(
        family,
        **acts,
        submission=uuid4(),
        topic="level",
        raised_for="family",
        family_words="We want the visits to go on",
        subject="Whether the visits go on",
        position="Kai still sleeps in the hall",
        wanted="Two more months",
        tried="A call on Monday",
        with_partner=other,
        safety_plan="The school rings every morning",
    )
    what = {"kind": "talked", "text": "No nearer", "submission": uuid4()}
    conversations.take_step(made, by=acts["by"], **what)
    return made


def _referral(family, child, acts):
    """A referral that was rung through, with what happened since and what came of it."""
    now = timezone.now()
    made = conversations.refer(
        family,
        **acts,
        submission=uuid4(),
        children=[child],
        reason="child_in_need",
        concerns="Kai sleeps in the hall",
        identified_at=now - timedelta(hours=2),
        called_at=now - timedelta(hours=1),
        spoke_to="Duty worker",
        said="Where Kai sleeps",
        advice="Write it down",
        reference="FD 7",
        told="told",
        told_reason="Nell does not like it",
    )
    what = {"kind": "chased", "happened_at": now, "text": "No answer yet", "submission": uuid4()}
    conversations.add_to_referral(made, by=acts["by"], **what)
    return made


def _help(family, acts):
    """An episode of help that whoever opened it leads, and when they said so."""
    episode = conversations.open_episode(family, **acts, submission=uuid4(), why="Sleep and breakfast")
    conversations.need_no_lead(episode, by=acts["by"], reason="It is only beginning")
    asked = conversations.propose_lead(
        episode,
        by=acts["by"],
        practitioner=acts["by"],
        partner=acts["partner"],
        submission=uuid4(),
        reason="They know the family",
        family_said="Nell likes that",
    )
    return episode, conversations.accept_lead(asked, by=acts["by"])


def _completed(row, other, acts):
    """What the conversation means, and that somebody saw it differently."""
    texts = ("complexity_words", "family_views", "to_date", "analysis", "plan_reason", "supported_by")
    what = {name: f"Words on {name}" for name in texts} | {"by": acts["by"], "submission": uuid4(), "kind": "case"}
    what |= {"trigger": "unmet_need", "plan_needed": "yes", "family_present": "asked"}
    views = [{"who": "The other side", "partner": other, "view": "Too early"}]
    need = {"person": row.child, "domain": "health", "what": "Sleep", "status": "met", "how_met": "Visits"}
    need["tier"] = "universal"
    told = {"views": views, "needs": [need], "levels": {row.child: "L2_UNIVERSAL_PLUS"}}
    conversations.complete_conversation(row.conversation, **told, **what)


def _move(row, asked, other, acts):
    """A step down that the family agrees to, signed by nobody yet, which the other partner is asked to take up."""
    what = {name: f"Words on {name}" for name in ("why", "safe", "summary", "outstanding", "wanted")} | acts
    what |= {"kind": "step_down", "was": "child_protection", "to_partner": other, "asked": asked}
    what |= {"conversation": row.conversation, "submission": uuid4()}
    said = {"agreement": "agreed", "on": timezone.localdate(), "said": "Nell likes it"}
    return conversations.family_answers(conversations.propose_move(row.family, **what), by=acts["by"], **said)


def _assessment(episode, child, acts):
    """An assessment that is being written, with one need of the child's."""
    reason = "The mother signs next week"
    made = conversations.start_assessment(episode, **acts, submission=uuid4(), no_agreement_reason=reason)
    texts = {name: f"Words on {name}" for name in TEXTS}
    clear = [each for each in Domain if each != "health"]
    made = conversations.write_assessment(made, by=acts["by"], version=1, clear=clear, **texts)
    return made, conversations.add_need(
        made,
        by=acts["by"],
        submission=uuid4(),
        person=child,
        domain="health",
        what="Sleep",
        tier="universal",
        how_met="The nurse",
        scores={"child": 3, "practitioner": 4},
    )


def _plan(row, acts):
    """The plan after an assessment, its review, and a proposal to close; returns the plan and the proposal."""
    by, today = acts["by"], timezone.localdate()
    made, need = _assessment(row.episode, row.child, acts)
    made = conversations.complete_assessment(made, by=by)
    agreed = {"what": "Bed at eight", "measure": "He says so", "need": need, "due_on": today + DAY}
    agreed |= {"owner": by, "owner_name": by.name, "owner_partner": acts["partner"]}
    plan = conversations.make_plan(
        made,
        by=by,
        submission=uuid4(),
        conversation=row.conversation,
        goal="Rested",
        family_said="Nell likes it",
        agreed_on=today,
        actions=[agreed],
    )
    found = {"need": need, "status": "partly_met", "progress": "improved", "evidence": "Four nights", "scores": {}}
    words = {"family_view": "Better", "child_voice": "“Good”", "changed": "Bedtime"}
    row.review = conversations.review_plan(
        plan,
        by=by,
        submission=uuid4(),
        conversation=row.conversation,
        held_on=today,
        outcome="continue",
        next_on=today + 30 * DAY,
        evaluations=[found],
        **words,
    )
    conversations.issue_copy(plan, **acts, submission=uuid4(), person=row.child)
    with acting_as(by):
        closing = Closure.objects.create(
            family=row.family,
            provider=acts["partner"],
            category=category("concerns"),
            episode=row.episode,
            reason="stepped_down_l2",
            conversation=row.conversation,
            family_view="Good",
            harm_reasoning="Seen daily",
            afterwards="The nurse",
            told="School",
            proposed_by=by,
            submission=uuid4(),
        )
    return plan, closing


def _agreement(family, mother, other, acts, excluded, child):
    return consent.record_consent(
        family,
        **acts,
        person=mother,
        given_by=mother,
        status="given_written",
        submission=uuid4(),
        artefacts={kind: (timezone.localdate(), "by hand") for kind in ConsentArtefact.Kind.values},
        partners=[other],
        exclusions=[excluded],
        holders={child: ("not_asked", "Too young to be asked")},
        categories=[category(kind) for kind in KINDS],
        expires_on=timezone.localdate() + 180 * DAY,
    )


def _decision(row, situation, acts, other, oracle):
    """The decision of the situation: to share everything with the other partner; or not to share."""
    shares = situation not in ("own", "never")
    items = [Item(category(kind), "All of it") for kind in KINDS]
    items.append(Item(row.conversation.category, "This conversation", row.conversation))
    now = timezone.now()
    proposal = Proposal(
        family=row.family,
        partner=acts["partner"],
        outcome="share" if shares else "not_share",
        purpose=Purpose.objects.first(),
        reasons=REASONS,
        items=items if shares else [],
        recipients={other: "They visit the family every week"} if shares else {},
        subjects=[row.mother],
        told={row.mother.pk: "told_before"},
        basis="agreement" if shares else "",
        not_share_reason="" if shares else "not_relevant",
        reconsider_on=timezone.localdate() + 30 * DAY,
        ends_at=now + (DAY if situation == "expired" else 90 * DAY),
    )
    made = signed(consent.decide(proposal, **acts, submission=uuid4()))
    if shares:
        known = told.Decision(
            provider=acts["partner"].pk,
            family=row.family.pk,
            partners={other.pk},
            categories=set(KINDS),
            items={row.conversation.pk},
            start=now,
            end=made.ends_at,
        )
        oracle.decisions.append(known)
        if situation == "ended":
            consent.end_decision(made, by=acts["by"], reason="No longer needed")
            known.stopped = timezone.now()
    return made


def _waiting(story, row, acts, other):
    """A decision without agreement that nobody has signed: passed on, answered and sent back again."""
    proposal = Proposal(
        family=row.family,
        partner=acts["partner"],
        outcome="share",
        purpose=Purpose.objects.first(),
        reasons=REASONS,
        items=[Item(category("concerns"), "All of it")],
        recipients={other: "They visit the family every week"},
        subjects=[row.child, row.mother],
        told={row.child.pk: "will_not_be_told", row.mother.pk: "not_yet"},
        basis="risk",
        ground="harm_to_child",
        condition="asking_would_harm",
        facts=FACTS,
        safety="He may be hurt if nobody knows",
        ends_at=timezone.now() + 90 * DAY,
    )
    made = consent.decide(proposal, **acts, submission=uuid4())
    with acting_as(acts["by"]):  # nobody may sign for health: what its authoriser would say is written by the decider
        for kind, to in (("passed_on", story.grace), ("answered", None), ("sent_back", None)):
            what = {"kind": kind, "words": "Said", "to": to, "said_by": acts["by"], "submission": uuid4()}
            SigningStep.objects.create(decision=made, **what)
        row.not_told = NonInforming.objects.get(decision=made)
        said = {"found": "still", "words": "Said", "looked_by": acts["by"], "submission": uuid4()}
        NonInformingLook.objects.create(decision=made, of=row.not_told, **said)
        what = {"words": "Said", "said_by": acts["by"], "told_on": timezone.localdate(), "submission": uuid4()}
        ToldLater.objects.create(decision=made, person=row.mother, **what)
        what = {"to_whom": "Said", "number_check": "Said", "receipt": "Said", "copy": "Said", "said_by": acts["by"]}
        what |= {"item": DecisionItem.objects.get(decision=made), "partner": other, "submission": uuid4()}
        Disclosure.objects.create(decision=made, method="phone", passed_at=timezone.now(), **what)
    return made


def _advice(story):
    """Ben asked Amira without naming anybody, was answered, and said which family it was about."""
    asked = {"question": "May I tell a school what a child of six told me?", "submission": uuid4()}
    made = anonymous.ask(by=story.ben, partner=story.health, adviser=story.amira, **asked)
    anonymous.answer(made, by=story.amira, words="Yes, if he may come to harm otherwise", submission=uuid4())
    with unseen_hand():
        AdviceLink.objects.create(advice=made, family=story.family, linked_by=story.ben)
    return made


def _shut(made):
    story, oracle = made.story, made.oracle
    restricted, conflicted = made.restricted.family, made.conflicted.family
    services.restrict(
        restricted, by=story.grace, partner=story.school, reason="Staff", ask="The head", named=[story.amira]
    )
    oracle.closed.append(told.Closed(restricted.pk, timezone.now(), {story.grace.pk, story.amira.pk}))
    for who in (story.amira, story.ben):
        services.declare_conflict(conflicted, by=who, detail="Neighbours")
        oracle.closed.append(told.Closed(conflicted.pk, timezone.now(), only=who.pk))


def two_days_later(oracle):
    """A block in which the decision that was to expire has expired."""
    later = timezone.now() + 2 * DAY
    oracle.now, oracle.today = later, timezone.localdate(later)
    return time_machine.travel(later, tick=True)
