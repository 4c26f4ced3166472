"""Are the tables those of this version of the program?"""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from motcua.config.cli.answers import Problem


def steps_to_run() -> list[str]:
    """The migrations that have not been run on this database, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _run_backwards in plan]


def bring_up_to_date() -> None:
    """Run what is missing; raises Problem for tables of a version never released."""
    try:
        call_command("migrate", verbosity=0)
    except InconsistentMigrationHistory:
        raise Problem(
            _(
                "Các bảng này của một bản thử trước lần phát hành đầu tiên, không nâng"
                " lên được. Bắt đầu với thư mục trống: MOTCUA_VAR=…"
            )
        ) from None
