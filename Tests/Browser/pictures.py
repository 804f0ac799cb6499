"""Takes the pictures of the README from the demonstration clinic."""

import pathlib
import sys

from clinic import ROOT, Browser, Program

AS_OF = "2026-06-01"


def richest(page, program, flags):
    """A patient with bands and the most treatments; of these the fewest panels: a picture that fits."""

    def parts(home):
        page.goto(program.address + home)
        has_band = page.locator("rect.band").count() > 0
        return has_band, page.locator("g.lane").count(), -page.locator("g.panel").count()

    return max((flag.removesuffix("/flag") for flag in flags), key=parts)


def unstick(page):
    """A bar that stays in view lies over the middle of a picture that is taller than the window."""
    page.evaluate(
        "document.querySelectorAll('.identity, .savebar, .tally, .side')"
        ".forEach((bar) => { bar.style.position = 'static'; })")


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
        flags = page.locator("a[data-row]").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        page.goto(program.address + richest(page, program, flags))
        unstick(page)
        page.locator("figure").first.screenshot(path=folder / "course.png")
        page.goto(program.address + "/review?disease=mg")
        flag = page.get_attribute("a[data-row]", "href")
        page.goto(program.address + re.sub(r"/flag.*", "/visits", flag))
        for digit in "112":
            page.keyboard.press(digit)
        page.screenshot(path=folder / "visit.png")
    finally:
        browser.close()
        program.close()


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    take(target)
