"""The web app and a member of staff before it: `recheck serve`, and its forms filled in."""
import html
import http.client
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.parse

import clinic as crash_clinic
from clinic import ITEMS

PASSWORD = "seven purple walnuts sing"
START_SECONDS = 20


class Server:
    """`recheck serve` on a clinic."""

    def __init__(self, clinic, before=()):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = self.port = probe.getsockname()[1]
        start = time.monotonic()
        clinic.folder.mkdir(parents=True, exist_ok=True)
        log = clinic.folder.with_name(f"{clinic.folder.name}-serve.log")
        with open(log, "w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [*before, *clinic.argv("serve", "--port", str(port), "--second-factor", "off")],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        text = ""
        while "answers at" not in text or text[-1] != "\n":
            if self.process.poll() is not None or time.monotonic() > start + START_SECONDS:
                self.process.kill()
                raise RuntimeError(f"the web app did not start: {text}")
            time.sleep(0.01)
            text = log.read_text(encoding="utf-8")
        self.seconds = time.monotonic() - start
        code = re.search(r"with this code: (\S+)", text)
        self.code = code[1] if code else None
        # The process that holds the file; strace may stand before it.
        self.pid = int(pathlib.Path(f"{clinic.file}.lock").read_text().split()[1])

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.stop(signal.SIGKILL)

    def stop(self, how=signal.SIGTERM):
        """Signals the web app; its exit status, and the seconds until it was gone."""
        start = time.monotonic()
        os.kill(self.pid, how)
        return self.process.wait(30), time.monotonic() - start


class Desk:
    """One browser session, as much of it as forms need."""

    def __init__(self, port):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = {}

    def ask(self, method, path, fields=None):
        headers = {"Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(fields)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer, text

    def fill(self, page, action, fields):
        """Opens a page and sends its form; the answer, and its text."""
        answer, text = self.ask("GET", page)
        found = re.search(
            rf'<form[^>]*method="post" action="{re.escape(action)}".*?</form>', text, re.DOTALL)
        if not found:
            raise RuntimeError(f"{page} answers {answer.status} without a form: {text[:300]}")
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found[0])
        fields = {name: html.unescape(value) for name, value in hidden} | fields
        return self.ask("POST", action, fields)

    def must(self, page, action, fields):
        answer, text = self.fill(page, action, fields)
        if answer.status not in (200, 303):
            raise RuntimeError(f"{action} answers {answer.status}: {text[:300]}")
        return answer, text

    def sign_in(self):
        self.must("/sign-in", "/sign-in", {"name": "nora", "password": PASSWORD})

    def save(self, patient_page, visit):
        """Enters a visit; returns when the web app said that it is saved."""
        action = f"{patient_page}/visits"
        fields = {f"mg-adl:{item}": value for item, value in zip(ITEMS, visit.answers)}
        answer, text = self.fill(
            f"{action}?date={visit.date}&measures=mg-adl", action,
            {"date": str(visit.date), **fields})
        if answer.status != 303:
            raise RuntimeError(f"visit {visit.number} was refused: {answer.status} {text[:300]}")


def prepare(clinic):
    """Makes accounts and patients with the web app; the pages of the patients, by identifier."""
    with Server(clinic) as server:
        pages = fill_in(server)
        server.stop()
    return pages


def fill_in(server):
    desk = Desk(server.port)
    secret = {"password": PASSWORD, "again": PASSWORD}
    desk.must("/first-account", "/first-account", {
        "code": server.code, "name": "ada", "full-name": "Ada Administrator", **secret})
    _, text = desk.must("/accounts", "/accounts", {
        "name": "nora", "full-name": "Nora Staff", "role": "staff"})
    if 'class="secret"' not in text:
        _, text = desk.ask("GET", "/accounts")
    code = re.search(r'class="secret">([^<]+)<', text)[1].strip()
    desk = Desk(server.port)
    desk.must("/choose-password", "/choose-password", {"name": "nora", "code": code, **secret})
    if not desk.cookies:
        desk.sign_in()
    pages = {}
    for index in range(crash_clinic.PATIENTS):
        answer, text = desk.must("/patients/new", "/patients/new", {
            "identifier": f"P{index}", "family": f"Silva{index}", "given": "Vera",
            "born": f"19{60 + index % 40}-04-{2 + index // 40:02}", "sex": "female"})
        pages[f"P{index}"] = answer.headers["Location"]
    return pages
