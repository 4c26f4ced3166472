"""Addresses of the partner agencies' surface."""

from django.urls import path

from motcua.web.partner import views

app_name = "partner"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("answered/", views.answered, name="answered"),
    path("score/", views.score, name="score"),
    path("tasks/<uuid:task_id>/", views.task, name="task"),
    path("tasks/<uuid:task_id>/receipt/", views.receive, name="receive"),
    path("tasks/<uuid:task_id>/answer/", views.answer, name="answer"),
    path("tasks/<uuid:task_id>/refusal/", views.refuse, name="refuse"),
]
