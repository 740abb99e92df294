"""A move between services, made as the product makes it."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from conversations import services
from tests.cast import record, share_category
from tests.conversations.helping import asked

SAYS = {
    "why": "The plan has done what it was for",
    "safe": "Nell has asked for help herself for three months",
    "summary": "Visits every week; Kai sleeps at home",
    "outstanding": "The housing letter: Ewan, by Friday",
    "wanted": "See Kai every fortnight",
}


def shown(story):
    """Health is shown who the family is and what is written about who leads."""
    share_category(story, "family_details")
    share_category(story, "lead_professional")


def proposed(story, **changes):
    """A step down from a child in need plan that Amira proposes to Ben."""
    values = {"by": story.amira, "partner": story.school, "submission": uuid4(), "kind": "step_down"}
    values |= {"was": "child_in_need", "to_partner": story.health, "asked": story.ben}
    values |= {"conversation": story.conversation} | SAYS | changes
    return services.propose_move(story.family, **values)


def agreed(story, move, **changes):
    """The family agrees to it."""
    values = {"agreement": "agreed", "on": timezone.localdate(), "said": "“As long as Ben comes.”"} | changes
    return services.family_answers(move, by=story.amira, **values)


def accepted(story, move=None):
    """Ben says that health carries on."""
    move = move or agreed(story, proposed(story))
    return services.answer_move(move, by=story.ben, answer="accepted", papers_on=timezone.localdate())


def led_there(story, move):
    """Ben leads there."""
    question = asked(story, move.carries_on, story.ben, story.health, by=story.ben)
    return services.accept_lead(question, by=story.ben)


def talked_there(story):
    """Health's own record of a conversation with Amira."""
    parts = [
        {"partner": story.health, "practitioner": story.ben, "name": story.ben.name, "tier": "universal"},
        {"partner": story.school, "practitioner": story.amira, "name": story.amira.name, "tier": "universal"},
    ]
    when = timezone.now() - timedelta(minutes=5)
    return record(story, by=story.ben, partner=story.health, participants=parts, kind="step_change", started_at=when)


def handed_over(story, move=None):
    """It was handed over to Ben, who leads."""
    move = move or accepted(story)
    led_there(story, move)
    return services.hand_over(move, by=story.ben, conversation=talked_there(story))
