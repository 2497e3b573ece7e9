"""The first schema: a frozen copy of the tables as they were on the first day; never made again."""

# ruff: noqa: D106 - a Meta is peewee's word, no class of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import SQL, BigIntegerField, BlobField, CompositeKey, Model, SqliteDatabase, TextField

if TYPE_CHECKING:
    from playhouse.migrate import SchemaMigrator

INDEXES = (
    'CREATE INDEX "complaint_state" ON "complaint" ("state", "id")',
    'CREATE INDEX "complaint_owner" ON "complaint" ("owner", "id")',
    'CREATE INDEX "complaint_customer" ON "complaint" ("customer", "id")',
    'CREATE INDEX "complaint_import" ON "complaint" ("import_batch", "id") WHERE "import_batch" IS NOT NULL',
    'CREATE INDEX "complaint_external" ON "complaint" ("external_no") WHERE "external_no" IS NOT NULL',
    'CREATE INDEX "case_clock_open" ON "case_clock" ("due_at") WHERE "stopped_at" IS NULL',
    'CREATE INDEX "promise_open" ON "promise" ("due_at") WHERE "state" = \'open\'',
    'CREATE INDEX "follow_up_planned" ON "follow_up" ("planned_on") WHERE "at" IS NULL',
    'CREATE INDEX "notice_department" ON "notice" ("department", "state")',
    'CREATE INDEX "approval_waiting" ON "approval" ("approver") WHERE "decision" IS NULL',
    'CREATE INDEX "product_line_batch" ON "product_line" ("batch_no") WHERE "batch_no" IS NOT NULL',
    'CREATE INDEX "customer_name" ON "customer" ("name_key")',
    'CREATE INDEX "customer_merged" ON "customer" ("merged_into") WHERE "merged_into" IS NOT NULL',
    'CREATE INDEX "customer_phone_customer" ON "customer_phone" ("cust_no")',
    'CREATE INDEX "message_waiting" ON "message" ("due_at") WHERE "done_at" IS NULL',
    'CREATE INDEX "message_recipient" ON "message" ("recipient", "created_at")',
    'CREATE INDEX "history_office" ON "history" ("table_name", "row_key") WHERE "version" IS NULL',
)
SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE "search_words"
    USING fts5 (one, two, content='', tokenize='unicode61 remove_diacritics 0')""",
)
POSTGRESQL_SEARCH = (
    'ALTER TABLE "search_text" ADD COLUMN "words" tsvector NOT NULL',
    'CREATE INDEX "search_text_words" ON "search_text" USING gin ("words")',
)


class CompanyRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField(primary_key=True)
    name = TextField(null=True)
    uscc = TextField(null=True)
    address = TextField(null=True)
    phone = TextField(null=True)
    legal_rep = TextField(null=True)
    authorised_rep = TextField(null=True)
    bank = TextField(null=True)
    account = TextField(null=True)
    default_court = TextField(null=True)
    logo = BigIntegerField(null=True)
    zone = TextField()
    prefix = TextField()
    paperless_limit = BigIntegerField()
    by_word_limit = BigIntegerField()
    gift_budget = BigIntegerField()
    late_from = TextField()
    late_until = TextField()
    practice = BigIntegerField()

    class Meta:
        table_name = "company"


class StaffRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    login = TextField(primary_key=True)
    name = TextField()
    phone = TextField(null=True)
    email = TextField(null=True)
    roles = TextField()
    level = TextField(null=True)
    department = TextField(null=True)
    post = TextField(null=True)
    active = BigIntegerField()
    from_on = TextField(null=True)
    to_on = TextField(null=True)
    skills = TextField()

    class Meta:
        table_name = "staff"


class AuthorityRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField(primary_key=True)
    role = TextField(null=True)
    level = TextField(null=True)
    person = TextField(null=True)
    scope = TextField()
    limit_amount = BigIntegerField()
    no_limit = BigIntegerField()
    from_on = TextField(null=True)
    to_on = TextField(null=True)

    class Meta:
        table_name = "authority"


class SubstituteRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField(primary_key=True)
    principal = TextField()
    stands_in = TextField()
    from_on = TextField(null=True)
    to_on = TextField(null=True)
    reason = TextField(null=True)

    class Meta:
        table_name = "substitute"


class CalendarRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField(primary_key=True)
    weekday = BigIntegerField(null=True)
    opens = TextField(null=True)
    closes = TextField(null=True)
    day = TextField(null=True)
    day_kind = TextField(null=True)
    day_name = TextField(null=True)

    class Meta:
        table_name = "calendar"


class TimeLimitRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    clock = TextField()
    severity = TextField()
    amount = BigIntegerField()
    unit = TextField()
    round_clock = BigIntegerField()

    class Meta:
        table_name = "time_limit"
        primary_key = CompositeKey("clock", "severity")


class SensitivePeriodRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField(primary_key=True)
    name = TextField(null=True)
    from_on = TextField(null=True)
    to_on = TextField(null=True)
    products = TextField()
    factor = BigIntegerField()

    class Meta:
        table_name = "sensitive_period"


class DictionaryEntryRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    dictionary = TextField()
    code = TextField()
    word = TextField()
    hidden = BigIntegerField()

    class Meta:
        table_name = "dictionary_entry"
        primary_key = CompositeKey("dictionary", "code")


class ProductRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    code = TextField(primary_key=True)
    name = TextField()
    specs = TextField()
    unit = TextField(null=True)
    unit_value = BigIntegerField(null=True)
    equipment = TextField(null=True)
    common_faults = TextField(null=True)
    active = BigIntegerField()

    class Meta:
        table_name = "product"


class BatchRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    product = TextField()
    batch_no = TextField()
    produced_on = TextField(null=True)
    expires_on = TextField(null=True)
    qty = BigIntegerField(null=True)
    note = TextField(null=True)

    class Meta:
        table_name = "batch"
        primary_key = CompositeKey("product", "batch_no")


class CustomerRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    cust_no = TextField(primary_key=True)
    cust_name = TextField(null=True)
    cust_type = TextField(null=True)
    uscc = TextField(null=True)
    region = TextField(null=True)
    address = TextField(null=True)
    postcode = TextField(null=True)
    contact_name = TextField(null=True)
    contact_title = TextField(null=True)
    phones = TextField()
    fax = TextField(null=True)
    email = TextField(null=True)
    wechat = TextField(null=True)
    agent_for = TextField(null=True)
    agent_auth = BigIntegerField(null=True)
    end_user = TextField()
    id_no = TextField(null=True)
    level = TextField(null=True)
    since = TextField(null=True)
    care_notes = TextField(null=True)
    consent_kind = TextField(null=True)
    consent_at = TextField(null=True)
    merged_into = TextField(null=True)
    name_key = TextField()

    class Meta:
        table_name = "customer"


class ComplaintRow(Model):
    """As its name says."""

    id = BigIntegerField(primary_key=True)
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    case_no = TextField()
    customer = TextField()
    title = TextField(null=True)
    channel = TextField(null=True)
    external_no = TextField(null=True)
    external_source = TextField(null=True)
    authority_received_on = TextField(null=True)
    authority_due_at = TextField(null=True)
    complaint_at = TextField(null=True)
    registered_at = TextField(null=True)
    recorder = TextField(null=True)
    recorder_post = TextField(null=True)
    recorder_signed_at = TextField(null=True)
    received_by = TextField(null=True)
    received_at = TextField(null=True)
    owner = TextField(null=True)
    helpers = TextField()
    about_staff = TextField()
    nature = TextField()
    severity = TextField()
    handler_level = TextField(null=True)
    urgent = BigIntegerField(null=True)
    emergency = BigIntegerField(null=True)
    ongoing_harm = BigIntegerField(null=True)
    harm_kind = TextField(null=True)
    safety_injury = BigIntegerField(null=True)
    sensitive_period = TextField(null=True)
    public_risk = TextField(null=True)
    public_risk_note = TextField(null=True)
    malicious = TextField(null=True)
    malicious_basis = TextField(null=True)
    malicious_by = TextField(null=True)
    abuse = BigIntegerField(null=True)
    special_reason = TextField(null=True)
    special_by = TextField(null=True)
    special_until = TextField(null=True)
    confidential = BigIntegerField(null=True)
    recur_no = BigIntegerField()
    linked_cases = TextField()
    hold_reason = TextField(null=True)
    hold_until = TextField(null=True)
    held_at = TextField(null=True)
    transfers = BigIntegerField()
    marks = TextField()
    origin = TextField()
    import_batch = BigIntegerField(null=True)
    state = TextField()
    round_no = BigIntegerField()
    version = BigIntegerField()
    no_paper_reason = TextField(null=True)
    verbatim = TextField(null=True)
    reason = TextField()
    summary = TextField(null=True)
    occurred_on = TextField(null=True)
    place = TextField(null=True)
    events = TextField()
    demands = TextField()
    expected_by = TextField(null=True)
    restated_ok = BigIntegerField(null=True)
    restated_at = TextField(null=True)
    restated_who = TextField(null=True)
    losses = TextField()
    closed_at = TextField(null=True)
    closed_by = TextField(null=True)
    close_kind = TextField(null=True)
    close_reason = TextField(null=True)
    close_approver = TextField(null=True)
    lessons = TextField(null=True)
    knowledge_link = TextField(null=True)
    improvement = TextField(null=True)

    class Meta:
        table_name = "complaint"
        constraints = (
            SQL('UNIQUE ("case_no")'),
            SQL('FOREIGN KEY ("customer") REFERENCES "customer" ("cust_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ProductLineRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    product = TextField(null=True)
    spec = TextField(null=True)
    batch_no = TextField(null=True)
    produced_on = TextField(null=True)
    expires_on = TextField(null=True)
    serial_no = TextField(null=True)
    purchased_on = TextField(null=True)
    seller = TextField(null=True)
    order_no = TextField(null=True)
    delivery_no = TextField(null=True)
    invoice_no = TextField(null=True)
    receipt_kind = TextField(null=True)
    receipt_no = TextField(null=True)
    receipt_on = TextField(null=True)
    receipt_amount = BigIntegerField(null=True)
    receipt_file = BigIntegerField(null=True)
    qty_bought = BigIntegerField(null=True)
    qty_bad = BigIntegerField(null=True)
    unit = TextField(null=True)
    unit_price = BigIntegerField(null=True)
    started_using = TextField(null=True)
    symptom = TextField(null=True)
    equipment = TextField(null=True)
    vin = TextField(null=True)
    plate = TextField(null=True)
    usage_amount = BigIntegerField(null=True)
    usage_unit = TextField(null=True)
    prev_brand = TextField(null=True)
    prev_state = TextField(null=True)
    recent_state = TextField(null=True)
    sample_received = BigIntegerField(null=True)
    sample_qty = BigIntegerField(null=True)
    sample_desc = TextField(null=True)

    class Meta:
        table_name = "product_line"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ContactRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    at = TextField(null=True)
    direction = TextField(null=True)
    channel = TextField(null=True)
    staff = TextField(null=True)
    counterpart = TextField(null=True)
    content = TextField(null=True)
    purpose = TextField(null=True)
    quoted_rule = TextField(null=True)
    quoted_price = BigIntegerField(null=True)
    will_call_back = BigIntegerField(null=True)
    promise = BigIntegerField(null=True)
    emotion = TextField(null=True)
    minutes = BigIntegerField(null=True)
    files = TextField()
    visit_place = TextField(null=True)
    travellers = TextField()
    travel_cost = BigIntegerField(null=True)

    class Meta:
        table_name = "contact"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ExplanationRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    at = TextField(null=True)
    by = TextField(null=True)
    channel = TextField(null=True)
    to_whom = TextField(null=True)
    explained = TextField(null=True)
    reaction = TextField(null=True)
    reaction_note = TextField(null=True)

    class Meta:
        table_name = "explanation"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class PromiseRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    kind = TextField(null=True)
    content = TextField(null=True)
    made_by = TextField(null=True)
    made_at = TextField(null=True)
    due_at = TextField(null=True)
    basis = TextField(null=True)
    within_authority = BigIntegerField(null=True)
    state = TextField()
    kept_at = TextField(null=True)
    kept_note = TextField(null=True)
    moved_from = TextField(null=True)
    moved_reason = TextField(null=True)
    customer_agreed = BigIntegerField(null=True)

    class Meta:
        table_name = "promise"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ContainmentRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    action = TextField(null=True)
    by = TextField(null=True)
    at = TextField(null=True)
    effect = TextField(null=True)
    minutes = BigIntegerField(null=True)

    class Meta:
        table_name = "containment"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class FindingRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    needs_further = BigIntegerField(null=True)
    tasks = TextField()
    consults = TextField()
    lab = TextField(null=True)
    report_no = TextField(null=True)
    report_on = TextField(null=True)
    report_result = TextField(null=True)
    report_file = BigIntegerField(null=True)
    retained_sample = TextField(null=True)
    batch_review = TextField(null=True)
    similar_cases = TextField()
    founded = TextField(null=True)
    basis = TextField(null=True)
    basis_files = TextField()
    found_by = TextField(null=True)
    found_at = TextField(null=True)
    cause_main = TextField(null=True)
    causes = TextField()
    cause_occur = TextField(null=True)
    cause_escape = TextField(null=True)
    five_why = TextField()
    human_factor = BigIntegerField(null=True)
    liability = TextField()
    liability_by = TextField(null=True)
    liability_appeal = TextField(null=True)
    analysis_owner = TextField(null=True)
    analysis_due = TextField(null=True)
    recall = BigIntegerField(null=True)
    recall_batches = TextField()

    class Meta:
        table_name = "finding"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class RoundRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    round_no = BigIntegerField()
    at = TextField(null=True)
    participants = TextField(null=True)
    channel = TextField(null=True)
    our_position = TextField(null=True)
    their_position = TextField(null=True)
    proposal = BigIntegerField(null=True)
    result = TextField(null=True)

    class Meta:
        table_name = "round"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ProposalRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    proposal_no = TextField()
    proposal_version = BigIntegerField()
    state = TextField()
    decision = TextField(null=True)
    opinion = TextField(null=True)
    total = BigIntegerField()
    policy_ok = BigIntegerField(null=True)
    policy_reason = TextField(null=True)
    invoice_note = TextField(null=True)
    applicant = TextField(null=True)
    applied_at = TextField(null=True)
    approved_at = TextField(null=True)
    under_authority = BigIntegerField(null=True)
    authority_value = BigIntegerField()
    cumulative = BigIntegerField()
    liability_admitted = BigIntegerField(null=True)

    class Meta:
        table_name = "proposal"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class RemedyRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    proposal = BigIntegerField()
    kind = TextField()
    product = TextField(null=True)
    spec = TextField(null=True)
    batch = TextField(null=True)
    qty = BigIntegerField(null=True)
    unit = TextField(null=True)
    unit_value = BigIntegerField(null=True)
    amount = BigIntegerField(null=True)
    share_company = BigIntegerField(null=True)
    share_customer = BigIntegerField(null=True)
    share_department = BigIntegerField(null=True)
    department = TextField(null=True)
    special_packing = BigIntegerField(null=True)
    packing_spec = TextField(null=True)
    mark_text = TextField(null=True)
    artwork = BigIntegerField(null=True)
    due = TextField(null=True)
    executor = TextField(null=True)
    discretionary_reason = TextField(null=True)

    class Meta:
        table_name = "remedy"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ApprovalRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    proposal = BigIntegerField()
    link_no = BigIntegerField()
    approver = TextField()
    level = TextField(null=True)
    substitute_for = TextField(null=True)
    decision = TextField(null=True)
    at = TextField(null=True)
    comment = TextField(null=True)
    by_word_means = TextField(null=True)
    by_word_at = TextField(null=True)
    recorded_by = TextField(null=True)
    evidence = BigIntegerField(null=True)
    countersigned_at = TextField(null=True)

    class Meta:
        table_name = "approval"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class AnswerRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    proposal = BigIntegerField()
    at = TextField(null=True)
    by = TextField(null=True)
    channel = TextField(null=True)
    to_whom = TextField(null=True)
    content = TextField(null=True)
    receipt = BigIntegerField(null=True)
    confirmed_by = TextField(null=True)
    confirmed_at = TextField(null=True)
    confirmed_means = TextField(null=True)

    class Meta:
        table_name = "answer"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class AgreementRow(Model):
    """As its name says."""

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
    perform_by = TextField(null=True)
    payee = TextField(null=True)
    bank = TextField(null=True)
    account = TextField(null=True)
    consignee = TextField(null=True)
    consignee_phone = TextField(null=True)
    consignee_address = TextField(null=True)
    freight_by = TextField(null=True)
    waiver_scope = TextField(null=True)
    confidential_clause = BigIntegerField(null=True)
    breach_rate = BigIntegerField(null=True)
    breach_amount = BigIntegerField(null=True)
    dispute = TextField(null=True)
    court = TextField(null=True)
    copies = BigIntegerField(null=True)
    sign_place = TextField(null=True)
    issued_at = TextField(null=True)
    issued_sha256 = TextField(null=True)
    anchor = TextField(null=True)
    printed_at = TextField(null=True)
    handed_at = TextField(null=True)
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
        table_name = "agreement"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class NoticeRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    notice_no = TextField()
    kind = TextField()
    state = TextField()
    department = TextField()
    person = TextField(null=True)
    agreement = BigIntegerField(null=True)
    waits_for = BigIntegerField(null=True)
    items = TextField()
    consignee = TextField(null=True)
    consignee_phone = TextField(null=True)
    consignee_address = TextField(null=True)
    due_at = TextField(null=True)
    urgent_reason = TextField(null=True)
    remark = TextField(null=True)
    issued_by = TextField(null=True)
    issued_at = TextField(null=True)
    accepted_by = TextField(null=True)
    accepted_at = TextField(null=True)
    on_behalf = BigIntegerField(null=True)
    slip = BigIntegerField(null=True)
    progress = TextField()
    picked_at = TextField(null=True)
    shipped_at = TextField(null=True)
    received_at = TextField(null=True)
    carrier = TextField(null=True)
    waybill = TextField(null=True)
    shipped_batch = TextField(null=True)
    shipped_qty = BigIntegerField(null=True)
    done_by = TextField(null=True)
    done_at = TextField(null=True)
    evidence = TextField()
    confirmed_by = TextField(null=True)
    confirmed_at = TextField(null=True)
    returned_reason = TextField(null=True)
    cancelled_reason = TextField(null=True)
    reissued_as = BigIntegerField(null=True)
    urges = TextField()

    class Meta:
        table_name = "notice"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class RefundRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    notice = BigIntegerField()
    handled_on = TextField(null=True)
    voucher_no = TextField(null=True)
    amount = BigIntegerField(null=True)
    expected_days = BigIntegerField(null=True)
    expected_on = TextField(null=True)
    customer_confirmed_on = TextField(null=True)

    class Meta:
        table_name = "refund"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class FollowUpRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    planned_on = TextField(null=True)
    round_no = BigIntegerField()
    at = TextField(null=True)
    by = TextField(null=True)
    channel = TextField(null=True)
    interviewee = TextField(null=True)
    attempt_no = BigIntegerField()
    satisfaction = TextField(null=True)
    sat_result = BigIntegerField(null=True)
    sat_speed = BigIntegerField(null=True)
    sat_attitude = BigIntegerField(null=True)
    improved_view = TextField(null=True)
    suggestion = TextField(null=True)
    keep_using = TextField(null=True)
    new_issue = BigIntegerField(null=True)
    new_case = TextField(null=True)
    signed_file = BigIntegerField(null=True)

    class Meta:
        table_name = "follow_up"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ReportUpRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    by = TextField(null=True)
    to_leader = TextField(null=True)
    at = TextField(null=True)
    facts = TextField(null=True)
    support_wanted = TextField(null=True)
    acknowledged_at = TextField(null=True)
    reply = TextField(null=True)
    replied_at = TextField(null=True)

    class Meta:
        table_name = "report_up"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class AttachmentRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    name = TextField(null=True)
    kind = TextField(null=True)
    from_whom = TextField(null=True)
    holder = TextField(null=True)
    belongs_to = TextField(null=True)
    sha256 = TextField()
    size = BigIntegerField()
    original_sha256 = TextField(null=True)
    original_size = BigIntegerField(null=True)
    keep_original = BigIntegerField(null=True)
    withdrawn_reason = TextField(null=True)

    class Meta:
        table_name = "attachment"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class CaseClockRow(Model):
    """As its name says."""

    case_no = TextField()
    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    no = BigIntegerField()
    clock = TextField()
    round_no = BigIntegerField()
    started_at = TextField(null=True)
    due_at = TextField(null=True)
    first_due_at = TextField(null=True)
    stopped_at = TextField(null=True)
    moved_by = TextField(null=True)
    moved_reason = TextField(null=True)

    class Meta:
        table_name = "case_clock"
        primary_key = CompositeKey("case_no", "no")
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ImportBatchRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    batch_no = BigIntegerField(primary_key=True)
    file_name = TextField()
    file_sha256 = TextField()
    source = TextField()
    mapping = TextField()
    taken = BigIntegerField()
    known = BigIntegerField()
    refused = TextField()
    state = TextField()
    map_name = TextField(null=True)

    class Meta:
        table_name = "import_batch"


class HistoryRow(Model):
    """As its name says."""

    case_no = TextField(null=True)
    seq = BigIntegerField(primary_key=True)
    at = TextField(null=True)
    actor = TextField()
    login = TextField()
    step = TextField()
    from_state = TextField(null=True)
    to_state = TextField(null=True)
    version = BigIntegerField(null=True)
    table_name = TextField()
    row_key = TextField()
    changes = TextField()
    station = TextField(null=True)
    on_behalf_of = TextField(null=True)
    reason = TextField(null=True)
    prev_hash = TextField()
    hash = TextField()

    class Meta:
        table_name = "history"
        constraints = (
            SQL('UNIQUE ("case_no", "version")'),
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class MessageRow(Model):
    """As its name says."""

    na = TextField()
    created_at = TextField(null=True)
    created_by = TextField(null=True)
    key = TextField(primary_key=True)
    kind = TextField()
    recipient = TextField()
    case_no = TextField(null=True)
    facts = TextField()
    due_at = TextField(null=True)
    leased_until = TextField(null=True)
    tries = BigIntegerField()
    done_at = TextField(null=True)
    failed = TextField(null=True)

    class Meta:
        table_name = "message"
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class CustomerPhoneRow(Model):
    """As its name says."""

    number_key = TextField()
    cust_no = TextField()

    class Meta:
        table_name = "customer_phone"
        primary_key = CompositeKey("number_key", "cust_no")
        constraints = (
            SQL('FOREIGN KEY ("cust_no") REFERENCES "customer" ("cust_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class ImportRowRow(Model):
    """As its name says."""

    identity = TextField(primary_key=True)
    batch_no = BigIntegerField()
    case_no = TextField()
    row_no = BigIntegerField()
    raw_text = TextField()

    class Meta:
        table_name = "import_row"
        constraints = (
            SQL('FOREIGN KEY ("case_no") REFERENCES "complaint" ("case_no") DEFERRABLE INITIALLY DEFERRED'),
        )


class StoredFileRow(Model):
    """As its name says."""

    sha256 = TextField(primary_key=True)
    size = BigIntegerField()
    content = BlobField()

    class Meta:
        table_name = "stored_file"


class CounterRow(Model):
    """As its name says."""

    name = TextField(primary_key=True)
    value = BigIntegerField()

    class Meta:
        table_name = "counter"


class StateCountRow(Model):
    """As its name says."""

    state = TextField(primary_key=True)
    n = BigIntegerField()

    class Meta:
        table_name = "state_count"


class LoginSecretRow(Model):
    """As its name says."""

    login = TextField(primary_key=True)
    hash = TextField()
    tries = BigIntegerField()
    locked_until = TextField(null=True)

    class Meta:
        table_name = "login_secret"


class SearchTextRow(Model):
    """As its name says."""

    id = BigIntegerField(primary_key=True)
    text = TextField()

    class Meta:
        table_name = "search_text"


TABLES: tuple[type[Model], ...] = (
    CompanyRow,
    StaffRow,
    AuthorityRow,
    SubstituteRow,
    CalendarRow,
    TimeLimitRow,
    SensitivePeriodRow,
    DictionaryEntryRow,
    ProductRow,
    BatchRow,
    CustomerRow,
    ComplaintRow,
    ProductLineRow,
    ContactRow,
    ExplanationRow,
    PromiseRow,
    ContainmentRow,
    FindingRow,
    RoundRow,
    ProposalRow,
    RemedyRow,
    ApprovalRow,
    AnswerRow,
    AgreementRow,
    NoticeRow,
    RefundRow,
    FollowUpRow,
    ReportUpRow,
    AttachmentRow,
    CaseClockRow,
    ImportBatchRow,
    HistoryRow,
    MessageRow,
    CustomerPhoneRow,
    ImportRowRow,
    StoredFileRow,
    CounterRow,
    StateCountRow,
    LoginSecretRow,
    SearchTextRow,
)


def up(migrator: SchemaMigrator, db: Any) -> None:  # noqa: ANN401 - of either engine
    """Make every table, index and search structure."""
    on_sqlite = isinstance(db, SqliteDatabase)
    with db.bind_ctx(TABLES):
        for table in TABLES:
            table._meta.strict_tables = on_sqlite
            table.create_table(safe=False)
    for statement in INDEXES + (SQLITE_SEARCH if on_sqlite else POSTGRESQL_SEARCH):
        db.execute_sql(statement)
