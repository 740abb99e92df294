"""The same few people and the same family in every test; the people are the demonstration’s cast (locality/demo).

amira  safeguarding lead at the school: registers the family, records, shares
grace  head teacher: signs what Amira may not decide alone
ben    health visitor: sees what is shared with health
chidi  police officer: sees nothing
ewan   locality manager of the council
dana   auditor of the safeguarding partnership
iris   has left the school
jonas  school nurse who has not accepted the agreements
"""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.utils import timezone

from consent import papers
from consent import services as consent
from consent.models import Consent, ConsentArtefact, Purpose
from consent.rules import Item, Proposal, consents_for
from conversations import services as conversations
from locality import services
from locality.demo import make_cast
from locality.models import Person
from locality.reference import CONCERNS, FAMILY_DETAILS, category

REASONS = "Ben sees the baby every week and can only help with feeding and sleep if he knows what school has noticed."
# What lets anybody answer for themselves, whatever they said before.
WILLING = {
    "competence": "competent",
    "competence_reasons": "They told me back what would be passed on",
    "asked_again_reason": "They rang and asked for it",
}
NEED = "Ben took part and visits the family every week"
FACTS = (
    "On 20 November Kai said that he is afraid to go home at night and showed a bruise on his arm. "
    "Asking his mother first would have told her partner that he had spoken."
)
HARM = {"ground": "harm_to_child", "condition": "asking_would_harm"}  # of a decision that rests on a risk


def make_story():
    """The cast, a family of three registered by the school, and one conversation with the health visitor, not shared.

    Returns a namespace: the cast by key, `family`, `mother`, `child`, `baby`, `household`, `need`, `conversation`.
    """
    story = SimpleNamespace(**make_cast())
    amira, school = story.amira, story.school
    story.family = services.register_family(
        "Fulmar", by=amira, partner=school, locality=story.harbour, submission=uuid4()
    )
    add = lambda **who: services.add_person(story.family, by=amira, partner=school, **who)  # noqa: E731
    story.mother = add(kind="adult", given_name="Nell", family_name="Fulmar", role="mother")
    story.child = add(kind="child", given_name="Kai", family_name="Fulmar", date_of_birth=date(2019, 2, 28))
    story.baby = add(kind="unborn", family_name="Fulmar", expected_on=date(2027, 2, 1))
    for child in (story.child, story.baby):
        services.relate(
            story.family,
            by=amira,
            partner=school,
            from_person=story.mother,
            to_person=child,
            kind="parent",
            parental_responsibility="yes",
            evidence="Birth certificate seen",
        )
    story.household = services.add_household(
        story.family, by=amira, partner=school, address="3 Marmalade Terrace", postcode="NT4 7CV", people=[story.child]
    )
    story.need = services.judge_need(
        story.family,
        by=amira,
        partner=school,
        person=story.child,
        level="L2_UNIVERSAL_PLUS",
        rationale="Tired and hungry in the mornings since September",
    )
    story.conversation = record(story)
    return story


def record(story, **changes):
    """A conversation of Amira's with Ben about Kai, with these columns changed; returns it."""
    values = {
        "by": story.amira,
        "partner": story.school,
        "submission": uuid4(),
        "people": [story.child],
        "participants": [
            {"partner": story.school, "practitioner": story.amira, "name": story.amira.name, "tier": "universal"},
            {"partner": story.health, "practitioner": story.ben, "name": story.ben.name, "tier": "universal"},
        ],
        "actions": [
            {
                "what": "Weigh the baby on Tuesday",
                "owner_partner": story.health,
                "owner_name": story.ben.name,
                "owner": story.ben,
                "due_on": timezone.localdate() + timedelta(days=7),
            }
        ],
        "started_at": timezone.now() - timedelta(hours=2),
        "said": "Kai comes to school without breakfast.",
        "concerns": "Hungry most mornings",
        "strengths": "Mother asks for help",
        "child_voice": "Kai says he wants his toast",
        "agreed": "Breakfast club from Monday",
        "harm": "no",
    } | changes
    return conversations.record_conversation(story.family, **values)


def agree(
    story,
    person=None,
    *,
    partners=None,
    categories=(FAMILY_DETAILS, CONCERNS),
    status="given_written",
    answered_at=None,
    **more,
):
    """The mother's recorded agreement for `person` (default Kai) to share with `partners` (default health)."""
    today, asked = timezone.localdate(), timezone.localdate(answered_at)
    person = person or story.child
    artefacts = {kind: (asked, "by hand") for kind in ConsentArtefact.Kind.values}
    return consent.record_consent(
        story.family,
        by=story.amira,
        partner=story.school,
        person=person,
        given_by=story.mother,
        status=status,
        submission=uuid4(),
        artefacts=artefacts,
        partners=partners or [story.health],
        categories=[category(code) for code in categories],
        expires_on=today + timedelta(days=180),
        verbal_reason="On the telephone" if status == Consent.Status.VERBAL else "",
        asked_again_reason="She thought about it and rang",
        answered_at=answered_at,
        **more,
    )


def paper(story, kind="booklet", **changes):
    """A paper of the school's, written by Amira and approved by Grace, in force from today."""
    values = {
        "language": "en",
        "title": "Your family and us",
        "body": "# We ask you first\n\nYou may say no.",
    } | changes
    written = papers.write_paper(by=story.amira, partner=story.school, kind=kind, submission=uuid4(), **values)
    papers.approve_paper(written, by=story.grace, in_force_from=timezone.localdate())
    return written


def give(story, what=None, **changes):
    """That Nell was given a paper (default a booklet) by hand; returns the `PaperGiven`."""
    values = {
        "person": story.mother,
        "layout": "standard",
        "how": "by_hand",
        "given_on": timezone.localdate(),
    } | changes
    who = {"by": story.amira, "partner": story.school, "submission": uuid4()}
    return papers.give_paper(story.family, paper=what or paper(story), **who, **values)


def propose(story, **changes):
    """A proposal to share the conversation with health because the family agreed, with these fields changed."""
    conversation = changes.pop("conversation", story.conversation)
    values = {
        "family": story.family,
        "partner": story.school,
        "outcome": "share",
        "purpose": Purpose.objects.get(code="plan_early_help"),
        "reasons": REASONS,
        "items": [Item(conversation.category, "This conversation", conversation, timezone.localdate())],
        "recipients": {story.health: NEED},
        "subjects": [story.child],
        "told": {story.child.pk: "told_before"},
        "basis": "agreement",
        "condition": "asking_would_harm",
        "ends_at": timezone.now() + timedelta(days=90),
    } | changes
    return Proposal(**values)


def share(story, **changes):
    """Record the decision that `propose` describes, with the agreement it rests on; returns it.

    An agreement that stands and covers it already is left alone, so that several decisions may rest on one.
    """
    proposal = propose(story, **changes)
    if proposal.basis == "agreement":
        for person, given in consents_for(proposal).items():
            if given is None:
                agree(story, Person.objects.get(pk=person), partners=list(proposal.recipients), categories=ALL)
    return consent.decide(proposal, by=story.amira, partner=story.school)


def share_category(story, code, **changes):
    """Record a decision that shares a whole category of the family's information; returns it."""
    items = [Item(category(code), "All of it", None, timezone.localdate())]
    return share(story, items=items, **changes)


ALL = (FAMILY_DETAILS, CONCERNS, "actions", "lead_professional", "protected_address")
