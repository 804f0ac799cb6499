"""A clinic's own workbook in the browser: from the upload to what is stored."""

import csv
import io
import pathlib
import subprocess
import tempfile
import unittest

from clinic import RECHECK, ROOT, Served

SHEETS = ROOT / "Tests" / "CommandTests" / "Spreadsheets"
NAME = "03-cohort-merged"


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


class Import(Served):
    patients = 3
    roles = ("physician", "administrator", "staff")

    def open(self, role, path, **more):
        page = self.browser.page(state=self.states[role], **more)
        page.goto(self.program.address + path)
        return page

    def stored(self, layout, known):
        """What the clinic file holds beside the patients of the demonstration."""
        return [
            row for row in rows(self.program.run("export", layout)) if row["patient_id"] not in known]

    def known(self):
        return {row["patient_id"] for row in rows(self.program.run("export", "patients"))}

    def expected(self, name):
        return rows((SHEETS / "expected" / NAME / f"{name}.csv").read_text())

    def test_a_workbook_is_previewed_and_stored_without_the_cells_that_are_refused(self):
        known = self.known()
        # Without script: forms alone lead through it.
        page = self.open("administrator", "/import", script=False)
        page.set_input_files("#files", SHEETS / f"{NAME}.xlsx")
        page.select_option("#meaning", label="A new mapping, written on the next page")
        page.click("text=Show what it would become")
        page.fill("#text", (SHEETS / f"{NAME}.yaml").read_text())
        page.fill("#name", "yearly")
        page.check("#keep")
        page.click("main button.button")
        text = page.inner_text("main")
        refused = self.expected("refused")
        self.assertIn("Cells refused", text)
        first = page.locator("section.import-part").first
        self.assertEqual(first.locator("tbody tr").count(), len(refused))
        for row in refused:
            self.assertIn(row["value"], first.inner_text())
        self.assertEqual(self.stored("scores", known), [])
        with page.expect_download() as download:
            page.click("text=Download the list")
        listed = rows(pathlib.Path(download.value.path()).read_text(encoding="utf-8-sig"))
        keys = ("file", "sheet", "row", "column", "value")
        self.assertEqual(
            [[row[key] for key in keys] for row in listed],
            [[row[key] for key in keys] for row in refused])
        # Refused cells are left out only where that is said.
        page.click("main form[action$='/store'] button")
        self.assertIn("There is a problem", page.inner_text("main"))
        self.assertEqual(self.stored("scores", known), [])
        page.check("#leave-out")
        page.click("main form[action$='/store'] button")
        self.assertIn("None of these was stored", page.inner_text("main"))
        for layout in ("patients", "scores"):
            expected = self.expected(layout)
            found = self.stored(layout, known)
            columns = [name for name in expected[0] if name in found[0]]
            key = lambda row: [row[name] for name in columns]
            self.assertEqual(sorted(map(key, found)), sorted(map(key, expected)), layout)
        # The form that was sent without the tick is answered 422, which the browser notes.
        self.assertEqual([text for text in self.browser.errors if "422" not in text], [])
        self.assertEqual(self.browser.outside, [])

    def tab_to(self, page, selector):
        """Goes on with the tabulator key until that is reached."""
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        self.fail(f"the tabulator key does not reach {selector}")

    def choose(self, page, selector, value):
        """Goes down a select box with the arrow key until that is chosen."""
        self.tab_to(page, selector)
        for _ in range(200):
            if page.evaluate("document.activeElement.value") == value:
                return
            page.keyboard.press("ArrowDown")
        self.fail(f"the arrow key does not reach {value}")

    def press(self, page, selector):
        self.tab_to(page, selector)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def test_by_keys_alone_a_suggestion_is_decided_its_preview_downloaded_and_stored(self):
        known = self.known()
        with tempfile.TemporaryDirectory() as folder:
            sheet = pathlib.Path(folder) / "weekly.csv"
            sheet.write_text(
                "MRN,Born,Sex,Seen,MG-ADL total,QMG\nK12,11/02/1958,F,08/01/2024,5,16\n"
                "K13,01/12/1971,m,05/02/2024,3,n/a\nK13,01/12/1971,m,06/05/2024,7*,12\n")
            page = self.open("physician", "/import")
            self.tab_to(page, "#files")
            with page.expect_file_chooser() as chooser:
                page.keyboard.press("Space")
            chooser.value.set_files(sheet)
            self.choose(page, "#meaning", "suggested")
            self.press(page, "main button.button")
            self.assertIn("To be decided", page.inner_text("main"))
            for box in page.locator("main fieldset select").all():
                values = box.locator("option").evaluate_all("all => all.map(one => one.value)")
                wanted = next(value for value in ("d/m/y", "not-done") if value in values)
                self.choose(page, f"#{box.get_attribute('id')}", wanted)
            self.press(page, "main button.button")
            self.assertIn("Cells refused", page.inner_text("main"))
            self.tab_to(page, "main a[href$='/preview']")
            with page.expect_download() as download:
                page.keyboard.press("Enter")
            downloaded = pathlib.Path(download.value.path()).read_bytes()
            mapping = page.context.new_page()
            mapping.goto(page.url + "/mapping")
            (pathlib.Path(folder) / "weekly.yaml").write_text(mapping.input_value("#text"))
            mapping.close()
            printed = subprocess.run(
                [RECHECK, "import", "--map", "weekly.yaml", "--preview", "--format", "csv", "weekly.csv",
                 "--clinic", "empty.sqlite"], cwd=folder, check=True, capture_output=True).stdout
            self.assertEqual(downloaded, printed)
            self.assertIn(b"refused,", downloaded)
            self.assertEqual(self.stored("scores", known), [])
            self.tab_to(page, "#leave-out")
            page.keyboard.press("Space")
            self.press(page, "main form[action$='/store'] button")
            self.assertIn("None of these was stored", page.inner_text("main"))
            found = {(row["patient_id"], row["measure"]) for row in self.stored("scores", known)}
            self.assertEqual(found, {("K12", "mg-adl"), ("K12", "qmg"), ("K13", "mg-adl"), ("K13", "qmg")})
            self.assertEqual(self.browser.outside, [])

    def test_staff_do_not_see_it_and_narrow_windows_do(self):
        self.assertIn("no right to this page", self.open("staff", "/import").inner_text("main"))
        for width in (320, 375, 640, 1024, 1600):
            for path in ("/import", "/import/mappings", "/exports"):
                page = self.open("physician", path, width=width)
                wide = page.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(wide, width, f"{path} at {width}")

    def test_a_package_is_downloaded(self):
        page = self.open("physician", "/exports")
        with page.expect_download() as download:
            page.click("text=Download the package")
        self.assertTrue(download.value.suggested_filename.endswith(".zip"))
        import zipfile
        with zipfile.ZipFile(download.value.path()) as package:
            self.assertIsNone(package.testzip())
            names = package.namelist()
        self.assertIn("recheck-pseudonymous/datapackage.json", names)


if __name__ == "__main__":
    unittest.main()
