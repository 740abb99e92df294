"""Somebody at a meeting who has only a keyboard, and families to be talked about there."""

import copy
from datetime import date
from uuid import uuid4

import pytest

from locality import services as foundation

MOST_KEYS = 12  # for each family, besides words (interface.md 6.4c)
PURPOSE = "Decide who looks in once a fortnight, and who stops."


def family_of(story, name):
    """The story with another family of the school's in the place of its own."""
    told, acts = copy.copy(story), {"by": story.amira, "partner": story.school}
    told.family = foundation.register_family(name, **acts, locality=story.harbour, submission=uuid4())
    told.mother = foundation.add_person(told.family, **acts, kind="adult", given_name="Nell", family_name=name)
    born = date(2019, 2, 28)
    told.child = foundation.add_person(
        told.family, **acts, kind="child", given_name="Kai", family_name=name, date_of_birth=born
    )
    foundation.relate(
        told.family,
        **acts,
        from_person=told.mother,
        to_person=told.child,
        kind="parent",
        parental_responsibility="yes",
        evidence="Birth certificate seen",
    )
    return told


class Keys:
    """Somebody who has only a keyboard: moves with Tab, counts what is pressed besides words."""

    def __init__(self, who):
        self.who, self.page, self.pressed = who, who.page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def words(self, text):
        self.page.keyboard.type(text)

    def reach(self, selector):
        """Tab until what the selector names has the focus."""
        for _ in range(120):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{selector} is not reached by Tab on {self.page.url}")

    def push(self, words):
        """Reach a button or link by its words, and press it."""
        for _ in range(120):
            text = self.page.evaluate("document.activeElement.innerText || ''")
            if text.strip().startswith(words):
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{words} is not reached by Tab on {self.page.url}")

    def go(self, key):
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)
