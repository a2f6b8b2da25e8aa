"""The API of notifications, below /api/v1/<edition>/."""

from django.urls import path

from notifications.api.wishes import WishesView

app_name = "notifications-api"

urlpatterns = [path("wishes/", WishesView.as_view(), name="wishes")]
