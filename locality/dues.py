"""What is due: asked of the tables whenever somebody looks, so that nothing has to run for it to be right.

Each app says what it knows of, in `registrations.py`:

    @dues_from      def due(practitioner, today) -> iterable of Due
    @also_due       def count(practitioner, today) -> how many more are due, which My work lists by themselves

A list of stored tasks would be a second truth: it would miss what a killed worker did not write, and keep what is
done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from locality.access import remembering

SOON = 14  # days ahead that are shown before they are due


@dataclass(frozen=True)
class Due:
    """Something that somebody has to do: `words` for the page (which only they read), its `url`, and the last day.
    `why` is the end of the words, after a colon, that is too long for a link."""

    by: date
    words: str
    url: str
    why: str = ""

    @property
    def by_words(self):
        """The last day, in words."""
        return f"by {self.by.day} {self.by:%B %Y}"

    @property
    def link(self):
        """The words without why."""
        return self.words.removesuffix(f": {self.why}")

    @property
    def hint(self):
        """What stands under the link: the last day, and why."""
        return f"{self.by_words}. {capfirst(self.why)}" if self.why else self.by_words

    def is_late(self, today):
        """Whether the day has passed."""
        return self.by < today


_sources: list[Callable] = []
_counts: list[Callable] = []


def dues_from(function):
    """Register a source of what is due. It returns only what concerns the practitioner, and what they may see."""
    _sources.append(function)
    return function


def also_due(function):
    """Register a count of what is due and stands in a list of its own, on My work or elsewhere: the daily letter counts
    it too."""
    _counts.append(function)
    return function


def how_many_due(practitioner, today):
    """How many things of a practitioner are due on a day, or late: the number in the daily letter."""
    with remembering():
        listed = sum(due.by <= today for due in dues_of(practitioner, today))
        return listed + sum(count(practitioner, today) for count in _counts)


def dues_of(practitioner, today):
    """Every `Due` of a practitioner on a day, the oldest first."""
    with remembering():
        found = (each for source in _sources for each in source(practitioner, today))
        return sorted(found, key=lambda due: (due.by, due.words))
