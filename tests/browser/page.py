"""Pictures of an HTML file in Chromium: light, dark, and as it is printed.

    python tests/browser/page.py out/report.html pictures --open

writes light.png, dark.png and print.png, and prints whatever the browser complained of, such as a style that the
page's own policy refuses. Needs Playwright (`pip install playwright`, any environment) and Chromium. Exit codes: 0 no
complaint, 1 some complaint, 2 it could not be tried.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
A4 = 794  # CSS pixels across the paper


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("pictures", type=Path, help="the folder for the pictures")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=0, help="only so much of the page (all of it)")
    parser.add_argument("--open", action="store_true", help="unfold everything first")
    parser.add_argument("--sort", metavar="TEXT", help="press the button with this text first")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("chromium-browser") or "")
    args = parser.parse_args()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("not tried: Playwright is missing: pip install playwright", file=sys.stderr)
        return 2
    if not args.chromium or not args.page.is_file():
        print("not tried: it needs Chromium, and a page that is there", file=sys.stderr)
        return 2
    args.pictures.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=args.chromium, args=FLAGS)
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, viewport={"width": args.width, "height": args.height or 900})
            take(page, args, complaints)
            page.screenshot(path=args.pictures / f"{scheme}.png", full_page=not args.height)
            if scheme == "dark":
                page.emulate_media(media="print")
                page.set_viewport_size({"width": A4, "height": 1123})
                page.screenshot(path=args.pictures / "print.png", full_page=True)
            page.close()
        browser.close()
    print("\n".join(complaints) or "no complaint")
    return 1 if complaints else 0


def take(page: Any, args: argparse.Namespace, complaints: list[str]) -> None:
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", lambda request: request.url.startswith("file:") or complaints.append(f"asks for {request.url}"))
    page.goto(args.page.resolve().as_uri())
    if args.open:
        for summary in page.locator("summary").all():
            summary.click()
    if args.sort:
        page.get_by_role("button", name=args.sort).first.click()


if __name__ == "__main__":
    sys.exit(main())
