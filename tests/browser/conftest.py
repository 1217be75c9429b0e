"""One JupyterLab for all tests in a browser, a Chromium for each module; each opens notebooks of its own."""

import json
import shutil
from urllib.request import Request, urlopen

import lab
import pytest

SECONDS = 60


class Desk:
    """JupyterLab in a browser. `opened` writes a notebook of these cells and shows it."""

    def __init__(self, url, folder, browser):
        self.url, self.folder, self.browser, self.complaints = url, folder, browser, []

    def opened(self, name, cells, **options):
        source = [
            {
                "cell_type": "code",
                "id": f"cell-{i}",
                "metadata": {},
                "source": cell,
                "outputs": [],
                "execution_count": None,
            }
            for i, cell in enumerate(cells)
        ]
        kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": source}
        (self.folder / f"{name}.ipynb").write_text(json.dumps(notebook))
        return self.shown(name, **options)

    def shown(self, name, **options):
        """The notebook that is there."""
        page = self.browser.new_page(**{"viewport": {"width": 1100, "height": 1300}, **options})
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        page.goto(self.url.replace("start.ipynb", f"{name}.ipynb") + "&reset")  # not what an earlier test had open
        page.get_by_text(lab.IDLE).wait_for(timeout=1000 * SECONDS)
        return page

    def run(self, page):
        """All cells, from the menu; returns when the last has run."""
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        lab.wait_until_run(page, SECONDS)

    def end_kernels(self):
        """As when the learner comes back on another day."""
        for session in json.load(self._asked("sessions")):
            self._asked(f"sessions/{session['id']}", "DELETE")

    def restart_kernels(self):
        """Unknown to the page, as when a kernel has died."""
        for session in json.load(self._asked("sessions")):
            self._asked(f"kernels/{session['kernel']['id']}/restart", "POST")

    def saved(self, page, name):
        """What is in the notebook's file, once the page has saved it."""
        file = self.folder / f"{name}.ipynb"
        before = file.stat().st_mtime_ns
        page.keyboard.press("Control+s")
        for _ in range(100):
            if file.stat().st_mtime_ns != before:
                page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")  # all of it is written
                return json.loads(file.read_text())
            page.wait_for_timeout(100)
        raise AssertionError(f"{file.name} was not saved")

    def _asked(self, what, method="GET"):
        base, token = self.url.partition("/lab/")[0], self.url.partition("token=")[2]
        return urlopen(Request(f"{base}/api/{what}?token={token}", method=method))

    def _heard(self, message):
        if message.type == "error" and "anywidget" in message.text:
            self.complaints.append(message.text)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """(address, folder) of a running JupyterLab."""
    place = tmp_path_factory.mktemp("browser")
    start = place / "start.ipynb"
    start.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}))
    with lab.lab(place, start, "light", lab.jupyter()) as url:
        yield url, place / "work"


@pytest.fixture(scope="module")
def desk(server):
    """Ends with its module: Playwright keeps an event loop running, beside which other tests could not start theirs."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing: the tests in a browser need it (apt-get install chromium)."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=lab.FLAGS)
        yield Desk(*server, browser)
        browser.close()
