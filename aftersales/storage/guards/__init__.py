"""The rules that the database holds by itself: check-only triggers, rendered from one table of predicates."""

from aftersales.storage.guards.install import drop as drop
from aftersales.storage.guards.install import install as install
from aftersales.storage.guards.install import missing as missing
from aftersales.storage.guards.install import names as names
from aftersales.storage.guards.install import stale as stale
