"""What is due about telling people, and about not telling them (V4, domain.md 4.5)."""

from django.urls import reverse
from django.utils import timezone

from consent.not_telling import to_look_at, to_sign
from consent.telling import still_to_tell
from locality.days import after_working_days
from locality.dues import Due, dues_from

TELL, SIGN = 5, 1  # working days (domain.md 3.0; V12)


@dues_from
def tell_them(practitioner, today):
    """Those whom the practitioner promised to tell, after deciding, what was shared about them (V4)."""
    for decision, count in still_to_tell(practitioner):
        by = after_working_days(timezone.localdate(decision.authorised_at or decision.decided_at), TELL)
        whom = "the person" if count == 1 else f"the {count} people"
        words = f"Tell {whom} whom {str(decision).lower()} is about what was shared"
        yield Due(by, words, reverse("consent:told", args=[decision.pk]))


@dues_from
def not_told(practitioner, today):
    """Whom a decision is kept from: to look at again within ten working days, then every 30 days (4.5)."""
    for each in to_look_at(practitioner):
        words = f"Look again at whether somebody may be told of {str(each.of.decision).lower()}"
        if not each.of.mine:
            words = f"Nobody has looked again in time at who may be told of {str(each.of.decision).lower()}"
        yield Due(each.look_again_on, words, reverse("consent:look-again", args=[each.of.pk]))


@dues_from
def not_told_unsigned(practitioner, today):
    """That somebody is not told, as was decided after the decision itself: another signs within one working day."""
    for each in to_sign(practitioner):
        by = after_working_days(timezone.localdate(each.of.since), SIGN)
        words = f"Sign that somebody is not told of {str(each.of.decision).lower()}, or say that they may be"
        yield Due(by, words, reverse("consent:look-again", args=[each.of.pk]))
