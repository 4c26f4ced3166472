"""Change people: enter, correct, mark, and look at what is masked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit import rows
from motcua.foundation.toolkit.encryption import blind_index
from motcua.foundation.toolkit.work import keep, unit_of_work
from motcua.people.models import Citizen, NameWord, Organisation, PriorityMark
from motcua.rules import personal_id as ids
from motcua.rules import tax_code as tax
from motcua.rules.vietnamese import clean_name, fold, phone
from motcua.ward.models import Centre, Neighbourhood

ID_COLUMN = "citizen.personal_id"
PHONE_COLUMN = "citizen.phone"


@dataclass(frozen=True)
class Person:
    """What an officer types about a citizen, as typed; `enter_citizen` checks it.

    `personal_id` may be empty for a child that has no number yet. `known_as` is the
    citizen the officer recognised although the number did not find anybody.
    """

    full_name: str
    personal_id: str = ""
    birth_on: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    neighbourhood: Neighbourhood | None = None
    is_synthetic: bool = False
    known_as: UUID | None = None


@dataclass(frozen=True)
class Revealed:
    """Full values of one citizen, shown because a reason was given."""

    personal_id: str
    phone: str


class ReasonMissing(ValueError):
    """Full personal data are shown only for a stated reason."""


def enter_citizen(
    *, centre: Centre, person: Person, by: audit.Actor, at: datetime
) -> Citizen:
    """Return the citizen with this personal number, made or brought up to date.

    A value left empty never wipes one that is known.
    Raises NotAName, NotAPersonalId or NotAPhone of `rules`.
    """
    name = clean_name(person.full_name)
    number = ids.parse(person.personal_id).digits if person.personal_id.strip() else ""
    called = phone(person.phone) if person.phone.strip() else ""
    values: dict[str, object] = {
        "full_name": name,
        "folded_name": fold(name),
        "birth_on": person.birth_on,
        "sex": person.sex,
        "phone": called,
        "phone_index": blind_index(called, column=PHONE_COLUMN) or None,
        "email": person.email.strip(),
        "address": person.address.strip(),
        "neighbourhood": person.neighbourhood,
    }
    known: dict[str, Any] = {
        field: value for field, value in values.items() if value not in {"", None}
    }
    with unit_of_work():
        citizen = find_by_personal_id(centre, number) if number else None
        if citizen is None and person.known_as is not None:
            citizen = Citizen.objects.filter(centre=centre, id=person.known_as).first()
            if citizen is not None and number:
                # Two numbers are two people, however alike they looked.
                citizen = None if citizen.personal_id else citizen
                known |= _number_columns(number) if citizen else {}
        if citizen is None:
            return _add_citizen(centre, number, known, person.is_synthetic, by, at)
        changed = [f for f, value in known.items() if _differs(citizen, f, value)]
        if changed:
            for field in changed:
                setattr(citizen, field, known[field])
            citizen.save(update_fields=changed)
            if "folded_name" in changed:
                _keep_words(centre, citizen.folded_name)
            _note(citizen, by, "correct_citizen", at, fields=sorted(changed))
    return citizen


def enter_organisation(
    *,
    centre: Centre,
    name: str,
    tax_code: str,
    address: str = "",
    representative: Citizen | None = None,
    is_synthetic: bool = False,
    by: audit.Actor,
    at: datetime,
) -> Organisation:
    """Return the organisation with this tax code, made or brought up to date.

    Raises NotAName or NotATaxCode of `rules`.
    """
    number = str(tax.parse(tax_code))
    called = clean_name(name)
    with unit_of_work():
        organisation, is_new = Organisation.objects.get_or_create(
            centre=centre,
            tax_code=number,
            defaults={
                "name": called,
                "folded_name": fold(called),
                "address": address,
                "representative": representative,
                "is_synthetic": is_synthetic,
            },
        )
        if not is_new:
            organisation.name, organisation.folded_name = called, fold(called)
            organisation.address = address or organisation.address
            organisation.representative = representative or organisation.representative
            organisation.save(
                update_fields=["name", "folded_name", "address", "representative"]
            )
        _keep_words(centre, organisation.folded_name)
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="enter_organisation",
            subject=("organisation", organisation.id),
            at=at,
        )
    return organisation


def mark_priority(
    *, citizen: Citizen, category: str, evidence: str, by: audit.Actor, at: datetime
) -> PriorityMark:
    """Note that a citizen belongs to a priority group, and what proved it."""
    with unit_of_work():
        mark, _ = PriorityMark.objects.update_or_create(
            centre_id=citizen.centre_id,
            citizen=citizen,
            category=category,
            defaults={"evidence": evidence, "from_on": timezone.localdate(at)},
        )
        _note(citizen, by, "mark_priority", at)
    return mark


def reveal(*, citizen: Citizen, reason: str, by: audit.Actor, at: datetime) -> Revealed:
    """Return the full number and phone, after writing down who looked and why."""
    if not reason.strip():
        raise ReasonMissing
    with unit_of_work():
        audit.write(
            centre_id=citizen.centre_id,
            by=by,
            verb="see_person",
            subject=("citizen", citizen.id),
            at=at,
            reason=reason.strip(),
        )
    return Revealed(citizen.personal_id, citizen.phone)


def find_by_personal_id(centre: Centre, number: str) -> Citizen | None:
    """The citizen with exactly this number (twelve digits), if known."""
    index = blind_index(number, column=ID_COLUMN)
    return Citizen.objects.filter(centre=centre, personal_id_index=index).first()


def _add_citizen(
    centre: Centre,
    number: str,
    known: Mapping[str, Any],
    is_synthetic: bool,  # noqa: FBT001  (private, named by its place)
    by: audit.Actor,
    at: datetime,
) -> Citizen:
    citizen = Citizen(
        centre=centre,
        **_number_columns(number),
        is_synthetic=is_synthetic,
        **known,
    )
    if not rows.insert_new(citizen):
        # Another counter entered the same person a moment ago.
        return Citizen.objects.get(
            centre=centre, personal_id_index=citizen.personal_id_index
        )
    _keep_words(centre, citizen.folded_name)
    _note(citizen, by, "add_citizen", at)
    return citizen


def _keep_words(centre: Centre, folded: str) -> None:
    """Let a search find this name by each of its words."""
    keep(
        *(
            NameWord(centre=centre, word=word, name=folded)
            for word in sorted(set(folded.split()))
        )
    )


def _number_columns(number: str) -> dict[str, object]:
    return {
        "personal_id": number,
        "personal_id_index": blind_index(number, column=ID_COLUMN) or None,
    }


def _differs(citizen: Citizen, field: str, value: object) -> bool:
    present = getattr(citizen, field)
    return (
        bytes(present or b"") != value if isinstance(value, bytes) else present != value
    )


def _note(
    citizen: Citizen, by: audit.Actor, verb: str, at: datetime, **detail: Any
) -> None:
    audit.write(
        centre_id=citizen.centre_id,
        by=by,
        verb=verb,
        subject=("citizen", citizen.id),
        at=at,
        **detail,
    )
