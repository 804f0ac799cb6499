"""Every page in light, dark and print, narrow and wide: axe, requests to elsewhere, width."""

import datetime
import os
import re
import unittest

from axe_playwright_python.sync_playwright import Axe

from clinic import Served

OPTIONS = {
    "runOnly": {
        "type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
# The long form looks at the width of a tablet as well.
WIDTHS = (320, 768, 1280) if os.environ.get("RECHECK_LONG") else (320, 1280)


class Pages(Served):
    roles = ("staff", "physician", "researcher", "administrator")

    def addresses(self, page):
        """Every page by role; those of a patient with a flag, a course and scores."""
        page.goto(self.program.address + "/review")
        flag = page.get_attribute("a[data-row]", "href")
        home = flag.split("/flag")[0]
        page.goto(self.program.address + home)
        score = page.get_attribute("table.grid tbody td a", "href")
        course = page.get_attribute("a[href*='/treatments/']", "href")
        diagnosis = page.get_attribute("a[href*='/diagnoses/']", "href")
        physician = [
            "/review", "/review?disease=mg", flag, home, home + "/reevaluation", home + "/visits", home + "/treatments",
            course, home + "/diagnoses", diagnosis, home + "/history", home + "/edit", home + "/merge",
            home + "/unmerge",
            score, "/patients", "/patients/new", "/due", "/cohort", "/measures", "/measures/mg-adl",
            "/measures/cidp", "/measures/ivig", "/exports", "/import", "/import/mappings", "/trail", "/password", "/sessions",
        ]
        return {
            "physician": physician, "researcher": ["/exports", "/cohort"],
            "administrator": ["/accounts", "/audit", "/backup"], None: ["/sign-in", "/choose-password"],
        }

    def test_axe_finds_nothing_on_any_page(self):
        state = self.states["physician"]
        addresses = self.addresses(self.browser.page(state=state))
        found = []
        for role, paths in addresses.items():
            for width in WIDTHS:
                for scheme in ("light", "dark", "print"):
                    page = self.browser.page(
                        width, "dark" if scheme == "dark" else "light", state=self.states.get(role))
                    page.emulate_media(media="print" if scheme == "print" else "screen")
                    for path in paths:
                        page.goto(self.program.address + path)
                        results = Axe().run(page, options=OPTIONS)
                        self.assertGreater(len(results.response["passes"]), 8, path)
                        for violation in results.response["violations"]:
                            for node in violation["nodes"][:3]:
                                found.append(
                                    f"{path.split('/')[-1]} {width} {scheme}: {violation['id']} {node['html'][:160]}")
                        wide = page.evaluate("document.documentElement.scrollWidth")
                        if scheme != "print" and wide > width:
                            found.append(f"{path} is {wide} px wide at {width}")
                    page.context.close()
        self.assertEqual(sorted(set(found)), [], "\n" + "\n".join(sorted(set(found))))
        self.assertEqual(self.browser.outside, [])
        self.assertEqual(self.browser.errors, [])

    def test_the_problems_of_a_form_are_as_accessible(self):
        page = self.browser.page(state=self.states["physician"])
        for path in ("/patients/new", "/exports"):
            page.goto(self.program.address + path)
            page.click("main button.button")
            page.wait_for_selector("section.problems")
            violations = Axe().run(page, options=OPTIONS).response["violations"]
            self.assertEqual([v["id"] for v in violations], [])
            for link in page.locator("section.problems a").all():
                target = link.get_attribute("href")
                self.assertEqual(page.locator(f"[id='{target[1:]}']").count(), 1, target)

    def test_the_coordinates_of_a_chart_are_those_of_the_data(self):
        page = self.browser.page(state=self.states["physician"])
        page.goto(self.program.address + "/review")
        flags = page.locator("a[data-row]").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        compared = 0
        for flag in flags[:8]:
            page.goto(self.program.address + flag.removesuffix("/flag"))
            grid = page.inner_text("table.grid") if page.locator("table.grid").count() else ""
            chart = page.locator("svg.chart")
            first, last = (datetime.date.fromisoformat(chart.get_attribute(f"data-{end}")) for end in ("first", "last"))
            left, width = (float(chart.get_attribute(f"data-{name}")) for name in ("left", "width"))
            for panel in page.locator("g.panel").all():
                low, high, top, height = (
                    float(panel.get_attribute(f"data-{name}")) for name in ("low", "high", "top", "height"))
                for point in panel.locator("g.point").all():
                    date = datetime.date.fromisoformat(point.get_attribute("data-day"))
                    value = float(point.get_attribute("data-value"))
                    x = left + width * (date - first).days / (last - first).days
                    y = top + height * (high - value) / (high - low)
                    mark = point.locator(".mark").evaluate(
                        "m => { const b = m.getBBox(); return [b.x + b.width / 2, b.y + b.height / 2]; }")
                    self.assertAlmostEqual(mark[0], x, delta=0.5)
                    triangle = 0.5
                    self.assertAlmostEqual(mark[1], y, delta=triangle)
                    if panel.get_attribute("data-panel") not in ("response-index", "tis-2016"):
                        self.assertIn(date.isoformat(), grid)
                    compared += 1
            for lane in page.locator("g.lane").all():
                start = datetime.date.fromisoformat(lane.get_attribute("data-start"))
                bar = lane.locator("rect.bar").first  # of a series its first cycle
                x = left + width * (max(start, first) - first).days / (last - first).days
                self.assertAlmostEqual(float(bar.get_attribute("x")), x, delta=0.5)
        self.assertGreater(compared, 60)

    def test_going_back_after_signing_out_shows_nothing_of_a_patient(self):
        page = self.browser.page()
        self.program.sign_in(page, "physician")
        page.goto(self.program.address + "/review")
        flag = page.get_attribute("a[data-row]", "href")
        home = flag.removesuffix("/flag")
        for path in (flag, home, home + "/visits"):
            page.goto(self.program.address + path)
        name, born, identifier = (page.inner_text(f".identity dd >> nth={place}") for place in range(3))
        self.program.sign_out(page)
        page.wait_for_url(re.compile("/sign-in"))
        for step in range(4):
            page.go_back()
            page.wait_for_url(re.compile("/sign-in"))
            seen = page.content()
            for part in (name, born.split(" ")[0], identifier):
                self.assertNotIn(part, seen, f"{part} is seen {step + 1} steps back")
        page.go_forward()
        self.assertNotIn(name, page.content())
        page.context.close()

    def test_the_keyboard_goes_through_the_list_and_the_chart(self):
        page = self.browser.page(state=self.states["physician"])
        page.goto(self.program.address + "/review")
        page.focus("a[data-row] >> nth=0")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        third = page.get_attribute("a[data-row] >> nth=2", "href")
        self.assertEqual(page.evaluate("document.activeElement.getAttribute('href')"), third)
        page.keyboard.press("Enter")
        page.wait_for_selector("svg.chart")
        self.assertTrue(page.url.endswith(third))
        page.focus("svg.chart [tabindex='0']")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        self.assertRegex(label, r"^\d{4}-\d\d-\d\d: |from \d{4}")
        self.assertEqual(page.locator("svg.chart [tabindex='0']").count(), 1)


if __name__ == "__main__":
    unittest.main()
