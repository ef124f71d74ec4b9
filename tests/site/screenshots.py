"""Take pictures of a page of every kind, 360, 768 and 1,440 pixels wide, in light and dark, to be looked at.

``python tests/site/screenshots.py SITE FOLDER [KIND ...]`` takes them of a built site, from the disk, into a folder.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import chromium
from playwright.sync_api import sync_playwright
from test_pages import KINDS

WIDTHS = (360, 768, 1440)


def main(site: Path, folder: Path, kinds: list[str]) -> None:
    """Write ``KIND-WIDTH-SCHEME.png`` for each kind, the whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for kind in kinds:
                    url = KINDS[kind].url
                    page.goto((site / url / "index.html" if not url.endswith(".html") else site / url).as_uri())
                    page.screenshot(path=folder / f"{kind.replace(' ', '-')}-{width}-{scheme}.png", full_page=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), sys.argv[3:] or list(KINDS))
