"""Addresses of the desk."""

from django.urls import path

from motcua.web.desk import (
    approvals,
    comings,
    confirmations,
    dossiers,
    finding,
    intake,
    second_trips,
    sign_in,
    slips,
    verbs,
    walk_ins,
    work,
)

app_name = "desk"

urlpatterns = [
    path("", work.show, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("intake/", intake.show, name="intake"),
    path("intake/preview/", intake.preview, name="intake-preview"),
    path("intake/procedures/", intake.procedures, name="intake-procedures"),
    path("intake/<str:code>/", intake.received, name="received"),
    path("approvals/", approvals.show, name="approvals"),
    path("results/", finding.results, name="results"),
    path("search/", finding.search, name="search"),
    path("dossiers/", finding.recent, name="dossiers"),
    path("dossiers/<str:code>/", dossiers.show, name="dossier"),
    path("dossiers/<str:code>/reveals/", dossiers.reveal, name="reveal"),
    path("dossiers/<str:code>/slips/<str:form>-<int:number>/", slips.show, name="slip"),
    path("dossiers/<str:code>/claims/", verbs.claim, name="claim"),
    path("dossiers/<str:code>/hand-overs/", verbs.hand_over, name="hand-over"),
    path("dossiers/<str:code>/send-backs/", verbs.send_back, name="send-back"),
    path("dossiers/<str:code>/assignments/", verbs.assign, name="assign"),
    path("dossiers/<str:code>/approval/", verbs.approve, name="approve"),
    path("dossiers/<str:code>/return/", verbs.return_result, name="return"),
    path("dossiers/<str:code>/pauses/", verbs.open_pause, name="pause"),
    path("dossiers/<str:code>/pauses/end/", verbs.end_pause, name="resume"),
    path("dossiers/<str:code>/visits/", comings.show, name="dossier-visits"),
    path("visits/", walk_ins.show, name="visits"),
    path("visits/<uuid:visit_id>/strike/", walk_ins.strike, name="visit-strike"),
    path("trips/", second_trips.show, name="trips"),
    path("confirmations/", confirmations.show, name="confirmations"),
    path(
        "confirmations/new/<str:kind_code>/",
        confirmations.draft,
        name="confirmation-draft",
    ),
    path("confirmations/<uuid:entry_id>/", confirmations.entry, name="confirmation"),
    path(
        "confirmations/<uuid:entry_id>/paper/",
        confirmations.paper,
        name="confirmation-paper",
    ),
    path(
        "confirmations/<uuid:entry_id>/signature/",
        confirmations.sign,
        name="confirmation-signature",
    ),
    path(
        "confirmations/<uuid:entry_id>/void/",
        confirmations.void,
        name="confirmation-void",
    ),
    path(
        "confirmations/refusals/<uuid:refusal_id>/",
        confirmations.refused,
        name="confirmation-refused",
    ),
    path(
        "confirmations/refusals/<uuid:refusal_id>/paper/",
        confirmations.explanation,
        name="confirmation-explanation",
    ),
    path(
        "confirmations/books/<int:year>/", confirmations.book, name="confirmation-book"
    ),
    path(
        "confirmations/books/<int:year>/closing/",
        confirmations.close,
        name="confirmation-book-closing",
    ),
]
