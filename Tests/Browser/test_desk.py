"""A site's desk: flags deferred together, its texts for notes, and what its visits ask for."""

import pathlib
import unittest

from clinic import Program, Served

DESK = """
note-templates:
  - {name: Stable, text: "Stable. Goes on.", for: visit}
  - name: Waits
    text: |
      Waits for the laboratory.
      Repeat the score first.
    for: decision
visits:
  cidp: [incat, grip-vigorimeter]
"""


class Owned(Program):
    """A program with a folder of definitions of the site."""

    def start(self, as_of=None):
        folder = pathlib.Path(self.folder.name) / "own"
        folder.mkdir(exist_ok=True)
        (folder / "desk.yaml").write_text(DESK)
        self.more = ["--definitions", str(folder)]
        return super().start(as_of)


class Desk(Served):
    roles = ("physician", "staff")
    program_kind = Owned

    def review(self, width=1280, height=800, role="physician", **more):
        page = self.browser.page(width, state=self.states[role], **more)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(self.program.address + "/review")
        return page

    def reviews(self):
        return self.program.run("export", "reviews").splitlines()[1:]

    def test_1_rows_are_ticked_and_deferred_by_keys_alone(self):
        page = self.review()
        before = page.locator("a[data-row]").count()
        bar = page.locator(".deferral")
        self.assertEqual(bar.evaluate("bar => getComputedStyle(bar).position"), "static")
        for key in "jxjjx":
            page.keyboard.press(key)
        self.assertEqual(page.inner_text("[data-ticked]"), "2")
        # The bar stays in view once something is ticked, and hides nothing that has the focus.
        self.assertTrue(bar.evaluate("bar => bar.getBoundingClientRect().bottom <= innerHeight + 1"))
        page.keyboard.press("d")
        self.assertEqual(page.evaluate("document.activeElement.id"), "until")
        page.keyboard.type("01092027")
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.id") != "note":
            page.keyboard.press("Tab")
        page.keyboard.type("after the holidays")
        page.keyboard.press("Enter")
        page.wait_for_selector(".notice")
        self.assertIn("2 flags deferred until 2027-", page.inner_text(".notice"))
        made = [row for row in self.reviews() if "after the holidays" in row]
        self.assertEqual(len(made), 2)
        self.assertTrue(all(",deferred,," in row for row in made))
        self.assertLessEqual(page.locator("a[data-row]").count(), before)

    def test_2_the_box_in_the_head_ticks_the_page(self):
        page = self.review()
        ticks = page.locator("[data-tick]")
        page.check("[data-tick-all]")
        self.assertEqual(page.locator("[data-tick]:checked").count(), ticks.count())
        ticks.first.uncheck()
        self.assertTrue(page.evaluate("document.querySelector('[data-tick-all]').indeterminate"))
        for place in range(ticks.count()):
            ticks.nth(place).focus()
            hidden = page.evaluate(
                "[document.activeElement.getBoundingClientRect().bottom,"
                " document.querySelector('.deferral').getBoundingClientRect().top]")
            self.assertLessEqual(hidden[0], hidden[1] + 1)
        page.click("[data-defer-all]")
        self.assertIn("is needed", page.inner_text(".problems"))
        self.assertEqual(page.locator("[data-tick]:checked").count(), ticks.count() - 1)

    def test_3_without_script_it_works_too(self):
        page = self.review(script=False)
        count = page.locator("[data-tick]").count()
        page.fill("#note", "no script")
        page.click("button[value=all]")
        self.assertEqual(page.locator("[data-tick]:checked").count(), count)
        self.assertEqual(page.input_value("#note"), "no script")
        for place in range(1, count):
            page.locator("[data-tick]").nth(place).uncheck()
        page.fill("#until", "2027-01-04")
        page.click("[data-defer-all]")
        self.assertIn("1 flag deferred until 2027-01-04", page.inner_text(".notice"))
        self.assertEqual(len([row for row in self.reviews() if "no script" in row]), 1)

    def test_4_staff_see_the_list_without_boxes(self):
        page = self.review(role="staff")
        self.assertGreater(page.locator("a[data-row]").count(), 0)
        self.assertEqual(page.locator("[data-tick], .deferral").count(), 0)

    def test_5_no_width_scrolls_sideways(self):
        page = self.review()
        page.check("[data-tick] >> nth=0")
        for width in range(320, 1601, 80):
            page.set_viewport_size({"width": width, "height": 800})
            self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), width, f"at {width}")

    def test_6_a_text_goes_in_at_the_cursor_and_replaces_nothing(self):
        page = self.review()
        page.goto(self.program.address + self.flags(page)[0])
        page.fill("#note", "First. Last.")
        page.evaluate("document.querySelector('#note').setSelectionRange(0, 6)")
        page.click(".texts summary")
        page.click(".texts button:has-text('put in')")
        self.assertEqual(
            page.input_value("#note"),
            "First. Waits for the laboratory.\nRepeat the score first. Last.")
        self.assertEqual(page.evaluate("document.activeElement.id"), "note")

    def test_7_texts_are_there_without_script(self):
        page = self.review(script=False)
        page.goto(self.program.address + self.flags(page)[0])
        page.click(".texts summary")
        self.assertIn("Repeat the score first.", page.inner_text(".texts"))
        self.assertFalse(page.locator(".texts button").first.is_visible())

    def test_8_a_visit_asks_for_the_sites_set(self):
        page = self.review()
        page.goto(self.program.address + "/review?disease=cidp")
        page.goto(self.program.address + self.flags(page)[0].split("/flag")[0] + "/visits")
        left_out = page.locator("details.left-out")
        if left_out.count() == 0:
            # All of it was measured at the latest visits: then it is asked for again.
            self.assertGreater(page.locator("section.block").count(), 2)
            return
        first = left_out.locator("section.block").first
        self.assertFalse(first.is_visible())
        left_out.locator("summary").first.click()
        self.assertTrue(first.is_visible())


if __name__ == "__main__":
    unittest.main()
