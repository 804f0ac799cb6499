"""The pages about the clinic: the cohort with its filters and files, what is due, and the way from an
empty clinic file to the first flag by mouse."""

import csv
import re
import unittest

from clinic import Browser, Program, Served, day


class Clinic(Served):
    def page(self, **options):
        page = self.browser.page(state=self.state, **options)
        self.addCleanup(page.context.close)
        return page

    def rows(self, page, link):
        """The rows of a file behind a link."""
        with page.expect_download() as download:
            page.click(link)
        with open(download.value.path(), newline="") as file:
            return list(csv.DictReader(file))

    def test_quality_stands_first_and_everything_has_its_counts(self):
        page = self.page()
        page.goto(self.program.address + "/cohort")
        figures = page.locator("main .facts > div").all_inner_texts()
        self.assertEqual(len(figures), 4)
        for text in figures:
            self.assertRegex(text, r"\d+ of \d+")
        self.assertRegex(page.inner_text("main .titles p"), r"^\d+ patients, \d+ judged courses, as of 2026-06-01")
        # Names, never ids; figures in numbers and words, not in colour alone.
        text = page.inner_text("main")
        for name in ("CIDP", "IVIG", "responding"):
            self.assertIn(name, text)
        self.assertIsNone(re.search(r"\b(cidp|ivig|mmt8-150)\b", text))
        self.assertEqual(page.locator("svg.plot").count(), 2)

    def test_filters_apply_without_script_and_reach_the_file(self):
        page = self.page(script=False)
        page.goto(self.program.address + "/cohort")
        whole = self.rows(page, "a[href*='name=responses']")
        page.select_option("#disease", "cidp")
        page.select_option("#line", "1")
        page.click("main form button")
        self.assertIn("disease=cidp", page.url)
        some = self.rows(page, "a[href*='name=responses']")
        self.assertLess(len(some), len(whole))
        self.assertEqual({row["disease"] for row in some}, {"cidp"})
        shown = sum(int(row["courses"]) for row in some)
        self.assertIn(f"{shown} judged courses", page.inner_text("main .titles p"))
        # The page shows what the file holds.
        for row in some:
            self.assertIn(row["courses"], page.inner_text("main table >> nth=0"))
        curve = self.rows(page, "a[href*='name=curve']")
        self.assertEqual([row["week"] for row in curve[:5]], ["4", "8", "12", "26", "52"])
        for row in curve:
            if row["percent"] and row["low"]:
                self.assertLess(float(row["low"]), float(row["percent"]))
                self.assertLess(float(row["percent"]), float(row["high"]))
        page.click("text=Show all")
        self.assertEqual(page.url, self.program.address + "/cohort")

    def test_what_is_due_comes_by_day_and_as_a_call_list(self):
        page = self.page()
        page.goto(self.program.address + "/due")
        titles = page.locator("main h2").all_inner_texts()
        self.assertTrue(titles[0].startswith("Overdue"))
        days = [re.search(r"\d{4}-\d\d-\d\d", title).group() for title in titles[1:]]
        self.assertEqual(days, sorted(days))
        self.assertTrue(all("2026-06-01" <= found <= "2026-06-07" for found in days))
        page.click("nav.chips a[href*='week='] >> nth=0")
        monday = re.search(r"week=([\d-]+)", page.url).group(1)
        for title in page.locator("main h2").all_inner_texts():
            self.assertRegex(title, r"^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{4}-\d\d-\d\d · \d+$")
            self.assertGreaterEqual(re.search(r"\d{4}-\d\d-\d\d", title).group(), monday)
        due = page.locator("main table tbody th a").all_inner_texts()
        page.click("text=Call list")
        names = page.locator("main tbody th").all_inner_texts()
        self.assertEqual(names, list(dict.fromkeys(due)))
        for row in page.locator("main tbody tr").all_inner_texts():
            self.assertEqual(len(row.split("\t")), 3)

    def test_no_page_is_wider_than_its_window(self):
        for width in (320, 375, 768, 1024, 1280, 1600):
            page = self.page(width=width)
            for path in ("/", "/cohort", "/due", "/due/calls"):
                page.goto(self.program.address + path)
                wide = page.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(wide, width, f"{path} at {width}")
        self.assertEqual(self.browser.outside, [])
        self.assertEqual(self.browser.errors, [])


class Beginning(unittest.TestCase):
    def test_from_the_first_account_to_the_first_flag_by_mouse(self):
        program = Program(as_of=day(0)).start()
        self.addCleanup(program.close)
        browser = Browser(program)
        self.addCleanup(browser.close)
        page = browser.page()
        program.make_accounts(page)
        program.sign_in(page, "physician")
        self.assertEqual(page.url, program.address + "/")
        self.assertEqual(page.locator(".steps > li.done").count(), 1)

        page.click("text=Register the first patient")
        page.fill("#identifier", "T-1")
        page.fill("#family", "Berg")
        page.click("main form button.button")
        page.wait_for_selector(".notice")

        page.click(".brand")
        page.click(".steps a.button")
        page.select_option("#disease", "mg")
        page.fill("#diagnosed", day(400))
        page.click("text=Save the diagnosis")
        page.wait_for_selector(".notice")

        page.click(".brand")
        page.click(".steps a.button")
        home = page.url.split("/visits")[0]
        for before in (310, 120):
            page.goto(f"{home}/visits?date={day(before)}")
            for item in page.locator("fieldset.item[id^='mg-adl:']").all():
                item.locator("label:has(input[value='1'])").first.click()
            page.click("[data-save]")
            page.wait_for_selector(".notice")

        page.click(".brand")
        page.click(".steps a.button")
        page.select_option("#therapy", "prednisone")
        page.fill("#start", day(300))
        page.check("input[name=intent][value=induction]")
        page.click("text=Save the treatment")
        page.wait_for_selector(".notice")

        page.click(".brand")
        self.assertEqual(page.locator(".steps").count(), 0)
        self.assertRegex(page.inner_text("main .facts"), r"^1\s*red to review")
        page.click("text=red to review")
        self.assertIn("Berg", page.inner_text("main"))
        self.assertEqual(browser.outside, [])


if __name__ == "__main__":
    unittest.main()
