"""The agencies that clear: who answers for each, what it may see, how long it has, which categories name it."""

from django import forms
from django.contrib import admin
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from delegations.actions import agencies
from delegations.admin.forms import InviteForm, MemberForm
from delegations.admin.readers import DESKS
from delegations.models import Agency, GrantedFact
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button


class AgencyForm(forms.ModelForm):
    granted = forms.MultipleChoiceField(
        label=_("Facts it may see"),
        choices=GrantedFact.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Name, position, organisation, nationality, category and delegation are always shown."),
    )

    class Meta:
        model = Agency
        fields = ("edition", "name", "native_name", "answer_hours", "granted")


@admin.register(Agency)
class AgencyAdmin(RoleAdmin):
    view_roles = DESKS
    edit_rule = "invite_delegation"
    form = AgencyForm
    list_display = ["name", "answer_hours", "shown_members", "edition"]
    list_select_related = ["edition"]
    list_filter = ["edition"]
    search_fields = ["name", "native_name"]
    fields = ["edition", "name", "native_name", "answer_hours", "granted", "shown_members"]
    readonly_fields = ["shown_members"]
    actions_detail = ["invite", "remove"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("members__user")

    @display(description=_("Members"))
    def shown_members(self, agency):
        return ", ".join(member.user.email for member in agency.members.all()) if agency.pk else ""

    @button(
        _("Invite"),
        rule="invite_delegation",
        form=InviteForm,
        icon="mail",
        lede=_("A mail with a link to sign in goes to this address at once. Its reader answers for the agency."),
    )
    def invite(self, request, agency, form):
        member = agencies.invite(agency, **form.cleaned_data, by=request.user, now=now())
        return _("The invitation to %(email)s is on its way.") % {"email": member.user.email}

    @button(
        _("Remove a member"),
        rule="invite_delegation",
        form=MemberForm,
        when=lambda agency: agency.members.exists(),
        icon="person_remove",
    )
    def remove(self, request, agency, form):
        member = form.cleaned_data["member"]
        agencies.remove(agency, member, by=request.user, now=now())
        return _("%(email)s does not answer for %(agency)s any more.") % {"email": member.email, "agency": agency}
