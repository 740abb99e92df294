"""Pages about the service itself, which need no sign-in."""

from django.contrib.auth.decorators import login_not_required
from django.views.generic import TemplateView

about = login_not_required(TemplateView.as_view(template_name="locality/about.html"))
accessibility = login_not_required(TemplateView.as_view(template_name="locality/accessibility.html"))
privacy = login_not_required(TemplateView.as_view(template_name="locality/privacy.html"))
