"""Logging and reading conversations."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from consent.forms import SharingForm
from consent.forms.ahead import look_ahead
from consent.models import DecisionItem, SharingDecision
from consent.pages import rule_lines, standing_of, summaries
from conversations import drafts, services
from conversations.forms import AddendumForm, ChangeForm, ConversationForm
from conversations.lists import rows_of, who_sees
from conversations.models import (
    Action,
    Addendum,
    Completion,
    Conversation,
    DifferingView,
    LevelTold,
    NeedTold,
    Participant,
    QualityCheck,
)
from conversations.quality import marks_of
from locality.access import Among, holds, kept, newest, note_list, open_or_404, require
from locality.access.rule import reader_of
from locality.families import people_of
from locality.models import Family
from locality.pages import drawn, family_page, partner_for
from locality.people import with_people
from locality.registries import record_panels
from locality.submissions import submission_of


def conversations(request):
    """The newest conversations that the reader may see."""
    after = request.GET.get("after", "")
    page = newest(Conversation.objects, request.user, by="started_at", after=after, ask=_listed)
    note_list(request, Conversation.objects, page.records)
    older = f"?after={page.older}" if page.older else None
    context = {"rows": rows_of(page.records, reader_of(request.user)), "older_url": older}
    return render(request, "conversations/conversations.html", context)


@kept
def _listed(reader, wanted):
    return Conversation.objects.visible_by(reader).filter(Among("pk", wanted)).select_related("provider", "recorded_by")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Log a conversation, and decide in the same page whether who took part may see it."""
    family, context = family_page(request, pk, active="chronology")
    partner = partner_for(request)
    draft = drafts.draft_for(request, family)
    if request.method == "POST" and request.POST.get("act") == "draft":
        drafts.keep(request, family)
        messages.success(request, "Saved as a draft. Nobody else can see it")
        return redirect(request.path)
    log = _Log(request, family, partner, draft)
    if request.method == "POST" and (saved := log.save()):
        messages.success(request, f"{log.saved_words}. {who_sees(saved, reader_of(request.user))}")
        return redirect("conversations:conversation", saved.pk)
    context |= log.context() | {"draft": draft}
    return render(request, "conversations/new.html", context, status=422 if log.refused else 200)


class _Log:
    """The two forms of the page, filled from what was posted, from a draft, or fresh."""

    def __init__(self, request, family, partner, draft):
        self.request, self.family, self.partner = request, family, partner
        data, fresh = (
            (request.POST, True) if request.method == "POST" else (drafts.as_posted(draft) if draft else None, False)
        )
        reader = reader_of(request.user)
        people = people_of(family, reader)
        self.standing = standing_of(family, people, reader)
        self.submission = draft.pk if draft and not fresh else submission_of(request)
        known = {"agreed": bool(self.standing), "told": bool(self.standing)}
        self.form = ConversationForm(data, people=people, me=request.user, show_errors=fresh)
        self.sharing = SharingForm(
            data,
            prefix="sharing",
            partner=partner,
            record_name="This conversation",
            took_part=True,
            show_errors=fresh,
            **known,
        )
        self.refused = False

    def context(self):
        return {
            "form": self.form,
            "sharing": self.sharing,
            "forms": [self.form, self.sharing],
            "rules": rule_lines(self.sharing, self.standing),
            "standing": self.standing,
            "submission": self.submission,
        }

    def save(self):
        """The conversation that was recorded; None, with errors in the forms, when it was refused."""
        self.refused = True
        right = self.form.is_valid()
        if right and self._says_something_else():
            return None
        participants = self.form.participants(self.partner)
        others = any(row["partner"] != self.partner for row in participants)
        crosses = others or self.sharing.names_others
        if crosses and not (self.sharing.is_valid() and right):
            self._look_ahead(participants)
            return None
        if not right:
            self.sharing.show_errors = not participants[1:]  # while nobody is named, somebody else may still be
            return None
        try:
            with transaction.atomic():
                return self._record(participants, self._proposal(participants) if crosses else None)
        except ValidationError as error:
            self.sharing.take_errors(error)
            return None

    def _look_ahead(self, participants):
        """What stands against the decision, of which all is known but what is wrong: it is said in the same round."""
        sure = bool(self.form.cleaned_data.get("people"))
        made = self.form.unsaved(self.family, self.partner)
        look_ahead(self.sharing, self._proposal(participants), made, sure_of_people=sure)

    def _says_something_else(self):
        """Whether this form was saved before with other words (a second tab): then it becomes a form of its own."""
        mine = Conversation.objects.visible_to(self.request.user).filter(recorded_by=self.request.user)
        before = mine.filter(submission=self.submission).first()
        texts = ("said", "concerns", "strengths", "child_voice", "agreed")
        if before is None or all(self.form.cleaned_data[text] == getattr(before, text) for text in texts):
            return False
        self.submission = uuid4()
        words = "This form was saved already, with other words: in another tab, perhaps. Nothing of yours is lost. "
        self.form.add_error(None, words + "Save again if this is another conversation")
        return True

    def _record(self, participants, sharing):
        people = list(self.form.cleaned_data["people"])
        return services.record_conversation(
            self.family,
            by=self.request.user,
            partner=self.partner,
            submission=self.submission,
            people=people,
            participants=participants,
            actions=self.form.actions(self.partner),
            sharing=sharing,
            **self.form.answers(),
        )

    def _proposal(self, participants):
        took_part = {}
        for row in participants:
            if row["partner"] != self.partner:
                took_part.setdefault(row["partner"], []).append(row["name"])
        day = timezone.localdate(self.form.cleaned_data.get("started_at") or timezone.now())
        needs = {
            partner: f"{' and '.join(names)} took part in the conversation of {day:%-d %B %Y} and acts on it"
            for partner, names in took_part.items()
        }
        people = list(self.form.cleaned_data.get("people", ()))
        said = {"subjects": people, "took_part": needs, "reader": reader_of(self.request.user)}
        return lambda made: self.sharing.proposal(self.family, record=made, **said)

    @property
    def saved_words(self):
        now = timezone.localtime()
        return f"Saved at {now:%-I:%M%p}".replace("AM", "am").replace("PM", "pm")


def conversation(request, pk):
    """One conversation, with why the reader can see it and who else can."""
    found = open_or_404(request, Conversation.objects.select_related("provider", "recorded_by"), pk)
    reader = reader_of(request.user)

    def lines(model, *related):
        return list(model.objects.visible_by(reader).filter(conversation=found).select_related(*related))

    def of_people(model):
        return with_people(model.objects.visible_by(reader).filter(conversation=found), reader, "person")

    covers = Q(record=found.pk) | Q(record=None, what=found.category_id, decision__family=found.family_id)
    items = DecisionItem.objects.visible_by(reader).filter(covers, include=True, decision__provider=found.provider_id)
    decisions = SharingDecision.objects.visible_by(reader).filter(pk__in=items.values("decision"))
    context = {
        "conversation": found,
        "beside": drawn(request, record_panels(request, found)),
        "participants": lines(Participant, "partner"),
        "people": found.about(reader),
        "actions": lines(Action),
        "addenda": lines(Addendum, "written_by"),
        "completion": next(iter(lines(Completion, "completed_by")), None),
        "views": lines(DifferingView, "partner"),
        "needs": of_people(NeedTold),
        "levels": of_people(LevelTold),
        "checks": [(each, marks_of(each)) for each in lines(QualityCheck, "checked_by")],
        "judges": found.provider_id in holds(request.user, "authorise") and found.recorded_by_id != request.user.pk,
        "decisions": summaries(list(decisions)),
        "family": Family.objects.visible_by(reader).filter(pk=found.family_id).first(),
        "mine": found.recorded_by_id == request.user.pk,
        "me": request.user.pk,
        "own": partner_for(request, needed=False) == found.provider,
        "because": found.seen_because,
        "decides": bool(holds(request.user, "decide_sharing")),
    }
    return render(request, "conversations/conversation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Mend the text of one's own conversation on its first day; a concurrent change shows both versions."""
    found = open_or_404(request, Conversation.objects, pk)
    if found.recorded_by_id != request.user.pk or not found.is_open:
        return _too_late(request, found)
    names = ["said", "concerns", "concerns_are", "strengths", "child_voice", "agreed"]
    as_it_is = {name: getattr(found, name) for name in [*names, "version"]} | {"apart": found.is_apart}
    form = ChangeForm(request.POST or None, initial=as_it_is)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in [*names, "apart"]}
        try:
            services.change_conversation(
                found, by=request.user, version=_number(request.POST.get("version", "")), **answers
            )
        except services.ChangedMeanwhile as clash:
            meanwhile = clash.current
        else:
            messages.success(request, "Changed. The version before is in its history")
            return redirect("conversations:conversation", found.pk)
    # What is shown from now on is the newer version: saving again is then meant.
    version = meanwhile.version if meanwhile else request.POST.get("version", found.version)
    context = {"conversation": found, "form": form, "meanwhile": meanwhile, "version": version}
    status = 409 if meanwhile else 422 if form.errors else 200
    return render(request, "conversations/change.html", context, status=status)


def _too_late(request, found):
    """To adding a note; what was typed before it locked stands in the note's form, so that no word is lost."""
    if request.method != "POST":
        return redirect("conversations:add", found.pk)
    require(request.user, "make_records", found.provider)
    names = ["said", "concerns", "strengths", "child_voice", "agreed"]
    typed = [request.POST.get(name, "").replace("\0", "") for name in names]
    words = [text for name, text in zip(names, typed, strict=True) if text.strip() != getattr(found, name).strip()]
    form = AddendumForm(initial={"text": "\n\n".join(words)})
    context = {"conversation": found, "form": form, "submission": uuid4(), "too_late": True}
    return render(request, "conversations/add.html", context, status=409)


def _number(text):
    return int(text) if text.isdecimal() and len(text) < 9 else -1


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, pk):
    """Add a dated note to a conversation that has locked."""
    found = open_or_404(request, Conversation.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "mark")}
        services.add_to_conversation(found, by=request.user, submission=submission_of(request), **said)
        messages.success(request, "Added")
        return redirect("conversations:conversation", found.pk)
    context = {"conversation": found, "form": form, "submission": submission_of(request)}
    return render(request, "conversations/add.html", context, status=422 if form.errors else 200)


@require_POST
def draft(request, pk, key: UUID):
    """Keep what is being typed, every few seconds. Answers the time at which it was kept."""
    family, _ = family_page(request, pk, active="chronology")
    kept = drafts.keep(request, family, key)
    if kept is None:
        raise Http404("That form was already saved")
    return JsonResponse({"saved_at": f"{timezone.localtime(kept.saved_at):%H:%M}"})


@require_POST
def forget(request, pk, key: UUID):
    """Drop one's own draft and start afresh."""
    drafts.forget_draft(key, by=request.user)
    messages.success(request, "The draft is gone")
    return redirect("conversations:new", pk)
