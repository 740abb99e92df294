"""The one record that a page's address names, for what is decided or asked about it."""

from uuid import UUID

from django.http import Http404

from locality.access import open_or_404
from locality.access.rule import item_access
from locality.registries import protected_models


def record_in_address(request):
    """The one record that the page's address asks to share, opened by its own door; None when it names none. Raises
    Http404 for what cannot be shared on its own or is no key."""
    kind, key = request.GET.get("kind"), request.GET.get("record")
    if not kind:
        return None
    model = protected_models().get(kind)
    if model is None or item_access(model) is None:
        raise Http404("That cannot be shared on its own")
    try:
        return open_or_404(request, model.objects, UUID(key or ""))
    except ValueError as error:
        raise Http404("That is no key of a record") from error
