"""The visit form: every core set of the library by keys alone and by mouse alone, compared with what is stored.

With RECHECK_SHORT=1 three diseases only.
"""

import csv
import io
import os
import pathlib
import re
import unittest

from clinic import ROOT, Browser, Program, day

SHORT = os.environ.get("RECHECK_SHORT", "") not in ("", "0")
REASONS = ("not-done", "unable", "refused", "not-applicable", "")

# What an item of the form asks, as the page has it.
READ_ITEM = """(item) => {
  const main = Array.from(item.querySelectorAll("input[type=radio]:not([data-reason]):not([data-beside])"));
  const field = item.querySelector("input[data-answer]");
  return {name: item.id, values: main.map((radio) => radio.value), isNumber: field !== null,
          hint: field ? field.getAttribute("aria-label") : ""};
}"""
FOCUSED_ITEM = "() => { const item = document.activeElement.closest('fieldset.item'); return item ? item.id : ''; }"


def answer(item, turn):
    """A value that the item takes; another one for another turn."""
    if not item["isNumber"]:
        values = item["values"]
        return values[(sum(map(ord, item["name"])) + turn) % len(values)]
    low, high = re.search(r"(-?[\d.]+) to (-?[\d.]+)", item["hint"]).groups()
    step = re.search(r"in steps of ([\d.]+)", item["hint"])
    places = len(step.group(1).split(".")[1]) if step and "." in step.group(1) else 0
    low, high, step = float(low), float(high), float(step.group(1)) if step else 1.0
    count = round((high - low) / step)
    value = low + step * (((sum(map(ord, item["name"])) + turn) * 7) % (count + 1))
    return f"{value:.{places}f}"


def same(typed, stored):
    try:
        return abs(float(typed) - float(stored)) < 1e-9
    except ValueError:
        return typed == stored


class Visits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = Program()
        folder = pathlib.Path(cls.program.folder.name)
        diseases = sorted(
            path.stem for path in (ROOT / "Measures" / "diseases").glob("*.yaml"))
        cls.diseases = ["cidp", "dm", "mg"] if SHORT else diseases
        patients = ["patient_id,family_name,given_name,birth_date,sex"]
        diagnoses = ["patient_id,disease,diagnosed_on"]
        for place, disease in enumerate(diseases):
            patients.append(f"{disease},Family{place:02},{disease},19{50 + place}-01-02,female")
            diagnoses.append(f"{disease},{disease},{day(900)}")
        (folder / "patients.csv").write_text("\n".join(patients) + "\n")
        (folder / "diagnoses.csv").write_text("\n".join(diagnoses) + "\n")
        cls.program.run("import", str(folder / "patients.csv"), str(folder / "diagnoses.csv"))
        cls.program.start()
        cls.browser = Browser(cls.program)
        page = cls.browser.page()
        cls.program.make_accounts(page)
        cls.program.sign_in(page, "staff")
        cls.state = page.context.storage_state()
        cls.homes = {}
        page.wait_for_load_state("networkidle")
        for place, disease in enumerate(diseases):
            page.goto(cls.program.address + "/patients")
            page.fill("main input[name=search]", f"Family{place:02}")
            page.press("main input[name=search]", "Enter")
            # The only hit is opened.
            page.wait_for_url("**/patients/*")
            cls.homes[disease] = re.search(r"/patients/[^/?#]+", page.url).group(0)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.program.close()

    def open(self, disease, date, page=None):
        page = page or self.browser.page(state=self.state)
        page.goto(f"{self.program.address}{self.homes[disease]}/visits?date={date}")
        page.wait_for_selector("[data-save]")
        return page

    def stored(self, disease, date):
        """What `export scores` says of a visit; the program may serve meanwhile."""
        rows = csv.DictReader(io.StringIO(self.program.run("export", "scores")))
        found = {}
        for row in rows:
            if row["patient_id"] == disease and row["date"] == date:
                found[(row["measure"], row["item"], row["variant"])] = row["value"]
        return found

    def compare(self, disease, date, typed):
        """Each answer by `block:item`; a block is a measure, or a measure and one value of its variant."""
        stored = self.stored(disease, date)
        taken = set()
        # Asked once for both.
        typed = dict(typed)
        for item in ("talking", "chewing"):
            if f"mg-adl:{item}" in typed and any(name.startswith("mgc:") for name in typed):
                self.assertNotIn(f"mgc:{item}", typed)
                typed[f"mgc:{item}"] = typed[f"mg-adl:{item}"]
        for name, value in typed.items():
            block, item = name.split(":", 1)
            item = "" if item == "value" else item
            matching = [
                key for key in stored
                if key[1] == item and (key[0] == block or block.startswith(key[0] + ".")
                                       and f"={block[len(key[0]) + 1:]}" in key[2])]
            self.assertEqual(len(matching), 1, f"{disease}: {name} of {sorted(stored)}")
            self.assertTrue(same(value, stored[matching[0]]), f"{disease}: {name} typed {value}, stored {stored[matching[0]]}")
            taken.add(matching[0])
        self.assertEqual(set(stored) - taken, set(), disease)

    def save(self, page):
        """Saves; unusual steps are confirmed."""
        page.wait_for_selector("section.problems, .recorded-visit")
        if page.locator("section.problems").count():
            self.assertIn("unusually large step", page.inner_text("section.problems"))
            page.focus("#confirm")
            page.keyboard.press("Space")
            page.keyboard.press("Control+Enter")
        page.wait_for_selector(".recorded-visit")

    def test_every_core_set_by_keys_alone(self):
        for disease in self.diseases:
            with self.subTest(disease=disease):
                page = self.open(disease, day(20))
                typed = {}
                for _ in range(400):
                    if page.evaluate("document.activeElement.matches('[data-save]')"):
                        break
                    if page.evaluate("document.activeElement.matches('.variants select')"):
                        if page.evaluate("document.activeElement.value") == "":
                            page.keyboard.press("ArrowDown")
                        page.keyboard.press("Enter")
                        continue
                    name = page.evaluate(FOCUSED_ITEM)
                    if not name:
                        tag = page.evaluate("document.activeElement.tagName")
                        page.keyboard.press("Tab" if tag in ("TEXTAREA", "SUMMARY") else "Enter")
                        continue
                    item = page.locator(f"[id='{name}']").evaluate(READ_ITEM)
                    value = answer(item, 0)
                    typed[name] = value
                    page.keyboard.type(value)
                    if page.evaluate(FOCUSED_ITEM) == name:
                        page.keyboard.press("Enter")
                    self.assertNotEqual(page.evaluate(FOCUSED_ITEM), name, f"{disease}: stays at {name} after {value}")
                page.keyboard.press("Enter")
                self.save(page)
                self.compare(disease, day(20), typed)
                self.assertIn("Saved", page.inner_text(".notice"))
                page.context.close()

    def test_every_core_set_by_mouse_alone(self):
        for disease in self.diseases:
            with self.subTest(disease=disease):
                page = self.open(disease, day(10))
                typed = {}
                for select in page.locator(".variants select").all():
                    if select.input_value() == "":
                        select.select_option(index=1)
                for item in page.locator("fieldset.item").all():
                    asked = item.evaluate(READ_ITEM)
                    value = answer(asked, 1)
                    typed[asked["name"]] = value
                    if asked["isNumber"]:
                        item.locator("input[data-answer]").click()
                        page.keyboard.type(value)
                    else:
                        place = asked["values"].index(value)
                        item.locator(".seg > label").nth(place).click()
                page.click("[data-save]")
                page.wait_for_selector("section.problems, .recorded-visit")
                if "/visits/" not in page.url:
                    page.locator("label:has(#confirm)").click()
                    page.click("[data-save]")
                page.wait_for_selector(".recorded-visit")
                self.compare(disease, day(10), typed)
                page.context.close()

    def test_what_two_instruments_share_is_asked_once(self):
        page = self.open("mg", day(2))
        count = lambda block: page.inner_text(f"[data-measure={block}] output[data-count]")
        self.assertEqual(page.evaluate(FOCUSED_ITEM), "mg-adl:talking")
        page.keyboard.type("12")
        # The next item is the first that the MG-ADL asks for itself.
        self.assertEqual(page.evaluate(FOCUSED_ITEM), "mg-adl:swallowing")
        self.assertEqual(count("once-mg-adl-mgc"), "2 of 2")
        # Neither was begun.
        self.assertEqual((count("mg-adl"), count("mgc")), ("0 of 8", "0 of 10"))
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("section.problems")
        self.assertIn(
            "Talking is answered, but nothing else of MG-ADL or MGC. Answer the rest of one of them, or clear this answer.",
            page.inner_text("section.problems"))
        # Six more of the MG-ADL, by mouse: it takes them, the Composite does not.
        for item in page.locator("[data-measure=mg-adl] fieldset.item").all():
            item.locator(".seg > label").nth(1).click()
        self.assertEqual((count("mg-adl"), count("mgc")), ("8 of 8", "0 of 10"))
        self.assertEqual(page.inner_text("[data-measure=mg-adl] output[data-total]"), "9")
        # One of the Composite: its weights are added up, by the server.
        page.locator("[id='mgc:neck'] .seg > label").nth(2).click()
        self.assertEqual(count("mgc"), "3 of 10")
        page.wait_for_selector("[data-measure=mgc] output[data-running-total]:text-is('· 9 so far')")
        # Cleared, it is not begun, and what is asked once stays.
        page.click("[data-measure=mgc] [data-clear]")
        self.assertEqual((count("mgc"), count("once-mg-adl-mgc")), ("0 of 10", "2 of 2"))
        page.click("[data-save]")
        self.save(page)
        stored = self.stored("mg", day(2))
        self.assertEqual({measure for measure, _, _ in stored}, {"mg-adl"})
        self.assertEqual((stored[("mg-adl", "talking", "")], stored[("mg-adl", "chewing", "")]), ("1", "2"))
        page.context.close()

    def test_what_two_instruments_share_without_script(self):
        page = self.browser.page(state=self.state, script=False)
        self.open("mg", day(5), page)
        for name in page.locator("fieldset.item").evaluate_all("all => all.map((item) => item.id)"):
            if name.startswith(("mg-adl:", "mgc:")):
                page.locator(f"[id='{name}'] .seg > label").nth(1).click()
        page.click("[data-save]")
        self.save(page)
        stored = self.stored("mg", day(5))
        self.assertEqual({value for key, value in stored.items()}, {"1"})
        self.assertEqual(len(stored), 18)
        page.context.close()

    def test_a_click_takes_an_answer_back(self):
        page = self.open("mg", day(3))
        first = page.locator("[data-measure=mgc] fieldset.item").first
        label = first.locator(".seg > label").nth(1)
        count = page.locator("[data-measure=mgc] output[data-count]")
        label.click()
        self.assertEqual(count.inner_text(), "1 of 10")
        label.click()
        self.assertEqual(count.inner_text(), "0 of 10")
        label.click()
        page.click("[data-measure=mgc] [data-clear]")
        self.assertEqual(count.inner_text(), "0 of 10")
        self.assertFalse(page.is_visible("[data-measure=mgc] [data-clear]"))
        page.context.close()

    def test_enter_never_saves_and_figures_are_read_whole(self):
        page = self.open("cidp", day(4))
        page.fill("#rater", "Dr Weber")
        page.focus("#rater")
        page.keyboard.press("Enter")
        self.assertIn("/visits?date", page.url)
        page.focus("#date")
        page.keyboard.press("Enter")
        self.assertIn("/visits?date", page.url)
        # A digit on an item with a number field goes into the field, and replaces what is there.
        page.locator("[id='grip-vigorimeter.right:value'] summary").focus()
        page.keyboard.type("71,5")
        field = page.locator("[name='grip-vigorimeter.right:value']")
        self.assertEqual(field.input_value(), "71,5")
        page.keyboard.press("ArrowDown")
        page.keyboard.type("68")
        page.keyboard.press("ArrowUp")
        page.keyboard.type("7")
        self.assertEqual(field.input_value(), "7")
        page.keyboard.press("Delete")
        page.context.close()
        # 10, 5 and 0: nothing is chosen until what is typed can mean only one.
        page = self.browser.page(state=self.state)
        page.goto(f"{self.program.address}{self.homes['mg']}/visits?date={day(4)}&measures=mms")
        item = page.locator("[data-measure=mms] fieldset.item:has([type=radio][value='10']:not([data-reason]))").first
        item.locator(".seg input").first.focus()
        page.keyboard.press("1")
        self.assertEqual(item.locator("input:checked").count(), 0)
        page.keyboard.press("0")
        self.assertEqual(item.locator("input:checked").get_attribute("value"), "10")
        item.locator(".seg input").first.focus()
        page.keyboard.press("7")
        page.keyboard.press("0")
        self.assertEqual(item.locator("input:checked").get_attribute("value"), "10")
        page.context.close()

    def test_another_day_and_a_further_measure_lose_nothing(self):
        page = self.open("dm", day(6))
        self.assertEqual(page.evaluate(FOCUSED_ITEM), page.locator("fieldset.item").first.get_attribute("id"))
        page.keyboard.type("2.2")
        name = page.locator("fieldset.item").first.get_attribute("id")
        page.click(".more summary")
        page.select_option("#add", "fvc")
        page.click("[data-show-measure]")
        page.wait_for_selector("[data-measure=fvc]")
        self.assertEqual(page.input_value(f"[name='{name}']"), "2.2")
        page.click(".more summary")
        page.select_option("#add", "ck" if page.locator("#add option[value=ck]").count() else "6mwt")
        page.click("[data-show-measure]")
        page.wait_for_load_state()
        self.assertEqual(page.locator("[data-measure=fvc]").count(), 1)
        # The day: what was typed goes along, and so does the draft.
        page.fill("#date", day(7))
        page.focus("#rater")
        page.wait_for_selector(f"input[name=opened][value='{day(7)}']", state="attached")
        self.assertEqual(page.input_value(f"[name='{name}']"), "2.2")
        page.goto(f"{self.program.address}{self.homes['dm']}/visits?date={day(6)}")
        self.assertEqual(page.input_value(f"[name='{name}']"), "")
        self.assertIn(f"visit of {day(7)}", page.inner_text(".unfinished"))
        page.goto(self.program.address + self.homes["dm"])
        page.click(".unfinished a")
        self.assertEqual(page.input_value(f"[name='{name}']"), "2.2")
        # Left within the two seconds after a key: kept all the same.
        page.fill(f"[name='{name}']", "3.3")
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(self.program.address + self.homes["dm"])
        page.wait_for_timeout(300)
        page.click(".unfinished a")
        self.assertEqual(page.input_value(f"[name='{name}']"), "3.3")
        page.click("text=Discard the draft")
        self.assertEqual(page.input_value(f"[name='{name}']"), "")
        page.context.close()

    def test_a_refused_form_loaded_again_loses_nothing(self):
        page = self.open("mg", day(8))
        page.locator("[data-measure=mg-adl] .seg > label").nth(1).click()
        page.click("[data-save]")
        page.wait_for_selector("section.problems")
        page.reload()
        self.assertEqual(page.locator("section.problems").count(), 1)
        self.assertEqual(page.locator("[data-measure=mg-adl] input:checked").count(), 1)
        page.context.close()

    def test_the_page_is_short_and_the_tab_key_stops_seldom(self):
        for disease, most in (("cidp", 28), ("mg", 43), ("dm", 36)):
            page = self.open(disease, day(1))
            page.wait_for_timeout(200)
            page.evaluate("document.querySelector('#main').focus()")
            stops = 0
            while not page.evaluate("document.activeElement.matches('[data-save]')"):
                page.keyboard.press("Tab")
                stops += 1
                self.assertLess(stops, 100)
            self.assertLessEqual(stops, most, disease)
            # Items with words stand below each other, so that their answers fit one line.
            counts = page.locator(".items:not(.columns)").evaluate_all(
                "all => all.map((items) => getComputedStyle(items).columnCount)")
            self.assertEqual(set(counts), {"auto"}, disease)
            if disease == "mg":
                self.assertLessEqual(page.evaluate("document.documentElement.scrollHeight"), 3400)
            if disease == "cidp":
                # A visit that another test began and left stands above the form.
                page.evaluate("document.querySelector('.unfinished')?.remove()")
                self.assertLessEqual(page.evaluate("document.documentElement.scrollHeight"), 2600)
            for width in (320, 375, 768, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width, disease)
            page.set_viewport_size({"width": 640, "height": 400})
            self.assertEqual(page.evaluate("getComputedStyle(document.querySelector('.savebar')).position"), "static")
            page.context.close()


if __name__ == "__main__":
    unittest.main()
