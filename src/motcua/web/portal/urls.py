"""Addresses of the portal; Vietnamese, since people read and tell them to each other."""

from django.urls import path

from motcua.web.portal import demo_inbox, home, pages, procedures, tracking

app_name = "portal"

urlpatterns = [
    path("", home.show, name="home"),
    path("thu-tuc/", procedures.find, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.show, name="procedure"),
    path("theo-doi/", tracking.ask, name="tracking"),
    path("theo-doi/<slug:token>/", tracking.show, name="tracked"),
    path("gio-lam-viec/", pages.hours, name="hours"),
    path("tro-giup-tiep-can/", pages.accessibility, name="accessibility"),
    path("hop-thu-thu-nghiem/", demo_inbox.show, name="demo-inbox"),
    path("du-lieu-ca-nhan/", pages.personal_data, name="personal-data"),
]
