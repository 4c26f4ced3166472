"""How Django finds the person of a session."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from motcua.accounts.models import User


class StaffBackend(BaseBackend):
    """People of a centre; signing in itself is `accounts.services.sign_in`."""

    def get_user(self, user_id: Any) -> User | None:
        """The active person of a session, with their centre."""
        return (
            User.objects.filter(id=user_id, is_active=True)
            .select_related("centre")
            .first()
        )
