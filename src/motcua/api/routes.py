"""The JSON API: one router an area, all of them behind one frame."""

from motcua.api import (
    accounts,
    agencies,
    catalogue,
    dossiers,
    endings,
    files,
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
api.add_router("", agencies.router)
api.add_router("/people", people.router)
api.add_router("", catalogue.router)
api.add_router("", ward.router)
api.add_router("", accounts.router)
api.add_router("/tracking", tracking.router)
