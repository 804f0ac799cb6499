/// A certificate for `localhost` that nothing trusts, its key, and a key that does not belong to it.
enum TestCertificates {
  static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBljCCATugAwIBAgIUNGNakEYeW6et9LzZnpv/LgX/B80wCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTAyNDU0NFoYDzIxMjYxMDI4
    MDI0NTQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAASkAXJwbCdGOwBvoOAbNSEf++w2+Ik2wNGEzrpotaS1WJKGmDrd+YTh
    T2atqLLKypcfwNn/poqA1MAf2jRUtpK/o2kwZzAdBgNVHQ4EFgQUuKTQF7j+/jLs
    I4Ru44jgzTNjfpswHwYDVR0jBBgwFoAUuKTQF7j+/jLsI4Ru44jgzTNjfpswDwYD
    VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
    SQAwRgIhANIW7ytIn3Oz/2wkdk0MBNTVA0FcP9N2pawBFHCCU3v1AiEAmxRbNjjJ
    3GXikEp4oGNvNa8pGKjbvXd98FLwJnhzeh4=
    -----END CERTIFICATE-----
    """

  static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqIDVAj7fiG8zhRHk
    gFTlXYbVn0S2CJqY6etsb0MPuu6hRANCAASkAXJwbCdGOwBvoOAbNSEf++w2+Ik2
    wNGEzrpotaS1WJKGmDrd+YThT2atqLLKypcfwNn/poqA1MAf2jRUtpK/
    -----END PRIVATE KEY-----
    """

  static let otherKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbLVsEnArInYixjqh
    65oEX8vlt1VQ8r9qWJrZIK87W3ihRANCAARxf3aJKWdBuRU3xeG20s2Py3Fem9id
    wyJdv5hpMFVhAztMY9fU/XIcgMuNhGnogv9nzt9xWAcUy1ghZQ4TdR5l
    -----END PRIVATE KEY-----
    """
}
