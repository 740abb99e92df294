"""The pages of this app, each beside its noun."""
