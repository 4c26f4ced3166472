"""Addresses of the office."""

from django.urls import path

from motcua.web.office import home
from motcua.web.office.calendar import reviews
from motcua.web.office.calendar import views as calendar
from motcua.web.office.catalogue import clauses, exchange
from motcua.web.office.catalogue import views as catalogue
from motcua.web.office.devices import printers
from motcua.web.office.devices import views as devices
from motcua.web.office.hall import views as hall
from motcua.web.office.messages import views as messages
from motcua.web.office.register import views as register
from motcua.web.office.staff import leaving, looks
from motcua.web.office.staff import views as staff
from motcua.web.office.system import views as system

app_name = "office"

urlpatterns = [
    path("", home.show, name="home"),
    path("calendar/", calendar.show, name="calendar"),
    path("calendar/special-days/new/", calendar.add_day, name="special-day-new"),
    path(
        "calendar/special-days/<str:day>/removal/",
        calendar.remove_day,
        name="special-day-removal",
    ),
    path("calendar/seasons/<uuid:season_id>/", calendar.hours, name="hours"),
    path("calendar/editions/", calendar.editions, name="editions"),
    path("calendar/reckoning/", calendar.reckoning, name="reckoning"),
    path("calendar/reviews/", reviews.show, name="reviews"),
    path("calendar/reviews/decisions/", reviews.decide_all, name="reviews-decisions"),
    path(
        "calendar/reviews/<uuid:review_id>/decision/",
        reviews.decide,
        name="review-decision",
    ),
    path("catalogue/", catalogue.show, name="catalogue"),
    path("catalogue/clauses/", clauses.show, name="clauses"),
    path("catalogue/clauses/<uuid:clause_id>/end/", clauses.end, name="clause-end"),
    path("catalogue/import/", exchange.upload, name="import"),
    path(
        "catalogue/import/confirmation/", exchange.confirm, name="import-confirmation"
    ),
    path("catalogue/export/", exchange.export, name="export"),
    path("catalogue/<str:code>/", catalogue.procedure, name="procedure"),
    path(
        "catalogue/<str:code>/confirmations/", catalogue.confirm, name="confirmations"
    ),
    path("catalogue/<str:code>/process/", catalogue.process, name="process"),
    path("catalogue/<str:code>/fees/", catalogue.fee, name="fee"),
    path("catalogue/<str:code>/exemptions/", catalogue.exemption, name="exemption"),
    path("devices/", devices.show, name="devices"),
    path("devices/morning/", devices.morning, name="devices-morning"),
    path("devices/pairing/", devices.pair, name="device-pairing"),
    path("devices/sound-trial/", devices.try_sound, name="devices-sound-trial"),
    path("devices/<uuid:device_id>/", devices.device, name="device"),
    path(
        "devices/<uuid:device_id>/printer-trial/",
        printers.try_printer,
        name="device-printer-trial",
    ),
    path("devices/<uuid:device_id>/voice/", devices.let_speak, name="device-voice"),
    path(
        "devices/<uuid:device_id>/revocation/",
        devices.revoke,
        name="device-revocation",
    ),
    path("hall/", hall.show, name="hall"),
    path("hall/queues/new/", hall.add, name="hall-queue-new"),
    path("hall/queues/<str:letter>/", hall.queue, name="hall-queue"),
    path("hall/door-sheet.pdf", hall.door_sheet, name="hall-door-sheet"),
    path("hall/counters/", hall.serve, name="hall-counters"),
    path("hall/skills/", hall.set_skills, name="hall-skills"),
    path("register/", register.show, name="register"),
    path("register/<int:year>/closing/", register.close, name="register-closing"),
    path("register/<int:year>/files/", register.ask, name="register-files"),
    path("register/files/<uuid:act_id>/", register.carry_off, name="register-file"),
    path("staff/", staff.show, name="staff"),
    path("staff/new/", staff.add, name="person-new"),
    path("staff/delegations/", leaving.signatures, name="delegations"),
    path(
        "staff/delegations/<uuid:delegation_id>/revocation/",
        leaving.revoke,
        name="delegation-revocation",
    ),
    path(
        "staff/departures/<uuid:departure_id>/",
        leaving.record,
        name="departure-record",
    ),
    path("staff/<uuid:user_id>/departure/", leaving.departure, name="departure"),
    path("staff/<uuid:user_id>/", staff.person, name="person"),
    path("staff/<uuid:user_id>/roles/", staff.grant, name="roles"),
    path(
        "staff/<uuid:user_id>/roles/<uuid:assignment_id>/end/",
        staff.end,
        name="role-end",
    ),
    path("staff/<uuid:user_id>/sign-in/", staff.set_active, name="person-sign-in"),
    path("staff/<uuid:user_id>/tokens/", staff.make_token, name="tokens"),
    path(
        "staff/<uuid:user_id>/tokens/<uuid:token_id>/revocation/",
        staff.revoke_token,
        name="token-revocation",
    ),
    path("second-looks/", looks.show, name="looks"),
    path("second-looks/<uuid:act_id>/decision/", looks.decide, name="look-decision"),
    path("messages/", messages.show, name="messages"),
    path("messages/templates/", messages.templates, name="message-templates"),
    path("messages/<uuid:message_id>/retry/", messages.retry, name="message-retry"),
    path("system/audit/", system.audit_story, name="audit"),
    path("system/outbox/", system.outbox_state, name="outbox"),
    path("system/outbox/<uuid:delivery_id>/replay/", system.replay, name="replay"),
]
