"""Addresses of the ticket machine; all of them answer a paired machine only."""

from django.urls import path

from motcua.web.kiosk import (
    helping,
    looking,
    numbers,
    own_numbers,
    scanning,
    sheets,
    start,
)

app_name = "kiosk"

urlpatterns = [
    path("", start.show, name="home"),
    path("viec-khac/", start.more, name="more"),
    path("viec/<str:letter>/", start.classes, name="classes"),
    path("lay-so/", numbers.take, name="take"),
    path("phieu/<slug:code>/", numbers.show, name="number"),
    path("phieu/<slug:code>/in/", numbers.print_it, name="print"),
    path("bo-so/", own_numbers.lend, name="lend"),
    path("gui-so/", own_numbers.bring_in, name="bring-in"),
    path("tra-cuu/", looking.menu, name="look-up"),
    path("tra-cuu/ho-so/", looking.dossier, name="dossier"),
    path("tra-cuu/thu-tuc/", looking.groups, name="groups"),
    path("tra-cuu/thu-tuc/<str:letter>/", looking.procedures, name="procedures"),
    path("tra-cuu/thu-tuc/<str:letter>/<str:code>/", sheets.show, name="sheet"),
    path(
        "tra-cuu/thu-tuc/<str:letter>/<str:code>/in/",
        sheets.print_it,
        name="print-sheet",
    ),
    path("tra-cuu/lien-he/", looking.contact, name="contact"),
    path("quet/", scanning.scan, name="scan"),
    path("goi-can-bo/", helping.ask, name="help"),
    path("doc/<str:signed>/", helping.read_aloud, name="read"),
]
