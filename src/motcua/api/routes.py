"""The JSON API."""

from ninja import NinjaAPI

api = NinjaAPI(title="Một Cửa", version="1.0.0", urls_namespace="api")
