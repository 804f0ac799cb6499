import Foundation
import Testing

@testable import Cryptography

/// What the standards print as right, and that nothing but it is taken.
@Suite struct KnownAnswerTests {
  private func data(_ hex: String) -> Data {
    let digits = Array(hex.utf8)
    return Data(
      stride(from: 0, to: digits.count, by: 2).compactMap { place in
        UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
      })
  }

  /// FIPS 180-4, the examples of NIST.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func sha256(text: String, hash: String) {
    #expect(SHA256.hash(Data(text.utf8)) == data(hash))
  }

  /// RFC 4231, cases 1, 2 and 6.
  @Test func hmac() throws {
    let cases = [
      (
        String(repeating: "0b", count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        "4a656665", "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        String(repeating: "aa", count: 131),
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ]
    for (key, message, code) in cases {
      #expect(
        try MessageCode.make(over: Data(message.utf8), key: data(key)) == data(code), "\(message)")
    }
    #expect(throws: CryptographyFault.parameter) {
      try MessageCode.make(over: Data(), key: Data())
    }
  }

  /// RFC 6238, appendix B, and the codes of RFC 4226, appendix D; the last six digits of each.
  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
    (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    (0, "755224"), (30 * 8, "399871"), (30 * 9, "520489"),
  ])
  func timedCodes(seconds: Int64, code: String) throws {
    let secret = Data("12345678901234567890".utf8)
    #expect(try TimedCode.code(secret, step: TimedCode.step(at: seconds)) == code)
    for (at, isIt) in [(seconds - 60, false), (seconds - 30, true), (seconds + 30, true)]
    where at >= 0 {
      let found = try TimedCode.step(of: code, secret: secret, at: at, after: nil)
      #expect(found == (isIt ? TimedCode.step(at: seconds) : nil), "\(at - seconds)")
    }
    let used = try TimedCode.step(
      of: code, secret: secret, at: seconds, after: TimedCode.step(at: seconds))
    #expect(used == nil)
    #expect(throws: CryptographyFault.parameter) { try TimedCode.code(Data(), step: 1) }
  }

  /// RFC 4648, section 10, without padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
  ])
  func base32(text: String, letters: String) {
    #expect(Base32.text(Data(text.utf8)) == letters)
  }

  /// RFC 5869, case 3: no salt, no info.
  @Test func hkdf() throws {
    let secret = data(String(repeating: "0b", count: 22))
    let key = data(
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    #expect(try KeyDerivation.hkdf(secret: secret, purpose: Data(), count: 42) == key)
    #expect(throws: CryptographyFault.parameter) {
      try KeyDerivation.hkdf(secret: Data(), purpose: Data(), count: 32)
    }
  }

  /// RFC 7914, section 12, the first two vectors.
  @Test func scrypt() throws {
    let short = try KeyDerivation.scrypt(
      password: Data(), salt: Data(), rounds: 16, blockSize: 1, parallelism: 1, count: 64)
    #expect(
      short
        == data(
          "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
            + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"))
    let long = try KeyDerivation.scrypt(
      password: Data("password".utf8), salt: Data("NaCl".utf8), rounds: 1_024, blockSize: 8,
      parallelism: 16, count: 64)
    #expect(
      long
        == data(
          "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
            + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"))
  }

  @Test(arguments: [
    (0, 8, 1), (1, 8, 1), (3, 8, 1), (-16, 8, 1), (16, 0, 1), (16, 8, 0), (16, -1, 1),
    (1 << 23, 8, 1), (1 << 40, 8, 1), (16, Int.max, 1), (16, 1, Int.max),
  ])
  func aCostOutOfRangeIsRefused(rounds: Int, blockSize: Int, parallelism: Int) {
    #expect(throws: CryptographyFault.parameter) {
      try KeyDerivation.scrypt(
        password: Data("x".utf8), salt: Data("y".utf8), rounds: rounds, blockSize: blockSize,
        parallelism: parallelism, count: 32)
    }
  }

  /// The test cases 13 and 14 of the submission of GCM to NIST, under a key of zeros.
  @Test func gcm() throws {
    let (key, nonce) = (Data(count: 32), Data(count: 12))
    let empty = nonce + data("530f8afbc74536b9a963b4f1c4cb738b")
    #expect(try SealedBox.seal(Data(), key: key, nonce: nonce) == empty)
    #expect(try SealedBox.open(empty, key: key) == Data())
    let box =
      nonce + data("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    #expect(try SealedBox.seal(Data(count: 16), key: key, nonce: nonce) == box)
    #expect(try SealedBox.open(box, key: key) == Data(count: 16))
  }

  @Test func anAlteredBoxDoesNotOpen() throws {
    let key = Data(repeating: 7, count: 32)
    let box = try SealedBox.seal(
      Data("patient 17".utf8), key: key, nonce: Data(repeating: 1, count: 12))
    for place in box.indices {
      var other = box
      other[place] ^= 1
      #expect(try SealedBox.open(other, key: key) == nil, "byte \(place)")
    }
    for count in 0..<box.count {
      #expect(try SealedBox.open(box.prefix(count), key: key) == nil, "\(count) bytes")
    }
    #expect(try SealedBox.open(box, key: Data(repeating: 8, count: 32)) == nil)
    #expect(try SealedBox.open(box, key: key) == Data("patient 17".utf8))
    #expect(throws: CryptographyFault.parameter) {
      try SealedBox.open(box, key: Data(repeating: 7, count: 16))
    }
    #expect(throws: CryptographyFault.parameter) {
      try SealedBox.seal(Data(), key: key, nonce: Data(count: 8))
    }
  }

  @Test func bytesAreComparedInFull() {
    let bytes = Data([1, 2, 3])
    #expect(bytes.isEqualInConstantTime(to: Data([1, 2, 3])))
    for other in [Data(), Data([1, 2]), Data([1, 2, 3, 4]), Data([1, 2, 4]), Data([0, 2, 3])] {
      #expect(!bytes.isEqualInConstantTime(to: other))
    }
    #expect(Data().isEqualInConstantTime(to: Data()))
  }
}
