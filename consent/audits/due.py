"""What an audit asks of whoever decided (locality/dues.py)."""

from django.urls import reverse

from consent.audits.files import sent_to
from locality.dues import Due, dues_from


@dues_from
def audited(practitioner, today):
    """What an audit found of the practitioner's decisions, that is to be put right (A8)."""
    for step in sent_to(practitioner):
        words = f"Answer what an audit found of {str(step.file.decision).lower()}"
        yield Due(step.answer_by, words, reverse("consent:audit-file", args=[step.file_id]))
