"""Who signed in, who signed out, and which account somebody failed to open: into the evidence log, by key.

Whoever fails typed a name; it is never written down. An account that it opens is named by its key, others not at all.
"""

from locality.evidence.database import govern


def signed_in(sender, request, user, **kwargs):
    """Django's signal: a practitioner signed in."""
    govern("signed in", user.pk)


def signed_out(sender, request, user, **kwargs):
    """Django's signal: a practitioner signed out; nobody, when the session had ended before."""
    if user is not None and user.pk:
        govern("signed out", user.pk)


def failed(sender, credentials, **kwargs):
    """Django's signal: a sign-in failed. Asks the same of the database whether there is such an account or not."""
    from locality.partners import Practitioner

    typed = str(credentials.get("username") or "").replace("\0", "")
    account = Practitioner.objects.filter(email__iexact=typed).values_list("pk", flat=True).first()
    govern("sign-in failed", account)
