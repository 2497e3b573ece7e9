"""Clauses and handing over of the agreement, the papers' language, the logo, and who looks at a case."""

# ruff: noqa: D106 - a Meta is peewee's word, no class of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import SQL, BigIntegerField, CompositeKey, Model, SqliteDatabase, TextField

if TYPE_CHECKING:
    from playhouse.migrate import SchemaMigrator

INDEXES = (
    'CREATE INDEX "agreement_under_way" ON "agreement" ("case_no", "no") WHERE "original_place" IS NULL',
    'CREATE INDEX "agreement_void" ON "agreement" ("case_no", "no") WHERE "state" = \'void\'',
)
ADDED = (
    'ALTER TABLE "customer" ADD COLUMN "paper_language" TEXT',
    'ALTER TABLE "company" ADD COLUMN "logo_sha256" TEXT',
)


class ClauseRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    key = TextField()
    language = TextField()
    version = BigIntegerField()
    title = TextField(null=True)
    text = TextField(null=True)
    parties = TextField()
    part = TextField()
    place = BigIntegerField()
    when = TextField()
    default_on = BigIntegerField()
    retired = BigIntegerField()

    class Meta:
        table_name = "clause"
        primary_key = CompositeKey("key", "language", "version")


class PresenceRow(Model):
    """As its name says."""

    login = TextField()
    station = TextField()
    case_no = TextField()
    field = TextField(null=True)
    seen_at = TextField()

    class Meta:
        table_name = "presence"
        primary_key = CompositeKey("login", "station", "case_no")


class AgreementRow(Model):
    """The agreement as it is from now on, under another name until the old table is gone."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    proposal = BigIntegerField()
    agr_no = TextField(null=True)
    state = TextField()
    party_a = TextField()
    party_b = TextField()
    facts = TextField(null=True)
    items = TextField()
    total = BigIntegerField()
    total_upper = TextField(null=True)
    clauses = TextField()
    language = TextField(null=True)
    perform_by = TextField(null=True)
    payee = TextField(null=True)
    bank = TextField(null=True)
    account = TextField(null=True)
    consignee = TextField(null=True)
    consignee_phone = TextField(null=True)
    consignee_address = TextField(null=True)
    freight_by = TextField(null=True)
    accept_days = BigIntegerField(null=True)
    return_by = TextField(null=True)
    waiver_scope = TextField(null=True)
    withdraw_from = TextField(null=True)
    confidential_clause = BigIntegerField(null=True)
    breach_rate = BigIntegerField(null=True)
    breach_amount = BigIntegerField(null=True)
    breach_cap = BigIntegerField(null=True)
    dispute = TextField(null=True)
    court = TextField(null=True)
    copies = BigIntegerField(null=True)
    sign_place = TextField(null=True)
    issued_at = TextField(null=True)
    issued_sha256 = TextField(null=True)
    anchor = TextField(null=True)
    printed_at = TextField(null=True)
    printed_by = TextField(null=True)
    handed_at = TextField(null=True)
    handed_by = TextField(null=True)
    handed_to = TextField(null=True)
    handed_place = TextField(null=True)
    signed_a_on = TextField(null=True)
    signed_b_on = TextField(null=True)
    signer_a = TextField(null=True)
    signer_b = TextField(null=True)
    sealed = BigIntegerField(null=True)
    scan = BigIntegerField(null=True)
    original_place = TextField(null=True)
    filed_by = TextField(null=True)
    filed_at = TextField(null=True)
    supplements = BigIntegerField(null=True)
    void_reason = TextField(null=True)

    class Meta:
        table_name = "agreement_new"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


def up(migrator: SchemaMigrator, db: Any) -> None:  # noqa: ANN401 - of either engine
    """Make two tables and widen three."""
    on_sqlite = isinstance(db, SqliteDatabase)
    _make(db, (ClauseRow, PresenceRow), strict=on_sqlite)
    if on_sqlite:
        _made_anew(db)
    else:
        _widened(db)
    for statement in (*ADDED, *INDEXES):
        db.execute_sql(statement)


def _make(db: Any, tables: tuple[type[Model], ...], *, strict: bool) -> None:  # noqa: ANN401
    with db.bind_ctx(tables):
        for table in tables:
            table._meta.strict_tables = strict
            table.create_table(safe=False)


def _made_anew(db: Any) -> None:  # noqa: ANN401
    """SQLite adds no column that must not be empty, unless with a default that would stay."""
    old = [column.name for column in db.get_columns("agreement")]
    _make(db, (AgreementRow,), strict=True)
    names = ", ".join(f'"{name}"' for name in old)
    db.execute_sql(
        f'INSERT INTO "agreement_new" ({names}, "clauses") SELECT {names}, \'[]\' FROM "agreement"'
    )
    db.execute_sql('DROP TABLE "agreement"')
    db.execute_sql('ALTER TABLE "agreement_new" RENAME TO "agreement"')


def _widened(db: Any) -> None:  # noqa: ANN401
    """PostgreSQL indexes no table with rows whose references are still to be checked: so none is moved."""
    standing = {column.name for column in db.get_columns("agreement")}
    for field in AgreementRow._meta.sorted_fields:
        if field.column_name not in standing:
            kind = "bigint" if isinstance(field, BigIntegerField) else "text"
            must = "" if field.null else " NOT NULL DEFAULT '[]'"
            db.execute_sql(f'ALTER TABLE "agreement" ADD COLUMN "{field.column_name}" {kind}{must}')
    db.execute_sql('ALTER TABLE "agreement" ALTER COLUMN "clauses" DROP DEFAULT')
