"""Addresses of the desk."""

from django.urls import path

from motcua.web.desk import (
    approvals,
    dossiers,
    finding,
    intake,
    results,
    sign_in,
    slips,
    told,
    verbs,
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
    path("results/", results.show, name="results"),
    path("results/list.csv", results.export, name="results-csv"),
    path("calls/", told.calls, name="calls"),
    path("calls/<uuid:message_id>/", told.note_call, name="call"),
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
    path("dossiers/<str:code>/custody/", verbs.keep_result, name="keep-result"),
    path("dossiers/<str:code>/custody/loss/", verbs.report_lost, name="lost-result"),
    path("dossiers/<str:code>/preference/", told.prefer, name="preference"),
    path("dossiers/<str:code>/pauses/", verbs.open_pause, name="pause"),
    path("dossiers/<str:code>/pauses/end/", verbs.end_pause, name="resume"),
]
