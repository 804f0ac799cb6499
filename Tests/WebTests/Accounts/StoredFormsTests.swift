import Foundation
import Outcomes
import Testing

@testable import Web

/// What stands in clinic files, cookies and addresses stays good whatever makes it: each of these
/// was computed by another implementation (Python's hashlib and cryptography).
@Suite struct StoredFormsTests {
  private let secret = Data(0..<32)

  @Test func theAddressOfAPatientStaysTheSame() throws {
    let keys = try PageKeys(secret: secret)
    let key = "hUxiEJBr2Cr4XgxrHzFeYaCDMjLXlZZ0Luoi4ZRKpsDbekM1xzNcDoSIvDQ"
    #expect(try keys.key(for: Patient.ID("A-17")) == key)
    #expect(keys.patient(key) == Patient.ID("A-17"))
  }

  @Test func aStoredPasswordStaysGood() throws {
    let hash = try #require(
      PasswordHash(
        stored: "scrypt$1024$8$1$AAECAwQFBgcICQoLDA0ODw==$"
          + "3CRaGWf5WuO/hhQsfrq4/qSTkpHvt9U07LtTzlDtjWs="))
    #expect(try hash.accepts("seven purple walnuts sing"))
    #expect(try !hash.accepts("seven purple walnuts sang"))
  }

  @Test func aFormThatIsOpenStaysGood() {
    let text = "AAECAwQFBgcICQoLDA0OD97UiSwMn2eyTIAjqsJPD2g"
    #expect(FormNonce(text: text, for: "/accounts", token: secret) != nil)
    #expect(FormNonce(text: text, for: "/audit", token: secret) == nil)
  }
}
