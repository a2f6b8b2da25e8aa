"""The API of delegations, below /api/v1/<edition>/."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from delegations.api.delegates import DelegateViewSet
from delegations.api.delegations import DelegationViewSet

app_name = "delegations-api"

router = SimpleRouter(use_regex_path=False)
router.register("delegations", DelegationViewSet, basename="delegation")
router.register("delegates", DelegateViewSet, basename="delegate")

urlpatterns = [
    path("delegation/", DelegationViewSet.as_view({"get": "mine"}), name="mine"),
    path("", include(router.urls)),
]
