"""Pages of delegations, below /<edition>/."""

from django.urls import path

from delegations.web import badge, confirming, delegates, delegations, files, gate, lists, registering, waiting

app_name = "delegations"
urlpatterns = [
    path("badge/", badge.show, name="badge"),
    path("delegation/", delegations.mine, name="mine"),
    path("delegations/<slug:delegation>/", delegations.show, name="delegation"),
    path("delegations/<slug:delegation>/accept/", delegations.accept, name="accept"),
    path("delegations/<slug:delegation>/decline/", delegations.decline, name="decline"),
    path("delegations/<slug:delegation>/confirm/", delegations.confirm, name="confirm"),
    path("delegations/<slug:delegation>/register/", registering.register, name="register"),
    path("delegations/<slug:delegation>/waiting/", waiting.show, name="waiting"),
    path("delegations/<slug:delegation>/waiting/join/", waiting.join, name="join-waiting"),
    path("waiting/<slug:entry>/take/", waiting.take, name="take-offer"),
    path("waiting/<slug:entry>/leave/", waiting.leave, name="leave-waiting"),
    path("delegations/<slug:delegation>/list/", lists.upload, name="list"),
    path("delegations/<slug:delegation>/list/template.xlsx", lists.template, name="list-template"),
    path("delegations/<slug:delegation>/list/template.csv", lists.template_csv, name="list-template-csv"),
    path("delegations/<slug:delegation>/list/delegates.xlsx", lists.whole_list, name="list-export"),
    path("lists/<slug:upload>/", lists.show, name="upload"),
    path("lists/<slug:upload>/errors.xlsx", lists.marked, name="upload-errors"),
    path("lists/<slug:upload>/register/", lists.register, name="upload-register"),
    path("lists/<slug:upload>/discard/", lists.discard, name="upload-discard"),
    path("delegates/<slug:delegate>/", delegates.show, name="delegate"),
    path("delegates/<slug:delegate>/edit/", registering.edit, name="edit"),
    path("delegates/<slug:delegate>/contact/", registering.contact, name="contact"),
    path("delegates/<slug:delegate>/document/", confirming.document, name="document"),
    path("delegates/<slug:delegate>/photo/", confirming.photo, name="photo"),
    path("delegates/<slug:delegate>/travel/", confirming.travel, name="travel"),
    path("delegates/<slug:delegate>/papers/", confirming.papers, name="papers"),
    path("delegates/<slug:delegate>/questions/", confirming.questions, name="questions"),
    path("delegates/<slug:delegate>/check/", confirming.check, name="check"),
    path("delegates/<slug:delegate>/portrait/", files.portrait, name="portrait"),
    path("delegates/<slug:delegate>/submit/", delegates.submit, name="submit"),
    path("delegates/<slug:delegate>/substitute/", registering.substitute, name="substitute"),
    path("delegates/<slug:delegate>/withdraw/", delegates.withdraw, name="withdraw"),
    path("delegates/<slug:delegate>/answer/", delegates.answer, name="answer"),
    path("gate/", gate.app, name="gate"),
    path("gate/manifest.webmanifest", gate.manifest, name="gate-manifest"),
    path("gate/worker.js", gate.worker, name="gate-worker"),
]
