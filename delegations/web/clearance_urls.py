"""The pages of agencies, below /<edition>/clearance/."""

from django.urls import path

from delegations.web import clearance, guest_lists

app_name = "clearance"
urlpatterns = [
    path("", clearance.mine, name="mine"),
    path("agencies/<slug:agency>/", clearance.queue, name="queue"),
    path("agencies/<slug:agency>/clear/", clearance.clear_chosen, name="clear-chosen"),
    path("names/<slug:clearance>/", clearance.show, name="show"),
    path("names/<slug:clearance>/secrets/", clearance.secrets, name="secrets"),
    path("names/<slug:clearance>/scan/", clearance.scan, name="scan"),
    path("names/<slug:clearance>/attachments/<slug:attachment>/", clearance.attachment, name="attachment"),
    path("names/<slug:clearance>/files/<slug:file>/", clearance.file, name="file"),
    path("names/<slug:clearance>/clear/", clearance.decide, {"verb": "clear"}, name="clear"),
    path("names/<slug:clearance>/ask/", clearance.decide, {"verb": "ask"}, name="ask"),
    path("names/<slug:clearance>/refuse/", clearance.decide, {"verb": "refuse"}, name="refuse"),
    path("guest-lists/<slug:version>/", guest_lists.show, name="guest-list"),
    path("guest-lists/<slug:version>/acknowledge/", guest_lists.acknowledge, name="acknowledge-guest-list"),
    path("guest-lists/<slug:version>/list.pdf", guest_lists.pdf, name="guest-list-pdf"),
    path("guest-lists/<slug:version>/list.xlsx", guest_lists.workbook, name="guest-list-workbook"),
]
