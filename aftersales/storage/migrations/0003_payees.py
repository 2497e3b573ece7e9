"""To whom a notice pays, kept with the notice: a case settled without paper has no agreement that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Any) -> None:  # noqa: ANN401 - of either engine
    """Three columns more."""
    for name in ("payee", "bank", "account"):
        db.execute_sql(f'ALTER TABLE "notice" ADD COLUMN "{name}" TEXT')
