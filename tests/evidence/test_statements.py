"""The nightly statement: signed, kept three times, sent out of the house; and who may make one."""

import base64
import json

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.management import CommandError

from locality.evidence import statements
from locality.tasks import anchor_evidence
from tests.evidence.conftest import change


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_a_statement_says_how_far_each_chain_has_come_and_nothing_about_people(log, copied, settings, own_folder):
    settings.ANCHOR_RECIPIENTS = ["lead@school.example", "lead@police.example"]
    change(copied, "1 Eider Road")
    governed = log.sealed("governance_event")
    anchor_evidence.delay()
    (kept,) = log.ask("SELECT body, key, signature FROM evidence.statement")
    (path,) = (own_folder / "anchors").glob("*.json")
    (sent,) = mail.outbox
    told = statements.read(path)
    assert (told.body, told.key, told.signature) == (kept["body"], kept["key"], bytes(kept["signature"]))
    assert sent.to == settings.ANCHOR_RECIPIENTS and json.loads(sent.body) == json.loads(path.read_text())
    assert told.is_signed() and told.key in statements.public_keys()
    assert set(told.told) == {"about", "at", "chains", "service", "version"}
    assert told.told["chains"]["row_change"]["seq"] == log.sealed()
    assert log.sealed("governance_event") == governed + 1  # that it was signed is in the log itself
    assert log.command("verify_audit", "--anchor", str(path))[1] == 0


def test_a_statement_that_is_no_statement_is_refused(own_folder):
    for text in ("", "{}", '{"statement": 1}', "[]"):
        (own_folder / "x.json").write_text(text)
        with pytest.raises(CommandError, match="not a statement"):
            statements.read(own_folder / "x.json")


def test_a_new_key_is_for_its_owner_alone_and_never_written_over(log, own_folder):
    path = own_folder / "key"
    out, _ = log.command("anchor_audit", "--new-key", str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(base64.b64decode(out.strip().removeprefix("ANCHOR_PUBLIC_KEYS="))) == 32
    with pytest.raises(CommandError, match="nothing was written"):
        log.command("anchor_audit", "--new-key", str(path))


def test_production_signs_with_its_own_key_and_believes_pinned_ones_only(log, settings):
    settings.ENV = "production"
    with pytest.raises(CommandError, match="ANCHOR_KEY_FILE"):
        log.command("anchor_audit")
    assert statements.public_keys() == []
    settings.ANCHOR_KEY = "not a key"
    with pytest.raises(CommandError, match="does not hold a private key"):
        log.command("anchor_audit")


def test_part_of_the_log_can_be_checked_by_day(log, copied):
    entry = log.newest("row_change") or 1
    log.by_force(f"UPDATE evidence.row_change SET request = 'altered' WHERE id = {entry}")
    assert ("event altered", "row_change") in log.verified()[0]
    assert "no longer fits" not in log.command("verify_audit", "--to", "2020-01-01")[0]
    assert "no longer fits" in log.command("verify_audit", "--from", "2020-01-01")[0]


def test_sealing_and_signing_are_on_the_clock():
    schedule = {entry["task"]: entry["schedule"] for entry in configured.CELERY_BEAT_SCHEDULE.values()}
    assert schedule["locality.tasks.seal_evidence"] == 10
    nightly = schedule["locality.tasks.anchor_evidence"]
    assert (nightly.hour, nightly.minute) == ({0}, {10})
