"""Lists from data that a partner brings, and who stands on them: for whoever makes records for that partner."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from allocations import points, services
from allocations.candidates import lists_of, standing_of, taken_up_by, waiting_of
from allocations.finding import matches
from allocations.forms import BringForm, EndForm, MatchForm
from allocations.lines import check, guessed, unpacked
from allocations.models import BroughtList, Candidate
from locality.access import deny, holds, note_list, note_of_partner, partners_where
from locality.access.rule import reader_of
from locality.models import Family, Person
from locality.pages import partner_for
from locality.submissions import submission_of

MOST_WRONG = 100  # lines of the report that are shown one by one


def _must_make_records(request):
    if not holds(request.user, "make_records"):
        raise PermissionDenied("You make records for no partner")


@require_safe
def lists(request):
    """The lists that the reader's partners brought, and who on them waits."""
    _must_make_records(request)
    found = waiting_of(request.user)
    context = {"lists": lists_of(request.user), "count": found["count"], "late": found["late"]}
    return render(request, "allocations/lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_list(request):
    """Bring a list: read and kept until it is checked; nobody on it is a candidate yet."""
    partner, submission = partner_for(request), submission_of(request)
    partners = list(partners_where(request.user, "make_records").order_by("name", "pk"))
    form = BringForm(request.POST or None, request.FILES or None, partners=partners)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        values = {name: clean[name] for name in ("kind", "locality", "tells_of", "gateway")}
        values |= {"name": clean["file"], "digest": form.digest, "submission": submission}
        try:
            made = services.bring_list(form.sheet, by=request.user, partner=partner, **values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("allocations:list", made.pk)
    context = {"form": form, "submission": submission}
    return render(request, "allocations/bring_list.html", context, status=422 if form.errors else 200)


def _own_or_404(request, rows, pk):
    """A list or a candidate of a partner for which the reader makes records; that it was opened is written down."""
    rows = rows.select_related("partner", "locality")
    found = rows.filter(pk=pk, partner__in=holds(request.user, "make_records")).first()
    if found is None:
        deny(request, rows.model, pk)
        raise Http404("There is nothing here that you may see")
    note_of_partner(request, [found])
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def one_list(request, pk):
    """One list: its columns are matched up, its lines are checked, then it is taken over or dropped."""
    found = _own_or_404(request, BroughtList.objects.all(), pk)
    act = request.POST.get("act", "")
    form = _match_form(request, found, act)
    if request.method == "POST":
        if act not in ("match", "take", "drop"):
            raise Http404("There is nothing like that to do")
        try:
            if act != "match":
                return _end(request, found, act)
            if form.is_valid():
                services.match_up(found, by=request.user, mapping=form.cleaned_data)
                return redirect("allocations:list", pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("allocations:list", pk)
    matching = form.is_bound or not found.mapping or "again" in request.GET
    context = {"found": found, "form": form, "waits": found.content is not None, "matching": matching}
    if context["waits"] and not matching:
        context |= _report(found)
    return render(request, "allocations/list.html", context, status=422 if form.errors else 200)


def _match_form(request, found, act):
    """The form that matches columns up, beginning with how it was for the partner's last list of the kind."""
    rows = BroughtList.objects.filter(partner=found.partner, kind=found.kind, confirmed_at__isnull=False)
    before = rows.order_by("-confirmed_at").values_list("mapping", flat=True).first() or {}
    initial = found.mapping or guessed(found.kind, found.columns, before)
    answers = request.POST if act == "match" else None
    return MatchForm(answers, kind=found.kind, columns=found.columns, initial=initial)


def _end(request, found, act):
    if act == "drop":
        services.drop_list(found, by=request.user)
        messages.success(request, "The list is dropped, and nothing of it is kept")
        return redirect("allocations:lists")
    made = services.take_over(found, by=request.user)
    messages.success(request, f"Taken over: {made.taken:,} people")
    return redirect("allocations:candidates")


def _report(found):
    """What taking it over would do: how many people, and what is wrong, line by line and counted."""
    checked = check(found.kind, found.columns, found.mapping, *unpacked(found.content))
    counted: dict = {}
    for _, words in checked.wrong:
        kind = words.split(" in line ")[0]
        counted[kind] = counted.get(kind, 0) + 1
    return {
        "people": len(checked.people),
        "wrong": checked.wrong[:MOST_WRONG],
        "wrong_count": len(checked.wrong),
        "counted": sorted(counted.items(), key=lambda pair: -pair[1]),
        "unread": checked.unread,
        "first": checked.people[:3],
    }


@require_safe
def candidates(request):
    """Who is proposed by the lists, those with most points first; and who was taken up and is still to be met."""
    _must_make_records(request)
    found = waiting_of(request.user)
    taken_up, shown = taken_up_by(request.user), [each.candidate for each in found["proposed"]]
    near = matches(shown, reader_of(request.user))
    for each in found["proposed"]:
        each.matches = near[each.candidate.pk]
    note_of_partner(request, shown + taken_up, listed=True)
    return render(request, "allocations/candidates.html", found | {"taken_up": taken_up})


@require_safe
def points_rules(request):
    """How many points the lists give, for everybody: the rules of today, and those of before."""
    held, others = points.told()
    context = {"held": held, "others": others, "brings_lists": bool(holds(request.user, "make_records"))}
    return render(request, "allocations/points.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request, pk):
    """Somebody on lists: who it is, why they are proposed, and what becomes of it."""
    found = _own_or_404(request, Candidate.objects.all(), pk)
    reader = reader_of(request.user)
    near = matches([found], reader)[found.pk] if not found.outcome and not found.deleted_at else []
    note_list(request, Person.objects, [match.person for match in near])
    keys = {family.pk for match in near for family in match.families}
    form = EndForm(request.POST or None, families=Family.objects.visible_by(reader).filter(pk__in=keys))
    if request.method == "POST" and form.is_valid():
        return _say(request, found, form.cleaned_data)
    context = {"found": found, "standing": standing_of(found), "form": form, "matches": near}
    return render(request, "allocations/candidate.html", context, status=422 if form.errors else 200)


def _say(request, found, clean):
    """Write down what becomes of somebody on a list, and go where that goes on."""
    if clean["outcome"] == Candidate.Outcome.REGISTERED:
        family = services.register_candidate(found, by=request.user)
        messages.success(request, f"The {family} is registered: {family.reference}. Now choose the meeting")
        return redirect("allocations:propose", family.pk)
    family = clean.get("family")
    services.end_candidate(found, by=request.user, outcome=clean["outcome"], family=family, why=clean["why"])
    messages.success(request, "It is written down. What the lists say is deleted in time")
    return redirect("locality:family", family.pk) if family else redirect("allocations:candidates")
