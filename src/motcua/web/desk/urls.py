"""Addresses of the desk."""

from django.urls import path

from motcua.web.desk import (
    absences,
    approvals,
    dossiers,
    ending_verbs,
    finding,
    intake,
    oversight,
    paper_files,
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
    path("absences/", absences.show, name="absences"),
    path("absences/<uuid:absence_id>/end/", absences.end, name="absence-end"),
    path("oversight/stuck/", oversight.stuck, name="stuck"),
    path("oversight/stuck/limit/", oversight.set_limit, name="stuck-limit"),
    path("oversight/deviations/", oversight.deviations, name="deviations"),
    path("oversight/deviations.csv", oversight.deviations_csv, name="deviations-csv"),
    path("approvals/", approvals.show, name="approvals"),
    path("results/", finding.results, name="results"),
    path("search/", finding.search, name="search"),
    path("dossiers/", finding.recent, name="dossiers"),
    path("dossiers/<str:code>/", dossiers.show, name="dossier"),
    path("dossiers/<str:code>/reveals/", dossiers.reveal, name="reveal"),
    path("dossiers/<str:code>/slips/<str:form>-<int:number>/", slips.show, name="slip"),
    path("dossiers/<str:code>/files/", paper_files.send, name="files"),
    path("dossiers/<str:code>/files/<uuid:file_id>/", paper_files.show, name="file"),
    path(
        "dossiers/<str:code>/files/<uuid:file_id>/thumbnail/",
        paper_files.thumbnail,
        name="file-thumbnail",
    ),
    path(
        "dossiers/<str:code>/files/<uuid:file_id>/removal/",
        paper_files.remove,
        name="file-removal",
    ),
    path("dossiers/<str:code>/claims/", verbs.claim, name="claim"),
    path("dossiers/<str:code>/hand-overs/", verbs.hand_over, name="hand-over"),
    path("dossiers/<str:code>/send-backs/", verbs.send_back, name="send-back"),
    path("dossiers/<str:code>/assignments/", verbs.assign, name="assign"),
    path("dossiers/<str:code>/approval/", verbs.approve, name="approve"),
    path("dossiers/<str:code>/return/", verbs.return_result, name="return"),
    path("dossiers/<str:code>/pauses/", verbs.open_pause, name="pause"),
    path("dossiers/<str:code>/pauses/end/", verbs.end_pause, name="resume"),
    path("dossiers/<str:code>/payments/", ending_verbs.request_payment, name="payment"),
    path(
        "dossiers/<str:code>/payments/confirmation/",
        ending_verbs.confirm_payment,
        name="payment-confirmation",
    ),
    path("dossiers/<str:code>/stops/", ending_verbs.stop, name="stop"),
    path("dossiers/<str:code>/stops/end/", ending_verbs.reopen, name="reopen"),
    path("dossiers/<str:code>/withdrawal/", ending_verbs.withdraw, name="withdraw"),
    path("dossiers/<str:code>/extension/", ending_verbs.extend, name="extend"),
    path("dossiers/<str:code>/undo/", ending_verbs.undo, name="undo"),
    path(
        "dossiers/<str:code>/competent-receipt/",
        ending_verbs.confirm_competent_receipt,
        name="competent-receipt",
    ),
]
