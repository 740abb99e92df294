"""The auditor's questions (domain.md section 5): a page, a file and a paper for each."""

from datetime import timedelta
from itertools import chain
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from locality.access.audit import note_question
from locality.asked import (
    AT_ONCE,
    FILE_HEADS,
    chart_of,
    figure_rows,
    figures_of,
    file_rows,
    length_of_file,
    month_rows,
    months_of,
    record_rows,
    rows_of,
)
from locality.forms.questions import QuestionFilter
from locality.paper import pdf_answer
from locality.questions import asker, last_asked, question_numbered, questions
from locality.saving import FileInPieces, progress, saving_page
from locality.spreadsheets import csv_file

DAYS, PARTS = ("since", "until"), ("day", "month", "year")
PAGE, FILE_SIZE, PAPER_SIZE = (
    25,
    200_000,
    500,
)  # records of a page, a file and a paper; the last two say when it was cut


@require_safe
def all_questions(request):
    """Every question that can be asked, with the day on which it was asked last."""
    reader = _asker(request)
    last = last_asked(request.user, reader)
    rows = [
        {"question": each, "last": last.get(each.name)} for each in questions() if reader.audits or not each.audit_only
    ]
    return render(request, "locality/questions.html", {"rows": rows, "audits": reader.audits})


@require_safe
def question(request, number):
    """One question: its definition, filters, figures, records and months."""
    asked = _Asked(request, number)
    context = {"question": asked.question, "form": asked.form, "audits": asked.reader.audits, "chips": asked.chips()}
    if not asked.form.is_valid():
        return render(request, "locality/question.html", context, status=422)
    answer = asked.answer()
    lines, older = answer.page(request.GET.get("after", ""), PAGE)
    months = months_of(answer, asked.form.cleaned_data, asked.reader)
    context |= {
        "figures": figures_of(answer, asked.reader),
        "rows": rows_of(lines),
        "months": months,
        "chart": chart_of(months),
        "older_url": f"?{asked.query(after=older)}" if older else "",
        "query": asked.query(),
        "length": length_of_file(answer, FILE_SIZE),
        "to_draw": asked.to_draw(lines),
    }
    return render(request, "locality/question.html", context)


@require_safe
def question_file(request, number):
    """The same as a file for a spreadsheet."""
    asked = _Asked(request, number)
    if not asked.form.is_valid():
        return question(request, number)
    answer = asked.answer()
    lines, more = answer.page("", FILE_SIZE)
    months = months_of(answer, asked.form.cleaned_data, asked.reader)
    cut = [[f"Only the first {FILE_SIZE:,} records are in this file. Choose days to get the others."]] if more else []
    name = f"question-{number}-{timezone.localdate()}.csv"
    if len(lines) <= AT_ONCE:
        return csv_file(name, FILE_HEADS, chain(file_rows(answer, lines, months, asked.reader), cut))
    first, last = list(figure_rows(answer, asked.reader)), [*month_rows(months), *cut]

    def read(_practitioner, start):
        end = (start or 0) + AT_ONCE
        rows = [*([] if start else first), *record_rows(lines[start:end])]
        return (rows, end) if end < len(lines) else (rows + last, None)

    total = len(first) + len(lines) + len(last)
    return FileInPieces(request, name, FILE_HEADS, read, total=total, who=asker)


@require_safe
def question_saving(request, number):
    """The page from which a long file of an answer is saved, and which tells how far it is."""
    asked = _Asked(request, number)
    if not asked.form.is_valid():
        return question(request, number)
    file_url, back_url = (reverse(f"locality:{name}", args=[number]) for name in ("question-file", "question"))
    return saving_page(request, f"Question {number}", asked.question.title, file_url, f"{back_url}?{asked.query()}")


@require_safe
def saving(request, name):
    """How far a file is that the reader saves: for the page that shows it."""
    return JsonResponse(progress(request.user, name))


@require_safe
def question_paper(request, number):
    """The same as a PDF."""
    asked = _Asked(request, number)
    if not asked.form.is_valid():
        return question(request, number)
    answer = asked.answer()
    lines, more = answer.page("", PAPER_SIZE)
    months = months_of(answer, asked.form.cleaned_data, asked.reader)
    context = {
        "question": asked.question,
        "audits": asked.reader.audits,
        "chosen": [words for _, words in asked.form.chosen],
        "figures": figures_of(answer, asked.reader),
        "rows": rows_of(lines),
        "cut": PAPER_SIZE if more else 0,
        "months": months,
        "chart": chart_of(months),
        "asked_at": timezone.now(),
        "asked_by": request.user,
        "demonstration": settings.DEMONSTRATION,
    }
    return pdf_answer(f"question-{number}-{timezone.localdate()}.pdf", "locality/question_pdf.html", context)


def _asker(request):
    reader = asker(request.user)
    if not reader:
        raise PermissionDenied("These questions are for auditors, safeguarding leads and whoever signs for a partner")
    return reader


class _Asked:
    """A question that a request asks, with the filters of its address."""

    def __init__(self, request, number):
        self.request, self.reader = request, _asker(request)
        self.question = question_numbered(number)
        if not self.question:
            raise Http404("There is no such question")
        if self.question.audit_only and not self.reader.audits:
            raise PermissionDenied("This question is for an audit")
        self.form = QuestionFilter(self._given(), fields=self.question.filters)

    def _given(self):
        """The address's filters; where the question is asked lately, from a year ago unless it names days."""
        given = self.request.GET.copy()
        if self.question.lately and not any(given.get(f"{name}-{part}") for name in DAYS for part in PARTS):
            day = timezone.localdate() - timedelta(days=365)
            for part in PARTS:
                given[f"since-{part}"] = str(getattr(day, part))
        return given

    def answer(self):
        """The answer, once it is written down that it was asked (A8)."""
        note_question(self.request, self.question.name)
        return self.question.run(self.reader, self.form.cleaned_data, timezone.now())

    def query(self, without="", **more):
        """The address's filters as a query, without one field (its parts too) and the place in the list."""
        query = self.request.GET.copy()
        for name in list(query):
            if name in ("after", "saving") or (without and name.split("-")[0] == without) or not query[name]:
                del query[name]
        for name, value in more.items():
            query[name] = value
        return query.urlencode()

    def to_draw(self, lines):
        """The query of the page on which an auditor draws a sample of what it lists, where that is decisions."""
        if not self.reader.audits or not any(line.kind == "sharingdecision" for line in lines):
            return ""
        days = {name: self.form.cleaned_data.get(name) for name in DAYS}
        return urlencode({"question": self.question.number} | {name: day for name, day in days.items() if day})

    def chips(self):
        """The chosen filters, each with the address without it."""
        if not self.form.is_valid():
            return []
        here = reverse("locality:question", args=[self.question.number])
        given = {name.split("-")[0] for name in self.request.GET}
        left = [(words, self.query(without=name)) for name, words in self.form.chosen if name in given]
        return [{"text": words, "url": f"?{query}" if query else here} for words, query in left]
