"""What comes out of the printer: A4 and Letter, the identity on each sheet, nothing cut, no controls."""

import io
import unittest

from pypdf import PdfReader

from clinic import Browser, Program

AS_OF = "2026-06-01"
# Words of buttons and links that have no use on paper.
CONTROLS = ("Sign out", "Enter a visit", "Look at the evidence", "Close with this decision", "Show all")


class Print(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = Program(demonstration=60, as_of=AS_OF).start()
        cls.browser = Browser(cls.program)
        cls.page = cls.browser.page()
        cls.program.make_accounts(cls.page)
        cls.program.sign_in(cls.page, "physician")

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.program.close()

    def sheets(self, path, form):
        """The text of each sheet."""
        self.page.goto(self.program.address + path)
        reader = PdfReader(io.BytesIO(self.page.pdf(format=form)))
        return [sheet.extract_text() for sheet in reader.pages]

    def flags(self):
        self.page.goto(self.program.address + "/review")
        return self.page.locator("a[data-row]").evaluate_all("all => all.map((a) => a.getAttribute('href'))")

    def test_each_sheet_about_a_patient_names_them(self):
        for flag in self.flags()[:4]:
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
        self.flags()
        names = self.page.locator("a[data-row]").all_inner_texts()
        self.assertGreater(len(names), 20)
        for form in ("A4", "Letter"):
            whole = " ".join("\n".join(self.sheets("/review", form)).split())
            for name in names:
                self.assertIn(name, whole)
            for word in CONTROLS:
                self.assertNotIn(word, whole)

    def test_nothing_is_wider_than_the_sheet(self):
        flags = self.flags()
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


if __name__ == "__main__":
    unittest.main()
