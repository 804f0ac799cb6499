import Foundation
import NIOCore
import Testing

@testable import Web

@Suite struct ListenAddressTests {
  private func fault(_ address: ListenAddress) -> ListenFault? {
    do {
      _ = try address.tlsConfiguration()
      return nil
    } catch { return error }
  }

  @Test(arguments: ["0.0.0.0", "::", "192.168.1.4", "clinic.example", "127.0.0.1.evil.example"])
  func beyondThisMachineOnlyWithTLS(host: String) {
    #expect(fault(ListenAddress(host: host)) == .needsTLS(host: host))
  }

  @Test(arguments: ["127.0.0.1", "::1", "localhost"])
  func onThisMachinePlainHTTPIsEnough(host: String) {
    #expect(fault(ListenAddress(host: host)) == nil)
  }

  @Test func whatTheSystemRefusesIsSaidInPlainWords() {
    let address = ListenAddress(host: "203.0.113.7", port: 80)
    func words(_ code: Int32) -> String? {
      ListenFault(IOError(errnoCode: code, reason: "bind"), at: address)?.description
    }
    #expect(
      words(EADDRINUSE)
        == "Another program listens at port 80, perhaps this one, started earlier. Stop that one, or give another port."
    )
    #expect(
      words(EACCES)
        == "The system keeps port 80 for its administrator. Give a port from 1024 on, such as 8080."
    )
    #expect(
      words(EADDRNOTAVAIL)
        == "This machine has no address 203.0.113.7. Give 127.0.0.1, or an address of this machine."
    )
    #expect(words(EIO) == nil)
    #expect(
      ListenFault(SocketAddressError.failedToParseIPString("x"), at: address)
        == .noSuchAddress(host: "203.0.113.7"))
  }

  @Test func badFilesAreRefusedWithoutFallingBack() async throws {
    let test = try await TestSite()
    let files = try TestFiles(test.folder)
    func address(_ certificate: String?, _ key: String?) -> ListenAddress {
      ListenAddress(host: "192.168.1.4", certificate: certificate, key: key)
    }
    #expect(fault(address(files.certificate, files.key)) == nil)
    #expect(fault(address(files.certificate, nil)) == .halfTLS)
    #expect(fault(address(nil, files.key)) == .halfTLS)
    #expect(fault(address(files.rubbish, files.key)) == .badCertificate(file: files.rubbish))
    #expect(fault(address("/nowhere", files.key)) == .badCertificate(file: "/nowhere"))
    #expect(fault(address(files.certificate, files.rubbish)) == .badKey(file: files.rubbish))
    #expect(
      fault(address(files.certificate, files.otherKey))
        == .mismatch(certificate: files.certificate, key: files.otherKey))
    #expect(
      fault(ListenAddress(host: "0.0.0.0", certificate: files.certificate, key: files.key))
        == .needsName(host: "0.0.0.0"))
    #expect(throws: ListenFault.self) {
      try Web.application(
        test.site, at: address(files.certificate, files.otherKey), logger: test.log.logger)
    }
  }

  @Test func theFaultsSayWhatToDo() {
    #expect(
      ListenFault.needsTLS(host: "0.0.0.0").description == """
        The address 0.0.0.0 can be reached from other machines, so a TLS certificate and its key \
        are needed. Give both, or listen at 127.0.0.1.
        """)
    #expect(
      ListenFault.mismatch(certificate: "a.pem", key: "b.pem").description
        == "The key in b.pem does not belong to the certificate in a.pem. Nothing was started.")
  }
}
