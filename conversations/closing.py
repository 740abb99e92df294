"""What stands against closing help: asked before it is closed. Apps and modules that hold statutory steps add theirs.

@stops_closing      def open_steps(episode) -> iterable of sentences
"""

from collections.abc import Callable

from django.utils.text import get_text_list

from consent.countersigning import signers_of
from conversations.models import Action, Assessment, Closure, Episode, Evaluation, Need

Reason = Closure.Reason
# Nothing was found out, or nothing more can be: no need is evaluated then.
NOT_EVALUATED = (Reason.REFUSED, Reason.NO_NEED, Reason.ERROR, Reason.DIED)
WITHOUT_THE_FAMILY = (Reason.WITHDREW, Reason.DISENGAGED, Reason.REFUSED)

_stops: list[Callable] = []


def stops_closing(function):
    """Register what may stand against closing an episode, such as a referral without an outcome."""
    _stops.append(function)
    return function


def signed_by_words(closure):
    """Who may sign that help ends, and what to do where nobody can: for its own partner, while it waits."""
    names = [each.name for each in signers_of(closure.provider_id, closure.proposed_by_id, closure.family_id)]
    if not names:
        return f"Nobody else may sign for {closure.provider}. Ask whoever looks after its members to let somebody sign"
    return f"It waits for the signature of {get_text_list(names, 'or')}, on whose list it is"


def against_closing(episode, reason):
    """Sentences that say what has to be done before an episode is closed for a `Closure.Reason`; empty when nothing."""
    found = [sentence for stop in _stops for sentence in stop(episode)]
    if episode.status == Episode.Status.STEPPED_UP and reason != Reason.STEPPED_UP:
        found.append("Social care’s steps are open: take the help up again first, or close because they took over")
    if Assessment.objects.filter(episode=episode, status=Assessment.Status.STARTED).exists():
        found.append("An assessment is being written: complete it, or give it up")
    open_actions = Action.objects.filter(plan__episode=episode, done_on__isnull=True)
    found += [f"Say what came of “{each.what}”" for each in open_actions[:10]]
    if reason not in NOT_EVALUATED:
        complete = Assessment.objects.filter(episode=episode, completed_at__isnull=False)
        newest = complete.order_by("-completed_at").first()
        needs = Need.objects.filter(assessment=newest).exclude(pk__in=Evaluation.objects.values("need"))
        found += [f"In a review, say how well “{need.what}” was met" for need in needs] if newest else []
    return found
