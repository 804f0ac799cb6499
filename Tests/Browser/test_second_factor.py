"""The second factor as an administrator meets it: set up from the QR code that the page shows, read back from a
screenshot by a program of others, then codes that are right, wrong and used up."""

import base64
import hmac
import pathlib
import struct
import subprocess
import time
import unittest
import urllib.parse

from clinic import PASSWORD, Browser, Program


def code(secret, early=0):
    """RFC 6238 by Python's own library: the six digits of a moment, or of so many half minutes later."""
    counter = int(time.time()) // 30 + early
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def wrong(secret):
    """Six digits that are the code of no moment near."""
    near = {code(secret, early) for early in range(-3, 4)}
    return next(text for text in (f"{number:06d}" for number in range(9)) if text not in near)


class SecondFactor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # The setting that a clinic begins with.
        cls.program = Program(second_factor="administrators").start()
        cls.browser = Browser(cls.program)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.program.close()

    def read(self, page):
        """What a camera would make of the picture on the page."""
        picture = pathlib.Path(self.program.folder.name) / "code.png"
        page.locator("svg.qr").screenshot(path=picture)
        return subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], check=True, capture_output=True,
                              text=True).stdout.strip()

    def password(self, page):
        page.goto(self.program.address + "/sign-in")
        page.fill("#name", "ada")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/second-factor**")

    def give(self, page, text):
        page.fill("#code", text)
        page.click("main button")
        page.wait_for_load_state()

    def signed_in(self, page):
        page.wait_for_url("**/accounts")
        self.assertIn("Ada Administrator", page.inner_text("main"))

    def refused(self, page):
        self.assertIn("/second-factor", page.url)
        self.assertIn("This is not the code", page.inner_text("main"))
        # The password alone opens nothing.
        page.goto(self.program.address + "/accounts")
        self.assertEqual(urllib.parse.urlsplit(page.url).path, "/second-factor")
        self.assertNotIn("Ada Administrator", page.inner_text("main"))

    def test_it_is_set_up_from_the_picture_and_asked_for_from_then_on(self):
        page = self.browser.page()
        page.goto(self.program.address + "/first-account")
        for field, text in (("code", self.program.code), ("name", "ada"), ("full-name", "Ada Administrator"),
                            ("password", PASSWORD), ("again", PASSWORD)):
            page.fill("#" + field, text)
        page.click("main button")
        page.wait_for_url("**/second-factor/set-up**")

        letters = page.inner_text("ol.apart code").replace(" ", "")
        address = f"otpauth://totp/Recheck:ada?secret={letters}&issuer=Recheck"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                self.assertEqual(self.read(page), address, f"{scheme}, {width} px")
        secret = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.read(page)).query))["secret"]

        # Nothing is on before the phone has shown that it has the secret; the picture stays the same.
        self.give(page, wrong(secret))
        self.assertIn("This is not the code that belongs to the QR code", page.inner_text("main"))
        self.assertEqual(self.read(page), address)
        self.give(page, code(secret))
        codes = page.locator("ol.recovery code").all_inner_texts()
        self.assertEqual(len(set(codes)), 10)
        page.click("text=I have kept them")
        self.signed_in(page)
        page.goto(self.program.address + "/second-factor")
        self.assertIn("10 recovery codes are left", page.inner_text("main"))
        self.program.sign_out(page)
        page.wait_for_url("**/sign-in")

        self.password(page)
        self.give(page, wrong(secret))
        self.refused(page)
        self.password(page)
        # The code of the set-up was used; the next one is taken half a minute early.
        self.give(page, code(secret, early=1))
        self.signed_in(page)
        self.program.sign_out(page)
        page.wait_for_url("**/sign-in")

        # Without the phone: each recovery code once, as it is written or without its hyphens.
        self.password(page)
        self.give(page, codes[3])
        self.signed_in(page)
        page.goto(self.program.address + "/second-factor")
        self.assertIn("9 recovery codes are left", page.inner_text("main"))
        self.program.sign_out(page)
        page.wait_for_url("**/sign-in")
        self.password(page)
        self.give(page, codes[3])
        self.refused(page)
        self.password(page)
        self.give(page, codes[4].replace("-", "").lower())
        self.signed_in(page)
        self.assertEqual(self.browser.outside, [])
        self.assertEqual([error for error in self.browser.errors if "429" not in error and "422" not in error], [])


if __name__ == "__main__":
    unittest.main()
