"""What came of a sample: refused and why, or kept with these bytes."""

import io
from dataclasses import dataclass

from PIL import Image

from motcua.foundation.files import services
from motcua.foundation.files.decoder.verdict import Reason, Refused, Sound
from tests.foundation.files.corpus.samples import GPS, Sample


@dataclass(frozen=True)
class Outcome:
    """Refused with a reason, or kept."""

    reason: Reason | None
    kept: Sound | None = None

    @property
    def is_kept(self) -> bool:
        """True when somebody could be shown this file."""
        return self.kept is not None


def judged(sample: Sample) -> Outcome:
    """Send the sample the way an upload goes; anything but a verdict is a crash."""
    try:
        checked = services.look_into(sample.name, sample.data)
    except Refused as refusal:
        return Outcome(refusal.reason)
    return Outcome(None, checked.sound)


def is_harmless(sample: Sample, outcome: Outcome) -> bool:
    """True when a hostile sample was refused, or nothing but its pixels was kept."""
    if outcome.kept is None:
        return True
    kept = outcome.kept
    is_clean = sample.mark not in kept.content and not says_where(kept)
    return sample.may_be_cleaned and kept.media_type != "application/pdf" and is_clean


def says_where(kept: Sound) -> bool:
    """True when a picture still carries anything beside its pixels."""
    if kept.media_type == "application/pdf":
        return False
    for data in (kept.content, kept.thumbnail):
        with Image.open(io.BytesIO(data)) as shown:
            words = set(shown.info) - {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
            }
            if shown.getexif() or GPS in shown.getexif() or words:
                return True
    return False
