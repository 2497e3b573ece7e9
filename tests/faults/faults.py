"""The twelve faults: where each is planted, and the few tests that must turn red."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = "tests/domain/steps"
USECASES = "tests/usecases"


@dataclass(frozen=True)
class Fault:
    """A wrong line in the place of a right one; ``tests`` are what pytest is asked to run."""

    name: str
    path: str
    right: str
    wrong: str
    tests: tuple[str, ...]


FAULTS: tuple[Fault, ...] = (
    Fault(
        "four eyes: the applicant may approve his own",
        "aftersales/domain/policy.py",
        "if deciding and proposal is not None and proposal.applicant == desk.login and not desk.alone:",
        "if deciding and proposal is None:",
        (f"{STEPS}/test_approving.py::test_four_eyes",),
    ),
    Fault(
        "cumulative window: a day too short",
        "aftersales/domain/authority.py",
        "WINDOW = timedelta(hours=30 * 24)",
        "WINDOW = timedelta(hours=29 * 24)",
        (f"{USECASES}/test_window.py::test_the_window_ends_after_thirty_times_a_day",),
    ),
    Fault(
        "boundary of the limit: the limit itself is refused",
        "aftersales/domain/authority.py",
        "if limit is not None and value > limit:",
        "if limit is not None and value >= limit:",
        (f"{STEPS}/test_authority.py::test_the_service_limit_itself_is_allowed",),
    ),
    Fault(
        "turn in the chain: the last link comes first",
        "aftersales/domain/policy.py",
        "return next((row for row in links(case) if row.decision is None), None)",
        "return next((row for row in reversed(links(case)) if row.decision is None), None)",
        (f"{STEPS}/test_approving.py::test_the_links_come_one_after_the_other",),
    ),
    Fault(
        "close guard: an open promise is overlooked",
        "aftersales/domain/steps/following.py",
        'found += [f"promise {row.no}" for row in case.promises if row.state == PromiseState.OPEN]',
        "",
        (f"{STEPS}/test_following.py::test_close_guard_on_a_promise",),
    ),
    Fault(
        "version: a step counts two",
        "aftersales/domain/steps/taking.py",
        "version=before.complaint.version + 1",
        "version=before.complaint.version + 2",
        (f"{STEPS}/test_fulfilling.py::test_an_explanation_has_nothing_to_send",),
    ),
    Fault(
        "history: a row forgets the hash before it",
        "aftersales/storage/books/saving.py",
        "prev_hash=head,",
        'prev_hash="",',
        (f"{USECASES}/test_one_act.py::test_each_row_holds_on_to_the_one_before[sqlite]",),
    ),
    Fault(
        "counter: outside the transaction",
        "aftersales/storage/books/unit.py",
        "            return 1\n        return value\n",
        "            return 1\n"
        '        self._wire.run("COMMIT")\n'
        '        self._wire.run("BEGIN IMMEDIATE")\n'
        "        return value\n",
        (f"{USECASES}/test_one_act.py::test_a_number_is_given_back[sqlite]",),
    ),
    Fault(
        "outbox: a message is written after the commit",
        "aftersales/storage/books/saving.py",
        "    write_messages(wire, taken.messages, taken.at, taken.actor)\n",
        '    wire.run("COMMIT")\n'
        '    wire.run("BEGIN IMMEDIATE")\n'
        "    write_messages(wire, taken.messages, taken.at, taken.actor)\n",
        (f"{USECASES}/test_one_act.py::test_messages_stand_with_their_step",),
    ),
    Fault(
        "amount in words: the 零 in a gap is lost",
        "aftersales/domain/money.py",
        '        elif words:\n            gap = "零"\n',
        '        elif words:\n            gap = ""\n',
        ("tests/domain/test_money.py",),
    ),
    Fault(
        "import: a row taken before is not known again",
        "aftersales/storage/books/imports.py",
        "found.update(wire.rows(sql.format(signs=_signs(some)), VOID, *some))",
        "found.update({})",
        (f"{USECASES}/test_importing.py::test_a_batch_stands_whole_and_is_known_again",),
    ),
    Fault(
        "substitute: his dates are not looked at",
        "aftersales/domain/policy.py",
        "and row.from_on <= day <= row.to_on",
        "and row.from_on <= row.to_on",
        (f"{STEPS}/test_approving.py::test_a_substitute_within_his_days",),
    ),
)
