"""Addresses of the portal; Vietnamese, since people read and tell them to each other."""

from django.urls import path

from motcua.web.portal import demo_inbox, home, pages, procedures, tracking
from motcua.web.portal.hall import (
    appointment,
    booking,
    coming_with,
    crowd,
    taking,
    ticket,
)

app_name = "portal"

urlpatterns = [
    path("", home.show, name="home"),
    path("thu-tuc/", procedures.find, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.show, name="procedure"),
    path("theo-doi/", tracking.ask, name="tracking"),
    path("theo-doi/<slug:token>/", tracking.show, name="tracked"),
    path("lay-so/", taking.take, name="take-number"),
    path("so/<slug:code>/", ticket.show, name="ticket"),
    path("so/<slug:code>/mang-theo/", coming_with.choose, name="ticket-matter"),
    path("so/<slug:code>/den-tre/", ticket.be_late, name="ticket-late"),
    path("so/<slug:code>/thoi-cho/", ticket.give_up, name="ticket-end"),
    path("so/<slug:code>/cho-lai/", ticket.rejoin, name="ticket-again"),
    path("so/<slug:code>/tro-lai/", ticket.come_back, name="ticket-back"),
    path("dat-lich/", booking.queues, name="appointments"),
    path("dat-lich/<slug:letter>/", booking.days, name="appointment-days"),
    path(
        "dat-lich/<slug:letter>/<slug:slot>/", booking.details, name="appointment-new"
    ),
    path("lich-hen/<slug:code>/", appointment.show, name="appointment"),
    path(
        "lich-hen/<slug:code>/lich.ics",
        appointment.calendar,
        name="appointment-calendar",
    ),
    path("lich-hen/<slug:code>/doi-gio/", appointment.move, name="appointment-move"),
    path("lich-hen/<slug:code>/huy/", appointment.cancel, name="appointment-cancel"),
    path(
        "lich-hen/<slug:code>/bao-gio-som/", appointment.wish, name="appointment-wish"
    ),
    path(
        "lich-hen/<slug:code>/gio-som-hon/",
        appointment.accept,
        name="appointment-earlier",
    ),
    path("lich-hen/<slug:code>/da-den/", appointment.check_in, name="appointment-came"),
    path("dong-hay-vang/", crowd.show, name="crowd"),
    path("gio-lam-viec/", pages.hours, name="hours"),
    path("tro-giup-tiep-can/", pages.accessibility, name="accessibility"),
    path("hop-thu-thu-nghiem/", demo_inbox.show, name="demo-inbox"),
    path("du-lieu-ca-nhan/", pages.personal_data, name="personal-data"),
]
