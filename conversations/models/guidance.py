"""The guidance that the work rests on, edition by edition: read as it stood on any day (S31, S46, S48, S122)."""

from django.db import models

from consent.models.reference import Dated


class Guidance(Dated):
    """One edition of a document, in our own words. `valid_from` and `valid_to` say when it held; nothing is removed."""

    class Document(models.TextChoices):
        NATIONAL = "working_together", "Working Together to Safeguard Children"
        PATHWAY = "early_help_pathway", "The early help pathway"

    document = models.SlugField()
    publisher = models.CharField(max_length=200)
    words = models.TextField(help_text="What it asks of us: a paragraph a line; of a pathway, “Step: what happens”")

    class Meta(Dated.Meta):
        pass

    @property
    def lines(self):
        """[(heading or "", text)], one for each line."""
        found = []
        for line in filter(None, map(str.strip, self.words.splitlines())):
            head, colon, text = line.partition(": ")
            found.append((head, text) if colon else ("", line))
        return found
