"""The meeting as it happens: who is in the room, and one family at a time, as a projector shows it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from allocations import services
from allocations.agenda import agenda_of
from allocations.commands import HELP
from allocations.forms import ActionForm, CommandForm, MinuteForm
from allocations.headings import DECLARATION
from allocations.models import AgendaItem, AllocationMeeting, ItemAction, ItemMinute, MeetingMember
from allocations.quorum import meeting_problems
from allocations.room import room_for
from allocations.screen import screen_of
from allocations.sitting import members_of, unconfirmed
from allocations.views.meetings import key_or_404, meeting_or_404, must_run
from conversations.services import ChangedMeanwhile
from locality.access import open_or_404
from locality.access.rule import reader_of

Status = AllocationMeeting.Status


@require_http_methods(["GET", "HEAD", "POST"])
def room(request, pk):
    """Who comes, confirms and leaves; whether there is a quorum; the declaration that is read aloud."""
    found = meeting_or_404(pk)
    must_run(request, found)
    everybody = members_of(found)
    if request.method == "POST":
        try:
            _attend(request, found, everybody)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("allocations:room", pk)
    there = [member for member in everybody if member.is_present]
    _, items = agenda_of(found, request.user)
    context = {
        "meeting": found,
        "members": everybody,
        "there": there,
        "unconfirmed": unconfirmed(everybody),
        "missing": meeting_problems(found, there),
        "declaration": DECLARATION,
        "first": items[0] if items else None,
        "in_session": found.status == Status.IN_SESSION,
        "chair_is_gone": bool(there) and all(member.practitioner_id != found.chair_id for member in there),
    }
    return render(request, "allocations/room.html", context)


def _attend(request, found, everybody):
    """Write down what was pressed: of one member, or of all of them."""
    act = request.POST.get("act", "")
    if act == "all_arrived":
        for member in everybody:
            if not member.apologies and not member.arrived_at:
                services.note_attendance(member, by=request.user, does="arrived")
    elif act == "all_confirmed":
        for member in unconfirmed(everybody):
            services.note_attendance(member, by=request.user, does="confirmed")
    elif act == "chair":
        services.take_chair(found, by=request.user)
    elif act in ("arrived", "confirmed", "left", "apologies"):
        member = get_object_or_404(MeetingMember, meeting=found, pk=key_or_404(request.POST.get("member")))
        services.note_attendance(member, by=request.user, does=act)
    else:
        raise Http404("There is nothing like that to write down")


@require_http_methods(["GET", "HEAD", "POST"])
def run(request, pk, meeting):
    """One family on the screen: only what every partner in the room may see; and what is written down about it."""
    try:
        item = open_or_404(request, AgendaItem.objects.select_related("provider"), pk)
    except Http404:
        if request.method == "POST" and (typed := _typed(request)):
            return _gone(request, meeting, typed)
        raise
    found = meeting_or_404(meeting)
    must_run(request, found)
    if not found.may_be_mended:
        messages.error(request, "The meeting is not in session")
        return redirect("allocations:meeting", found.pk)
    reader = reader_of(request.user)
    here = room_for(found, item, reader)
    if request.POST.get("act") == "leave":
        services.stand_out(item, by=request.user, meeting=found, members=[each for each, _ in here.must_leave])
        return redirect("allocations:run", pk, found.pk)
    minute = _minute(request, found, item, here)
    context = screen_of(found, item, minute, here, request.user)
    if minute is None:
        if request.POST.get("act") == "look":
            return JsonResponse({"understood": False, "words": "This family may not be on the screen any more"})
        context["kept"] = _keep(request, found, item)
        return render(request, "allocations/run_waits.html", context)
    people, members = context["may_lead"], context["members"]
    line = CommandForm(request.POST or None, members=members, leaders=people)
    if request.POST.get("act") == "look":
        return _preview(line)
    if request.method == "POST":
        form, agreed = MinuteForm(request.POST, people=people), ActionForm(request.POST, members=members)
        if answer := _write(request, context, minute, form, agreed, line):
            return answer
    else:
        form, agreed = MinuteForm.of(minute, people), ActionForm(members=members)
    context |= {"form": form, "action_form": agreed, "line": line, "forms": [form, agreed, line], "examples": HELP}
    wrong = any(each.errors for each in context["forms"])
    return render(request, "allocations/run.html", context, status=422 if wrong else 200)


def _preview(line):
    """What a line would write down, or why it is not understood: for the page, while it is typed."""
    understood = line.is_valid()
    words = line.found.words if line.found else ""
    return JsonResponse({"understood": understood, "words": words if understood else line.errors["command"][0]})


TYPED = ("notes", "positions", "no_lead_why", "defer_why", "what", "command")


def _typed(request):
    """What was typed into the page, box by box."""
    return [text for name in TYPED if (text := request.POST.get(name, "").strip())]


def _gone(request, meeting, typed):
    """Give back what was typed, to whoever runs the meeting, about a family that they may see no more."""
    found = meeting_or_404(meeting)
    must_run(request, found)
    context = {"meeting": found, "typed": "\n".join(typed)}
    return render(request, "allocations/run_gone.html", context, status=404)


def _keep(request, found, item):
    """Keep what was typed while the item left the screen; whether there was anything."""
    minute = ItemMinute.objects.visible_to(request.user).filter(item=item, meeting=found).first()
    typed = [text for text in _typed(request) if minute and text not in minute.notes]
    if not typed:
        return False
    services.keep_typed(minute, by=request.user, text="\n".join(typed)[:16_000])
    return True


def _minute(request, found, item, here):
    """The minute of an item: opened when the room may see it; while minutes are in draft, the one there is."""
    if found.status == Status.MINUTES_DRAFT:
        rows = ItemMinute.objects.visible_to(request.user).filter(item=item, meeting=found)
        return rows.select_related("meeting", "item", "lead").first()
    return services.open_minute(item, by=request.user, meeting=found) if here.may_show else None


def _write(request, context, minute, form, agreed, line):
    """Do what was pressed; the answer, or None when the page has to be shown again with what was typed."""
    act, who = request.POST.get("act", "save"), {"by": request.user}
    here = redirect("allocations:run", minute.item_id, minute.meeting_id)
    if act == "undo":
        services.undo_minute(minute, **who)
        return here
    if act == "reopen":
        services.reopen_item(minute, **who)
        return here
    if act == "take_back":
        key = key_or_404(request.POST.get("action"))
        services.take_back_action(open_or_404(request, ItemAction.objects.filter(minute=minute), key), **who)
        return here
    if not all([form.is_valid(), agreed.is_valid(), line.is_valid()]):
        return None
    if act == "preview":
        context["preview"] = line.found
        return None
    try:
        minute = services.write_minute(minute, **who, version=_version(request), **form.answers(line.found))
        for action in filter(None, (agreed.answers, line.found and line.found.action)):
            services.agree_action(minute, **who, **action)
        if act == "finish":
            services.finish_item(minute, **who)
    except ChangedMeanwhile as error:
        context["current"] = context["minute"] = error.current
        form.add_error(None, "Somebody else changed this meanwhile. Both versions are below: yours is kept here")
        return None
    except ValidationError as error:
        _both(form, agreed, error)
        context["minute"] = ItemMinute.objects.visible_to(request.user).get(pk=minute.pk)
        return None
    following = context["following"]
    return redirect("allocations:run", following.pk, minute.meeting_id) if act == "finish" and following else here


def _version(request):
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _both(form, agreed, error):
    """Show what was refused beside its field, in whichever of the two forms has it."""
    words = error.message_dict
    if "what" in words:
        agreed.add_error("what", words.pop("what"))
    if words:
        form.take_errors(ValidationError(words))
