.DEFAULT_GOAL := help
.PHONY: run test proof bench fmt snapshots help

run: ## Everything a newcomer needs, then the whole centre on http://127.0.0.1:8000
	@bin/run

test: ## Everything a change must pass: gates, both databases, browser journeys
	@bin/test

proof: ## The long runs: fault storms, races, kill -9
	@bin/proof

bench: ## Ratios against the floor
	@bin/bench

fmt: ## Rewrite what can be rewritten
	@bin/setup dev
	@.venv/bin/ruff check --fix --quiet src tests bench
	@.venv/bin/ruff format src tests bench
	@.venv/bin/djlint --reformat --quiet src || true

snapshots: ## Rewrite PDF and OpenAPI snapshots
	@bin/setup dev
	@PYTHONPATH=src .venv/bin/python -m motcua.config.reference docs/reference
	@SNAPSHOTS=rewrite .venv/bin/pytest -m "not e2e and not proof" -k snapshot

help: ## This list
	@sed -n 's/^\([a-z]*\): *## /\1\t/p' Makefile | expand -t 12
