"""The one page that gathers what is mine, below /<edition>/portal/."""

from django.urls import path

from scheduling.web import diaries, erasing, own_data

app_name = "portal"
urlpatterns = [
    path("", diaries.home, name="home"),
    path("my-data/", own_data.show, name="own-data"),
    path("my-data/take/", own_data.take, name="take-own-data"),
    path("my-data/erase/", erasing.ask, name="ask-erasure"),
    path("my-data/keep/", erasing.withdraw, name="withdraw-erasure"),
]
