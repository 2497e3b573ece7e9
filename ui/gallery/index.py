"""The page to look through the gallery: contact sheets first, one picture at a time by the arrow keys."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from pathlib import Path

from ui.gallery.components import OUT

_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>Gallery</title>
<style>
body {{ margin: 0; font: 14px sans-serif; background: #dde2e6; display: flex; height: 100vh }}
nav {{ width: 300px; overflow: auto; padding: 8px; box-sizing: border-box; flex: none }}
nav a {{ display: block; padding: 4px 8px; color: #12628a; text-decoration: none; white-space: nowrap }}
nav a.on {{ background: #fff; color: #1a2127 }}
main {{ flex: 1; overflow: auto; padding: 8px }}
main img {{ max-width: 100%; border: 1px solid #cdd4da }}
</style>
<nav>{links}</nav><main><p id="name"></p><img id="shown" alt=""></main>
<script>
const names = {names};
let at = 0;
function show(to) {{
  at = (to + names.length) % names.length;
  document.getElementById("shown").src = names[at] + ".png";
  document.getElementById("name").textContent = names[at] + "  (" + (at + 1) + "/" + names.length + ", ← →)";
  document.querySelectorAll("nav a").forEach((a, i) => a.classList.toggle("on", i === at));
  document.querySelectorAll("nav a")[at].scrollIntoView({{block: "nearest"}});
  history.replaceState(null, "", "#" + names[at]);
}}
document.querySelectorAll("nav a").forEach((a, i) => a.onclick = e => {{ e.preventDefault(); show(i); }});
document.onkeydown = e => {{
  const step = {{ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}}[e.key];
  if (step) {{ e.preventDefault(); show(at + step); }}
}};
show(Math.max(0, names.indexOf(decodeURIComponent(location.hash.slice(1)))));
</script></html>
"""


def index(pictures: Sequence[Path]) -> Path:
    """A page that shows every picture; the contact sheets stand first."""
    names = sorted({one.stem for one in pictures}, key=lambda name: (not name.startswith("sheet-"), name))
    links = "".join(f'<a href="#{html.escape(name)}">{html.escape(name)}</a>' for name in names)
    page = OUT / "index.html"
    page.write_text(_PAGE.format(links=links, names=json.dumps(names)), encoding="utf-8")
    return page
