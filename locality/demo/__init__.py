"""The demonstration's people and families, all made up (domain.md 8). Never in production.

cast.py       the cast: the same few people in tests, in the demonstration and on its sign-in page
names.py      names, streets, postcodes and telephone numbers that cannot be anybody's
world.py      the demonstration while it is being made: its dates, its dice, who works where, the families so far
partners.py   the other partners of the framework, and who works for them
families.py   the families, one by one: who is in them, where they live, how worried somebody is
"""

from locality.demo.cast import (
    CAST,
    LOCALITIES,
    PARTNERS,
    PASSWORD,
    email_of,
    make_cast,
    make_partner,
    make_practitioner,
)
from locality.demo.families import load
from locality.demo.world import Demo, DemoFamily

__all__ = [
    "CAST",
    "LOCALITIES",
    "PARTNERS",
    "PASSWORD",
    "Demo",
    "DemoFamily",
    "email_of",
    "load",
    "make_cast",
    "make_partner",
    "make_practitioner",
]
