"""The layout of every page at every width from 320 to 1600 px, and zoomed: no page is wider than its
window, and no bar hides what has the focus. Names of 60 letters and words of 120 are among it."""

import unittest

from clinic import Served, day

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis"
LONG_WORD = "x" * 120
WIDTHS = range(320, 1601, 20)
# 400 % and 200 % of 1280 x 1024 and 1280 x 800, a low window, a phone, a tablet, a desk.
WINDOWS = [(320, 256), (640, 400), (900, 480), (375, 812), (768, 1024), (1280, 800)]

WIDER = """() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= window.innerWidth) return null;
  const out = Array.from(document.body.querySelectorAll("*")).filter((element) => {
    if (element.getBoundingClientRect().right <= window.innerWidth + 0.5) return false;
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowX !== "visible") return false;
    }
    return true;
  });
  return wide + " px: " + out.slice(0, 3).map((element) => element.outerHTML.slice(0, 100)).join(" | ");
}"""

# Every stop of the Tab key, and whether a bar that stays in view covers it when it has the focus.
HIDDEN = """() => {
  const bars = Array.from(document.querySelectorAll("body *")).filter((element) => {
    const style = getComputedStyle(element);
    return (style.position === "sticky" || style.position === "fixed") && element.matches(
      ".identity, .savebar, .tally, [class*=bar]");
  });
  const found = [];
  const stops = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
  for (const stop of stops) {
    if (bars.some((bar) => bar.contains(stop))) continue;
    stop.focus();
    if (document.activeElement !== stop) continue;
    const box = stop.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    for (const bar of bars) {
      const over = bar.getBoundingClientRect();
      const shared = Math.min(box.bottom, over.bottom) - Math.max(box.top, over.top);
      const apart = box.right <= over.left || box.left >= over.right;
      const edge = document.elementFromPoint((box.left + box.right) / 2, (Math.max(box.top, over.top) + Math.min(box.bottom, over.bottom)) / 2);
      // What is higher than the window cannot be seen whole; what lies over the bar is seen.
      if (!apart && shared > 1 && bar.contains(edge) && box.height < window.innerHeight / 2) {
        found.push(bar.className + " covers " + stop.outerHTML.slice(0, 100));
      }
    }
    if (box.bottom <= 0 || box.top >= window.innerHeight) found.push("out of view: " + stop.outerHTML.slice(0, 100));
  }
  return found.slice(0, 5);
}"""


class Layout(Served):
    patients = 24
    as_of = None
    roles = ("physician", "administrator")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addresses = cls.find(cls.browser.page(state=cls.state))

    @classmethod
    def find(cls, page):
        """The pages of a patient with a flag, those of one with long names, and the clinic's."""
        at = cls.program.address
        page.goto(at + "/patients/new")
        for field, text in (
                ("identifier", "L" + "7" * 59), ("family", LONG_NAME), ("given", LONG_NAME[::-1]),
                ("born", "1.2.1960")):
            page.fill("#" + field, text)
        page.click("main button.button")
        page.wait_for_selector(".identity")
        long = page.url.removeprefix(at)
        page.goto(at + long + "/diagnoses")
        page.select_option("#disease", "cidp")
        page.fill("#diagnosed", day(400))
        page.fill("#note", LONG_WORD)
        page.click("main button.button")
        page.wait_for_selector(".notice")
        page.goto(at + long + "/treatments")
        page.select_option("#therapy", "ivig")
        page.fill("#start", day(300))
        page.check("input[name=intent] >> nth=0")
        page.fill("#note", LONG_WORD)
        page.click("main button.button")
        page.wait_for_selector(".notice")
        page.goto(at + "/review")
        flag = page.get_attribute("a[data-row]", "href")
        home = flag.split("/flag")[0]
        page.goto(at + home)
        score = page.get_attribute("table.grid tbody td a", "href")
        course = page.get_attribute("a[href*='/treatments/']", "href")
        diagnosis = page.get_attribute("a[href*='/diagnoses/']", "href")
        patient = [
            "", "/visits", "/treatments", "/diagnoses", "/reevaluation", "/history", "/edit", "/merge"]
        return {
            "physician": ["/review", flag, score, course, diagnosis]
            + [who + rest for who in (home, long) for rest in patient]
            + ["/patients", "/patients/new", "/due", "/cohort", "/measures", "/measures/mg-adl",
               "/measures/cidp", "/measures/ivig", "/exports", "/trail", "/password", "/sessions"],
            "administrator": ["/accounts", "/audit", "/backup"], None: ["/sign-in", "/choose-password"],
        }

    def each(self, width=1280):
        for role, paths in self.addresses.items():
            page = self.browser.page(width, state=self.states.get(role))
            for path in paths:
                page.goto(self.program.address + path)
                yield page, path
            page.context.close()

    def test_no_page_is_wider_than_its_window(self):
        found = []
        for page, path in self.each():
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                wider = page.evaluate(WIDER)
                if wider:
                    found.append(f"{path} at {width}: {wider}")
        self.assertEqual(found, [], "\n" + "\n".join(found[:40]))

    def test_no_bar_hides_what_has_the_focus(self):
        found = []
        for page, path in self.each():
            for width, height in WINDOWS:
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate("document.querySelectorAll('details:not(.me)').forEach((part) => { part.open = true; })")
                found += [f"{path} at {width} x {height}: {text}" for text in page.evaluate(HIDDEN)]
        self.assertEqual(found, [], "\n" + "\n".join(found[:40]))

    def test_low_windows_have_no_bar_that_stays(self):
        for page, path in self.each():
            page.set_viewport_size({"width": 640, "height": 400})
            stays = page.evaluate(
                "Array.from(document.querySelectorAll('.identity, .savebar, .tally, .side'))"
                ".filter((bar) => getComputedStyle(bar).position === 'sticky').map((bar) => bar.className)")
            self.assertEqual(stays, [], path)

    def test_the_search_is_a_key_away_and_opens_the_only_hit(self):
        page = self.browser.page(state=self.states["physician"])
        page.goto(self.program.address + "/due")
        page.keyboard.press("/")
        page.keyboard.type(LONG_NAME[:20].upper())
        page.keyboard.press("Enter")
        page.wait_for_selector(".identity")
        self.assertIn(LONG_NAME, page.inner_text(".identity"))
        for typed in ("01.02.1960", "1960-2-1", "7777777"):
            page.keyboard.press("/")
            page.keyboard.type(typed)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            self.assertIn(LONG_NAME, page.content(), typed)

    def test_a_table_of_a_phone_says_every_value(self):
        """Stacked cells keep their labels and cut nothing off."""
        page = self.browser.page(375, state=self.states["physician"])
        for path in self.addresses["physician"]:
            page.goto(self.program.address + path)
            cut = page.evaluate(
                "Array.from(document.querySelectorAll('table.stacking td, table.stacking th[scope=row]'))"
                ".filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.outerHTML.slice(0, 120))")
            self.assertEqual(cut, [], path)


if __name__ == "__main__":
    unittest.main()
