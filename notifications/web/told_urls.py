"""What a user is told and by which way, below /account/, and the way out of a mail."""

from django.urls import path

from notifications.web import unsubscribe, wishes

app_name = "notifications"

urlpatterns = [
    path("account/messages/", wishes.page, name="wishes"),
    path("account/messages/worker.js", wishes.worker, name="worker"),
    path("account/messages/devices/", wishes.add_device, name="add-device"),
    path("account/messages/numbers/", wishes.add_number, name="add-number"),
    path("account/messages/ways/<slug:way>/confirm/", wishes.confirm, name="confirm-way"),
    path("account/messages/ways/<slug:way>/end/", wishes.end, name="end-way"),
    path("unsubscribe/<str:token>/", unsubscribe.page, name="unsubscribe"),
]
