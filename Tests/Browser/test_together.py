"""Two people in two browsers have the same form open: the second save is refused in plain words with both
values, what was typed is kept, and going on with both works. A form for each kind of fact, the decision on
a flag and the whole visit."""

import re
import unittest

from clinic import PEOPLE, Served, day

NURSE = PEOPLE["staff"][1]
MEANWHILE = rf"Changed meanwhile by {NURSE} at [0-9:]{{8}} UTC"


class Together(Served):
    patients = 30
    as_of = None
    roles = ("physician", "staff")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        page = cls.browser.page(state=cls.state)
        page.goto(cls.program.address + "/review")
        cls.homes = [flag.split("/flag")[0] for flag in cls.flags(cls, page)]
        page.context.close()

    def setUp(self):
        self.nurse = self.browser.page(state=self.states["staff"])
        self.physician = self.browser.page(state=self.states["physician"])
        self.addCleanup(self.nurse.context.close)
        self.addCleanup(self.physician.context.close)

    def home(self):
        """A patient of the review list whom no other test of these touches."""
        return self.homes[int(re.search(r"test_(\d)", self.id()).group(1))]

    def link(self, home, part):
        """The first link on the patient's page to a page of that kind."""
        self.physician.goto(self.program.address + home)
        return self.physician.get_attribute(f"main a[href*='{part}']", "href")

    def both_open(self, path):
        for page in (self.nurse, self.physician):
            page.goto(self.program.address + path)

    @staticmethod
    def fill(page, form, fields):
        for name, value in fields.items():
            field = page.locator(f"{form} [name='{name}']")
            if field.first.get_attribute("type") == "radio":
                page.check(f"{form} [name='{name}'][value='{value}']")
            elif field.first.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    @staticmethod
    def typed(page, form, name):
        radio = page.locator(f"{form} [name='{name}'][type=radio]")
        return (page.locator(f"{form} [name='{name}']:checked") if radio.count() else page.locator(f"{form} [name='{name}']")).input_value()

    def send(self, page, form):
        page.locator(f"{form} button.button").first.click()
        page.wait_for_selector(".notice, section.problems")

    def change_both(self, path, form, ours, theirs, said):
        """The nurse saves first, one field of both; the physician is refused, is asked, and goes on."""
        self.both_open(path)
        self.fill(self.nurse, form, {**ours, "reason": "wrong line"})
        self.fill(self.physician, form, {**theirs, "reason": "misheard"})
        self.send(self.nurse, form)
        self.assertEqual(self.nurse.locator("section.problems").count(), 0)
        self.send(self.physician, form)
        problems = self.physician.inner_text("section.problems")
        self.assertRegex(problems, MEANWHILE)
        self.assertIn("Nothing of yours was saved yet", problems)
        for sentence in said:
            self.assertIn(sentence, problems)
        for name, value in {**ours, **theirs, "reason": "misheard"}.items():
            self.assertEqual(self.typed(self.physician, form, name), value, name)
        # Sent again as it is, it is asked again; nothing is taken back unseen.
        self.send(self.physician, form)
        self.assertIn("Compare the marked fields, then confirm.", self.physician.inner_text("section.problems"))
        self.physician.check("#confirm")
        self.send(self.physician, form)
        self.assertEqual(self.physician.locator("section.problems").count(), 0)
        self.physician.goto(self.program.address + path)
        for name, value in {**ours, **theirs}.items():
            self.assertEqual(self.typed(self.physician, form, name), value, name)

    def test_0_particulars(self):
        home = self.home()
        self.change_both(
            home + "/edit", f"form[action='{home}/edit']",
            {"given": "Anna", "physician": "Dr Silva"}, {"given": "Noa", "family": "Lindqvist"},
            ["Given name stands now as “Anna”, you entered “Noa”. Which is right?"])
        self.physician.goto(self.program.address + home)
        self.assertIn("Lindqvist, Noa", self.physician.inner_text(".identity"))
        self.assertIn("Dr Silva", self.physician.inner_text(".identity"))

    def test_1_a_score(self):
        home = self.home()
        path = self.link(home, "/scores/")
        self.physician.goto(self.program.address + path)
        form = f"form[action='{path}']"
        asked = self.physician.evaluate(
            """(form) => { const field = document.querySelector(form + ' select, ' + form + " input[type=radio]");
              const all = field.tagName == 'SELECT' ? Array.from(field.options).map((o) => o.value)
                : Array.from(document.querySelectorAll(form + ` [name="${field.name}"]`)).map((o) => o.value);
              const now = field.tagName == 'SELECT' ? field.value : document.querySelector(form + ` [name="${field.name}"]:checked`).value;
              return [field.name, now, all.filter((value) => /^[0-9]+$/.test(value))]; }""", form)
        name, now, values = asked
        first, second = [value for value in values if value != now][:2]
        self.change_both(path, form, {name: first}, {name: second}, [f"stands now as {first}, you entered {second}. Which is right?"])

    def test_2_a_treatment(self):
        home = self.home()
        path = self.link(home, "/treatments/")
        self.change_both(
            path, f"form[action='{path}']", {"dose": "1.5", "unit": "g/kg"}, {"dose": "0.7", "note": "by pump"},
            ["Amount of one dose stands now as 1.5, you entered 0.7. Which is right?"])

    def test_3_a_diagnosis_given_up_while_it_is_revised(self):
        home = self.home()
        path = self.link(home, "/diagnoses/")
        self.both_open(path)
        self.fill(self.nurse, f"form[action='{path}/end']", {"ended-on": day(2), "end-reason": "not confirmed"})
        revise = f"form[action='{path}/revise']"
        self.fill(self.physician, revise, {"disease": "lems", "revised-on": day(1), "revise-reason": "VGCC"})
        self.send(self.nurse, f"form[action='{path}/end']")
        self.send(self.physician, revise)
        problems = self.physician.inner_text("section.problems")
        self.assertRegex(problems, MEANWHILE)
        self.assertIn(f"Given up on (empty) → {day(2)} (“not confirmed”)", problems)
        # The diagnosis stands no more, so that the form does not either: what was typed is said.
        page = self.physician.inner_text("main")
        for line in ("Disease: lems", f"Day: {day(1)}", "Reason: VGCC"):
            self.assertIn(line, page)
        self.physician.goto(self.program.address + home + "/diagnoses")
        self.fill(self.physician, f"form[action='{home}/diagnoses']", {"disease": "lems", "diagnosed": day(1)})
        self.send(self.physician, f"form[action='{home}/diagnoses']")
        self.assertEqual(self.physician.locator("section.problems").count(), 0)

    def test_4_a_decision_on_a_flag(self):
        home = self.home()
        self.physician.goto(self.program.address + home + "/flag")
        score = self.link(home, "/scores/")
        self.physician.goto(self.program.address + home + "/flag")
        self.physician.check("input[name=decision][value=measure-unsuitable]")
        self.physician.fill("#note", "grip cannot tell")
        self.nurse.goto(self.program.address + score)
        withdraw = f"form[action='{score}/withdraw']"
        self.nurse.locator(withdraw).evaluate("form => { const d = form.closest('details'); if (d) d.open = true; }")
        self.fill(self.nurse, withdraw, {"withdraw-reason": "another patient's"})
        self.send(self.nurse, withdraw)
        self.physician.click("text=Close >> nth=1")
        self.physician.wait_for_selector("section.problems")
        problems = self.physician.inner_text("section.problems")
        self.assertRegex(problems, rf"withdrawn meanwhile by {NURSE} at [0-9:]{{8}} UTC")
        self.assertIn("another patient's", problems)
        self.assertIn("Nothing was decided yet", problems)
        self.assertEqual(self.typed(self.physician, ".decide", "decision"), "measure-unsuitable")
        self.assertEqual(self.physician.input_value("#note"), "grip cannot tell")
        self.physician.click(".decide .doing button >> nth=1")
        self.physician.wait_for_selector(".notice")
        self.assertIn("closed", self.physician.inner_text(".notice"))

    def test_5_a_row_of_the_reevaluation(self):
        home = self.home()
        self.both_open(home + "/reevaluation")
        form = f"form[action='{home}/reevaluation']"
        name = self.nurse.locator(f"{form} select").first.get_attribute("name")
        self.fill(self.nurse, form, {name: "requested"})
        self.fill(self.physician, form, {name: "excluded"})
        self.send(self.nurse, form)
        self.send(self.physician, form)
        problems = self.physician.inner_text("section.problems")
        self.assertRegex(problems, rf"meanwhile by {NURSE} at [0-9:]{{8}} UTC")
        self.assertEqual(self.typed(self.physician, form, name), "excluded")
        self.send(self.physician, form)
        self.assertEqual(self.physician.locator("section.problems").count(), 0)

    def test_6_the_same_visit(self):
        home = self.home()
        path = f"{home}/visits?date={day(0)}"
        self.both_open(path)
        measure = None
        for page in (self.nurse, self.physician):
            block = page.locator("[data-measure]:has(fieldset.item .seg > label)").first
            measure = block.get_attribute("data-measure")
            for item in block.locator("fieldset.item").all():
                item.locator(".seg > label").nth(0 if page is self.nurse else 1).click()
        for page in (self.nurse, self.physician):
            page.click("[data-save]")
            page.wait_for_selector("section.problems, .recorded-visit")
            if page is self.nurse and page.locator("#confirm").count():
                page.locator("label:has(#confirm)").click()
                page.click("[data-save]")
                page.wait_for_selector(".recorded-visit")
        problems = self.physician.inner_text("section.problems")
        self.assertIn("recorded already", problems)
        chosen = self.physician.locator(f"[data-measure='{measure}'] .seg input:checked").count()
        self.assertGreater(chosen, 0)
        # Going on: the score that stands is a link away, and is corrected there.
        self.physician.click("section.problems a[href*='/scores/']")
        self.physician.wait_for_selector("text=Correct it")

    def test_7_a_whole_visit(self):
        home = self.home()
        visited = self.link(home, "/visits/")
        self.both_open(visited)
        self.fill(self.nurse, f"form[action='{visited}/withdraw']", {"withdraw-reason": "another patient's"})
        move = f"form[action='{visited}/move']"
        self.fill(self.physician, move, {"to-day": day(1), "reason": "misread"})
        self.send(self.nurse, f"form[action='{visited}/withdraw']")
        self.send(self.physician, move)
        self.assertIn("has changed since you saw it, so nothing was done", self.physician.inner_text("section.problems"))
        self.assertIn("Nothing is recorded of this day.", self.physician.inner_text("main"))


if __name__ == "__main__":
    unittest.main()
