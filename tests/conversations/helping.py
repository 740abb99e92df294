"""An episode of help and its lead, made as the product makes them."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from conversations import services
from conversations.models import Domain


def opened(story, **changes):
    """Help that Amira opened for the Fulmar family."""
    values = {"by": story.amira, "partner": story.school, "submission": uuid4(), "why": "Breakfast"} | changes
    return services.open_episode(story.family, **values)


def asked(story, episode, who=None, partner=None, **changes):
    """Somebody (default Amira) asked to lead it."""
    values = {
        "by": story.amira,
        "practitioner": who or story.amira,
        "partner": partner or story.school,
        "submission": uuid4(),
        "reason": "Knows Kai",
    }
    return services.propose_lead(episode, **(values | changes))


def led(story, episode=None, who=None):
    """An episode that somebody (default Amira) leads; returns the `Lead`."""
    who = who or story.amira
    return services.accept_lead(asked(story, episode or opened(story), who), by=who)


TEXTS = {
    "composition": "Nell and two children",
    "seen": "Kai, on Monday",
    "child_voice": "“I like toast”",
    "parents_views": "Nell wants sleep",
    "strengths": "They laugh",
    "tried": "A club",
    "analysis": "Short nights",
    "to_change": "Bedtime",
}


def started(story, episode=None, **changes):
    """An assessment that Amira is writing."""
    values = {
        "by": story.amira,
        "partner": story.school,
        "submission": uuid4(),
        "no_agreement_reason": "Signs on Friday",
    }
    return services.start_assessment(episode or opened(story), **(values | changes))


def needed(story, assessment, **changes):
    """A need of Kai's."""
    values = {"person": story.child, "domain": "health", "what": "Sleep", "tier": "universal"}
    values |= {"scores": {"child": 3, "parent": 4, "practitioner": 4}, "target": 8}
    return services.add_need(assessment, by=story.amira, submission=uuid4(), **(values | changes))


def completed(story, episode=None):
    """An assessment with one need that is complete; returns it and the need."""
    made = started(story, episode)
    need = needed(story, made)
    clear = [each for each in Domain if each != "health"]
    made = services.write_assessment(made, by=story.amira, version=made.version, clear=clear, **TEXTS)
    return services.complete_assessment(made, by=story.amira), need


def planned(story, episode=None):
    """A plan after an assessment, with one action of Amira's; returns it and its need."""
    made, need = completed(story, episode)
    today = timezone.localdate()
    each = {"what": "Bed at eight", "measure": "Kai says so", "need": need, "due_on": today}
    each |= {"owner": story.amira, "owner_name": story.amira.name, "owner_partner": story.school}
    plan = services.make_plan(
        made,
        by=story.amira,
        submission=uuid4(),
        conversation=story.conversation,
        goal="Rested",
        family_said="Fine",
        agreed_on=today,
        actions=[each],
    )
    return plan, need


def reviewed(story, plan, need, **changes):
    """A review of it that found the need partly met."""
    today = timezone.localdate()
    found = {"need": need, "status": "partly_met", "progress": "improved", "evidence": "Four nights"}
    values = {
        "by": story.amira,
        "submission": uuid4(),
        "conversation": story.conversation,
        "held_on": today,
        "family_view": "Better",
        "child_voice": "“Good”",
        "changed": "Bedtime",
        "outcome": "continue",
        "next_on": today + timedelta(days=42),
        "evaluations": [found | {"scores": {"child": 6}}],
    }
    return services.review_plan(plan, **(values | changes))


def ended(story, episode, **changes):
    """Help that Amira closes."""
    values = {
        "by": story.amira,
        "submission": uuid4(),
        "reason": "needs_met_universal",
        "conversation": story.conversation,
        "family_view": "We manage",
        "afterwards": "The school nurse",
        "told": "School and the nurse",
    }
    return services.close_help(episode, **(values | changes))
