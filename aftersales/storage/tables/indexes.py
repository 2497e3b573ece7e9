"""The indexes beside keys: each stands for a question that a screen or the clockwork asks."""

from __future__ import annotations

INDEXES: tuple[str, ...] = (
    'CREATE INDEX "complaint_state" ON "complaint" ("state", "id")',
    'CREATE INDEX "complaint_owner" ON "complaint" ("owner", "id")',
    'CREATE INDEX "complaint_customer" ON "complaint" ("customer", "id")',
    'CREATE INDEX "complaint_import" ON "complaint" ("import_batch", "id") WHERE "import_batch" IS NOT NULL',
    'CREATE INDEX "complaint_external" ON "complaint" ("external_no") WHERE "external_no" IS NOT NULL',
    'CREATE INDEX "complaint_severity" ON "complaint" ("severity", "id")',
    'CREATE INDEX "complaint_registered" ON "complaint" ("registered_at")',
    'CREATE INDEX "case_clock_open" ON "case_clock" ("due_at") WHERE "stopped_at" IS NULL',
    'CREATE INDEX "promise_open" ON "promise" ("due_at") WHERE "state" = \'open\'',
    'CREATE INDEX "follow_up_planned" ON "follow_up" ("planned_on") WHERE "at" IS NULL',
    'CREATE INDEX "notice_department" ON "notice" ("department", "state")',
    'CREATE INDEX "proposal_approved" ON "proposal" ("approved_at") WHERE "state" = \'approved\'',
    'CREATE INDEX "approval_waiting" ON "approval" ("approver") WHERE "decision" IS NULL',
    (
        'CREATE INDEX "approval_to_countersign" ON "approval" ("approver")'
        ' WHERE "decision" = \'by_word\' AND "countersigned_at" IS NULL'
    ),
    'CREATE INDEX "agreement_under_way" ON "agreement" ("case_no", "no") WHERE "original_place" IS NULL',
    'CREATE INDEX "agreement_void" ON "agreement" ("case_no", "no") WHERE "state" = \'void\'',
    'CREATE INDEX "product_line_batch" ON "product_line" ("batch_no") WHERE "batch_no" IS NOT NULL',
    'CREATE INDEX "customer_name" ON "customer" ("name_key")',
    'CREATE INDEX "customer_merged" ON "customer" ("merged_into") WHERE "merged_into" IS NOT NULL',
    'CREATE INDEX "customer_phone_customer" ON "customer_phone" ("cust_no")',
    'CREATE INDEX "message_waiting" ON "message" ("due_at") WHERE "done_at" IS NULL',
    'CREATE INDEX "message_recipient" ON "message" ("recipient", "created_at")',
    'CREATE INDEX "history_office" ON "history" ("table_name", "row_key") WHERE "version" IS NULL',
)
