"""Forms of the later steps. They check shape; what may be kept the action says, in the same words to the API."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from delegations import question_answers, uploads
from delegations.models import AttachmentKind, DelegateDetails, DocumentKind, IdentityDocument, QuestionKind
from forum.photos import Crop

PICTURES = "image/jpeg,image/png,image/webp"
ON_FILE = _("On file. Leave it empty to keep it.")
K = QuestionKind


class DocumentForm(forms.ModelForm):
    """Of what is kept only kind, country and expiry come back; number, date of birth and scan are only replaced."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    born_on = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"})
    )
    scan = forms.FileField(
        label=_("Scan of the page with the photo"), required=False, help_text=_("PDF, JPEG or PNG, up to 10 MB.")
    )
    field_order = ("kind", "country", "number", "expires_on", "born_on", "scan")

    class Meta:
        model = IdentityDocument
        fields = ("kind", "country", "expires_on")
        widgets = {"expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, kept=None, **kwargs):
        initial = {name: getattr(kept, name) for name in ("kind", "country", "expires_on")} if kept else {}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["kind"].choices = [(value, capfirst(label)) for value, label in DocumentKind.choices]  # type: ignore[attr-defined]
        self.fields["number"].widget.attrs |= {"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}
        self.fields["scan"].widget = forms.FileInput(attrs={"accept": uploads.ACCEPTED})
        on_file = {"number": "number_print", "born_on": "birth_print", "scan": "scan"}
        for name, mark in on_file.items():
            if kept and getattr(kept, mark):
                self.fields[name].help_text = ON_FILE

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        return born_on.isoformat() if born_on else ""


class PhotoForm(forms.Form):
    """The hidden fields come from the cropper; without it the middle of the picture is taken."""

    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 8 MB and at least 300 by 400 pixels. Face forward, plain background."),
        widget=forms.FileInput(attrs={"accept": PICTURES, "data-crop-input": ""}),
    )
    left = forms.FloatField(required=False, widget=forms.HiddenInput(attrs={"data-crop": "left"}))
    top = forms.FloatField(required=False, widget=forms.HiddenInput(attrs={"data-crop": "top"}))
    width = forms.FloatField(required=False, widget=forms.HiddenInput(attrs={"data-crop": "width"}))

    @property
    def crop(self) -> Crop | None:
        left, top, width = (self.cleaned_data[name] for name in ("left", "top", "width"))
        if left is None or top is None or not width:
            return None
        return Crop(left, top, width)


class TravelForm(forms.ModelForm):
    class Meta:
        model = DelegateDetails
        fields = (
            "arrives_at",
            "arrival_flight",
            "departs_at",
            "departure_flight",
            "hotel",
            "diet",
            "accessibility",
        )
        widgets = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in ("arrives_at", "departs_at")
        }
        help_texts = {
            "diet": _("What the kitchen must know."),
            "accessibility": _("A wheelchair, a sign interpreter, a seat near the door."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("diet", "accessibility"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 2000})
            self.fields[name].required = False

    def _post_clean(self):
        """Nothing is written onto a row here: the action fills and checks it."""


class PapersForm(forms.Form):
    assignment_letter = forms.FileField(required=False)
    press_card = forms.FileField(required=False)
    equipment = forms.CharField(
        label=_("List of equipment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Cameras and the like, one a line."),
    )

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("assignment_letter", "press_card"):
            field = self.fields[name]
            field.label = capfirst(AttachmentKind(name).label)
            field.widget = forms.FileInput(attrs={"accept": uploads.ACCEPTED})
            field.help_text = ON_FILE if name in kept else _("PDF, JPEG or PNG, up to 10 MB.")


class QuestionsForm(forms.Form):
    """One field for each question, named by its id. ``kept``: texts of answers by the question's key."""

    def __init__(self, *args, asked, kept=None, language=None, **kwargs):
        super().__init__(*args, **kwargs)
        for question in asked:
            field = _field(question, language or get_language() or "")
            self.fields[question.public_id] = field
            self.initial[question.public_id] = question_answers.value_of(question, (kept or {}).get(question.pk, ""))


def _field(question, language):
    label, help_text, choices = question.words(language)
    said = {"label": label, "help_text": help_text, "required": False}
    empty = [("", "—")]
    if question.kind == K.SEVERAL:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    if question.kind == K.CHOICE:
        return forms.ChoiceField(choices=[*empty, *choices], **said)
    if question.kind == K.YES_NO:
        return forms.ChoiceField(choices=[*empty, ("yes", _("Yes")), ("no", _("No"))], **said)
    if question.kind == K.DATE:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **said)
    if question.kind == K.NUMBER:
        return forms.DecimalField(**said)
    long = question.kind == K.LONG_TEXT
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput
    return forms.CharField(max_length=question_answers.LONGEST[question.kind], widget=widget, **said)
