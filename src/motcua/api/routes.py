"""The JSON API: one router an area, all of them behind one frame."""

from motcua.api import (
    absences,
    accounts,
    agencies,
    agency_desk,
    catalogue,
    completing,
    dossiers,
    endings,
    files,
    hall,
    keeping,
    oversight,
    people,
    tracking,
    verbs,
    ward,
)
from motcua.api.interface import HouseAPI

api = HouseAPI()
api.add_router("/dossiers", dossiers.router)
api.add_router("/dossiers", verbs.router)
api.add_router("/dossiers", endings.router)
api.add_router("/dossiers", files.router)
api.add_router("/dossiers", completing.router)
api.add_router("/dossiers", keeping.router)
api.add_router("/dossiers", agency_desk.router)
api.add_router("/lodgings", completing.lodgings)
api.add_router("", oversight.router)
api.add_router("", absences.router)
api.add_router("", agencies.router)
api.add_router("/hall", hall.router)
api.add_router("/people", people.router)
api.add_router("", catalogue.router)
api.add_router("", ward.router)
api.add_router("", accounts.router)
api.add_router("/tracking", tracking.router)
