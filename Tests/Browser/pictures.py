"""Takes the pictures of the README from the demonstration clinic."""

import pathlib
import re
import sys

from clinic import ROOT, Browser, Program

AS_OF = "2026-06-01"


def take(folder):
    program = Program(demonstration=60, as_of=AS_OF).start()
    browser = Browser(program)
    try:
        page = browser.page()
        program.make_accounts(page)
        program.sign_in(page, "physician")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(program.address + "/review")
        page.screenshot(path=folder / "review-list.png")
        page.goto(program.address + page.get_attribute("a[data-row]", "href"))
        page.screenshot(path=folder / "flag.png")
        page.goto(program.address + "/review?disease=mg")
        flag = page.get_attribute("a[data-row]", "href")
        page.goto(program.address + re.sub(r"/flag.*", "/visits", flag))
        for digit in "112":
            page.keyboard.press(digit)
        page.screenshot(path=folder / "visit.png")
        page.goto(program.address + "/cohort")
        page.screenshot(path=folder / "cohort.png")
    finally:
        browser.close()
        program.close()


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    take(target)
