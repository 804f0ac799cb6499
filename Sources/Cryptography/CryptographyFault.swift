import LibCrypto

/// A call of libcrypto that failed, by what was being done.
package enum CryptographyFault: Error, Hashable {
  case messageCode
  case keyDerivation
  case passwordHash
  case encryption
  /// A parameter that no call may get: an empty key, a key of another length, a cost out of range.
  case parameter
}

extension Int32 {
  /// The library says 1 where a call did what it should.
  func succeeded(or fault: CryptographyFault) throws(CryptographyFault) {
    guard self == 1 else { throw fault }
  }
}
