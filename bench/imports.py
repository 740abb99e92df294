"""Comparing a list of 5,000 people with 200,000 on record: how well, on seeds that no weight was set on, and how long.

Made-up people: names by a skewed frequency, brothers and sisters, twins. Of the list, three in ten are on record
already, written otherwise: a slip, another surname, a birthday wrong or swapped; the rest are strangers, siblings and
twins of people on record (performance.md 6.2). The comparison itself is measured, not the reading of the rows.
"""

import importlib.util
import random
import statistics
import time
from datetime import date, timedelta
from types import SimpleNamespace

from allocations import finding

SEEDS = (101, 102, 103)
TRUE, SIBLINGS, TWINS = 0.3, 0.14, 0.02  # of the list
STARTS = (
    "Al Ba Be Bra Ca Ce Da De El Fa Fi Ga Gre Ha He Is Ja Jo Ka Ke La Li Ma Me Mo Na No Ol Pa Pe Ra Ro Sa Se Ta".split()
)
MIDDLES = "la ri na do mi ve ti ro sa len bin dor fa wi cho ne vin ma ter lo".split()
ENDS = "n s ra th lia ton son ley ne m ck na bel ry t dd x".split()


def names(dice, count):
    """So many names, each once."""
    found = {}
    while len(found) < count:
        middle = dice.choice(MIDDLES) if dice.random() < 0.7 else ""
        found[dice.choice(STARTS) + middle + dice.choice(ENDS)] = None
    return list(found)


def comparing(people, listed):
    """The measures, for a list of so many people against so many on record."""
    found, seconds = [], []
    for seed in SEEDS:
        dice = random.Random(seed)
        record = on_record(dice, people)
        rows, homes = a_list(dice, record, listed), Homes(record)
        asked = near_of(rows, record)
        began = time.process_time()  # of this process: whatever else the machine does
        near = finding._pairs(rows, asked)
        told = {each.pk: finding._best(each, near[each.pk], homes) for each in rows}
        seconds.append(time.process_time() - began)
        found.append(counted(rows, told))
    told = {
        "import_compare_5k_with_200k_cpu_seconds": statistics.median(seconds),
        "import_f1": min(f1 for f1, _ in found),
        "import_precision_on_twins_and_siblings": min(precision for _, precision in found),
    }
    if importlib.util.find_spec("splink"):  # nothing of ours needs it
        from bench import beside_splink

        theirs, f1 = beside_splink.comparing(rows, record)
        told |= {"import_5k_over_splink": seconds[-1] / theirs, "splink_f1": f1}
    return told


class Homes:
    """The postcodes of everybody on record, by key, as `finding` asks them."""

    def __init__(self, record):
        self.codes = {each.pk: {each.postcode} for each in record}

    def __getitem__(self, key):
        return self.codes[key]


def near_of(rows, record):
    """Those on record whom the database would give: the condition of `finding._on_record`, in Python."""
    born = {each.date_of_birth for each in rows} | {finding._swapped(each.date_of_birth) for each in rows}
    families, givens = {each.family_name for each in rows}, {each.given_name for each in rows}
    return [
        each
        for each in record
        if each.date_of_birth in born or (each.family_name in families and each.given_name in givens)
    ]


def on_record(dice, count):
    """So many people on record, brothers, sisters and twins among them."""
    givens, families = names(dice, 1_500), names(dice, 6_000)
    found = []
    while len(found) < count:
        family = families[int(len(families) * dice.random() ** 2.2)]
        code, born = (
            f"NT{dice.randrange(1, 30)} {dice.randrange(1, 9)}{dice.choice('ABDEF')}{dice.choice('CIKMOV')}",
            None,
        )
        for _ in range(dice.choice((1, 1, 2, 2, 3))):
            is_twin = born and dice.random() < 0.03
            born = born if is_twin else date(2008, 1, 1) + timedelta(days=dice.randrange(6_500))
            given = givens[int(len(givens) * dice.random() ** 1.8)]
            found.append(person(len(found), given, family, born, code))
    return found[:count]


def person(key, given, family, born, code, meant=None):
    """Somebody on record or, with `meant` (a key on record, or -1), on a list."""
    values = {"pk": key, "given_name": given, "family_name": family, "known_as": "", "date_of_birth": born}
    return SimpleNamespace(**values, postcode=code, meant=meant, hard=False)


def a_list(dice, record, count):
    """A list of so many: known ones written otherwise, siblings, twins and strangers."""
    givens, strangers, found = names(dice, 1_500), names(random.Random(dice.random()), 6_000), []
    for key in range(count):
        one, part = dice.choice(record), dice.random()
        born = date(2008, 1, 1) + timedelta(days=dice.randrange(6_500))
        if part < TRUE:
            made = noisy(dice, one, key)
        elif part < TRUE + SIBLINGS + TWINS:
            given = dice.choice([each for each in givens[:200] if each[:2] != one.given_name[:2]])
            is_twin = part >= TRUE + SIBLINGS
            made = person(key, given, one.family_name, one.date_of_birth if is_twin else born, one.postcode, -1)
            made.hard = True
        else:
            made = person(key, dice.choice(givens), dice.choice(strangers), born, "", -1)
        found.append(made)
    return found


def noisy(dice, one, key):
    """Somebody on record, as another list writes them."""
    given, family, born, part = one.given_name, one.family_name, one.date_of_birth, dice.random()
    if part < 0.15:
        given = slip(dice, given)
    elif part < 0.25:
        family = slip(dice, family)
    elif part < 0.30:
        family = dice.choice(STARTS) + dice.choice(ENDS)
    elif part < 0.35 and finding._swapped(born):
        born = finding._swapped(born)
    elif part < 0.40:
        born = born.replace(day=dice.randrange(1, 29))
    return person(key, given, family, born, one.postcode if dice.random() < 0.8 else "", one.pk)


def slip(dice, name):
    """A name with one letter gone, doubled or changed places with the next."""
    place = dice.randrange(1, max(len(name) - 1, 2))
    return dice.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + name[place - 1 :],
            name[: place - 1] + name[place - 1 : place + 1][::-1] + name[place + 1 :],
        )
    )


def counted(rows, told):
    """(F1 of the first match of each, precision on siblings and twins with who is truly meant)."""
    right = wrong = missed = hard = 0
    for each in rows:
        first = told[each.pk][0][1].pk if told[each.pk] else None
        right += first is not None and first == each.meant
        wrong += first is not None and first != each.meant
        missed += each.meant >= 0 and first != each.meant
        hard += each.hard and first is not None
    return 2 * right / (2 * right + wrong + missed), right / (right + hard)
