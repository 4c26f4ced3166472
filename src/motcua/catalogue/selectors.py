"""Read the catalogue as a centre offers it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.models import (
    ApplicationForm,
    Confirmation,
    FeeExemption,
    LocalFee,
    LocalProcedure,
    LocalProcess,
    LocalStep,
    Procedure,
    ProcedureVersion,
)
from motcua.catalogue.synonyms import in_official_words
from motcua.rules import fees as fee_rules
from motcua.ward.models import Centre

# Visits with a register entry, not dossiers (design.md 5).
NOT_DOSSIERS: Final = frozenset({"2.000815", "2.000942"})
NEAR_WORD: Final = 0.75
NEAR_ENOUGH: Final = 0.5
MOST_WORDS: Final = 8


# The local procedure with the newest process and the version in force on a day.
IN_FORCE: Final = """
SELECT l.id,
  (SELECT p.id FROM catalogue_localprocess p
    WHERE p.centre_id = l.centre_id AND p.local_procedure_id = l.id
    ORDER BY p.number DESC LIMIT 1),
  (SELECT v.id FROM catalogue_procedureversion v
    WHERE v.procedure_id = l.procedure_id AND v.state = 'published'
    ORDER BY v.effective_on <= %s DESC,
      CASE WHEN v.effective_on <= %s THEN -v.number ELSE v.number END LIMIT 1),
  EXISTS (SELECT 1 FROM catalogue_localfee f
    WHERE f.centre_id = l.centre_id AND f.local_procedure_id = l.id),
  EXISTS (SELECT 1 FROM catalogue_feeexemption e
    WHERE e.centre_id = l.centre_id
      AND (e.local_procedure_id = l.id OR e.local_procedure_id IS NULL)),
  l.department_id
FROM catalogue_localprocedure l
JOIN catalogue_procedure c ON c.id = l.procedure_id
WHERE l.centre_id = %s AND l.is_offered AND c.code = %s
"""
MOST_KEPT: Final = 500


class UnknownProcedure(LookupError):
    """The centre does not offer a procedure with this code."""


@dataclass(frozen=True)
class Offer:
    """A procedure as the centre offers it today."""

    local: LocalProcedure
    procedure: Procedure
    version: ProcedureVersion
    process: LocalProcess
    steps: tuple[LocalStep, ...]
    # Whether asking for them can find any.
    has_local_fees: bool = field(default=True, compare=False)
    has_exemptions: bool = field(default=True, compare=False)


@dataclass(frozen=True)
class FieldOffer:
    """A field of procedures and how many of them the centre offers."""

    code: str
    name: str
    name_en: str
    count: int


def offered(centre: Centre) -> QuerySet[LocalProcedure]:
    """The procedures the centre offers, by field and name."""
    return (
        LocalProcedure.objects.filter(centre=centre, is_offered=True)
        .select_related("procedure", "procedure__field", "department")
        .order_by("procedure__field__name", "procedure__name")
    )


def everything(centre: Centre) -> QuerySet[LocalProcedure]:
    """All the centre's procedures, the repealed ones too, for administrators."""
    return (
        LocalProcedure.objects.filter(centre=centre)
        .select_related("procedure", "procedure__field", "department")
        .order_by("procedure__code")
    )


def search(centre: Centre, text: str, *, field: str = "") -> QuerySet[LocalProcedure]:
    """Offered procedures whose name or code has every word, accents or not.

    Words people say for a procedure ("sổ đỏ") find it by its official name.
    """
    found = offered(centre)
    if field:
        found = found.filter(procedure__field__code=field)
    for word in in_official_words(text).split():
        found = found.filter(procedure__folded_name__contains=word)
    return found


def nearest(centre: Centre, text: str, *, most: int = 3) -> list[LocalProcedure]:
    """The offered procedures most like these words, for a search without a hit."""
    words = in_official_words(text).split()[:MOST_WORDS]
    if not words:
        return []
    scored = [
        (_likeness(words, local.procedure.folded_name.split()), local)
        for local in offered(centre)
    ]
    near = [pair for pair in scored if pair[0] >= NEAR_ENOUGH]
    near.sort(key=lambda pair: (-pair[0], len(pair[1].procedure.name)))
    return [local for _, local in near[:most]]


def fields_offered(centre: Centre) -> list[FieldOffer]:
    """The fields with offered procedures and how many, by name."""
    rows = (
        offered(centre)
        .order_by("procedure__field__name")
        .values_list(
            "procedure__field__code",
            "procedure__field__name",
            "procedure__field__name_en",
        )
        .annotate(count=Count("id"))
    )
    return [FieldOffer(*row) for row in rows]


def offer(centre: Centre, code: str, *, on: date) -> Offer:
    """The procedure with its version and process in force; raises UnknownProcedure."""
    local = offered(centre).filter(procedure__code=code).first()
    if local is None:
        raise UnknownProcedure(code)
    version = version_in_force(local.procedure, on=on)
    process = (
        LocalProcess.objects.filter(centre=centre, local_procedure=local)
        .order_by("-number")
        .first()
    )
    if version is None or process is None:
        raise UnknownProcedure(code)
    steps = tuple(
        LocalStep.objects.filter(centre=centre, process=process)
        .select_related("department")
        .order_by("position")
    )
    return Offer(local, local.procedure, version, process, steps)


def offer_pinned(centre: Centre, version: ProcedureVersion) -> Offer:
    """What a dossier of this version was received under, though no longer offered.

    Raises UnknownProcedure when the centre never offered it.
    """
    local = everything(centre).filter(procedure_id=version.procedure_id).first()
    process = (
        LocalProcess.objects.filter(centre=centre, local_procedure=local)
        .order_by("-number")
        .first()
    )
    if local is None or process is None:
        raise UnknownProcedure(version.procedure.code)
    return Offer(local, local.procedure, version, process, ())


def offer_to_receive(centre: Centre, code: str, *, on: date) -> Offer:
    """The same offer for services, which need no unit's name; raises UnknownProcedure.

    Published versions and processes never change, so they are kept in memory by their
    keys; one statement asks which ones are in force.
    """
    centre_id = Centre._meta.pk.get_db_prep_value(centre.id, connection)
    day = on.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, [day, day, centre_id, code])
        found = cursor.fetchone()
    if found is None:
        raise UnknownProcedure(code)
    return _kept_offer(found, centre, code, on)


@lru_cache(maxsize=MOST_KEPT)
def _kept_offer(
    in_force: tuple[Any, ...], centre: Centre, code: str, on: date
) -> Offer:
    return replace(
        offer(centre, code, on=on),
        has_local_fees=bool(in_force[3]),
        has_exemptions=bool(in_force[4]),
    )


def version_in_force(procedure: Procedure, *, on: date) -> ProcedureVersion | None:
    """The newest published version that has begun by this day, else the first one."""
    published = (
        procedure.versions.filter(state=ProcedureVersion.State.PUBLISHED)
        .prefetch_related("components", "fees")
        .order_by("-number")
    )
    return published.filter(effective_on__lte=on).first() or published.last()


def versions(procedure: Procedure) -> QuerySet[ProcedureVersion]:
    """Every version, newest first."""
    return procedure.versions.order_by("-number")


def form_of(procedure: Procedure) -> ApplicationForm | None:
    """The application form, where one is shipped."""
    return ApplicationForm.objects.filter(procedure=procedure).first()


def unconfirmed(centre: Centre, version: ProcedureVersion) -> list[str]:
    """The values of a version that have no source and nobody vouched for yet."""
    confirmed = set(
        Confirmation.objects.filter(
            centre=centre,
            procedure_id=version.procedure_id,
            version_number=version.number,
        ).values_list("value", flat=True)
    )
    return [
        value
        for value, is_verified in version.marks.items()
        if not is_verified and value not in confirmed
    ]


def confirmations(centre: Centre, version: ProcedureVersion) -> QuerySet[Confirmation]:
    """Who vouched for which value of a version."""
    return Confirmation.objects.filter(
        centre=centre,
        procedure_id=version.procedure_id,
        version_number=version.number,
    )


def assess_fees(
    found: Offer,
    *,
    person_categories: Collection[str],
    channel: str,
    on: date,
    quantities: dict[str, int] | None = None,
) -> tuple[fee_rules.FeeLine, ...]:
    """What this person pays through this channel on this day, line by line.

    Fees the ward entered stand before the national ones; an amount nobody knows stays
    unknown and is never shown as zero.
    """
    return fee_rules.assess(
        _fee_rules(found),
        _exemptions(found),
        person_categories=person_categories,
        channel=channel,
        on=on,
        quantities=quantities,
    )


def fee_choices(found: Offer) -> list[fee_rules.FeeRule]:
    """The fees of a procedure, one rule per fee, for asking how many are wanted."""
    by_code: dict[str, fee_rules.FeeRule] = {}
    for rule in _fee_rules(found):
        by_code.setdefault(rule.code, rule)
    return list(by_code.values())


def export_catalogue(centre: Centre) -> dict[str, Any]:
    """The catalogue in the shape `import_catalogue` reads; a round trip is equal."""
    newest = Prefetch(
        "procedure__versions", queryset=ProcedureVersion.objects.order_by("-number")
    )
    rows = [
        local.procedure.versions.all()[0].raw
        for local in everything(centre).prefetch_related(newest)
    ]
    return {"count": len(rows), "procedures": rows}


def _likeness(words: list[str], name: list[str]) -> float:
    """The share of the words that are, or nearly are, words of the name."""
    return sum(_nearness(word, name) for word in words) / len(words)


def _nearness(word: str, name: list[str]) -> float:
    alike = [other for other in name if abs(len(other) - len(word)) <= 1]
    best = max((SequenceMatcher(None, word, near).ratio() for near in alike), default=0)
    return best if best >= NEAR_WORD else 0.0


def _fee_rules(found: Offer) -> list[fee_rules.FeeRule]:
    if found.has_local_fees and (rules := _local_fee_rules(found)):
        return rules
    return [
        fee_rules.FeeRule(
            code=fee.unit if fee.channel else f"{fee.unit}-{fee.position}",
            name=_("Tính theo %(unit)s") % {"unit": fee.unit},
            unit=fee.unit,
            amount=fee.amount_vnd,
            source=fee.note or fee.set_by,
            channel=fee.channel or None,
            usual_quantity=0 if fee.is_on_request else 1,
        )
        for fee in found.version.fees.all()
    ]


def _local_fee_rules(found: Offer) -> list[fee_rules.FeeRule]:
    local = LocalFee.objects.filter(
        centre_id=found.local.centre_id, local_procedure=found.local
    ).order_by("from_on")
    return [
        fee_rules.FeeRule(
            code=fee.name,
            name=fee.name,
            unit=fee.unit,
            amount=fee.amount_vnd,
            source=fee.legal_source,
            channel=fee.channel or None,
            from_on=fee.from_on,
            until_on=fee.until_on or date.max,
        )
        for fee in local
    ]


def _exemptions(found: Offer) -> list[fee_rules.Exemption]:
    if not found.has_exemptions:
        return []
    rows = FeeExemption.objects.filter(
        Q(local_procedure=None) | Q(local_procedure=found.local),
        centre_id=found.local.centre_id,
    )
    return [
        fee_rules.Exemption(
            reason=row.category or row.channel,
            source=row.legal_source,
            categories=frozenset({row.category} - {""}),
            channels=frozenset({row.channel} - {""}),
            from_on=row.from_on,
            until_on=row.until_on or date.max,
            percent=row.percent,
        )
        for row in rows
    ]
