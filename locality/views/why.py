"""Why somebody can see something, and who looked: for the auditor about everybody, for everybody about themselves."""

from datetime import date
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from locality.access import audit, explain
from locality.access.moments import stood_otherwise
from locality.access.versions import first_written
from locality.fields.dates import EARLIEST, LATEST
from locality.forms.why import LookedForm, WhyForm
from locality.kinds import kind_words, page_of
from locality.looking import key_of, looks
from locality.partners import Partner, Practitioner
from locality.registries import protected_models
from locality.when import changes

FEW = 5  # of the latest who looked
FILTERS = {"family": "family", "person": "who", "partner": "partner", "on": "on"}  # of who looked, and their fields


@require_http_methods(["GET", "HEAD", "POST"])
def why(request):
    """The auditor's "Why can X see Y?": three answers in, one sentence and its proof out (access.md)."""
    audit.require_auditor(request.user)
    form = WhyForm(request.POST or None, initial={"record": request.GET.get("record", "")})
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        viewer, record, at = (form.cleaned_data[name] for name in ("who", "record", "at"))
        family, now, written = audit.family_of(record), timezone.now(), first_written(record)
        context |= _named(record, family) | {
            "viewer": viewer,
            "at": at or now,
            "was": bool(at and at < now),
            "answer": explain(viewer, record, at),
            "otherwise": stood_otherwise(viewer, at) if at and at < now else "",
            "not_yet": written if written and at and at < written else None,
            "changes": changes(viewer, record, at or now, now),
            "former": audit.decisions_that_covered(viewer, record),
            "others": audit.partners_who_see(record, at),
            "looks": looks(record=record.pk, questions=False, size=FEW).looks,
        }
        audit.note_question(request, f"why {record._meta.label}", record=record.pk, family=family)
    return render(request, "locality/why.html", context, status=422 if form.errors else 200)


def _named(record, family):
    """How a page that may not tell the record's content names it."""
    kind = record._meta.model_name
    number = getattr(record, "number", None)
    reference = audit.references_of([family]).get(family, "")
    what = f"{kind_words(kind)} {number}" if kind == "sharingdecision" else f"this {kind_words(kind)}"
    return {
        "kind": kind,
        "key": record.pk,
        "what": what,
        "reference": reference,
        "record_url": page_of(kind, record.pk),
    }


@require_safe
def why_me(request, kind, pk):
    """Why the reader can see this record: the decision or the supplier, with the steps."""
    model = protected_models().get(kind) or audit.unknown_kind(request, pk)
    record = audit.open_to_explain(request, model, pk)
    answer = explain(request.user, record)
    context = {
        "decisions": answer.decisions if record.seen_because else [],
        "own": next((step.words for step in reversed(answer.steps) if not step.decision), ""),
        "steps": _with_addresses(request, answer),
        "what": kind_words(kind),
        "record_url": page_of(kind, record.pk),
        "history_url": reverse("locality:record-history", args=[kind, record.pk]),
    }
    return render(request, "locality/why_me.html", context)


def _with_addresses(request, answer):
    """The steps, each with the address of its decision where the reader may open that too."""
    open_to_me = audit.visible_keys(request.user, answer.decisions)
    return [
        {"step": step, "url": page_of("sharingdecision", step.decision.pk)}
        if step.decision and step.decision.pk in open_to_me
        else {"step": step, "url": ""}
        for step in answer.steps
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def looked(request):
    """Who looked, by family, person and day. The names are posted; the addresses that follow hold keys only."""
    audit.require_auditor(request.user)
    form = LookedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        chosen = {name: found[field] for name, field in FILTERS.items()}
        query = {name: getattr(value, "pk", value) for name, value in chosen.items() if value}
        return redirect(f"{request.path}?{urlencode(query)}".rstrip("?"))
    chosen = {name: key_of(request.GET.get(name)) for name in ("family", "person", "partner")}
    chosen |= {"on": _day(request.GET.get("on", "")), "lists": request.GET.get("lists") == "yes"}
    context = _looks(request, chosen) | {"form": form, "chosen": _chosen_words(chosen)}
    return render(request, "locality/looked.html", context, status=422 if form.errors else 200)


def _looks(request, chosen):
    """The page of viewings that the address asks for, and the address of the next; the question is written down."""
    page = looks(**chosen, after=request.GET.get("after", ""))
    audit.note_question(request, "who looked", record=chosen.get("record"), family=chosen.get("family"))
    query = _query(chosen)
    return {
        "looks": page.looks,
        "older_url": f"?{urlencode(query | {'after': page.older})}" if page.older else "",
        "lists_url": f"?{urlencode(query | {'lists': 'yes'})}" if not chosen.get("lists") else "",
    }


def _query(chosen, without=""):
    """What the list is narrowed to, as an address holds it; without one of it."""
    kept = {name: value for name, value in chosen.items() if value and name not in ("record", without)}
    return kept | ({"lists": "yes"} if kept.get("lists") else {})


def _chosen_words(chosen):
    """What the list is narrowed to, for the page: words and the address without that filter."""
    told = []
    for name, value in chosen.items():
        if value:
            rest = urlencode(_query(chosen, without=name))
            told.append({"text": _word(name, value), "url": f"?{rest}" if rest else reverse("locality:looked")})
    return told


def _word(name, value):
    if name == "family":
        return f"Family {audit.references_of([value]).get(value, 'not known')}"
    if name == "partner":
        return f"For {Partner.objects.filter(pk=value).first() or 'a partner not known'}"
    if name == "person":
        return str(Practitioner.objects.filter(pk=value).first() or "Somebody not known")
    return "Lists too" if name == "lists" else f"{value.day} {value:%B %Y}"


def _day(text):
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


@require_safe
def record_looked(request, kind, pk):
    """Who looked at one record."""
    audit.require_auditor(request.user)
    model = protected_models().get(kind) or audit.unknown_kind(request, pk)
    record = audit.record_or_404(request, model, pk)
    context = _named(record, audit.family_of(record)) | _looks(
        request, {"record": pk, "lists": request.GET.get("lists") == "yes"}
    )
    return render(request, "locality/record_looked.html", context)
