"""Choosing words for a conversation, so that nobody reads the same thing twice about one family."""

import tomllib
from collections import Counter
from pathlib import Path

from locality.demo.needs import called

HERE = Path(__file__).parent


class Words:
    """The vignettes, with a count of how often each was used: in one family never twice while there are others."""

    def __init__(self, dice):
        self.dice = dice
        self.by_need = tomllib.loads((HERE / "vignettes.toml").read_text(encoding="utf-8"))
        self.general = tomllib.loads((HERE / "openings.toml").read_text(encoding="utf-8"))
        self.used = Counter()

    def about(self, plan, kind):
        """A line of this kind about the family's need."""
        need = "before_birth" if plan.child.kind == plan.child.Kind.UNBORN else plan.theme
        return self._least_used(self.by_need[need][kind], plan)

    def any(self, plan, kind):
        """A line of this kind that fits every need."""
        return self._least_used(self.general[kind], plan)

    def _least_used(self, lines, plan):
        lines = [tuple(line) if isinstance(line, list) else line for line in lines]
        weigh = lambda line: (self.used[plan.index, line], self.used[plan.partner.pk, line], self.used[line])  # noqa: E731
        best = min(map(weigh, lines))
        line = self.dice.choice([line for line in lines if weigh(line) == best])
        for key in ((plan.index, line), (plan.partner.pk, line), line):
            self.used[key] += 1
        return line

    def once(self, plan, talk):
        """What is said in this family's conversation only, or an empty dict."""
        for told in self.general["once"]:
            if (told["story"], told["talk"]) == (plan.story, talk):
                return {name: text for name, text in told.items() if name not in ("story", "talk")}
        return {}


def fill(plan, text, name=""):
    """The text with the names of the family and of the other professional in it."""
    slots = {"child": called(plan.child), "adult": called(plan.adults[0]), "with": name or "The other service"}
    text = text.format(**slots)
    return text[:1].upper() + text[1:]
