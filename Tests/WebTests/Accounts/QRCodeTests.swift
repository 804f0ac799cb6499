import Cryptography
import Foundation
import Testing

@testable import Web

/// QR codes against the example of the standard and against another implementation (python-qrcode).
@Suite struct QRCodeTests {
  /// ISO/IEC 18004, annex I: the codewords of 01234567 as version 1 of level M.
  @Test func theCorrectionIsThatOfTheStandardsExample() {
    let data: [UInt8] = [
      0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
      0x11,
    ]
    let correction: [UInt8] = [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55]
    #expect(ReedSolomon.remainder(of: data, count: 10) == correction)
  }

  /// How many bytes, in which version, and the beginning of the SHA-256 of the rows by mask.
  private static let known: [(count: Int, version: Int, hashes: String)] = [
    (
      1, 1,
      "c4315a3129973d42 e4a5fb51b29f0cab b3665ba4974359e6 8bfda83664eb4136 "
        + "5c1eb65296f326a1 0b2a5ded825360b8 434ffbceee8bc2bd d5c0c24abcd4a8a9"
    ),
    (
      14, 1,
      "b4d5eb263de30f04 7239c87b708e74dd ace6c461b42db340 1da08b747c877448 "
        + "e5b0a1573be3ef57 53f62fdb7f98db9a 81a8c6d2878baf59 09ccc9cd878ca81b"
    ),
    (
      15, 2,
      "b0ed209596429e91 a261707389caa836 09f10ed71a773349 ac9136883b29a843 "
        + "c6bd4e4c403ce4aa 147eee0db16bdc47 3ff0577872906ab6 8bf97e25a8a6ec3a"
    ),
    (
      26, 2,
      "9369c0f73bde104e 2ffa4bad81da77b3 69753a8200c2ae54 452924c7f4daa309 "
        + "ce69facf92cb9c64 374608632257614f 066a2f77570d8a65 915a7fcb84135dae"
    ),
    (
      27, 3,
      "78aadd978bf378b9 1c9efbedd78faa6a 4a96e7068a0eb41f e84ead927ecd5d94 "
        + "0ca005bd7eb008cc 3f81c3802598113d 558b5348a89a0b20 e4d80c3ec2112a3f"
    ),
    (
      42, 3,
      "e0bc9165b535806a ae728f980c01f2c1 2189edfa2a495da8 eeea89db5b47cc5c "
        + "cc92c5aed40bdb3e 0c1db3611dd96f34 fc42e3373aa601ea b1154342d06c4fd8"
    ),
    (
      43, 4,
      "7f4f7174ed003c33 bfb0b73776c255ba 91b8a67282995ae7 38e9af5a074a2aee "
        + "7ec7fc20365f517c 96e16a2bf7866e1e de3da094706fb2ba 42ffeef8df260af2"
    ),
    (
      62, 4,
      "5fdaac439a9f198b e1f515c5d1dc1eb3 bb3e456d5161469c 6b53e7cc0921cbd3 "
        + "a1fb96ad84f4f650 6726c44b11bb60fb 7518caab7a3b5dbf b99d91683e71ce98"
    ),
    (
      63, 5,
      "bdc62d73ddf19c49 7dfa1831baa3bcb0 cc8f65ac83e6e2d7 fa1470a28af8d903 "
        + "bbf93d180c563cba 464e933f39b1c760 d84d382552661233 f1e3fb53cfe61f1c"
    ),
    (
      81, 5,
      "bfa44b9f17b482bc 8712cd7e3cf181ee 520d37daef90057e ce78c26c26a9696d "
        + "752e8f1205098ff9 08e815c94a95ff42 c312212071d5cd95 b4d08348b4ac3778"
    ),
    (
      84, 5,
      "6c8bba65b85de287 bf773d578be28755 3699947724905aea 10958132721bb5e9 "
        + "3fb2469b1e42df72 c3c6be10358601e9 c73462da5d933764 c8ec4c2a21b3cba6"
    ),
    (
      85, 6,
      "44bf0b34a5e16466 078ae44b719ed92e 81b5646a48528c4e 1d776f3b060510b5 "
        + "6de42d0471f2c95d 28b899fb06f60fb2 474b42f25d56e7fc 37cd31dbff42f530"
    ),
    (
      106, 6,
      "fb179c00919dd739 d6d650f1c365bbfd 341fc5454ee56102 2192db3ad17e7cb7 "
        + "effe23fe75980f00 0efa14a93445e131 a20332b9e89cb81d 1f5cb8ca6608f907"
    ),
    (
      107, 7,
      "0b3a468e828a8164 f41eb2215544e881 7a918b7afe6dbd3f f89f863b80966222 "
        + "835a50d49eceb2b6 b9377bfe340675ac 181bd6d12c508c4e bcc77b8036e75614"
    ),
    (
      122, 7,
      "af9b25ff36dcb372 5ff4329381bd657e 829fb6ecfff61922 cac44ea3212375ac "
        + "c8b44203f84a6381 44a6124f480bbeea 59ea63b1f637b7d5 9e723598d5e2ca39"
    ),
    (
      123, 8,
      "b62a86374cc03ac5 39a6b16b28814bfa ddcd3b205ea47046 af37a6286e0cd6d3 "
        + "7438297c4b6045d6 3bdff832fdbad5cc 482106191f0f88bf 36ff9a18a0880f65"
    ),
    (
      152, 8,
      "8b291eb9741952c3 464d113291237ba1 1bdcd41a822ada12 6142fbf2b2677e92 "
        + "4259cb282e27e1e8 883fce843b0e22c2 fbf89341ab5bc852 a47f0c67e0d9547f"
    ),
    (
      153, 9,
      "81a21f0ead48a6e0 ff6c0ca0ab338782 3e8d91ddcc6998bb 3099d4b67ad54d81 "
        + "a4cb37a1f2cd6272 0184a809e0e6e2b4 91ad741c3f9564fa deb4a3fb322e7b6a"
    ),
    (
      180, 9,
      "528d26742085f90d 813579fdcc721e60 d658fbf0caf53eb3 3b508a28e977659d "
        + "ec186b6859583376 860a80881b551844 375f9b3c2001887d 40b66fc75718d724"
    ),
    (
      181, 10,
      "1f145cd996f1ec2c 950626f09cd19a06 3c75d3a49a85e60c 1f9999adad52762b "
        + "e37c1a2978c22f77 ee3858227e277dff 174af19f8799e9a3 6a5bf67278731650"
    ),
    (
      213, 10,
      "f63a830174d6e2ba c5dd3af1abb6db2f 8052421916490901 c9020ae9ae4912a1 "
        + "5844f93d32886ab1 bd99545e017af7a5 6140c4c7a49c03c3 6104e409f5618568"
    ),
  ]

  private func bytes(_ count: Int) -> [UInt8] {
    let base = SealedSecret.address(of: Data("12345678901234567890".utf8), for: "ada")
    return count == 1 ? [97] : Array(String(repeating: base, count: 4).utf8.prefix(count))
  }

  /// The fewest and the most bytes of each version, under each mask.
  @Test func everyVersionAndMaskIsTheSameElsewhere() throws {
    for (count, version, hashes) in Self.known {
      for (mask, hash) in hashes.split(separator: " ").enumerated() {
        let code = try #require(QRCode(bytes(count), mask: mask))
        #expect(code.version == version)
        let rows = code.modules.map { row in String(row.map { $0 ? "#" : "." }) }
        let found = SHA256.hash(Data(rows.joined(separator: "\n").utf8))
        #expect(found.prefix(8).map { $0.hexadecimal }.joined() == hash, "\(count), mask \(mask)")
      }
    }
  }

  @Test func nothingLongerIsDrawn() {
    #expect(QRCode(bytes(213))?.version == 10)
    #expect(QRCode(bytes(214)) == nil)
  }
}

extension UInt8 {
  fileprivate var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
