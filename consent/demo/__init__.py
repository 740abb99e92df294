"""What the demonstration's families answered, and what was decided about sharing (domain.md 8.7).

words.py       reasons and answers
papers.py      what they were given to read, and who was given what
texts.py       the words of those papers
agreements.py  what each family was told, asked and answered
decisions.py   what was decided about whole kinds of information
audits.py      samples of decisions, and what auditors found
afterwards.py  care orders, emergency access, and what was done with what ended
"""

from consent.demo.afterwards import (
    acknowledge,
    ask_for_advice,
    ask_for_information,
    break_glass,
    keep_back_further,
    order_care,
    report_breaches,
)
from consent.demo.agreements import agree
from consent.demo.audits import audit
from consent.demo.decisions import decide_about
from consent.demo.papers import write_papers
from locality.history import acting_as

__all__ = ["load"]


def load(demo):
    """Record what every family answered, then what was decided about whole kinds of its information."""
    write_papers(demo)
    for plan in demo.families:
        with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
            agree(demo, plan)
            decide_about(demo, plan)
            order_care(demo, plan)
        break_glass(demo, plan)
        acknowledge(demo, plan)
    report_breaches(demo)
    ask_for_advice(demo)
    ask_for_information(demo)
    keep_back_further(demo)
    audit(demo)
    demo.say("What the families answered, and what was decided about sharing")
