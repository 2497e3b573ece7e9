"""The arguments that every command takes: which office, who acts, how it is printed."""

from __future__ import annotations

import argparse


def add_global(parser: argparse.ArgumentParser, default: str | None = argparse.SUPPRESS) -> None:
    """Add ``--office``, ``--as`` and ``--json``; behind a command they are left out where not given."""
    parser.add_argument(
        "--office", metavar="地址", default=default, help="sqlite:///文件 或 postgresql://主机/库"
    )
    parser.add_argument(
        "--as",
        dest="login",
        metavar="登录名",
        default="" if default is None else default,
        help="以谁的名义；密码取自 AFTERSALES_PASSWORD",
    )
    parser.add_argument(
        "--json", action="store_true", default=False if default is None else default, help="输出单行 JSON"
    )
