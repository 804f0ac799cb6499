"""One patient from registering to a re-opened flag, the forms by keyboard."""

import csv
import io
import re
import unittest

from clinic import Browser, Program, day

ITEMS = "11111122"


class Story(unittest.TestCase):
    def test_from_registering_to_a_flag_that_opens_again(self):
        program = Program().start(as_of=day(270))
        self.addCleanup(program.close)
        browser = Browser(program)
        self.addCleanup(browser.close)
        page = browser.page()
        program.make_accounts(page)
        program.sign_in(page, "staff")

        # Register, by keyboard alone.
        page.goto(program.address + "/patients/new")
        page.focus("#identifier")
        for text in ("T-1", "Ångström", "Åsa", "1961-02-03"):
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        page.keyboard.type("f")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".notice")
        home = page.url
        self.assertRegex(page.inner_text(".notice"), r"Registered \d\d:\d\d:\d\d UTC")
        self.assertNotIn("T-1", home)
        self.assertIn("Ångström, Åsa", page.inner_text(".identity"))

        page.goto(home + "/diagnoses")
        page.select_option("#disease", "mg")
        page.fill("#diagnosed", day(400))
        page.click("text=Save the diagnosis")
        page.wait_for_selector(".notice")

        # A visit: the MG-ADL in at most 12 keystrokes.
        for before in (310, 200):
            page.goto(f"{home}/visits?date={day(before)}")
            keys = 0
            for digit in ITEMS:
                page.keyboard.press(digit)
                keys += 1
            self.assertEqual(
                page.inner_text("[data-measure=mg-adl] output[data-count]"), "8 of 8")
            self.assertEqual(page.inner_text("[data-measure=mg-adl] output[data-total]"), "10")
            page.keyboard.press("Control+Enter")
            page.wait_for_selector(".notice")
            self.assertLessEqual(keys + 2, 12)
            self.assertRegex(page.inner_text(".notice"), r"Saved \d\d:\d\d:\d\d UTC")

        # Arrow keys, Delete, and an item left open: refused, the input kept.
        page.goto(f"{home}/visits?date={day(120)}")
        for digit in ITEMS:
            page.keyboard.press(digit)
        page.evaluate("document.querySelector('[name=\"mg-adl:talking\"]').focus()")
        page.keyboard.press("Delete")
        self.assertEqual(page.inner_text("[data-measure=mg-adl] output[data-count]"), "7 of 8")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("section.problems")
        self.assertIn("Talking: no answer", page.inner_text("section.problems"))
        self.assertTrue(page.evaluate("document.activeElement.matches('section.problems')"))
        self.assertEqual(page.inner_text("[data-measure=mg-adl] output[data-count]"), "7 of 8")
        page.click("section.problems a")
        page.check("[name='mg-adl:talking'][value='1']")
        page.click("[data-save]")
        page.wait_for_selector(".notice")

        page.goto(home + "/treatments")
        page.select_option("#therapy", "prednisone")
        page.fill("#start", day(300))
        page.check("input[name=intent][value=induction]")
        page.fill("#dose", "60")
        page.fill("#unit", "mg")
        page.fill("#interval", "1")
        page.click("text=Save the treatment")
        page.wait_for_selector(".notice")
        page.goto(program.address + "/review")
        self.assertIn("0 patients to review: 0 red", page.inner_text("main"))

        # Later: the expected response is missing.
        program.stop()
        program.start(as_of=day(0))
        program.sign_in(page, "physician")
        page.goto(program.address + "/review")
        self.assertIn("1 patient to review: 1 red", page.inner_text("main"))
        page.focus("a[data-row]")
        page.keyboard.press("Enter")
        page.wait_for_selector("#close")
        flag = page.url
        text = page.inner_text("main")
        self.assertLess(text.index("Treatments and scores"), text.index("Verdict, and why"))
        page.check("input[name=decision][value=trial-inadequate]")
        page.fill("#note", "Dose was low.")
        page.click("button[name=then][value='']")
        page.wait_for_selector(".notice")
        self.assertIn("1 flag closed", page.inner_text(".notice"))

        # Correct a score: the flag opens again and says what is new.
        page.click("table.grid tbody td a >> nth=0")
        page.select_option("#talking", "2")
        page.fill("#reason", "read from the wrong line")
        page.click("text=Save the correction")
        page.wait_for_selector(".notice")
        page.goto(flag)
        self.assertIn("New since the last review", page.inner_text("main"))
        self.assertIn(f"MG-ADL of {day(120)}", page.inner_text("main"))

        # History within two clicks of the patient.
        page.goto(home)
        page.click("text=History and administration")
        page.click("text=History of corrections")
        self.assertIn("read from the wrong line", page.inner_text("main"))

        # Export: pseudonymous for a researcher.
        program.sign_out(page)
        program.sign_in(page, "researcher")
        page.goto(program.address + "/exports")
        page.check("input[name=layout][value=scores-wide]")
        with page.expect_download() as download:
            page.click("button:has-text('Download')")
        rows = list(csv.DictReader(io.StringIO(download.value.path().read_text())))
        self.assertEqual([row["mg-adl"] for row in rows], ["10", "10", "11"])
        self.assertNotIn("T-1", str(rows))

        # Print: the identity on the sheet, nothing cut off.
        program.sign_out(page)
        program.sign_in(page, "physician")
        page.goto(flag)
        for form in ("A4", "Letter"):
            sheet = page.pdf(format=form)
            self.assertTrue(sheet.startswith(b"%PDF"))
            self.assertGreater(len(re.findall(rb"/Type\s*/Page\b", sheet)), 0)
        page.emulate_media(media="print")
        self.assertTrue(page.is_visible(".identity"))
        self.assertFalse(page.is_visible("#close"))
        page.emulate_media(media="screen")
        self.assertEqual(browser.outside, [])
        self.assertEqual([e for e in browser.errors if "422" not in e], [])

    def test_a_visit_can_be_entered_without_script(self):
        program = Program(demonstration=14, as_of=day(0)).start()
        self.addCleanup(program.close)
        browser = Browser(program)
        self.addCleanup(browser.close)
        page = browser.page()
        program.make_accounts(page)
        page = browser.page(script=False)
        program.sign_in(page, "staff")
        page.goto(program.address + "/review?disease=mg")
        flag = page.get_attribute("a[data-row]", "href")
        page.goto(program.address + re.sub(r"/flag.*", "/visits", flag))
        self.assertEqual(page.locator("input[type=radio]:checked").count(), 0)
        for item in page.locator("fieldset.item[id^='mg-adl:']").all():
            item.locator("input").first.check()
        page.click("[data-save]")
        if page.locator("#confirm").count():
            page.check("#confirm")
            page.click("[data-save]")
        self.assertRegex(page.inner_text(".notice"), r"Saved \d\d:\d\d:\d\d UTC")


if __name__ == "__main__":
    unittest.main()
