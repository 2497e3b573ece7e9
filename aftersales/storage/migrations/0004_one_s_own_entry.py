"""One's own entry taken back, a password that is due, acts that are done once; three indexes."""

# ruff: noqa: D106 - a Meta is peewee's word, no class of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import Model, SqliteDatabase, TextField

if TYPE_CHECKING:
    from playhouse.migrate import SchemaMigrator

CHANGES = (
    'ALTER TABLE "contact" ADD COLUMN "taken_back_at" TEXT',
    'ALTER TABLE "attachment" ADD COLUMN "taken_back_at" TEXT',
    (
        'CREATE INDEX "approval_to_countersign" ON "approval" ("approver")'
        ' WHERE "decision" = \'by_word\' AND "countersigned_at" IS NULL'
    ),
    'CREATE INDEX "complaint_severity" ON "complaint" ("severity", "id")',
    'CREATE INDEX "complaint_registered" ON "complaint" ("registered_at")',
)


class ActRow(Model):
    """As its name says."""

    key = TextField(primary_key=True)
    login = TextField()
    told = TextField()
    case_no = TextField()
    at = TextField()

    class Meta:
        table_name = "act"


def up(migrator: SchemaMigrator, db: Any) -> None:  # noqa: ANN401 - of either engine
    """Three columns, one table and three indexes more."""
    on_sqlite = isinstance(db, SqliteDatabase)
    kind = "INTEGER" if on_sqlite else "BIGINT"
    db.execute_sql(f'ALTER TABLE "staff" ADD COLUMN "password_due" {kind}')
    for statement in CHANGES:
        db.execute_sql(statement)
    with db.bind_ctx([ActRow]):
        ActRow._meta.strict_tables = on_sqlite
        ActRow.create_table(safe=False)
