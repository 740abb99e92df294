"""A health visitor asked whether what the school had told them may go to another partner, and was refused (V23); a
mother does not agree with what was written, and something else was wrong (F37)."""

from datetime import timedelta

from consent import correcting, onward
from consent.models import Purpose
from conversations.models import Conversation
from locality.history import acting_as

WHY = "They are to find the family another flat, and would understand why it has to be near the school."
REFUSED = "It was told us about the children, and a landlord has no use for it. Ask the mother: she says it herself."


def ask_onward(demo):
    """Record what was asked and answered about the first family's newest conversation that health was shown."""
    plan, health = demo.with_story("fulmar")[0], demo.partners["health"]
    worker = demo.staff[health.pk][0]
    at = demo.moment(demo.working_day(6))
    with acting_as(worker, partner=health, reason="Demonstration data"):
        seen = Conversation.objects.visible_to(worker).filter(family=plan.family, provider=plan.partner)
        talk = seen.filter(recorded_at__lt=at).order_by("-started_at").first()
        if talk is None:
            return
        said = {"recipients": [demo.partners["council"]], "purpose": Purpose.objects.get(code="other"), "why": WHY}
        said |= {"submission": demo.named_key("onward"), "at": at}
        [request] = onward.ask(talk, by=worker, partner=health, **said)
    with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
        onward.answer(request, by=plan.worker, agrees=False, words=REFUSED, at=at + timedelta(hours=3))


DISPUTED = "I did not say that I could not cope. I said that I was tired that week, and asked for the group’s number."
WRONG = "It was the Tuesday group that was full, not the Thursday one. There is a place on Thursdays."


def say_what_is_wrong(demo):
    """Beside two conversations of the first family: what its mother says, and what was written down wrongly."""
    for plan in demo.with_story("fulmar"):
        with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
            seen = Conversation.objects.visible_to(plan.worker).filter(family=plan.family, provider=plan.partner)
            said = (("disputed", DISPUTED, plan.adults[0]), ("wrong", WRONG, None))
            for (kind, words, person), talk in zip(said, seen.order_by("started_at")[:2], strict=False):
                key, at = demo.named_key("correction", kind), demo.moment(demo.working_day(4))
                who = {"person": person, "by": plan.worker, "submission": key, "at": at}
                correcting.correct(talk, kind=kind, words=words, **who)
