"""Pages about what was agreed to be done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from conversations import services
from conversations.forms import DoneForm
from conversations.models import Action, Conversation
from locality.access import jobs_of, open_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def action_done(request, pk):
    """Say that an action is done."""
    found = open_or_404(request, Action.objects, pk)
    back = _back(request, found)
    if found.done_on:
        messages.info(request, "That was done already")
        return redirect(back)
    if not found.is_for(request.user):
        raise PermissionDenied("Its owner, or whoever recorded it, says that it is done")
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.finish_action(found, by=request.user, outcome=form.cleaned_data["outcome"])
        messages.success(request, "Done")
        return redirect(back)
    job = next((each for each in jobs_of(request.user) if each.partner_id == found.owner_partner_id), None)
    hand_over = reverse("locality:hand-over", args=[job.pk]) if job and found.owner_id == request.user.pk else ""
    context = {"action": found, "form": form, "back": back, "hand_over_url": hand_over}
    return render(request, "conversations/action_done.html", context, status=422 if form.errors else 200)


def _back(request, action):
    """The conversation in which it was agreed, or My work for whom only the action was shared with."""
    if Conversation.objects.visible_to(request.user).filter(pk=action.conversation_id).exists():
        return reverse("conversations:conversation", args=[action.conversation_id])
    return reverse("locality:home")
