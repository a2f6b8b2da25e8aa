"""What the desk's buttons ask for."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from delegations import revisions, uploads
from delegations.actions.late_changes import OPEN_FOR
from delegations.models import FocalPoint
from forum.admin.buttons import ButtonForm
from forum.models import Role


class DecisionForm(ButtonForm):
    """Carries the revision of the facts that its reader saw: on the delegate's page (``?seen=``), else here."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.request.GET.get("seen") or revisions.of(self.thing)


class InviteForm(ButtonForm):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.NOTICE_LANGUAGES)


class ResendForm(ButtonForm):
    focal_point = forms.ModelChoiceField(FocalPoint.objects.none(), label=_("To"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.thing.focal_points.select_related("user").order_by("-is_primary", "pk")
        field = self.fields["focal_point"]
        field.queryset = choices  # type: ignore[attr-defined]
        field.label_from_instance = lambda point: f"{point.user} <{point.user.email}>"  # type: ignore[attr-defined]


class BackupForm(ButtonForm):
    """One of the backups."""

    focal_point = forms.ModelChoiceField(FocalPoint.objects.none(), label=_("Focal point"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["focal_point"]
        field.queryset = self.thing.focal_points.filter(is_primary=False).select_related("user").order_by("pk")  # type: ignore[attr-defined]
        field.label_from_instance = lambda point: f"{point.user} <{point.user.email}>"  # type: ignore[attr-defined]


class NoteForm(ButtonForm):
    file = forms.FileField(
        label=_("Note verbale"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPTED}),
    )
    reference = forms.CharField(label=_("Number"), max_length=60, required=False)
    issued_on = forms.DateField(label=_("Dated"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class RevocationForm(ButtonForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The mission reads it."),
    )


class OpeningForm(ButtonForm):
    """Until when, on the edition's clock whatever the reader's."""

    open_until = forms.DateTimeField(
        label=_("Open until"), widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = self.thing.edition.zone
        self.fields["open_until"].help_text = zone.key
        self.initial["open_until"] = (timezone.now() + OPEN_FOR).astimezone(zone).replace(tzinfo=None, second=0)

    def full_clean(self):
        with timezone.override(self.thing.edition.zone):
            super().full_clean()


class RejectionForm(DecisionForm, RevocationForm):
    """The same words, and what they rest on."""


class OwnReasonForm(ButtonForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class QuestionForm(DecisionForm):
    question = forms.CharField(
        label=_("Question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The mission and the delegate read it, and either can answer."),
    )


class OverrideForm(ButtonForm):
    approver = forms.ModelChoiceField(User.objects.none(), label=_("Approver"))
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles = {"team_roles__edition": self.thing.edition_id, "team_roles__role__in": [Role.ORGANISER, Role.PROTOCOL]}
        self.fields["approver"].queryset = User.objects.filter(**roles).distinct().order_by("name")  # type: ignore[attr-defined]


class ClearanceAnswerForm(ButtonForm):
    text = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ClearanceQuestionForm(ButtonForm):
    question = forms.CharField(
        label=_("Question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The mission reads it as the desk's; the agency is not named."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["question"] = self.thing.note


class MemberForm(ButtonForm):
    member = forms.ModelChoiceField(User.objects.none(), label=_("Member"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = User.objects.filter(agencies__agency=self.thing).order_by("email")  # type: ignore[attr-defined]
