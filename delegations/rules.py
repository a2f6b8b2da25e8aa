"""Who may do what with delegations and accreditations."""

import rules

from delegations.models import (
    AgencyMember,
    Application,
    Attachment,
    Badge,
    Clearance,
    Delegate,
    Delegation,
    Device,
    ErasureRequest,
    FocalPoint,
    GroupCode,
    GuestList,
    GuestListVersion,
    LateChange,
    LateKind,
    Letter,
    ListUpload,
    WaitingEntry,
)
from delegations.models.letter import DESKS
from forum.models import Role
from forum.rules import holds, sees


@rules.predicate
def is_focal_point(user, thing):
    """The user answers for the delegation, or for the delegate's delegation."""
    if thing is None or not user.is_authenticated:
        return False
    delegation = getattr(thing, "delegation", thing)
    return FocalPoint.objects.filter(user=user, delegation=delegation).exists()


@rules.predicate
def is_primary_focal_point(user, thing):
    """The user is the one who names the delegation's other focal points."""
    if thing is None or not user.is_authenticated:
        return False
    delegation = getattr(thing, "delegation", thing)
    return FocalPoint.objects.filter(user=user, delegation=delegation, is_primary=True).exists()


@rules.predicate
def is_oneself(user, delegate):
    return delegate is not None and user.is_authenticated and delegate.person.user_id == user.pk


@rules.predicate
def asked_to_be_erased(user, request):
    """The user is the person whom the request would erase."""
    return request is not None and user.is_authenticated and request.person.user_id == user.pk


@rules.predicate
def is_about_own_details(user, change):
    """The user is the delegate whose details the late change would open."""
    if change is None or not user.is_authenticated or change.kind != LateKind.DETAILS:
        return False
    return change.delegate.person.user_id == user.pk


@rules.predicate
def came_to_submit(user, delegate):
    """The user came by a group code whose members submit without the focal point."""
    joined_by = getattr(delegate, "joined_by", None)
    return joined_by is not None and joined_by.code.submits_directly and is_oneself(user, delegate)


@rules.predicate
def is_device(asker, _thing):
    """No user: a device at a gate, which its token has shown to be enrolled."""
    return isinstance(asker, Device) and asker.revoked_at is None


@rules.predicate
def answers_for_agency(user, clearance):
    """The user is a member of the agency that was asked."""
    if clearance is None or not user.is_authenticated:
        return False
    return AgencyMember.objects.filter(user=user, agency=clearance.agency_id).exists()


@rules.predicate
def reads_guest_list(user, version):
    """The user is a member of the office that the list goes to."""
    if version is None or not user.is_authenticated:
        return False
    return AgencyMember.objects.filter(user=user, agency=version.guest_list.agency_id).exists()


desk = holds(Role.ORGANISER, Role.ACCREDITATION)

rules.add_rule("view_delegation", sees(Delegation))
rules.add_rule("view_delegate", sees(Delegate))
rules.add_rule("invite_delegation", desk)
rules.add_rule("answer_invitation", is_focal_point | desk)
rules.add_rule("view_focal_point", sees(FocalPoint))
rules.add_rule("manage_focal_points", is_primary_focal_point | desk)
rules.add_rule("view_attachment", sees(Attachment))
rules.add_rule("register_delegate", is_focal_point | desk)
rules.add_rule("submit_delegate", is_focal_point | desk | came_to_submit)
rules.add_rule("view_group_code", sees(GroupCode))
rules.add_rule("join_delegation", rules.is_authenticated)
rules.add_rule("edit_delegate", is_focal_point | is_oneself | desk)
rules.add_rule("decide_delegate", desk)
rules.add_rule("read_secrets", desk)
rules.add_rule("view_application", sees(Application))
rules.add_rule("decide_application", desk)
rules.add_rule("view_waiting_entry", sees(WaitingEntry))
rules.add_rule("view_late_change", sees(LateChange))
rules.add_rule("withdraw_late_change", is_focal_point | is_about_own_details | desk)
rules.add_rule("view_badge", sees(Badge))
rules.add_rule("print_badge", desk)
rules.add_rule("hand_out_badge", holds(Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL))
rules.add_rule("manage_badge_keys", holds(Role.ORGANISER))
rules.add_rule("read_badges", is_device)
rules.add_rule("edit_gate", desk)
rules.add_rule("view_clearance", sees(Clearance))
rules.add_rule("answer_clearance", answers_for_agency)
rules.add_rule("view_list_upload", sees(ListUpload))
rules.add_rule("view_letter", sees(Letter))
rules.add_rule("get_letter", is_focal_point | is_oneself | holds(*DESKS))
rules.add_rule("issue_letter", holds(*DESKS))
rules.add_rule("edit_letters", holds(Role.ORGANISER))
rules.add_rule("view_guest_list", sees(GuestList))
rules.add_rule("freeze_guest_list", holds(Role.ORGANISER, Role.PROTOCOL))
rules.add_rule("view_guest_list_version", sees(GuestListVersion))
rules.add_rule("acknowledge_guest_list", reads_guest_list)
rules.add_rule("edit_retention", holds(Role.ORGANISER))
rules.add_rule("ask_erasure", rules.is_authenticated)
rules.add_rule("view_erasure_request", sees(ErasureRequest))
rules.add_rule("decide_erasure", desk)
rules.add_rule("withdraw_erasure", asked_to_be_erased)
