"""Only the design system, for its own tests."""

from django.urls import include, path

urlpatterns = [path("", include("motcua.web.ui.urls"))]
handler400 = "motcua.web.ui.errors.bad_request"
handler403 = "motcua.web.ui.errors.forbidden"
handler404 = "motcua.web.ui.errors.not_found"
handler500 = "motcua.web.ui.errors.server_error"
