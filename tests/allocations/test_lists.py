"""Lists from data: what is read and refused, who becomes a candidate, who may know of it (S134; faults D1-D5)."""

import contextlib
import hashlib
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from allocations import services
from allocations.finding import matches
from allocations.lines import check
from allocations.models import BroughtList, Candidate, PointsRule
from allocations.reports import never_met
from allocations.sheets import Refused, Sheet, sheet_of
from consent.models import LegalGateway
from locality import services as foundation
from locality.access import Denial, Viewing
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.models import Family, Practitioner
from tests.allocations.meeting import make_meeting
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

HEAD = "Forename,Surname,DOB,Address,Postcode,Attendance %,Notes\n"
LINES = [
    "Ada,Tern,27/03/2015,3 Tern Street,NT4 7CV,43,is said to drink",
    "Bo,O’Brien,2014-01-02,,,88.5,",
    "Cy,Gull,not known,,,70,",
    "Dee,Plover,01/02/2013,,,abc,",
    "Ada,Tern,27/03/2015,,,50,",
    "=cmd|' /C calc'!A0,Wren,27/03/2015,,,50,",
]
FILE = (HEAD + "\n".join(LINES)).encode()
MAPPING = {
    "given_name": "Forename",
    "family_name": "Surname",
    "date_of_birth": "DOB",
    "address": "Address",
    "postcode": "Postcode",
    "value": "Attendance %",
}


def brought(story, body=FILE, **changes):
    """The school's attendance list, as Amira brings it."""
    values = {"by": story.amira, "partner": story.school, "locality": story.harbour, "kind": "attendance"}
    values |= {"name": "autumn.csv", "tells_of": timezone.localdate(), "digest": hashlib.sha256(body).hexdigest()}
    values |= {"gateway": LegalGateway.objects.get(code="ca_2004_s10"), "submission": uuid4()} | changes
    return services.bring_list(sheet_of(body), **values)


def taken(story, body=FILE, **changes):
    found = services.match_up(brought(story, body, **changes), by=story.amira, mapping=MAPPING)
    return services.take_over(found, by=story.amira)


def test_bytes_become_lines_whatever_wrote_them():
    plain = "Vorname;Name\r\nZoë;Müller\r\n"
    for body in (plain.encode(), plain.encode("utf-8-sig"), plain.encode("utf-16"), plain.encode("cp1252")):
        assert sheet_of(body).lines == [(2, ["Zoë", "Müller"])]
    mixed = sheet_of("Name,Age\nZoë,3\n".encode() + "Jürgen,4\n".encode("cp1252"))
    assert [cells[0] for _, cells in mixed.lines] == ["Zoë", "Jürgen"] and mixed.guessed == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"Name,Age\n", "no line below"),
        (b"Name,Age\nA\0da,3\n", "Line 2 holds"),
        (b'Name,Age\n"Ada,3\nBo,4\n', "from line 2"),
        (b"Name,Age\n" + b"a" * 5000 + b",3\n", "too long"),
        (b"c," * 61 + b"\n", "columns"),
        (b"Name,Age\n" + b"Ada,3\n" * 20_001, "20,000 lines"),
        (b"%PDF-1.7", "CSV"),
        ("Name\n".encode("utf-16-le") * 3, "encoding"),
        (b"PK\x03\x04 not a zip", "damaged"),
    ],
    ids=["empty", "headings", "nul", "quote", "cell", "columns", "lines", "pdf", "utf16", "zip"],
)
def test_what_is_no_list_is_refused_in_words(body, words):
    with pytest.raises(Refused, match=words):
        sheet_of(body)


@pytest.mark.rule("S134")
def test_each_line_is_taken_or_left_out_with_its_reason(story):
    sheet = sheet_of(FILE)
    checked = check("attendance", sheet.columns, MAPPING, sheet.lines, sheet.odd)
    assert [(each["given_name"], each["value"]) for each in checked.people] == [("Ada", 43.0), ("Bo", 88.5)]
    assert [number for number, _ in checked.wrong] == [4, 5, 6, 7] and checked.unread == ["Notes"]
    told = " ".join(words for _, words in checked.wrong)
    for words in ("not a date", "not a number", "same person as in line 2", "formula"):
        assert words in told
    assert "cmd" not in told and "drink" not in told


@pytest.mark.rule("S134", "V30")
def test_notes_put_into_another_column_are_refused(story):
    mapping = MAPPING | {"address": "Notes"}
    lines = [(2, ["Ada", "Tern", "27/03/2015", "", "", "43", "Her mother is in prison for drugs"])]
    lines.append((3, ["Bo", "Tern", "27/03/2015", "", "", "43", "3 Prison Road, near the health centre " * 8]))
    lines.append((4, ["Cy", "Tern", "27/03/2015", "", "", "43", "3 Union Street"]))
    checked = check("attendance", sheet_of(FILE).columns, mapping, lines, [])
    assert [each["line"] for each in checked.people] == [4] and "crime" in checked.wrong[0][1]


@pytest.mark.rule("S134")
def test_nobody_is_a_candidate_before_the_list_is_taken_over_and_no_notes_are_kept(story):
    found = brought(story)
    services.match_up(found, by=story.amira, mapping=MAPPING)
    assert Candidate.objects.count() == 0
    made = services.take_over(found, by=story.amira)
    assert (made.taken, made.content, Candidate.objects.count()) == (2, None, 2)
    assert Candidate.objects.get(given_name="Ada").points == 3
    assert "drink" not in str(list(Candidate.objects.values())) + str(list(Candidate.history.values()))
    assert "Ada" not in str(list(Candidate.history.values()))
    with pytest.raises(ValidationError, match="already"):
        services.take_over(made, by=story.amira)


@pytest.mark.rule("S134")
def test_the_same_file_again_is_recognised_by_its_own_partner_alone(story):
    taken(story)
    with pytest.raises(ValidationError, match="already"):
        brought(story, name="another name.csv")
    assert brought(story, by=story.ben, partner=story.health).partner == story.health
    with pytest.raises(PermissionDenied):
        brought(story, by=story.ben)


@pytest.mark.rule("S134")
def test_the_next_list_adds_to_who_is_there_and_points_say_why(story):
    taken(story)
    head = "Forename,Surname,DOB,Address,Postcode,Attendance %\n"
    later = taken(story, (head + "ada,TERN,2015-03-27,,,95\n").encode())
    ada = Candidate.objects.get(family_name="Tern")
    assert (ada.points, len(ada.signs), ada.signs[1]["list"], ada.address) == (0, 2, str(later.pk), "3 Tern Street")


@pytest.mark.rule("S134", "S94")
def test_only_its_own_partner_knows_of_a_list_and_who_is_on_it(client, story):
    made = taken(story)
    ada = Candidate.objects.get(given_name="Ada")
    pages = [reverse("allocations:list", args=[made.pk]), reverse("allocations:candidate", args=[ada.pk])]
    for who in (story.ben, story.ewan, story.dana):
        with acting_as(who):
            assert not BroughtList.objects.exists() and not Candidate.objects.exists()
            assert not Candidate.history.exists()
        assert [signed_in(client, who).get(page).status_code for page in pages] == [404, 404]
        assert Denial.objects.filter(practitioner=who, record=str(ada.pk)).exists()
    assert "Ada" not in what_is_read(signed_in(client, story.ewan).get(reverse("allocations:candidates")))
    text = what_is_read(signed_in(client, story.grace).get(pages[1]))
    assert "Ada Tern" in text and "missing more than half the days" in text
    assert Viewing.objects.filter(practitioner=story.grace, record=ada.pk, partner=story.school).count() == 1


@pytest.mark.rule("S134")
def test_a_list_is_brought_checked_and_taken_over_on_its_pages(client, story):
    amira = signed_in(client, story.amira)
    today = timezone.localdate()
    answers = {"kind": "attendance", "locality": str(story.harbour.pk), "submission": str(uuid4())}
    answers |= {"tells_of-day": today.day, "tells_of-month": today.month, "tells_of-year": today.year}
    answers["gateway"] = str(LegalGateway.objects.get(code="ca_2004_s10").pk)
    wrong = amira.post(reverse("allocations:bring-list"), answers | {"file": SimpleUploadedFile("a.csv", b"%PDF")})
    assert wrong.status_code == 422 and "CSV" in what_is_read(wrong)
    sent = amira.post(reverse("allocations:bring-list"), answers | {"file": SimpleUploadedFile("a.csv", FILE)})
    found = BroughtList.objects.get()
    page = reverse("allocations:list", args=[found.pk])
    assert sent.url == page and 'value="DOB" selected' in amira.get(page).content.decode()
    assert amira.post(page, {"act": "match"} | MAPPING | {"value": "DOB"}).status_code == 422
    assert amira.post(page, {"act": "match"} | MAPPING).url == page
    text = what_is_read(amira.get(page))
    assert "2 people can be taken over, of 6 lines" in text and "Line 4." in text and "Notes" in text
    assert amira.post(page, {"act": "take"}).url == reverse("allocations:candidates")
    text = what_is_read(amira.get(reverse("allocations:candidates")))
    assert "Ada Tern" in text and "O’Brien" not in text and "1 more has too few points" in text
    assert "2" in what_is_read(amira.get(reverse("allocations:lists")))


@pytest.mark.rule("S134")
def test_the_next_list_of_a_kind_begins_with_the_columns_of_the_last(client, story):
    body = b"A,B,C,D\nAda,Tern,27/03/2015,43\n"
    mapping = {"given_name": "A", "family_name": "B", "date_of_birth": "C", "value": "D", "address": "", "postcode": ""}
    first = services.match_up(brought(story, body), by=story.amira, mapping=mapping)
    services.take_over(first, by=story.amira)
    second = brought(story, body + b"Bo,Tern,28/03/2015,43\n")
    text = signed_in(client, story.amira).get(reverse("allocations:list", args=[second.pk])).content.decode()
    assert all(f'value="{name}" selected' in text for name in "ABCD")
    other = brought(story, body + b"Cy,Tern,28/03/2015,43\n", by=story.ben, partner=story.health)
    text = signed_in(client, story.ben).get(reverse("allocations:list", args=[other.pk])).content.decode()
    assert 'value="A" selected' not in text


@pytest.mark.rule("S134", "S78")
def test_a_candidate_is_registered_once_and_comes_to_an_agenda_as_one_nobody_has_met(client, story):
    taken(story)
    make_meeting(story)
    ada = Candidate.objects.get(given_name="Ada")
    amira = signed_in(client, story.amira)
    page = reverse("allocations:candidate", args=[ada.pk])
    assert amira.post(page, {"outcome": "nothing"}).status_code == 422
    answers = [amira.post(page, {"outcome": "registered"}) for _ in range(2)]
    family = Family.objects.get(name="Tern", submission=ada.pk)
    propose = reverse("allocations:propose", args=[family.pk])
    assert [answer.url for answer in answers] == [propose, propose]
    text = amira.get(propose).content.decode()
    assert "School attendance" in text and "3 points" in text
    assert "Ada Tern" in what_is_read(amira.get(reverse("allocations:candidates")))
    assert family.first_contact_on is None


@pytest.mark.rule("S134")
def test_what_is_kept_goes_in_time(story):
    system, now = Practitioner.objects.system(), timezone.now()
    taken(story)
    brought(story, FILE + b"\n")
    assert services.age_lists(by=system) == (0, 0, 0)
    assert services.age_lists(by=system, now=now + timedelta(days=8)) == (0, 0, 1)
    assert services.age_lists(by=system, now=now + timedelta(days=184)) == (2, 0, 0)
    ada = Candidate.objects.get(given_name="Ada")
    assert (ada.address, ada.signs, ada.points) == ("", [], 3)
    assert services.age_lists(by=system, now=now + timedelta(days=366)) == (0, 2, 0)
    assert set(Candidate.objects.values_list("given_name", "date_of_birth", "digest")) == {("", None, "")}


def test_a_file_is_read_in_a_process_of_its_own():
    from allocations import sheets

    found = sheets.read(FILE)
    assert isinstance(found, Sheet) and len(found.lines) == 6
    with pytest.raises(Refused, match="CSV"):
        sheets.read(b"%PDF")


@pytest.mark.rule("S134", "A6")
def test_somebody_on_a_list_is_compared_with_people_whom_the_reader_sees_and_nobody_else(client, story):
    body = (
        b"A,B,C,D\n" + f"{story.child.given_name},{story.child.family_name},{story.child.date_of_birth},43\n".encode()
    )
    head = {"given_name": "A", "family_name": "B", "date_of_birth": "C", "value": "D", "address": "", "postcode": ""}
    for who, partner in ((story.amira, story.school), (story.ewan, story.council)):
        found = services.match_up(brought(story, body, by=who, partner=partner), by=who, mapping=head)
        services.take_over(found, by=who)
        row = Candidate.objects.get(partner=partner)
        page = signed_in(client, who).get(reverse("allocations:candidate", args=[row.pk]))
        seen = str(story.family) in what_is_read(page)
        assert seen == (who == story.amira) and ('value="known"' in page.content.decode()) == seen
        with pytest.raises(PermissionDenied) if not seen else contextlib.nullcontext():
            services.end_candidate(row, by=who, outcome="known", family=story.family)
    text = what_is_read(signed_in(client, story.amira).get(reverse("allocations:candidates")))
    assert str(story.child) not in text


def on_list(given, family, born, postcode=""):
    return Candidate(given_name=given, family_name=family, date_of_birth=born, postcode=postcode)


@pytest.mark.rule("S134")
def test_a_twin_is_another_and_a_slip_is_the_same(story):
    acts = {"by": story.amira, "partner": story.school}
    born = date(2017, 5, 9)
    person = foundation.add_person(
        story.family, kind="child", given_name="Matthew", family_name="O’Brien", date_of_birth=born, **acts
    )
    foundation.add_household(story.family, address="3 Tern Street", postcode="NT4 7CV", people=[person], **acts)
    cases = {
        on_list("Matthew", "O'Brien", born): "sure",
        on_list("Mathew", "O Brien", born): "doubtful",
        on_list("Matthew", "O’Brien", date(2017, 9, 5)): "doubtful",
        on_list("Matthew", "Smith", born): "doubtful",
        on_list("Thias", "O’Brien", born): "doubtful",  # familiar, and not the beginning of it
        on_list("Daniel", "O’Brien", born, "NT4 7CV"): "another",
        on_list("Matthew", "O’Brien", date(2011, 1, 30)): "another",
    }
    with acting_as(story.amira):
        found = matches(cases, reader_of(story.amira))
    for each, expected in cases.items():
        near = [match for match in found[each.pk] if match.person.pk == person.pk]
        said = "another" if not near else "sure" if near[0].is_sure else "doubtful"
        assert said == expected, f"{each}, {each.date_of_birth}: {said}"


def test_the_pages_of_lists_ask_no_more_questions_for_more_people(client, story):
    amira, counts = signed_in(client, story.amira), []
    for people in (1, 10):
        lines = "".join(f"Ada,Tern{'n' * n},27/03/2015,,,43\n" for n in range(people))
        taken(story, (HEAD.replace(",Notes", "") + lines).encode())
        with CaptureQueriesContext(connection) as asked:
            assert amira.get(reverse("allocations:candidates")).status_code == 200
        counts.append(len(asked))
    assert counts[1] <= counts[0]


@pytest.mark.rule("S134", "S78")
def test_the_audits_question_counts_who_waits_on_the_readers_own_lists(story):
    taken(story)

    def told(who):
        with acting_as(who):
            figures = never_met.run(reader_of(who), {}, timezone.now()).figures
        return [figure.number for figure in figures if "on lists" in figure.label]

    assert (told(story.amira), told(story.ewan)) == ([1, 0, 0], [0, 0, 0])
    with unseen_hand():
        Candidate.objects.update(first_listed_at=timezone.now() - timedelta(days=31))
    assert told(story.amira) == [1, 1, 0]
    with unseen_hand():
        Candidate.objects.update(listed_at=timezone.now() - timedelta(days=367))
    assert told(story.amira) == [1, 1, 2]


@pytest.mark.rule("S134")
def test_everybody_reads_how_points_are_given_and_what_was_before(client, story):
    with unseen_hand():
        values = {"kind": "attendance", "compares": "below", "points": 4, "source": "Harbour’s managers"}
        today, day = timezone.localdate(), timedelta(days=1)
        for code, since, until in (("own", today - day, None), ("old", today - 90 * day, today - 30 * day)):
            PointsRule.objects.create(
                code=code,
                name=f"the {code} rule",
                locality=story.harbour,
                value=77,
                valid_from=since,
                valid_to=until,
                **values,
            )
    for who in (story.amira, story.dana):
        text = what_is_read(signed_in(client, who).get(reverse("allocations:points")))
        before, after = text.split("Rules of before")
        assert "The own rule" in before and "Harbour: its own rules" in before and "Below 77" in before
        assert "The old rule" in after and "The old rule" not in before
        assert "Proposed from 3 points" in before and "Being on it" in before
