"""SCRAM-SHA-256 verifiers (RFC 5803), computed by the client, so that no server ever sees a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata

ITERATIONS = 4096
"""As PostgreSQL 15 writes them itself; each login of each client pays for them."""


def verifier(password: str) -> str:
    """What PostgreSQL keeps of a password: ``SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>``.

    The password is taken in NFKC, as libpq takes it.
    """
    return made(unicodedata.normalize("NFKC", password), secrets.token_bytes(16), ITERATIONS)


def made(password: str, salt: bytes, iterations: int) -> str:
    """The verifier of a normalised password with this salt."""
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, iterations)
    client = hmac.digest(salted, b"Client Key", "sha256")
    stored = hashlib.sha256(client).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    told = (base64.b64encode(part).decode() for part in (salt, stored, server))
    return "SCRAM-SHA-256${}:{}${}:{}".format(iterations, *told)
