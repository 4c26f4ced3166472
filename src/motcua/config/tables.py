"""Are the tables those of this version of the program?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def steps_to_run() -> list[str]:
    """The migrations that have not been run on this database, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]
