"""Addresses of the desk."""

from django.urls import path

from motcua.web.desk import (
    approvals,
    completing,
    dossiers,
    finding,
    intake,
    sign_in,
    slips,
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
    path("dossiers/<str:code>/supplement/", completing.ask, name="ask"),
    path("dossiers/<str:code>/supplement/answer/", completing.answer, name="answer"),
    path(
        "dossiers/<str:code>/supplement/decision/",
        verbs.decide_supplement,
        name="decide-supplement",
    ),
    path("dossiers/<str:code>/acceptance/", verbs.accept, name="accept"),
    path("dossiers/<str:code>/refusal/", completing.refuse, name="refuse"),
    path("dossiers/<str:code>/refusal/drop/", verbs.drop_refusal, name="drop-refusal"),
    path("dossiers/<str:code>/pauses/", verbs.open_pause, name="pause"),
    path("dossiers/<str:code>/pauses/end/", verbs.end_pause, name="resume"),
]
