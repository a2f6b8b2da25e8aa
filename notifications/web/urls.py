"""Addresses of the demo's mailbox; mounted only where MAILBOX_DIR is set."""

from django.urls import path

from notifications.web import mailbox

app_name = "mailbox"

urlpatterns = [
    path("", mailbox.inbox, name="inbox"),
    path("<str:key>/", mailbox.mail, name="mail"),
    path("<str:key>/html/", mailbox.body, name="body"),
    path("<str:key>/invite.ics", mailbox.invitation, name="invitation"),
    path("<str:key>/files/<int:number>/", mailbox.attachment, name="attachment"),
]
