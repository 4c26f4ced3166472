"""Audit lines, and the seals that chain them."""

from django.db import models

from motcua.foundation.toolkit.models import CentreIdModel


class Line(CentreIdModel):
    """One act: who, what, on what, when and why. Never changed, never deleted."""

    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    reason = models.CharField(max_length=500, blank=True)
    detail = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(
                fields=["centre_id", "subject_kind", "subject_id", "at"],
                name="audit_by_subject",
            ),
            # The sealer looks for what was made lately; keys are in order of making.
            models.Index(fields=["centre_id", "id"], name="audit_as_made"),
        ]


class Seal(CentreIdModel):
    """A closed batch of lines; its hash covers the seal before it."""

    number = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "number"], name="one_seal_per_number"
            ),
        ]


class SealedLine(CentreIdModel):
    """The place of one line in one seal."""

    seal_number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    line_id = models.UUIDField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "seal_number", "position"],
                name="one_line_per_place",
            ),
            models.UniqueConstraint(
                fields=["centre_id", "line_id"], name="a_line_is_sealed_once"
            ),
        ]
