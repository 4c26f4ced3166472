"""Addresses of the machines of the hall."""

from django.urls import path

from motcua.web.display import views

app_name = "display"

urlpatterns = [
    path("", views.home, name="home"),
    path("man-hinh/", views.screen, name="screen"),
    path("nhip/", views.beat, name="beat"),
    path("tieng/<str:letter>/<int:number>/<int:counter>/", views.sound, name="sound"),
]
