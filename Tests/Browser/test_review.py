"""The review list and the flags behind it: by keys alone, on one screen, at every width, on paper."""

import io
import re
import unittest

from pypdf import PdfReader

from clinic import Served

# What a screen reader alone is told is not to be seen.
WORDS = """(() => {
  document.querySelectorAll(".unseen").forEach((text) => { text.style.display = "none"; });
  return document.querySelector("main").innerText.split(/\\s+/).filter(Boolean).length;
})()"""


class Review(Served):
    def open(self, width=1280, height=800, **more):
        page = self.browser.page(width, state=self.state, **more)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(self.program.address + "/review")
        return page

    def test_1_ten_patients_stand_on_the_first_screen(self):
        page = self.open()
        shown = page.evaluate(
            "[...document.querySelectorAll('table.review tbody tr')]"
            ".filter((r) => r.getBoundingClientRect().bottom <= innerHeight).length")
        self.assertGreaterEqual(shown, 10)
        for chart in page.locator("svg.small-chart").all():
            self.assertGreater(chart.locator("circle").count(), 0)

    def test_2_a_filter_applies_at_once_and_stays(self):
        page = self.open()
        page.select_option("select[name=disease]", "mg")
        page.wait_for_url("**/review?*disease=mg*")
        count = page.locator("a[data-row]").count()
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        page.wait_for_selector(".jump")
        self.assertIn(f"1 of {count}", page.inner_text(".jump"))
        page.keyboard.press("n")
        page.wait_for_function(f"document.querySelector('.jump').innerText.includes('2 of {count}')")
        page.keyboard.press("l")
        page.wait_for_url("**/review?*disease=mg*")
        self.assertEqual(page.locator("a[data-row]").count(), count)

    def test_3_a_flag_is_read_on_one_screen_and_is_short(self):
        page = self.open()
        for flag in self.flags(page):
            page.goto(self.program.address + flag)
            whole = page.evaluate(f"[document.documentElement.scrollHeight, {WORDS}]")
            self.assertLessEqual(whole[0], 2500, flag)
            self.assertLessEqual(whole[1], 700, flag)
            for part in (".headline", ".facts", ".therapies", ".decide .doing"):
                box = page.locator(part).first.bounding_box()
                self.assertLessEqual(box["y"] + box["height"], 800, f"{part} of {flag}")

    def test_4_no_width_scrolls_sideways(self):
        page = self.open()
        flag = self.flags(page)[0]
        for path in ("/review", flag, flag.removesuffix("/flag")):
            page.goto(self.program.address + path)
            for width in range(320, 1281, 40):
                page.set_viewport_size({"width": width, "height": 800})
                self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), width, f"{path} at {width}")

    def test_5_below_1100_pixels_the_decision_follows_the_chart(self):
        page = self.open(width=1000)
        page.goto(self.program.address + self.flags(page)[0])
        tops = [page.locator(part).first.bounding_box()["y"] for part in ("svg.chart", ".decide", ".values")]
        self.assertEqual(tops, sorted(tops))
        page.click(".to-decision")
        self.assertTrue(page.locator("#close").is_visible())

    def test_6_a_flag_prints_on_one_sheet(self):
        page = self.open()
        for flag in self.flags(page)[:6]:
            page.goto(self.program.address + flag)
            for form in ("A4", "Letter"):
                sheets = PdfReader(io.BytesIO(page.pdf(format=form))).pages
                self.assertEqual(len(sheets), 1, f"{flag} {form}")
                text = sheets[0].extract_text()
                for part in ("index", "Sources", "signature"):
                    self.assertIn(part, text)

    def test_7_the_list_prints_25_patients_a_sheet(self):
        page = self.open()
        count = len(self.flags(page))
        for form in ("A4", "Letter"):
            sheets = PdfReader(io.BytesIO(page.pdf(format=form))).pages
            self.assertEqual(len(sheets), -(-count // 25), form)

    def test_8_twenty_flags_are_closed_by_keys_alone(self):
        page = self.open()
        count = page.locator("a[data-row]").count()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector(".decide")
        for number in range(min(20, count)):
            before = page.url
            self.assertTrue(page.locator(".headline h1").is_visible())
            page.keyboard.press("3")
            page.keyboard.press("Enter")
            page.wait_for_function("before => location.href !== before", arg=before)
            page.wait_for_selector(".notice")
        self.assertEqual(page.evaluate("scrollY"), 0)

    def test_9_an_unfinished_decision_says_what_is_missing(self):
        page = self.open()
        if page.locator("a[data-row]").count() == 0:
            self.skipTest("every flag is closed")
        page.goto(self.program.address + self.flags(page)[0])
        self.assertFalse(page.locator("#until").is_visible())
        page.keyboard.press("6")
        self.assertTrue(page.locator("#until").is_visible())
        page.click("text=Close and next")
        self.assertIn("The day until which it is deferred is needed", page.inner_text(".problems"))
        self.assertTrue(re.search("note", page.inner_text(".problems")))


if __name__ == "__main__":
    unittest.main()
