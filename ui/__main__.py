"""Where the window will be built and wired; until then one sentence says so."""

import sys


def main() -> int:
    """Say that there is no window yet, and what there is."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    told = "窗口还没有做好；请用 make demo 看一件投诉从电话到满意关闭的全过程，或用 aftersalesctl 办理。"
    sys.stdout.write(f"{told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
