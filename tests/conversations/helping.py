"""An episode of help and its lead, made as the product makes them."""

from uuid import uuid4

from conversations import services


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
