"""What comes out of the printer: A4 and Letter, the identity on each sheet, nothing cut, no controls."""

import io
import re
import unittest

from pypdf import PdfReader

from clinic import Served

# Words of buttons and links that have no use on paper.
CONTROLS = ("Sign out", "Enter a visit", "Look at the evidence", "Close and next", "Show all")


class Print(Served):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = cls.browser.page(state=cls.state)

    def sheets(self, path, form):
        """The text of each sheet."""
        self.page.goto(self.program.address + path)
        reader = PdfReader(io.BytesIO(self.page.pdf(format=form)))
        return [sheet.extract_text() for sheet in reader.pages]

    def listed(self):
        self.page.goto(self.program.address + "/review")
        return self.flags(self.page)

    def test_each_sheet_about_a_patient_names_them(self):
        for flag in self.listed()[:4]:
            for path in (flag, flag.removesuffix("/flag")):
                for form in ("A4", "Letter"):
                    sheets = self.sheets(path, form)
                    name, born, identifier = (
                        self.page.inner_text(f".identity dd >> nth={place}") for place in range(3))
                    for number, text in enumerate(sheets, 1):
                        for part in (name, born.split(" ")[0], identifier):
                            self.assertIn(part, text, f"{path} {form}, sheet {number}")
                        self.assertGreater(len(text), 150, f"{path} {form}: sheet {number} is empty")
                    whole = "\n".join(sheets)
                    self.assertIn("Printed ", whole)
                    for word in CONTROLS:
                        self.assertNotIn(word, whole)

    def test_every_patient_of_the_list_is_on_paper(self):
        self.listed()
        names = self.page.locator("a[data-row]").all_inner_texts()
        self.assertGreater(len(names), 20)
        for form in ("A4", "Letter"):
            whole = " ".join("\n".join(self.sheets("/review", form)).split())
            for name in names:
                self.assertIn(name, whole)
            for word in CONTROLS:
                self.assertNotIn(word, whole)

    def test_nothing_is_wider_than_the_sheet(self):
        flags = self.listed()
        self.page.emulate_media(media="print")
        # The printable width of Letter and A4 with the margins of the style sheet, at 96 px an inch.
        for width in (725, 703):
            self.page.set_viewport_size({"width": width, "height": 900})
            for path in ("/review", "/due", flags[0], flags[0].removesuffix("/flag")):
                self.page.goto(self.program.address + path)
                wide = self.page.evaluate(
                    """() => [...document.querySelectorAll('main *')].filter((e) =>
                      e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).display !== 'none'
                      && !e.closest('svg')).map((e) => e.outerHTML.slice(0, 80))""")
                self.assertEqual(wide, [], f"{path} at {width}")
        self.page.emulate_media(media="screen")


class PrintedList(Served):
    """The list of a clinic with more than fifty open flags."""

    patients = 200

    def test_the_review_list_has_25_patients_a_sheet(self):
        page = self.browser.page(state=self.state)
        page.goto(self.program.address + "/review")
        rows = [
            text.rsplit("· ", 1)[1].strip()
            for text in page.locator("table.review tbody th .under").all_inner_texts()]
        self.assertGreater(len(rows), 50)
        self.assertEqual(len(rows), len(self.flags(page)))
        for form in ("A4", "Letter"):
            sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format=form))).pages]
            found = [re.findall(r"· (D\d{4})\b", text) for text in sheets]
            self.assertEqual([len(sheet) for sheet in found], [
                len(rows[start:start + 25]) for start in range(0, len(rows), 25)], form)
            self.assertEqual([row for sheet in found for row in sheet], rows, form)
            # Each sheet says what its columns are.
            for text in sheets:
                self.assertIn("Leading score", " ".join(text.split()))
        page.context.close()


if __name__ == "__main__":
    unittest.main()
