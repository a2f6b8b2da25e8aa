"""The API of delegations, below /api/v1/<edition>/."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from delegations.api import gate, group_codes
from delegations.api.badges import BadgeViewSet
from delegations.api.clearances import ClearanceViewSet
from delegations.api.delegates import DelegateViewSet
from delegations.api.delegations import DelegationViewSet
from delegations.api.erasure_requests import ErasureRequestViewSet
from delegations.api.focal_points import FocalPointViewSet
from delegations.api.guest_lists import GuestListViewSet
from delegations.api.late_changes import LateChangeViewSet
from delegations.api.letters import LetterViewSet
from delegations.api.waiting import WaitingViewSet

app_name = "delegations-api"

router = SimpleRouter(use_regex_path=False)
router.register("delegations", DelegationViewSet, basename="delegation")
router.register("group-codes", group_codes.GroupCodeViewSet, basename="group-code")
router.register("focal-points", FocalPointViewSet, basename="focal-point")
router.register("badges", BadgeViewSet, basename="badge")
router.register("clearances", ClearanceViewSet, basename="clearance")
router.register("delegates", DelegateViewSet, basename="delegate")
router.register("erasure-requests", ErasureRequestViewSet, basename="erasure-request")
router.register("guest-lists", GuestListViewSet, basename="guest-list")
router.register("late-changes", LateChangeViewSet, basename="late-change")
router.register("letters", LetterViewSet, basename="letter")
router.register("waiting", WaitingViewSet, basename="waiting")

urlpatterns = [
    path("delegation/", DelegationViewSet.as_view({"get": "mine"}), name="mine"),
    path("badge/", BadgeViewSet.as_view({"get": "mine"}), name="own-badge"),
    path("", include(router.urls)),
    path("join/", group_codes.Join.as_view(), name="join"),
    path("join/look/", group_codes.Look.as_view(), name="join-look"),
    path("join/account/", group_codes.Account.as_view(), name="join-account"),
    path("gate/enrol/", gate.Enrolment.as_view(), name="gate-enrol"),
    path("gate/state/", gate.State.as_view(), name="gate-state"),
    path("gate/scans/", gate.Scans.as_view(), name="gate-scans"),
    path("gate/scans/batch/", gate.Batches.as_view(), name="gate-batch"),
    path("gate/lookup/", gate.Lookup.as_view(), name="gate-lookup"),
    path("gate/groups/", gate.Groups.as_view(), name="gate-groups"),
    path("gate/groups/<slug:delegation>/", gate.Members.as_view(), name="gate-members"),
    path("gate/photos/<slug:badge>/", gate.Photo.as_view(), name="gate-photo"),
    path("gate/occupancy/", gate.Occupancy.as_view(), name="gate-occupancy"),
]
