"""A person's own reminders: the daily letter, and the calendar that their telephone asks for."""

import logging

from axes.helpers import get_client_ip_address
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from redis.exceptions import RedisError

from locality.access.rule import reader_of
from locality.calendars import calendar_at, refuse
from locality.reminders import choice_of, choose_letter, end_calendar, make_calendar
from locality.submissions import submission_of

log = logging.getLogger("locality.calendar")
WRONG, HOUR = 20, 3600  # wrong addresses that one place may ask for within an hour


@require_http_methods(["GET", "POST"])
def reminders(request):
    """What the reader chose; and the buttons with which they choose again. A new calendar address is shown once."""
    act, token = request.POST.get("act", ""), None
    submission = submission_of(request)
    if act == "make" and reader_of(request.user).partners:
        token = make_calendar(by=request.user, submission=submission)
    elif act == "end":
        end_calendar(by=request.user)
    elif act in ("letter", "no-letter"):
        choose_letter(by=request.user, wanted=act == "letter")
    if request.method == "POST" and not token:
        return redirect("locality:reminders")
    context = {"choice": choice_of(request.user), "submission": submission, "works": reader_of(request.user).partners}
    if token:
        context["address"] = request.build_absolute_uri(reverse("locality:calendar-feed", args=[token]))
    return render(request, "locality/reminders.html", context)


@login_not_required
@require_safe
def calendar_feed(request, token):
    """The calendar behind a secret address, for a telephone that signs in nowhere. Whoever has a wrong one is told
    nothing: 404, and after many within an hour 429."""
    route = request.resolver_match.view_name
    found = calendar_at(token, route=route, address=request.build_absolute_uri)
    if found is None:
        return _refused(request, route)
    headers = {"Content-Disposition": 'inline; filename="calendar.ics"', "Referrer-Policy": "no-referrer"}
    return HttpResponse(found, content_type="text/calendar; charset=utf-8", headers=headers)


def _refused(request, route):
    if _wrong_ones(get_client_ip_address(request)) > WRONG:
        return HttpResponse("Too many", status=429, content_type="text/plain", headers={"Retry-After": str(HOUR)})
    log.warning("a calendar address that opens nothing")
    refuse(route)
    return HttpResponse("There is no such calendar", status=404, content_type="text/plain")


def _wrong_ones(place):
    """How many wrong addresses this place has asked for within the hour, this one too."""
    key = f"calendar:{place}"
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key)
    except (RedisError, ValueError):  # the counters are away: nobody guesses an address without them either
        return 1
