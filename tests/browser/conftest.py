"""One JupyterLab in one Chromium for all tests in a browser; each opens notebooks of its own, in the same page where it can."""

import json
import shutil
from urllib.request import Request, urlopen

import lab
import pytest

SECONDS = 60
VIEWPORT = {"width": 1100, "height": 1300}
# Nothing is saved of the notebooks before, and their kernels end with them.
OPEN = """async (name) => {
    const { commands, serviceManager, shell } = window.jupyterapp;
    for (const widget of [...shell.widgets("main")]) {
        const kernel = widget.context?.sessionContext;
        if (kernel) await kernel.shutdown();
        widget.context?.model && (widget.context.model.dirty = false);
        widget.close();
    }
    shell.expandLeft();
    await serviceManager.sessions.refreshRunning();
    await commands.execute("docmanager:open", { path: name });
}"""


class Desk:
    """JupyterLab in a browser. `opened` writes a notebook of these cells and shows it."""

    def __init__(self, url, folder, browser):
        self.url, self.folder, self.browser, self.complaints = url, folder, browser, []
        self.page = None  # the one in which notebooks are opened one after another

    def opened(self, name, cells, **options):
        """With options, such as a size of the page, in a page of its own; else in that of the others, whose notebooks close.

        To start JupyterLab's page takes four seconds, to open a notebook in it less than two.
        """
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
        if options or self.page is None or self.page.is_closed():
            return self.shown(name, **options)
        self.page.evaluate(OPEN, f"{name}.ipynb")
        self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").nth(len(cells) - 1).wait_for()
        self.page.get_by_text(lab.IDLE).wait_for(timeout=1000 * SECONDS)
        return self.page

    def shown(self, name, **options):
        """The notebook that is there, in a new page."""
        page = self.browser.new_page(**{"viewport": VIEWPORT, **options})
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        page.goto(self.url.replace("start.ipynb", f"{name}.ipynb") + "&reset")  # not what an earlier test had open
        page.get_by_text(lab.IDLE).wait_for(timeout=1000 * SECONDS)
        if not options:
            self.page = page
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


@pytest.fixture(scope="package")
def desk(server):
    """Ends with these tests: Playwright keeps an event loop running, beside which others could not start theirs."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing: the tests in a browser need it (apt-get install chromium)."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=lab.FLAGS)
        yield Desk(*server, browser)
        browser.close()
