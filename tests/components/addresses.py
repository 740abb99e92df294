"""The frame of a bare page: components are tested without the rest of the service, its addresses and its people."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path(name, lambda _request: HttpResponse(), name=name) for name in ("stay-signed-in", "sign-in", "cast")]


def frame(request):
    """What page.html reads: the context processors of the project in miniature."""
    return {
        "service_name": "Locality",
        "demonstration": True,
        "front_door": [
            {"label": "Front Door", "number": "01632 960109", "hours": "Monday to Friday, 8:30am to 5pm"},
            {"label": "Out of hours", "number": "01632 960475", "hours": "Evenings, weekends and bank holidays"},
        ],
        "session_seconds": 1800,
        "keep_alive_url": "/alive",
    }
