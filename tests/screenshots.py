"""README's pictures of graph.html: ``make screenshots`` builds the graph of seeds/ and takes them anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from browser import chromium, opener

from kg.pipeline import Settings, build

ROOT = Path(__file__).resolve().parent.parent

# File -> what is opened, in which window. The evidence is that of a contested relation.
PICTURES = {
    "graph-light.png": ("", {"viewport": {"width": 1360, "height": 850}}),
    "graph-dark.png": ("actor=country/cuba", {"viewport": {"width": 1360, "height": 850}, "color_scheme": "dark"}),
    "graph-evidence.png": ("between=country/cuba&and=nicolas-maduro", {"viewport": {"width": 1360, "height": 850}}),
    "graph-phone.png": ("actor=country/cuba", {"viewport": {"width": 390, "height": 844}}),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        build(Settings((ROOT / "seeds",), Path(folder), formats=("html",)))
        with chromium() as browser, opener(browser) as open_page:
            for name, (fragment, settings) in PICTURES.items():
                page = open_page(Path(folder) / "graph.html", fragment, **settings)
                page.until("document.getElementById('panel').childElementCount > 0")
                page.tab.wait_for_timeout(600)
                page.js("scrollTo(0, 0)")
                page.tab.screenshot(path=ROOT / ".github" / name)


if __name__ == "__main__":
    main()
