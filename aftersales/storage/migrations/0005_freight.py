"""Who pays for the way, kept with the notice: a case settled without paper has no agreement that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Any) -> None:  # noqa: ANN401 - of either engine
    """One column more."""
    db.execute_sql('ALTER TABLE "notice" ADD COLUMN "freight_by" TEXT')
