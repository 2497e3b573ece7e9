"""The gifts of a month are summed for whoever decides one more: what was approved since is found at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Any) -> None:  # noqa: ANN401 - of either engine
    """One index more."""
    db.execute_sql(
        'CREATE INDEX "proposal_approved" ON "proposal" ("approved_at") WHERE "state" = \'approved\''
    )
