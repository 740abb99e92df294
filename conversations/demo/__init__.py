"""The conversations of the demonstration: who spoke with whom, what was said and agreed, what was shared of it.

words.py, vignettes.toml, openings.toml   what they say
talks.py                                  one conversation
planned.py                                the plans and their reviews
assessed.py                               the assessments, needs and scales
helped.py                                 the help that families get, and who leads it
referrals.py                              calls to the Front Door
moved.py                                  who was asked to carry on, and what they said
disagreeing.py                            who did not agree, and what came of it
asking.py                                 what was asked about passing on, and what was wrong
closed.py                                 the help that has ended
completed.py                              what conversations mean: needs and levels of each child
looked.py                                 who opened what, and why they have to do with a family
"""

from conversations.demo.asking import ask_onward, say_what_is_wrong
from conversations.demo.assessed import assess_families
from conversations.demo.closed import close_families
from conversations.demo.completed import complete_conversations
from conversations.demo.disagreeing import disagree
from conversations.demo.helped import help_families
from conversations.demo.looked import look
from conversations.demo.moved import move
from conversations.demo.planned import plan_families
from conversations.demo.referrals import refer
from conversations.demo.talks import record_talk
from conversations.demo.words import Words
from locality.history import acting_as

__all__ = ["load"]


def load(demo):
    """Record every family's conversations, from the first to the newest."""
    words, made = Words(demo.dice), 0
    for plan in demo.families:
        with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
            for talk in range(plan.talks):
                record_talk(demo, plan, words, talk)
        made += plan.talks
        if plan.index % 15 == 14:
            demo.say(f"{made} conversations")
    help_families(demo)
    refer(demo)
    assess_families(demo)
    plan_families(demo)
    move(demo)
    disagree(demo)
    ask_onward(demo)
    say_what_is_wrong(demo)
    close_families(demo)
    complete_conversations(demo)
    look(demo)
