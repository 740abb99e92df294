"""Starting, writing, completing and giving an assessment."""

from types import SimpleNamespace
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations import services
from conversations.assessing import missing_from
from conversations.charts import chart_of, distances
from conversations.drafts import as_posted
from conversations.forms import AssessmentForm, GivenForm, ReasonForm, StartForm
from conversations.kept import drafts_for, forget_this, keep_version
from conversations.models import TEXTS, Assessment, Domain, Episode, Need
from conversations.services import ChangedMeanwhile
from conversations.views.asking import ask, back_from, help_url
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import with_families
from locality.pages import drawn, partner_for
from locality.people import with_people
from locality.registries import record_panels
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def start(request, pk):
    """Start an assessment."""
    found = open_or_404(request, Episode.objects, pk)
    services.require_run(request.user, found)
    partner, submission = partner_for(request), submission_of(request)
    mine = Assessment.objects.visible_to(request.user).filter(episode=found, provider=partner)
    if request.method == "GET" and (open_one := mine.filter(status=Assessment.Status.STARTED).first()):
        return redirect("conversations:write-assessment", open_one.pk)

    def do(form):
        reason = form.cleaned_data["no_agreement_reason"]
        services.start_assessment(
            found, by=request.user, partner=partner, submission=submission, no_agreement_reason=reason
        )

    return ask(
        request,
        StartForm(request.POST or None),
        do,
        title="Start an assessment",
        button="Start",
        done="Started. Write it together with the family, in as many sittings as it takes",
        back=back_from(request, found),
        about=found,
        submission=submission,
    )


@require_safe
def assessment(request, pk):
    """One assessment: what it says, needs by domain, and the distance travelled."""
    found = open_or_404(request, Assessment.objects.select_related("provider", "started_by", "completed_by"), pk)
    reader = reader_of(request.user)
    needs = with_people(Need.objects.visible_by(reader).filter(assessment=found), reader, "person")
    ways = {each.need.pk: each for each in distances(needs, reader)}
    own = partner_for(request, needed=False) == found.provider
    context = {
        "assessment": found,
        "beside": drawn(request, record_panels(request, found)),
        "texts": texts_of(found),
        "domains": _domains(found, needs, ways, own),
        "missing": missing_from(found) if own and found.is_open else {},
        "own": own,
        "family": with_families([found], reader)[0].family,
        "back": help_url(reader, found.family_id),
        "because": found.seen_because,
    }
    return render(request, "conversations/assessment.html", context)


def texts_of(found):
    """The assessment's texts with the questions that they answer, in the form's order; empty ones left out."""
    labels = {name: AssessmentForm.base_fields[name].label for name in TEXTS}
    order = [name for _, names in AssessmentForm.groups for name in names if name in TEXTS]
    return [(labels[name], getattr(found, name)) for name in order if getattr(found, name)]


def _domains(found, needs, ways, own):
    """All ten for who wrote it. Others read those of the needs that they may see: a list of the rest would tell in
    which domain something is kept apart (A5)."""
    every = [_domain(found, each, needs, ways) for each in Domain]
    return every if own else [each for each in every if each.rows]


def _domain(found, domain, needs, ways):
    mine = [need for need in needs if need.domain == domain]
    rows = [{"need": need, "ways": ways[need.pk].ways, "chart": chart_of(ways[need.pk])} for need in mine]
    return SimpleNamespace(name=domain.label, rows=rows, clear=domain in found.clear)


def _own(request, pk):
    """The assessment, for whom it is theirs to change: 404 where they may not see it, 403 where another supplied it."""
    found = open_or_404(request, Assessment.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, pk):
    """Write the assessment. What two people write at once stands side by side; what two devices keep stays."""
    found = _own(request, pk)
    if not found.is_open:
        return _too_late(request, found)
    if request.method == "POST" and request.POST.get("act") == "draft":
        keep_version(request, form="assessment", record=found)
        messages.success(request, "Saved as a draft. Nobody else can see it")
        return redirect(request.path)
    page = _Page(request, found)
    if request.method == "POST" and page.save():
        messages.success(request, "Saved")
        return redirect("conversations:assessment", found.pk)
    status = 409 if page.meanwhile else 422 if page.form.errors else 200
    return render(request, "conversations/write_assessment.html", page.context(), status=status)


class _Page:
    """The form, filled from what was posted, from a draft, or from what is saved."""

    def __init__(self, request, found):
        self.request, self.found, self.meanwhile = request, found, None
        self.version, self.draft, self.others = found.version, None, []
        if request.method == "POST":
            self.form = AssessmentForm(request.POST)
            self.version = _number(request.POST.get("version", ""))
            self.key, self.seen = request.POST.get("draft", "") or uuid4(), request.POST.get("draft_version", "0")
            return
        kept = drafts_for(request.user, found)
        chosen = request.GET.get("draft", "")
        self.draft = next((each for each in kept if str(each.pk) == chosen), kept[0] if kept else None)
        self.others = [each for each in kept if each != self.draft]
        self.key, self.seen = (self.draft.pk, self.draft.version) if self.draft else (uuid4(), 0)
        if self.draft:
            self.form = AssessmentForm(as_posted(self.draft), show_errors=False)
            self.version = _number(self.form.data.get("version", ""))
        else:
            self.form = AssessmentForm(initial={name: getattr(found, name) for name in (*TEXTS, "clear")})

    def save(self):
        """Whether it is saved; otherwise `form` has errors, or `meanwhile` is what another saved first."""
        if not self.form.is_valid():
            return False
        values = {name: self.form.cleaned_data[name] for name in (*TEXTS, "clear")}
        try:
            services.write_assessment(self.found, by=self.request.user, version=self.version, **values)
        except ChangedMeanwhile as clash:
            self.meanwhile, self.version = clash.current, clash.current.version
            return False
        forget_this(self.request)
        return True

    def context(self):
        return {
            "assessment": self.found,
            "family": with_families([self.found], reader_of(self.request.user))[0].family,
            "form": self.form,
            "version": self.version,
            "draft": self.draft,
            "others": self.others,
            "draft_key": self.key,
            "draft_version": self.seen,
            "theirs": texts_of(self.meanwhile) if self.meanwhile else None,
        }


def _too_late(request, found):
    """It was completed while somebody wrote: their words stay in their draft, and the page says so."""
    if request.method == "POST":
        keep_version(request, form="assessment", record=found)
        messages.info(request, "It was completed while you were writing. Your words are kept in a draft")
    return redirect("conversations:assessment", found.pk)


def _number(text):
    return int(text) if str(text).isdecimal() and len(str(text)) < 9 else -1


@require_POST
def draft(request, pk):
    """Keep what is being typed, every few seconds; answers when, and in which draft."""
    found = open_or_404(request, Assessment.objects, pk)
    require(request.user, "make_records", found.provider)
    kept = keep_version(request, form="assessment", record=found)
    fields = {"draft": str(kept.pk), "draft_version": str(kept.version)}
    return JsonResponse({"saved_at": f"{timezone.localtime(kept.saved_at):%H:%M}", "fields": fields})


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request, pk):
    """Complete an assessment: what is missing is said first."""
    found = _own(request, pk)
    if not found.is_open:
        messages.info(request, "That is complete already")
        return redirect("conversations:assessment", found.pk)
    missing = missing_from(found)
    if request.method == "POST":
        try:
            services.complete_assessment(found, by=request.user)
        except ValidationError as error:
            missing = {name: words[0] for name, words in error.message_dict.items()}
        else:
            messages.success(request, "Completed. Give the family its copy")
            return redirect("conversations:assessment", found.pk)
    context = {"assessment": found, "missing": missing}
    status = 422 if request.method == "POST" else 200
    return render(request, "conversations/complete_assessment.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request, pk):
    """Give an assessment up, with a reason."""
    found = _own(request, pk)
    if not found.is_open:
        messages.info(request, "That is complete already")
        return redirect("conversations:assessment", found.pk)

    def do(form):
        services.abandon_assessment(found, by=request.user, reason=form.cleaned_data["reason"])

    return ask(
        request,
        ReasonForm(request.POST or None),
        do,
        title="Give this assessment up",
        button="Give it up",
        done="Given up. What was written stays",
        back=reverse("conversations:assessment", args=[found.pk]),
        about=found,
        warning=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def given(request, pk):
    """Record that the family has its copy."""
    found = _own(request, pk)
    if found.status != Assessment.Status.COMPLETED:
        messages.info(request, "There is nothing to give now")
        return redirect("conversations:assessment", found.pk)

    def do(form):
        services.give_assessment(found, by=request.user, **form.cleaned_data)

    return ask(
        request,
        GivenForm(request.POST or None),
        do,
        title="The family has its copy",
        button="Save",
        done="Saved",
        back=reverse("conversations:assessment", args=[found.pk]),
        about=found,
    )
