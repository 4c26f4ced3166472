"""The guard itself: what it lets pass and what it names."""

import pytest

from tests.sql_guard import centreless

CENTRE = frozenset(
    {"dossiers_dossier", "dossiers_step", "outbox_delivery", "outbox_message"}
)

NAMED = {
    "a row by key": 'SELECT "d"."id", "d"."centre_id" FROM "dossiers_dossier" "d" '
    'WHERE ("d"."centre_id" = %s AND "d"."id" = %s) LIMIT 21',
    "without quotes": "SELECT last FROM dossiers_dossier WHERE centre_id = %(centre)s",
    "a typed value": 'SELECT 1 FROM "dossiers_dossier" WHERE "centre_id" = %s::uuid',
    "a join to a named table": 'SELECT "dossiers_step"."id" FROM "dossiers_step" '
    'INNER JOIN "dossiers_dossier" ON ("dossiers_step"."dossier_id" = '
    '"dossiers_dossier"."id") WHERE "dossiers_dossier"."centre_id" = %s ORDER BY 1 ASC',
    "under FOR UPDATE": 'SELECT "id" FROM "dossiers_dossier" WHERE "dossiers_dossier".'
    '"centre_id" = %s FOR UPDATE OF "dossiers_dossier" SKIP LOCKED',
    "a count of a query": "SELECT COUNT(*) FROM (SELECT DISTINCT "
    '"dossiers_dossier"."id" AS "col1" FROM "dossiers_dossier" WHERE '
    '"dossiers_dossier"."centre_id" = %s) subquery',
    "EXISTS on a row outside": 'SELECT "dossiers_dossier"."id", EXISTS(SELECT 1 AS "a" '
    'FROM "dossiers_step" U0 WHERE U0."dossier_id" = ("dossiers_dossier"."id") LIMIT 1) '
    'AS "open" FROM "dossiers_dossier" WHERE "dossiers_dossier"."centre_id" = %s',
    "an update": 'UPDATE "dossiers_dossier" SET "state" = %s WHERE '
    '("dossiers_dossier"."centre_id" = %s AND "dossiers_dossier"."id" = %s)',
    "an update of rows in a query": 'UPDATE "dossiers_step" SET "x" = %s WHERE '
    '"dossiers_step"."id" IN (SELECT U0."id" FROM "dossiers_step" U0 INNER JOIN '
    '"dossiers_dossier" U1 ON (U0."dossier_id" = U1."id") WHERE U1."centre_id" = %s)',
    "a delete": 'DELETE FROM "dossiers_step" WHERE "dossiers_step"."centre_id" IN (%s)',
    "an insert": 'INSERT INTO "dossiers_step" ("id", "centre_id") VALUES (%s, %s) '
    'ON CONFLICT DO NOTHING RETURNING "dossiers_step"."id"',
    "both sides of a union": 'SELECT "id" FROM "dossiers_step" WHERE "centre_id" = %s '
    'UNION ALL SELECT "id" FROM "dossiers_dossier" WHERE "centre_id" = %s',
    "the claim of due deliveries": 'SELECT "outbox_delivery"."id" FROM "outbox_delivery" '
    'INNER JOIN "outbox_message" ON ("outbox_delivery"."message_id" = '
    '"outbox_message"."id") WHERE ("outbox_delivery"."leased_until" IS NULL '
    'AND "outbox_delivery"."next_try_at" <= %s)',
    "other data": 'SELECT "id" FROM "catalogue_procedure" WHERE "code" = %s',
    "housekeeping": 'RELEASE SAVEPOINT "s140_x1"',
}

NAMELESS = {
    "a row by key": 'SELECT "d"."id" FROM "dossiers_dossier" "d" WHERE "d"."id" = %s',
    "only among the columns": 'SELECT "dossiers_dossier"."centre_id" FROM '
    '"dossiers_dossier" WHERE "dossiers_dossier"."id" = %s',
    "only in a grouping": 'SELECT COUNT("id") FROM "dossiers_dossier" '
    'GROUP BY "dossiers_dossier"."centre_id"',
    "only in a join of two tables": 'SELECT 1 FROM "dossiers_dossier" INNER JOIN '
    '"ward_centre" ON ("dossiers_dossier"."centre_id" = "ward_centre"."id")',
    "only in a text": "SELECT 1 FROM dossiers_dossier WHERE code = 'centre_id = %s'",
    "only in a comment": "SELECT 1 FROM dossiers_dossier /* WHERE centre_id = %s */",
    "only as a new value": 'UPDATE "dossiers_dossier" SET "centre_id" = %s WHERE "id" = %s',
    "only in what is excluded": 'SELECT "id" FROM "dossiers_dossier" WHERE NOT ('
    '"dossiers_dossier"."id" IN (SELECT U0."dossier_id" FROM "dossiers_step" U0 '
    'WHERE U0."centre_id" = %s))',
    "a query among the conditions": 'SELECT "id" FROM "ward_counter" WHERE "id" IN '
    '(SELECT U0."counter_id" FROM "dossiers_dossier" U0 WHERE U0."state" = %s)',
    "a query among the columns": 'SELECT "ward_centre"."id", (SELECT COUNT(*) FROM '
    '"dossiers_dossier") AS "n" FROM "ward_centre"',
    "one side of a union": 'SELECT "id" FROM "dossiers_step" WHERE "centre_id" = %s '
    'UNION SELECT "id" FROM "dossiers_dossier"',
    "a common table": "WITH open AS (SELECT id FROM dossiers_dossier) SELECT * FROM open",
    "a delete": 'DELETE FROM "dossiers_step" WHERE "dossiers_step"."id" IN (%s)',
    "an insert": 'INSERT INTO "dossiers_step" ("id") VALUES (%s)',
    "an insert of a query": "INSERT INTO dossiers_step (id, centre_id) SELECT id, x "
    "FROM dossiers_dossier",
    "a schema before the name": "SELECT 1 FROM province.dossiers_dossier WHERE id = %s",
    "deliveries, but not the claim": 'SELECT "id" FROM "outbox_delivery" WHERE "id" = %s',
}


@pytest.mark.parametrize("sql", NAMED.values(), ids=NAMED.keys())
def test_lets_pass_what_names_its_centre(sql: str) -> None:
    assert centreless(sql, CENTRE) == []


@pytest.mark.parametrize("sql", NAMELESS.values(), ids=NAMELESS.keys())
def test_names_the_table_that_is_read_without_a_centre(sql: str) -> None:
    assert len(centreless(sql, CENTRE)) == 1
