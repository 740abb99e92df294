"""Bench databases: made once for each state of the schema and the generator, kept for the next run."""

import contextlib
import functools
import hashlib
import sys
import time
from pathlib import Path

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal

from bench.load import load
from bench.world import SCALES
from tests import databases

BASE = Path(__file__).resolve().parent.parent
# What decides the tables and their rows. Wall, rights and the log's functions are raised whenever a database is used.
MADE_OF = [f"bench/{name}.py" for name in ("world", "load", "sheets", "people")]
MADE_OF += ["locality/history.py", "locality/evidence/keeping.py", "*/migrations/*.py", "requirements.txt"]


@functools.cache
def prefix():
    """What the names of this state's databases begin with, for all of a run."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MADE_OF for path in BASE.glob(pattern)):
        digest.update(path.read_bytes())
    return f"bench_{digest.hexdigest()[:8]}"


def use(tier):
    """Point Django at the database of a tier (a key of SCALES), made first where it is missing. Returns its name."""
    name = f"{prefix()}_{tier.lower()}"
    if name not in databases.names("bench_"):
        make(name, SCALES[tier])
    databases.point_at(name)
    _raise_again(name)
    return name


@functools.cache
def _raise_again(name):
    """Raise the wall, the rights and the log's functions as the files say now, once in each run."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")


@contextlib.contextmanager
def copy_of(tier):
    """A block in which Django is at a copy of a tier's database, which may be changed and is dropped at the end."""
    with copies_of(tier, "copy") as (name,):
        yield name


@contextlib.contextmanager
def copies_of(tier, *labels):
    """The same with several copies; Django is at the first. Yields their names."""
    source = use(tier)
    made = [f"{source}_{label}" for label in labels]
    for name in made:
        databases.drop(name)
        databases.copy(source, name)
    databases.point_at(made[0])
    try:
        yield made
    finally:
        databases.point_at("postgres")
        for name in made:
            databases.drop(name)


def make(name, scale):
    """Make the database `name`: migrated, with reference data and the rows of the scale."""
    half_made, began = f"{name}_new", time.monotonic()
    _drop_older()
    databases.drop(half_made)
    databases.fresh_copy(half_made)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")
    call_command("prepare_reference", verbosity=0)
    with databases.owner_at(half_made) as owner:
        load(owner, scale)
    databases.point_at("postgres")
    with databases.owner_at("postgres") as owner:
        owner.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{name}"')
    seconds = time.monotonic() - began
    print(
        f"made {scale.families:,} families, {scale.families * scale.talks:,} conversations in {seconds:.0f} s",
        file=sys.stderr,
    )


def _drop_older():
    for name in databases.names("bench_"):
        if not name.startswith(prefix()):
            databases.drop(name)
