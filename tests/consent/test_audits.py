"""A sample of decisions that nobody chooses, and the file of each: found, settled, sent back, answered, closed (A8)."""

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent.audits import drawing, files, grading
from consent.models import AuditFile, AuditFinding, AuditSample, AuditStep
from locality.access.rule import reader_of
from locality.dues import dues_of
from locality.history import acting_as
from tests.cast import share
from tests.consent.auditing import OWED, audit_ends, decisions, draw, find, only_file, said, second_auditor
from tests.databases import unseen_hand

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A8")]


def now_of(file, who):
    with acting_as(who):
        return files.standings([file], reader_of(who))[0]


def test_the_seed_is_made_by_the_database_after_the_list_and_gives_the_sample_again(story):
    made = decisions(story, 6)
    sample = draw(story, 3)
    with acting_as(story.dana):
        seed = drawing.seed_of(sample)
        assert sample.listed == sorted(each.number for each in made)
        by_hand = sorted(sample.listed, key=lambda n: hashlib.sha256(f"{seed}:{n}".encode()).hexdigest())[:3]
        rows = AuditFile.objects.filter(sample=sample).order_by("place")
        assert [row.decision.number for row in rows] == by_hand
        again = drawing.draw_again(sample, reader_of(story.dana))
        assert (again.wrong, again.notes) == ([], [])
        assert drawing.seed_of(draw(story, 3)) != seed


def test_files_that_the_seed_does_not_give_are_found(story):
    made = decisions(story, 4)
    sample = draw(story, 2)
    same = ("drawn_by", "since", "until", "size", "twice", "listed", "statement")
    with acting_as(story.dana):
        forged = AuditSample.objects.create(submission=uuid4(), **{name: getattr(sample, name) for name in same})
        forged.refresh_from_db()
        right = drawing.chosen(drawing.seed_of(forged), forged.listed, 2)
        others = [each for each in made if each.number not in right]
        for place, other in enumerate(others, 1):
            AuditFile.objects.create(sample=forged, decision=other, place=place)
        assert drawing.draw_again(forged, reader_of(story.dana)).wrong


def test_the_same_form_draws_once_and_only_an_auditor_draws(story):
    decisions(story, 1)
    form = uuid4()
    assert draw(story, submission=form) == draw(story, submission=form)
    today = timezone.localdate()
    with pytest.raises(PermissionDenied):
        drawing.draw(by=story.ewan, size=1, since=today, until=today, submission=uuid4())


def test_nothing_that_fits_is_said_and_draws_nothing(story):
    day = timezone.localdate() - timedelta(days=3000)
    with pytest.raises(ValidationError, match="No decision fits"):
        draw(story, since=day, until=day)
    decisions(story, 1)
    with pytest.raises(ValidationError, match="No decision fits"):
        draw(story, stratum="not_shared")
    with acting_as(story.dana):
        assert not AuditSample.objects.exists()


def test_ten_years_and_fewer_decisions_than_were_asked_for(story):
    decisions(story, 2)
    sample = draw(story, 50, since=timezone.localdate() - timedelta(days=3653))
    with acting_as(story.dana):
        assert AuditFile.objects.filter(sample=sample).count() == 2


def test_a_sample_of_what_a_question_lists(story):
    decisions(story, 3)
    sample = draw(story, 2, question=12)
    with acting_as(story.dana):
        assert len(sample.listed) == 3 and AuditFile.objects.filter(sample=sample).count() == 2


def test_found_sent_back_put_right_and_closed(story):
    decisions(story, 1)
    file = only_file_as(story, draw(story, 1))
    find(file, story.dana, themes=["told"], **OWED)
    assert now_of(file, story.dana).waits_for == "send"
    step = grading.send(file, by=story.dana, to=story.amira, words="", submission=uuid4())
    with acting_as(story.amira):
        [due] = [each for each in dues_of(story.amira, timezone.localdate()) if str(file.pk) in each.url]
        assert due.by == step.answer_by
    answered = {
        "kind": "corrected",
        "words": "I rang the family and wrote down what I told them",
        "submission": uuid4(),
    }
    made = grading.answer(file, by=story.amira, **answered)
    assert grading.answer(file, by=story.amira, **answered) == made
    with acting_as(story.amira):
        assert not [each for each in dues_of(story.amira, timezone.localdate()) if str(file.pk) in each.url]
    with pytest.raises(ValidationError):
        grading.close(file, by=story.dana, words="", submission=uuid4())
    grading.close(file, by=story.dana, words="The note says what they were told", submission=uuid4())
    assert now_of(file, story.dana).waits_for == ""
    with acting_as(story.dana):
        assert files.themes() == ([("The family was not told, or too late", 1)], [("Requires improvement", 1)])


def only_file_as(story, sample):
    with acting_as(story.dana):
        return only_file(sample)


def test_an_answer_that_does_not_do_goes_back_once_more(story):
    decisions(story, 1)
    file = only_file_as(story, draw(story, 1))
    find(file, story.dana, **OWED)
    grading.send(file, by=story.dana, to=story.amira, words="", submission=uuid4())
    grading.answer(file, by=story.amira, kind="explained", words="I do not think that it is needed", submission=uuid4())
    again = grading.send(
        file, by=story.dana, to=story.amira, words="The rule says that they are told", submission=uuid4()
    )
    assert again.answer_by >= timezone.localdate() and now_of(file, story.amira).waits_for == "answer"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": "Fine"}, "words"),
        ({"grade": "inadequate"}, "owed"),
        ({"rules": {"1": "yes"}}, "rule_7"),
        ({"owed": "Tell them", "owed_by": None}, "owed_by"),
        ({"owed": "Tell them", "owed_by": timezone.localdate() - timedelta(days=1)}, "owed_by"),
    ],
)
def test_what_a_finding_must_say(story, changes, field):
    decisions(story, 1)
    file = only_file_as(story, draw(story, 1))
    with pytest.raises(ValidationError) as told:
        find(file, story.dana, **changes)
    assert field in told.value.message_dict


def test_two_auditors_look_without_each_others_word_and_settle_it(story):
    decisions(story, 1)
    file = only_file_as(story, draw(story, 1, twice=1))
    second_auditor(story)
    assert file.twice
    find(file, story.dana)
    with acting_as(story.grace):
        assert not AuditFinding.objects.exists()  # the database keeps it, whatever a page asks
    assert now_of(file, story.grace).waits_for == "find" and now_of(file, story.dana).waits_for == "second"
    find(file, story.grace, rules=dict.fromkeys("123456", "yes") | {"7": "no"}, **OWED)
    now = now_of(file, story.dana)
    assert now.waits_for == "settle" and {what for what, _, _ in now.differences} == {"Grade", files.RULES["7"]}
    with pytest.raises(PermissionDenied):
        find(file, story.dana)
    with acting_as(story.dana):
        assert files.themes()[1] == []  # nothing counts before it is settled
    grading.settle(file, by=story.grace, **said(**OWED))
    assert now_of(file, story.dana).counts.grade == "improve"


def test_who_decided_it_does_not_audit_it(story):
    decisions(story, 1)
    file = only_file_as(story, draw(story, 1))
    second_auditor(story, story.amira)
    with pytest.raises(PermissionDenied):
        find(file, story.amira)
    with acting_as(story.amira), pytest.raises(DatabaseError), transaction.atomic():
        AuditFinding.objects.create(file=file, kind="found", blind=False, said_by=story.amira, **said())


def test_nobody_else_reads_a_file_and_the_decider_only_once_it_was_sent(story):
    decisions(story, 1)
    file = only_file_as(story, draw(story, 1))
    find(file, story.dana, **OWED)
    tables = (AuditFile, AuditFinding, AuditStep)
    for who in (story.amira, story.grace, story.ben):
        with acting_as(who):
            assert not any(model.objects.exists() for model in (*tables, AuditSample)), who
    grading.send(file, by=story.dana, to=story.amira, words="", submission=uuid4())
    with acting_as(story.amira):
        assert all(model.objects.count() == 1 for model in tables) and not AuditSample.objects.exists()
    with acting_as(story.grace):
        assert not any(model.objects.exists() for model in tables)
    with pytest.raises(PermissionDenied):
        grading.answer(file, by=story.grace, kind="corrected", words="I did it for her, all of it", submission=uuid4())


def test_a_decider_does_not_open_another_finding_by_answering_with_it(story):
    decisions(story, 2)
    sample = draw(story, 2)
    with acting_as(story.dana):
        one, other = AuditFile.objects.filter(sample=sample).select_related(
            "decision__provider", "decision__decided_by"
        )
    find(one, story.dana, **OWED)
    hidden = find(other, story.dana, **OWED)
    grading.send(one, by=story.dana, to=story.amira, words="", submission=uuid4())
    forged = {"file": one, "finding": hidden, "kind": "corrected", "sent_to": story.amira, "said_by": story.amira}
    forged |= {"partner": story.school, "words": "Forged", "submission": uuid4()}
    with acting_as(story.amira), pytest.raises(DatabaseError), transaction.atomic():
        AuditStep.objects.create(**forged)


def test_where_the_decider_has_left_somebody_who_signs_answers(story):
    made = share(story)
    assert grading.answerers(made) == [story.amira]
    made.decided_by = story.iris
    assert [each.name for each in grading.answerers(made)][0] == story.grace.name


def test_a_decision_that_was_replaced_after_it_was_drawn(story):
    [made] = decisions(story, 1)
    sample = draw(story, 1)
    with unseen_hand():
        type(made)._base_manager.filter(pk=made.pk).update(superseded_at=timezone.now(), superseded_by=made)
    with acting_as(story.dana):
        file = only_file(sample)
        told = files.became(file.decision, reader_of(story.dana), sample.drawn_at)
    assert "replaced by decision" in told and "since" in told
    find(file, story.dana)
    assert drawing_is_the_same(story, sample)


def drawing_is_the_same(story, sample):
    with acting_as(story.dana):
        return not drawing.draw_again(sample, reader_of(story.dana)).wrong


def test_when_the_time_of_the_audit_is_over_nothing_more_is_written(story):
    decisions(story, 1)
    file = only_file_as(story, draw(story, 1))
    audit_ends(story.dana)
    with pytest.raises(grading.AuditIsOver):
        find(file, story.dana)
    with acting_as(story.dana):
        assert not AuditFile.objects.exists() and not AuditSample.objects.exists()
