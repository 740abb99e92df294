"""What if a decision ended now?"""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from consent.models import SharingDecision
from consent.whatif import losses
from locality.access import open_or_404, reader_of
from locality.families import with_families


@require_safe
def what_if(request, pk):
    """What each partner would lose sight of if the decision ended now: for whoever may open it. Nothing is changed."""
    decision = open_or_404(request, SharingDecision.objects.select_related("provider"), pk)
    reader = reader_of(request.user)
    [decision] = with_families([decision], reader)
    context = {"decision": decision, "losses": losses(decision, reader), "audits": reader.audits}
    return render(request, "consent/what_if.html", context)
