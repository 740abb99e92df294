"""One transaction around each signed-in request, in the name of who is signed in; and nothing before the agreements."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse

from locality.access.door import write_denials
from locality.access.held import start_remembering, stop_remembering
from locality.access.rule import reader_of
from locality.history import acting_as, request_id
from locality.pages import ReasonNeeded
from locality.saving import FileInPieces


class StreamingRefused(Exception):
    """A view answered a signed-in person with a stream, whose parts would be asked for outside both walls."""


class ActorMiddleware:
    """Names the actor of everything that the request changes, rolls back when it fails, and writes down doors that
    stayed shut, also when the request itself was rolled back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request_id.set(request.id.hex)
        try:
            response = self._signed_in(request) if request.user.is_authenticated else self.get_response(request)
            write_denials(request)
            return response
        finally:
            request_id.reset(token)

    def _signed_in(self, request):
        remembered = start_remembering()
        try:
            with acting_as(request.user):
                request.before_view = transaction.savepoint()
                response = self.get_response(request)
                if response.streaming and not isinstance(response, FileInPieces):
                    raise StreamingRefused("It would be written after the transaction, when nobody is at work any more")
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                return response
        finally:
            stop_remembering(remembered)

    def process_exception(self, request, exception):
        """A view that raised leaves nothing half-done; a family without a reason to open it asks for one first.

        Back to a savepoint, not out of the transaction: the page that says what happened asks the database too.
        """
        if before_view := getattr(request, "before_view", None):
            transaction.set_rollback(False)
            transaction.savepoint_rollback(before_view)
        return HttpResponseRedirect(exception.url) if isinstance(exception, ReasonNeeded) else None


class AgreementMiddleware:
    """Sends whoever has not accepted the current agreements to their page first (S47, S91). Pages that need no
    sign-in stay open, and so do these."""

    open_to_all = {"agreements", "stay-signed-in"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        public = not getattr(view, "login_required", True)
        if public or not request.user.is_authenticated or request.resolver_match.view_name in self.open_to_all:
            return None
        if reader_of(request.user).must_accept:
            query = urlencode({"next": request.path}) if request.method == "GET" else ""
            return HttpResponseRedirect(f"{reverse('agreements')}?{query}".rstrip("?"))
        return None
