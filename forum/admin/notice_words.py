"""The words of notices of an edition: which there are and what is changed; one of them with its variables and a preview
on real messages of the edition."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.errors import DomainError
from forum.actions import notice_words
from forum.notices import edition_facts
from notifications import own_words, rendering, starting_words, variables
from notifications.models import Channel, Message, Wording
from notifications.rendering import CannotRender, kind_in_words

LABEL = gettext_lazy("Words of notices")
REAL = 10
"""So many messages of the edition a preview may be on."""
READER = {"name": "Sample Delegate 3", "email": "delegate3@majlis.example", "timezone": "Europe/Berlin"}


@dataclass(frozen=True)
class Notice:
    """One notice in one language, as somebody changes it."""

    edition: object
    kind: str
    language: str

    @property
    def wording(self) -> Wording | None:
        rows = Wording.objects.filter(edition=self.edition.slug, kind=self.kind, language=self.language)  # type: ignore[attr-defined]
        return rows.select_related("changed_by").first()


def page(model_admin, request, edition):
    """The list, or with ``?kind=&language=`` one notice; what is pressed there is done."""
    if not request.GET.get("kind"):
        return _list(model_admin, request, edition)
    notice = Notice(edition, request.GET["kind"], request.GET.get("language", ""))
    if notice.kind not in variables.kinds() or notice.language not in dict(settings.NOTICE_LANGUAGES):
        raise Http404
    if request.method == "POST":
        return _PRESSED.get(request.POST.get("do", ""), _save)(model_admin, request, notice)
    return _editor(model_admin, request, notice, _begun(request, notice))


def _list(model_admin, request, edition):
    own = {(row.kind, row.language): row for row in Wording.objects.filter(edition=edition.slug)}
    named = sorted((kind_in_words(kind), kind) for kind in variables.kinds())
    rows = [
        (words, kind, [(code, label, own.get((kind, code))) for code, label in settings.NOTICE_LANGUAGES])
        for words, kind in named
    ]
    context = {"title": _("Words of notices: %(edition)s") % {"edition": edition.short_name}, "rows": rows}
    return _answer(model_admin, request, edition, "admin/notice_words.html", context | {"changed": len(own)})


def _editor(model_admin, request, notice, words, *, refusal=None):
    wording = notice.wording
    house = starting_words.of(notice.kind, notice.language)
    samples = _samples(request.user, notice)
    seen = request.POST.get("seen") if refusal else notice_words.stamp(wording)
    context = {
        "title": f"{kind_in_words(notice.kind)} · {dict(settings.NOTICE_LANGUAGES)[notice.language]}",
        "notice": notice,
        "languages": settings.NOTICE_LANGUAGES,
        "direction": "rtl" if notice.language in settings.LANGUAGES_BIDI else "ltr",
        "wording": wording,
        "seen": seen,
        "parts": _parts(words, house, refusal),
        "refusal": refusal,
        "names": _explained(notice, samples),
        "samples": list(samples.items()),
        "history": _history(notice),
        **_preview(notice, words, next(iter(samples.values()))),
    }
    status = 400 if refusal else 200
    return _answer(model_admin, request, notice.edition, "admin/notice_words_one.html", context, status=status)


def _save(model_admin, request, notice):
    words = _posted(request)
    given = {"words": words, "seen": request.POST.get("seen", ""), "by": request.user, "now": now()}
    try:
        notice_words.write(notice.edition, notice.kind, notice.language, **given)
    except DomainError as refusal:
        return _editor(model_admin, request, notice, words, refusal=refusal)
    messages.success(request, _("Saved. What leaves from now on says it, also what waits."))
    return redirect(request.get_full_path())


def _reset(_model_admin, request, notice):
    try:
        notice_words.reset(notice.edition, notice.kind, notice.language)
        messages.success(request, _("The house's words are back. Yours stay in the history."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(request.get_full_path())


def _show(_model_admin, request, notice):
    """The preview alone, of what stands in the form."""
    samples = _samples(request.user, notice)
    sample = samples.get(request.POST.get("sample", ""), samples["sample"])
    return TemplateResponse(request, "admin/notice_words_preview.html", _preview(notice, _posted(request), sample))


_PRESSED = {"reset": _reset, "preview": _show}


def _begun(request, notice):
    """What the form begins with: a version of the history, the words as they are, or the house's."""
    version = request.GET.get("version", "")
    if version.isdecimal() and (kept := _events(notice).filter(pk=version).first()):
        return _words_of(kept)
    wording = notice.wording
    return _words_of(wording) if wording else starting_words.of(notice.kind, notice.language)


def _posted(request):
    return {part: request.POST.get(part, "").replace("\r\n", "\n") for part in notice_words.PARTS}


def _words_of(row):
    return {part: getattr(row, part) for part in notice_words.PARTS}


def _parts(words, house, refusal):
    """(name, label, words, the house's, what is wrong with it) of each field."""
    labels = {"subject": _("Subject"), "heading": _("Heading"), "body": _("Text")}
    field = getattr(refusal, "field", None)
    return [(part, labels[part], words[part], house[part], refusal if field == part else None) for part in labels]


def _samples(user, notice):
    """Messages to show the words on, by a key for the form: the newest of the edition, and a sample."""
    facts = variables.samples()[notice.kind] | {"edition": edition_facts(notice.edition)}
    sample = Message(kind=notice.kind, edition=notice.edition.slug, facts=facts, **READER)
    mails = Message.objects.visible_to(user).filter(channel=Channel.EMAIL)
    real = mails.filter(edition=notice.edition.slug, kind=notice.kind).order_by("-created_at", "-pk")[:REAL]
    found = {message.public_id: message for message in real} | {"sample": sample}
    for message in found.values():
        message.language, message.foreword = notice.language, ""
    return found


def _preview(notice, words, message):
    """``words`` on ``message``: ``said``, or ``problem`` in a sentence."""
    wording = Wording(edition=notice.edition.slug, kind=notice.kind, language=notice.language, **words)
    try:
        own_words.check(notice.kind, **words)
        return {"said": rendering.word_by(message, wording), "problem": ""}
    except DomainError as refusal:
        return {"said": None, "problem": str(refusal)}
    except CannotRender:
        return {"said": None, "problem": _("This message was written before the notice had all of these facts.")}


def _explained(notice, samples):
    message = samples["sample"]
    with translation.override(notice.language):
        facts = message.facts | {"recipient": READER}
        examples = variables.values(variables.names(notice.kind), facts)
    return [(one.name, one.label, examples.get(one.name, "")) for one in variables.of(notice.kind)]


def _events(notice):
    model = Wording.pgh_event_model  # type: ignore[attr-defined]
    rows = model.objects.filter(edition=notice.edition.slug, kind=notice.kind, language=notice.language)
    return rows.select_related("pgh_context").order_by("-pgh_id")


def _history(notice):
    """(event, who, in words) of what was written and taken back, newest first."""
    events = list(_events(notice)[:20])
    actors = User.objects.in_bulk({pk for event in events if (pk := _actor(event))})
    done = {"insert": _("Written"), "update": _("Changed"), "delete": _("Back to the house's words")}
    return [(event, actors.get(_actor(event)), done.get(event.pgh_label, event.pgh_label)) for event in events]


def _actor(event):
    return (event.pgh_context.metadata or {}).get("user") if event.pgh_context else None


def _answer(model_admin, request, edition, template, context, *, status=200):
    frame = model_admin.admin_site.each_context(request) | {"opts": model_admin.opts, "edition": edition}
    return TemplateResponse(request, template, frame | context, status=status)
