"""Run a notebook in a real JupyterLab in Chromium and take a picture of every cell.

    python tests/browser/lab.py notebooks/03_linear_regression.ipynb pictures --theme dark

It works on a copy: the notebook stays as it is. Needs Playwright (`pip install playwright`, any environment) and
Chromium; JupyterLab is taken from the project's `.venv`, or from `--jupyter`. It prints every cell that ended in an
error. Exit codes: 0 all cells ran, 1 some cell raised (and `--allow-errors` was not given), 2 it could not be tried.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
IDLE = "Python 3 (ipykernel) | Idle"  # in the status bar; the toolbar says idle too early


class NotTriedError(Exception):
    """Says what is missing."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebook", type=Path)
    parser.add_argument("pictures", type=Path, help="folder for cell-00.png, cell-01.png, ... and page.png")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--zoom", type=float, default=1.0, help="2 is a page at 200 %%")
    parser.add_argument("--width", type=int, default=1100)
    parser.add_argument("--height", type=int, default=2400, help="of the window; a taller cell is cut")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for all cells")
    parser.add_argument("--allow-errors", action="store_true")
    parser.add_argument("--jupyter", type=Path, default=jupyter())
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("chromium-browser") or "")
    args = parser.parse_args()
    try:
        failed = take(args)
    except NotTriedError as error:
        print(f"not tried: {error}", file=sys.stderr)
        return 2
    return 1 if failed and not args.allow_errors else 0


def take(args: argparse.Namespace) -> int:
    """Run all cells and take the pictures; the number of cells that raised."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NotTriedError("Playwright is missing: pip install playwright") from error
    if not args.chromium:
        raise NotTriedError("Chromium is missing: install it, or give its path with --chromium")
    if not args.notebook.is_file():
        raise NotTriedError(f"{args.notebook} is no file")
    args.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        with lab(place, args.notebook, args.theme, args.jupyter) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=args.chromium, args=FLAGS)
            size: Any = {"width": int(args.width / args.zoom), "height": int(args.height / args.zoom)}
            page = browser.new_page(viewport=size, device_scale_factor=args.zoom)
            page.goto(url)
            page.get_by_text(IDLE).wait_for(timeout=60_000)
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_text("Run All Cells", exact=True).click()
            wait_until_run(page, args.timeout)
            page.locator(".jp-Notebook").first.hover()
            cells = page.locator(".jp-Notebook .jp-Cell")
            for i in range(cells.count()):
                cells.nth(i).screenshot(path=args.pictures / f"cell-{i:02}.png")
            page.screenshot(path=args.pictures / "page.png")
            copy = place / "work" / args.notebook.name
            before = copy.stat().st_mtime_ns
            page.keyboard.press("Control+s")
            for _ in range(100):
                if copy.stat().st_mtime_ns != before:
                    break
                page.wait_for_timeout(100)
            browser.close()
        raised = _raised(copy)
        print("\n".join([*raised, f"{i + 1} cells, {len(raised)} raised; pictures in {args.pictures}"]))
    return len(raised)


def _raised(notebook: Path) -> list[str]:
    """From the saved notebook: in the page an error looks like anything that is written to standard error."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return [f"raised: {output['ename']}: {output['evalue']}" for output in outputs if output["output_type"] == "error"]


def wait_until_run(page: Any, seconds: float) -> None:
    """Every code cell has a number, and none waits ("[*]")."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        prompts = [text.strip() for text in page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()]
        if prompts and not any("*" in text for text in prompts) and any(text.strip("[]: ") for text in prompts):
            page.wait_for_timeout(1000)  # the last outputs are drawn
            return
        page.wait_for_timeout(200)
    raise NotTriedError(f"the cells were still running after {seconds:g} s")


@contextlib.contextmanager
def lab(place: Path, notebook: Path, theme: str, jupyter: Path) -> Iterator[str]:
    """JupyterLab on a copy of the notebook, with settings of its own; yields the address."""
    if not jupyter.exists():
        raise NotTriedError(f"{jupyter} is missing: run uv sync, or give --jupyter")
    work = place / "work"
    (work / ".nnlab").mkdir(parents=True)
    shutil.copy(notebook, work / notebook.name)
    settings = {
        "apputils-extension/themes": {"theme": THEMES[theme]},
        "apputils-extension/notification": {"fetchNews": "false"},
        "notebook-extension/tracker": {"windowingMode": "none"},
    }
    for path, value in settings.items():
        file = place / "settings" / "@jupyterlab" / f"{path}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value))
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    defaults = ROOT / "nnlab" / "notebook" / "lab"  # as nnlab start does
    token, port = secrets.token_hex(16), _free_port()
    command = [jupyter, "--allow-root", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={work}"]
    command += ["--LabApp.expose_app_in_browser=True"]  # so that a notebook can be opened without a new page
    environment = os.environ | {name: str(place / folder) for name, folder in folders.items()}
    environment["JUPYTER_CONFIG_PATH"] = str(defaults)
    with (place / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=work)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api?token={token}", server, place / "log")
            yield f"http://127.0.0.1:{port}/lab/tree/{notebook.name}?token={token}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise NotTriedError(f"JupyterLab ended at once:\n{log.read_text()[-2000:]}")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.2)
    raise NotTriedError("JupyterLab did not answer within 60 s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def jupyter() -> Path:
    scripts = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    return scripts / ("jupyter-lab.exe" if os.name == "nt" else "jupyter-lab")


if __name__ == "__main__":
    sys.exit(main())
