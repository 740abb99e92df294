"""Consent, notices and sharing decisions: whether something is shared."""
