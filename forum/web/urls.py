"""Pages of forum, below /<edition>/."""

from django.urls import path

from forum.web import programme

app_name = "forum"
urlpatterns = [
    path("programme/", programme.programme, name="programme"),
    path("programme/<str:public_id>/", programme.session, name="session"),
]
