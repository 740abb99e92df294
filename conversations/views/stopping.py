"""The stop before a meeting with the family, where somebody of them may not be told everything (domain.md 4.5)."""

from django.shortcuts import render
from django.utils.text import get_text_list

from consent.not_telling import standing
from locality.access.rule import reader_of
from locality.people import with_people


def before_meeting(request, family, back):
    """The page that stops whoever goes into a meeting with the family (its key), to read whom something is kept from;
    None where nobody is, as far as the reader may know, or when it was read. `back` leads away from the meeting."""
    if request.method == "POST" or "known" in request.GET:
        return None
    reader = reader_of(request.user)
    rows = list(standing(reader, decision__family=family))
    if not rows:
        return None
    names = sorted({str(row.person) for row in with_people(rows, reader, "person")})
    decisions = {row.decision_id: row.decision for row in rows}.values()
    query = request.GET.copy()
    query["known"] = "yes"
    told = {"names": get_text_list(names, "or"), "decisions": decisions, "back": back}
    return render(request, "conversations/stop.html", told | {"on": f"?{query.urlencode()}"})
