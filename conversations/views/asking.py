"""Pages that ask one thing of one record, and do it: the form, the service, and where one goes after it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from locality.access.rule import reader_of
from locality.families import Family, with_families


def ask(
    request,
    form,
    do,
    *,
    title,
    button,
    done,
    back,
    lead="",
    warning=False,
    family=None,
    about=None,
    submission=None,
    typing=None,
    facts=(),
):
    """Show `form` under `title`, with the words `lead` above it; when it was posted and holds, call `do(form)` and go
    on to `back` with the words `done`. A ValidationError of the service stands beside its field; what was typed stays.
    `about`: the record that it is asked of; the page names its family, by its reference for whoever sees no more of it.
    `facts`: (head, words) told above the form. `do` may return other words than `done`.
    `typing` (conversations/kept.py): the words are kept on the server while they are typed.
    """
    if typing and (words := typing.put_aside()):
        messages.success(request, words)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            words = do(form)
        except ValidationError as error:
            form.take_errors(error)
        else:
            if typing:
                typing.done()
            messages.success(request, words if isinstance(words, str) else done)
            return redirect(back)
    context = {"form": form, "title": title, "button": button, "back": back, "lead": lead, "warning": warning}
    if about:
        context["whose"] = with_families([about], reader_of(request.user))[0].family
    context |= {"family": family, "submission": submission, "typing": typing, "facts": facts}
    return render(request, "conversations/ask.html", context, status=422 if form.errors else 200)


def help_url(reader, family_id):
    """Where the help of a family is told; my work, for whoever may not see the family itself."""
    if Family.objects.visible_by(reader).filter(pk=family_id).exists():
        return reverse("conversations:help", args=[family_id])
    return reverse("locality:home")


def back_from(request, record):
    """The help page of the record's family, or my work."""
    return help_url(reader_of(request.user), record.family_id)
