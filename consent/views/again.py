"""Before an answer takes the place of an earlier one: what goes on and what ends, to look at and confirm (C14)."""

from consent import again
from consent.ending import endings
from consent.pages import summaries


def what_becomes(family, partner, people, answer, reader):
    """What becomes of decisions that rest on the earlier answers of these people, if they answer this (an
    `again.Answer`): {"goes_on": summaries, "endings": `Ending`s}, or {} when nothing rests on any."""
    goes_on, ends = {}, {}
    for person in people:
        resting = again.resting_on(again.earlier_answers(family, person, partner, answer.kind))
        lasting, over = again.sort_out(resting, answer)
        goes_on |= {each.pk: each for each in lasting}
        ends |= {each.pk: each for each in over}
    # Several people may have agreed to one decision: it ends when the answer for any of them does not cover it.
    goes_on = {key: each for key, each in goes_on.items() if key not in ends}
    if not goes_on and not ends:
        return {}
    return {"goes_on": summaries(list(goes_on.values())), "endings": endings(list(ends.values()), reader)}


def as_sent(request):
    """[(name, value)] of everything that was typed, for the form that asks to confirm it."""
    own = ("csrfmiddlewaretoken", "confirmed", "change")
    return [(name, value) for name, values in request.POST.lists() if name not in own for value in values]
