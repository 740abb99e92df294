"""What is being typed: kept on the server, private to its author, taken up again where it was left."""

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import QueryDict
from django.urls import Resolver404, resolve

from conversations.models import Conversation, Draft
from locality.history import acting_as
from locality.models import Family
from locality.submissions import submission_of

NOT_ANSWERS = {"csrfmiddlewaretoken", "act"}
MOST_CHARACTERS = 200_000


def answers_of(posted):
    """Everything typed, as {name: [values]}: a form's own fields, without its token, cut off beyond all sense."""
    kept, room = {}, MOST_CHARACTERS
    for name, values in posted.lists():
        room -= sum(len(value) for value in values) + len(name)
        if name not in NOT_ANSWERS and room > 0:
            kept[name] = [value.replace("\0", "") for value in values]
    return kept


def as_posted(draft):
    """A draft's answers as the form would have posted them (a QueryDict)."""
    posted = QueryDict(mutable=True)
    for name, values in draft.answers.items():
        posted.setlist(name, values)
    return posted


def keep_draft(key, *, by, form, answers, family=None):
    """Keep what is being typed: private to `by`, one draft for each form's submission key. Returns the `Draft`, or None
    when the form was already saved. Raises PermissionDenied for another person's key."""
    if Conversation.objects.filter(submission=key).exists():
        return None
    values = {"form": form, "answers": answers, "family": family}
    try:
        return Draft.objects.update_or_create(pk=key, author=by, defaults=values)[0]
    except IntegrityError as error:  # the key is taken, and not by a draft that they may see
        raise PermissionDenied("That draft is somebody else's") from error


def forget_draft(key, *, by):
    """Drop one's own draft, because it was saved or is not wanted."""
    Draft.objects.filter(pk=key, author=by).delete()


def drafts_of(practitioner):
    """A practitioner's own drafts, newest first."""
    return Draft.objects.filter(author=practitioner).order_by("-saved_at")


def keep(request, family, key=None):
    """Keep the posted answers as the signed-in practitioner's draft; returns it, or None when already saved."""
    return keep_draft(
        key or submission_of(request),
        by=request.user,
        form="conversation",
        family=family,
        answers=answers_of(request.POST),
    )


def draft_for(request, family):
    """The practitioner's newest draft of a conversation about this family, or None. A POST never takes one up."""
    if request.method == "POST":
        return None
    return Draft.objects.filter(author=request.user, family=family, form="conversation").order_by("-saved_at").first()


def keep_expired_post(request):
    """Keep what was typed into a form whose session ended meanwhile, where that form has drafts; says whether it did
    (settings.KEEP_EXPIRED_POST)."""
    try:
        match = resolve(request.path)
        key = UUID(request.POST.get("submission", "") or str(uuid4()))
    except (Resolver404, ValueError):
        return False
    if match.view_name not in ("conversations:new", "conversations:draft"):
        return _keep_expired_writing(request, match)
    family = Family.objects.visible_to(request.user).filter(pk=match.kwargs["pk"]).first()
    if not family:
        return False
    with acting_as(request.user):
        return bool(keep(request, family, key))


def _keep_expired_writing(request, match):
    from conversations.kept import keep_version
    from conversations.taking_up import KEPT, kept_at

    kind = kept_at(match.view_name)
    if match.view_name == "conversations:assessment-draft":
        kind = "assessment"
    elif match.view_name == "conversations:keep-draft":
        kind = match.kwargs["kind"]
    kept = KEPT.get(kind)
    found = kept and kept.model.objects.visible_to(request.user).filter(pk=match.kwargs["pk"]).first()
    if not found:
        return False
    with acting_as(request.user):
        keep_version(request, form=kind, record=found)
    return True
