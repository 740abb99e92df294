"""Who in the demonstration is not told of a decision, and what somebody found who looked at that again (4.5)."""

from datetime import timedelta

from consent import not_telling
from consent.models import NonInforming


def not_after_all(demo, plan, made, at, facts):
    """The mother, who was still to be told, is not told after all; somebody else signs that within the hour (V20)."""
    said = {"people": plan.adults[:1], "ground": "crime", "facts": facts, "at": at}
    key = demo.named_key("not after all", plan.index)
    for of in not_telling.keep_from(made, by=plan.worker, submission=key, **said):
        signed, key = at + timedelta(minutes=50), demo.named_key("signed", plan.index)
        not_telling.sign(of, by=demo.signers[plan.partner.pk], at=signed, submission=key)


def look_again(demo, plan, made, at, words):
    """Who was kept from it at first still is; who was not told after all may be now. `words` by what was found."""
    for of in NonInforming.objects.filter(decision=made):
        found = "may_be_told" if of.decided_by_id else "still"
        said = {"found": found, "words": words[found], "submission": demo.named_key("looked again", str(of.person))}
        not_telling.look_again(of, by=plan.worker, at=at, **said)
