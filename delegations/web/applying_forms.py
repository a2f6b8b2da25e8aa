"""The public form of an application, and the applicant's answer."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from delegations.actions.applications import FIELDS
from delegations.models import Application, ApplicationKind
from delegations.models.application import MOST_PLACES


class ApplicationForm(forms.ModelForm):
    """``website`` is shown to nobody: what fills it in is no person. Nothing is saved by the form itself."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    field_order = FIELDS

    class Meta:
        model = Application
        fields = FIELDS
        labels = {
            "name": _("Name in Latin letters"),
            "native_name": _("Name in own script"),
            "places_wanted": _("How many people would come"),
            "purpose": _("Why you want to come"),
            "sector": _("What you do"),
        }
        help_texts = {
            "native_name": _("Where it is not Latin."),
            "sector": _("As in exploration, mining equipment, finance, daily newspaper."),
            "minerals": _("Those you deal with, as in copper, gold."),
            "email": _("A link to confirm the application goes there."),
            "language": _("Of the mails that you get."),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 5, "maxlength": 2000}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "places_wanted": forms.NumberInput(attrs={"min": 1, "max": MOST_PLACES}),
        }

    def __init__(self, *args, kinds, language, **kwargs):
        super().__init__(*args, **kwargs)
        labels = [(kind, capfirst(ApplicationKind(kind).label)) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=labels)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of mails"), choices=settings.NOTICE_LANGUAGES, initial=language
        )
        self.order_fields(self.field_order)
        for name in ("name", "native_name", "contact_name"):
            self.fields[name].widget.attrs["dir"] = "auto"

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def _post_clean(self):
        """Nothing is written onto a row here: the action fills and checks it."""


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Your answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
