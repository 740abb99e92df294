"""The evidence pack of a sample: checked by somebody outside with their own tools, and what is in it (A8, A10)."""

import hashlib
import io
import subprocess
import zipfile

import pytest
from django.core.management import CommandError
from django.urls import reverse

from consent.models import SharingDecision
from locality.history import acting_as
from locality.models import Viewing
from locality.packs import made_packs
from locality.tasks import anchor_evidence
from tests.cast import share
from tests.consent.auditing import OWED, crowd, drawn, find
from tests.locality.reading import signed_in, what_is_read
from tests.papers import words_of

pytestmark = [pytest.mark.rule("A8"), pytest.mark.rule("A10")]
FOR_OUTSIDE = {"purpose": "inspection", "asked": ["4", "12"], "records": "no"}
CHECK_SIGNATURE = (
    "openssl pkeyutl -verify -pubin -inkey statement-key.pem -rawin -in statement.txt -sigfile statement.sig"
)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture(scope="module")
def file(copied):
    """The file of a decision of a sample, with a finding; beside it one decision not to share."""
    made = share(copied)
    crowd(made)
    crowd(made, 1, outcome="not_share", not_share_reason="no_need")  # a small number
    found = drawn(copied, made)
    find(found, copied.dana, **OWED)
    return found


@pytest.fixture
def packed(client, copied, file):
    """Make the pack of the sample; its name and its bytes."""
    anchor_evidence.delay()

    def make(**changes):
        url = reverse("consent:audit-pack", args=[file.sample_id])
        said = signed_in(client, copied.dana).post(url, FOR_OUTSIDE | changes)
        assert said.status_code == 200 and said["Content-Type"] == "application/zip", what_is_read(said)
        return said.content

    return make


def run(command, where):
    """What a command says in a folder, and with what it ends."""
    done = subprocess.run(command, shell=True, cwd=where, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def texts(body):
    """{name: text} of what a pack holds, its paper too."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    return {
        name: words_of(each) if name.endswith(".pdf") else each.decode("utf-8-sig", "replace")
        for name, each in held.items()
    }


def test_somebody_outside_checks_it_with_their_own_tools_and_finds_a_changed_byte(log, packed, tmp_path):
    (tmp_path / "pack.zip").write_bytes(packed())
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "out")
    sums, signature = "sha256sum --check --strict SHA256SUMS", CHECK_SIGNATURE
    assert CHECK_SIGNATURE.split(" -in ")[0] in (tmp_path / "out/How to check this pack.txt").read_text()
    assert run(sums, tmp_path / "out")[0] == 0
    assert "Verified Successfully" in run(signature, tmp_path / "out")[1]
    for name in sorted(path.name for path in (tmp_path / "out").iterdir() if path.name != "SHA256SUMS"):
        path = tmp_path / "out" / name
        whole = path.read_bytes()
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        code, words = run(sums, tmp_path / "out")
        assert code and f"{name}: FAILED" in words
        if name in ("statement.txt", "statement.sig"):
            assert run(signature, tmp_path / "out")[0], name
        path.write_bytes(whole)


def test_the_command_finds_what_was_changed_also_where_the_digests_were_changed_with_it(log, packed, tmp_path):
    whole, other = tmp_path / "pack.zip", tmp_path / "other.zip"
    whole.write_bytes(packed())
    out, code = log.command("verify_pack", str(whole))
    assert code == 0 and "as it was made" in out and "The log says that it was made on" in out, out

    def again(change, *, sums=False, more=()):
        with zipfile.ZipFile(whole) as old:
            held = {name: old.read(name) for name in old.namelist()} | dict(more)
        name, before, after = change
        held[name] = held[name].replace(before, after)
        if sums:
            (tmp_path / "f").write_bytes(held[name])
            digest = run("sha256sum f", tmp_path)[1][:64].encode()
            lines = held["SHA256SUMS"].splitlines(keepends=True)
            held["SHA256SUMS"] = b"".join(
                digest + line[64:] if line.endswith(b"  %b\n" % name.encode()) else line for line in lines
            )
        with zipfile.ZipFile(other, "w") as new:
            for each, body in held.items():
                new.writestr(each, body)
        return log.command("verify_pack", str(other))

    sheet = next(name for name in texts(whole.read_bytes()) if name.endswith("-drawn.csv"))
    better = (sheet, b"Yes", b"No")
    out, code = again(better)
    assert code == 1 and f"WRONG: {sheet} was changed." in out
    out, code = again(better, sums=True)
    assert code == 1 and "WRONG: The log does not know this SHA256SUMS" in out
    out, code = again((sheet, b"", b""), more={"more.csv": b"x"}.items())
    assert code == 1 and "WRONG: more.csv was put in." in out
    out, code = again(("statement.txt", b'"seq":', b'"seq":9'), sums=True)
    assert code == 1 and "does not bear its signature" in out
    (tmp_path / "no.zip").write_bytes(b"no archive")
    with pytest.raises(CommandError, match="not a pack"):
        log.command("verify_pack", str(tmp_path / "no.zip"))


def test_both_logs_say_who_made_it_of_what_and_what_for(log, packed, client, copied, file):
    governed, looked = log.newest("governance_event"), Viewing.objects.count()
    packed()
    [event] = [each for each in log.since("governance_event", governed) if each["code"] == "evidence pack made"]
    assert event["subject"] == file.sample_id and event["actor"] == copied.dana.pk
    assert event["detail"].split()[:2] == ["inspection", str(file.sample.number)]
    assert len(event["detail"].split()[2]) == 64
    with acting_as(copied.dana):
        kinds = list(Viewing.objects.order_by("pk").values_list("kind", flat=True)[looked:])
    assert [kind for kind in kinds if "question" in kind or "export" in kind] == [
        "export for inspection: evidence pack",
        "question 4",
        "question 12",
    ]
    page = what_is_read(client.get(reverse("consent:audit-sample", args=[file.sample_id])))
    assert "Packs made of it" in page and "An inspection" in page


def test_it_names_no_family_and_tells_no_small_number_unless_it_is_for_an_audit(log, packed, copied, file):
    with acting_as(copied.dana):
        reasons = SharingDecision.objects.get(pk=file.decision_id).reasons
    for records in ("no", "yes"):
        held = texts(packed(records=records))
        for name, text in held.items():
            assert not [
                word for word in ("Fulmar", "Kai", "Marmalade", reasons) if word in text.replace("Fulmar Lane", "")
            ], name
        rows = held["question-12.csv"].splitlines()
        assert any(row.startswith('"Record"') for row in rows) == (records == "yes")
        assert '"False"' not in held["question-4.csv"], "None is 0"
        assert ('"fewer than 6"' in held["question-4.csv"]) == (records == "no")
        assert ('"1"' in held["question-4.csv"]) == (records == "yes")
        paper = next(text for name, text in held.items() if name.endswith(".pdf"))
        assert OWED["owed"] in " ".join(paper.split()) and "Question 12" in paper


def test_only_an_auditor_makes_one_and_the_form_says_what_is_missing(client, copied, file):
    url = reverse("consent:audit-pack", args=[file.sample_id])
    assert signed_in(client, copied.amira).post(url, FOR_OUTSIDE).status_code == 404
    signed_in(client, copied.dana)
    said = client.post(url, FOR_OUTSIDE | {"purpose": "", "asked": [str(n) for n in range(2, 9)]})
    assert said.status_code == 422 and "Choose what it is for" in said.content.decode()
    assert "Choose at most 5 questions" in said.content.decode()


def test_guardians_and_auditors_read_which_packs_were_made_and_nobody_else(log, client, packed, copied, file):
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        digest = hashlib.sha256(archive.read("SHA256SUMS")).hexdigest()
    url, sample = reverse("consent:audit-packs"), reverse("consent:audit-sample", args=[file.sample_id])
    page = what_is_read(client.get(url))
    assert digest in page and "Dana Sorrel" in page and "An inspection" in page and sample in page
    assert digest in what_is_read(client.get(sample))
    page = what_is_read(signed_in(client, copied.ewan).get(url))
    assert digest in page and f"Sample {file.sample.number}" in page and sample not in page
    assert signed_in(client, copied.amira).get(url).status_code == 403
    with acting_as(copied.amira):
        assert made_packs() == []
