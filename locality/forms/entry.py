"""Signing in, and accepting the agreements."""

from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.views.decorators.debug import sensitive_variables

from locality.fields import EmailField, Form, PasswordField, TickField


class SignInForm(Form):
    """An e-mail address and a password. Whatever is wrong with the account, the answer is the same (faults S10)."""

    username = EmailField(label="Email address", autocomplete="username", missing="Enter your email address")
    password = PasswordField(label="Password", missing="Enter your password")

    def __init__(self, request=None, *args, **options):
        super().__init__(*args, **options)
        self.request = request
        self.user = None

    @sensitive_variables()
    def clean(self):
        found = super().clean()
        if not self.errors:
            self.user = authenticate(self.request, username=found["username"], password=found["password"])
            if self.user is None:
                raise ValidationError("That email address and password do not belong together. Check both")
        return found

    def get_user(self):
        """Who signed in (Django's LoginView asks)."""
        return self.user


class AgreementsForm(Form):
    """One box for each agreement not yet accepted. A box is named after the very version that was shown, so that
    nobody accepts a text that was replaced while they read."""

    def __init__(self, *args, agreements, **options):
        super().__init__(*args, **options)
        self.agreements = agreements
        for agreement in agreements:
            name = agreement.get_kind_display().lower()
            missing = f"Tick the box to say that you accept the {name}"
            label = f"I have read the {name}, version {agreement.version}, and I accept it"
            self.fields[f"accept-{agreement.pk}"] = TickField(label=label, missing=missing)

    @cached_property
    def accepted(self):
        """The agreements whose boxes are ticked: once valid, all that were asked."""
        return [agreement for agreement in self.agreements if self.cleaned_data.get(f"accept-{agreement.pk}")]
