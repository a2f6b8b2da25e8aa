"""The user's own pages, below /account/, and the language switch."""

from django.urls import path

from accounts.web import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/sessions/<int:pk>/end/", views.end_session, name="account_end_session"),
    path("i18n/setlang/", views.set_language, name="set_language"),
]
