"""Addresses of the design system; the project includes them at the root."""

from django.urls import path
from django.views.i18n import set_language

from motcua.web.ui import display, gallery, stylesheet

app_name = "ui"
urlpatterns = [
    path("ui/<slug:digest>.css", stylesheet.serve, name="stylesheet"),
    path("ui/display/", display.choose, name="display"),
    path("ui/language/", set_language, name="language"),
    path("gallery/", gallery.show, name="gallery"),
]
