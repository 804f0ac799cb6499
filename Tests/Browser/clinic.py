"""A running Recheck with accounts, and a browser before it.

The program is the one in $RECHECK, by default the release build of this folder. Everything is
invented; each test has a clinic file of its own in a temporary folder.
"""

import datetime
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import unittest

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECHECK = os.environ.get("RECHECK", str(ROOT / ".build-release" / "release" / "recheck"))
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PASSWORD = "seven purple walnuts sing"
PEOPLE = {
    "staff": ("nora", "Nora Staff"),
    "physician": ("weber", "Dr Weber"),
    "researcher": ("rita", "Rita Research"),
}
TODAY = datetime.date.today()


def day(before):
    """The ISO date so many days before today."""
    return (TODAY - datetime.timedelta(days=before)).isoformat()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """`recheck serve` on a clinic file, restarted at will with another --as-of."""

    def __init__(self, demonstration=0, as_of=None, second_factor="off"):
        self.second_factor = second_factor
        self.folder = tempfile.TemporaryDirectory()
        self.clinic = str(pathlib.Path(self.folder.name) / "clinic.sqlite")
        self.as_of = as_of
        if demonstration:
            self.run("demo", "--patients", str(demonstration), *self.judged())
        self.port = free_port()
        self.process = None
        self.code = None
        # What else `serve` is started with.
        self.more = []

    def judged(self):
        return ["--as-of", self.as_of] if self.as_of else []

    def run(self, *arguments):
        return subprocess.run(
            [RECHECK, *arguments, "--clinic", self.clinic], check=True, capture_output=True,
            text=True).stdout

    def start(self, as_of=None):
        self.as_of = as_of or self.as_of
        self.log = open(pathlib.Path(self.folder.name) / "serve.log", "w+")
        self.process = subprocess.Popen(
            [RECHECK, "serve", "--clinic", self.clinic, "--port", str(self.port),
             "--second-factor", self.second_factor, *self.judged(), *self.more],
            stderr=self.log, stdout=self.log)
        for _ in range(300):
            text = pathlib.Path(self.log.name).read_text()
            if "answers at" in text:
                code = re.search(r"with this code: (\S+)", text)
                if code or "no accounts" not in text:
                    self.code = code.group(1) if code else None
                    return self
            time.sleep(0.1)
        raise RuntimeError("the program did not start:\n" + text)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None
            self.log.close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def make_accounts(self, page):
        """The first account with the printed code, then one for each role, as an administrator does."""
        page.goto(self.address + "/first-account")
        page.fill("#code", self.code)
        page.fill("#name", "ada")
        page.fill("#full-name", "Ada Administrator")
        page.fill("#password", PASSWORD)
        page.fill("#again", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/accounts")
        codes = {}
        for role, (name, full) in PEOPLE.items():
            page.fill("#name", name)
            page.fill("#full-name", full)
            page.check(f"input[name=role][value={role}]")
            page.click("text=Make the account")
            codes[name] = page.inner_text(".secret").strip()
            page.goto(self.address + "/accounts")
        self.sign_out(page)
        for name, code in codes.items():
            page.goto(self.address + "/choose-password")
            page.fill("#name", name)
            page.fill("#code", code)
            page.fill("#password", PASSWORD)
            page.fill("#again", PASSWORD)
            page.click("main button")
            page.wait_for_selector("details.me")
            self.sign_out(page)
            page.wait_for_url("**/sign-in")

    def sign_in(self, page, role):
        name = PEOPLE[role][0] if role in PEOPLE else "ada"
        page.goto(self.address + "/sign-in")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("details.me")

    def sign_out(self, page):
        page.click("details.me summary")
        page.click("text=Sign out")

    def close(self):
        self.stop()
        self.folder.cleanup()


class Browser:
    """Chromium; notes every request that leaves the program and every error of a page."""

    def __init__(self, program):
        self.program = program
        self.playwright = sync_playwright().start()
        self.chromium = self.playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"])
        self.outside = []
        self.errors = []

    def page(self, width=1280, scheme="light", script=True, state=None):
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme,
            java_script_enabled=script, storage_state=state, accept_downloads=True)
        page = context.new_page()
        page.on("request", self.note)
        page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def note(self, request):
        if not request.url.startswith((self.program.address, "data:", "about:")):
            self.outside.append(request.url)

    def close(self):
        self.chromium.close()
        self.playwright.stop()


class Served(unittest.TestCase):
    """Tests of the pages of one demonstration clinic, which is served once for all of them."""

    patients = 60
    as_of = "2026-06-01"
    # Who is signed in; the first one's pages are opened where nobody is named.
    roles = ("physician",)
    program_kind = Program

    @classmethod
    def setUpClass(cls):
        cls.program = cls.program_kind(demonstration=cls.patients, as_of=cls.as_of).start()
        cls.browser = Browser(cls.program)
        cls.program.make_accounts(cls.browser.page())
        cls.states = {}
        for role in cls.roles:
            page = cls.browser.page()
            cls.program.sign_in(page, role)
            cls.states[role] = page.context.storage_state()
        cls.state = cls.states[cls.roles[0]]

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.program.close()

    def flags(self, page):
        """The addresses of the flags on a page of the review list."""
        return page.locator("a[data-row]").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
