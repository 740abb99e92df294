"""The team page: for whoever signs for a partner."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from conversations.models import Episode
from conversations.quality import quality_of
from conversations.team import team_of
from locality.access import note_list
from locality.access.rule import reader_of
from locality.pages import partner_for

SHOWN = 50


@require_safe
def team(request):
    """The partner's open help: case load by lead, what nobody leads, what is late by stage, what drifts."""
    partner = partner_for(request, "authorise")
    found = team_of(request.user, partner)
    note_list(request, Episode.objects, [row.episode for row in found.rows])
    stages = [(stage, lines[:SHOWN], max(0, len(lines) - SHOWN)) for stage, lines in found.stages]
    context = {
        "partner": partner,
        "team": found,
        "quality": quality_of(partner, reader_of(request.user)),
        "stages": stages,
        "late": sum(bool(row.late) for row in found.rows),
        "unallocated": found.unallocated[:SHOWN],
        "drifting": found.drifting[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "conversations/team.html", context)
