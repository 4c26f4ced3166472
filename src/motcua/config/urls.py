"""Every address of the program: one surface per audience."""

from django.urls import include, path

from motcua.api.routes import api

handler400 = "motcua.web.ui.errors.bad_request"
handler403 = "motcua.web.ui.errors.forbidden"
handler404 = "motcua.web.ui.errors.not_found"
handler500 = "motcua.web.ui.errors.server_error"

urlpatterns = [
    path("", include("motcua.web.portal.urls")),
    path("", include("motcua.web.ui.urls")),
    path("desk/", include("motcua.web.desk.urls")),
    path("office/", include("motcua.web.office.urls")),
    path("partner/", include("motcua.web.partner.urls")),
    path("thiet-bi/", include("motcua.web.display.urls")),
    path("ki-ot/", include("motcua.web.kiosk.urls")),
    path("api/v1/", api.urls),
]
