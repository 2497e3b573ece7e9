"""Logins of the staff: made, given a password, disabled; on a server by its functions."""

from aftersales.storage.accounts.logins import create_login as create_login
from aftersales.storage.accounts.logins import disable as disable
from aftersales.storage.accounts.logins import set_password as set_password
