"""How the log stands, for the auditor: nobody else is told or may ask; whoever verifies writes down what it found."""

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError
from django.urls import reverse

from locality.evidence import proved
from locality.evidence.database import connection_for, govern
from locality.evidence.standing import ask_to_verify, is_asked, standing, verify_and_note
from locality.evidence.statements import read
from locality.history import acting_as
from locality.tasks import anchor_evidence, verify_if_asked
from tests.evidence.conftest import change
from tests.locality.reading import signed_in

PAGE = "locality:evidence"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def stands(copied):
    with acting_as(copied.dana):
        return standing()


def test_only_an_auditor_is_told_how_the_log_stands_or_has_it_verified(log, copied):
    change(copied, "1 Evidence Street")
    for who in (copied.amira, copied.grace):
        with acting_as(who), pytest.raises(LookupError):
            standing()
        with acting_as(who):
            assert ask_to_verify() is False
    assert not is_asked(connection_for("audit"))
    found = stands(copied)
    assert {chain.words for chain in found.chains} == {
        "changes to records",
        "decisions, permissions and sign-ins",
        "who looked",
    }
    assert [chain.seals for chain in found.chains if chain.words == "changes to records"] == [log.sealed()]
    assert found.last is None and found.statement is None and found.late == []  # of today
    with acting_as(copied.dana):
        late = standing(found.since + timedelta(days=2)).late
    assert [words.split(".")[0] for words in late][-2:] == [
        "No statement was signed in the last day",
        "The log was not verified in the last day",
    ]


def test_an_auditor_asks_and_what_was_found_is_written_in_the_log_itself(log, copied):
    with acting_as(copied.dana):
        assert ask_to_verify()
    assert stands(copied).asked and is_asked(connection_for("audit"))
    log.seal()
    verify_if_asked.delay()
    found = stands(copied)
    assert found.asked is None and found.last.wrong == 0 and found.last.changes > 0
    assert not is_asked(connection_for("audit"))
    verify_if_asked.delay()  # nobody asked again
    assert len(stands(copied).checks) == 1
    assert log.verified()[0] == []  # that line is sealed like any other


def test_what_is_wrong_is_said_in_words_and_mailed_to_the_keepers(fresh, told_once, settings):
    settings.ANCHOR_RECIPIENTS = ["lead@school.example"]
    fresh.by_force("UPDATE evidence.row_change SET op = '-' WHERE id = (SELECT max(id) FROM evidence.row_change)")
    fresh.seal()
    result, lines = verify_and_note(connection_for("audit"))
    found = stands(told_once)
    assert result.wrong and found.last.wrong == len(result.wrong)
    assert "no longer fits what it sealed" in found.last.first
    (sent,) = mail.outbox
    assert "NOT" in sent.subject and sent.body == "\n".join(lines) and "Avocet" not in sent.body


def test_the_page_checks_it_and_gives_the_statement_to_keep(log, copied, client, own_folder):
    signed_in(client, copied.dana)
    assert client.get(reverse("locality:evidence-statement")).status_code == 404
    anchor_evidence.delay()
    page = client.get(reverse(PAGE)).content.decode()
    assert "Check it now" in page
    assert client.post(reverse(PAGE)).status_code == 302
    log.seal()
    verify_if_asked.delay()
    page = client.get(reverse(PAGE)).content.decode()
    assert "Every line is as it was sealed" in page and "Check it now" in page
    kept = own_folder / "kept.json"
    kept.write_bytes(client.get(reverse("locality:evidence-statement")).content)
    assert read(kept).is_signed() and json.loads(read(kept).body)["about"] == "evidence log"


def test_the_application_cannot_say_of_its_own_log_that_it_is_whole(log, copied):
    with pytest.raises(DatabaseError, match="The database says by itself"), acting_as(copied.dana):
        govern("log verified", None, "wrong 0 seconds 0.1 changes 1")


def test_the_page_says_what_the_last_proof_found(tmp_path, monkeypatch):
    monkeypatch.setattr(proved, "FILE", tmp_path / "proved.json")
    proved.keep("The database", 63, 62, date(2026, 11, 1))
    assert proved.proved() == [proved.Proof("The database", date(2026, 11, 1), 63, 62)]
