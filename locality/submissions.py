"""A form's own key: the same form sent twice, however that came about, is one record."""

from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation


def submission_of(request):
    """The key of the posted form, or a new one for a form that is about to be shown (a UUID).

    Raises SuspiciousOperation (the page answers 400, and it is logged) when the hidden field is no such key.
    """
    posted = request.POST.get("submission", "") if request.method == "POST" else ""
    if not posted:
        return uuid4()
    try:
        return UUID(posted)
    except ValueError as error:
        raise SuspiciousOperation("A form's key was changed") from error
