extension FuzzedReader {
  /// Bytes that matter to the reader.
  var words: [String] {
    switch self {
    case .csv, .rows:
      [
        "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "sep=;\n", "\u{FEFF}", "\0", "\u{2028}",
        "2026-02-30", "9999-12-31", "0000-00-00", "1e9", "-1", "99999999999999999999", "not-done",
        "total", "key=value;", "0.1", "1/3", "P1",
      ]
    case .definitions, .mapping:
      [
        "\n", "  ", "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "<<: *a", "!!int ", "? ", "|\n",
        ">-\n",
        "'", "\"", "#", "---\n", "...\n", "%YAML 1.2\n", "\t", "\0", "\u{FEFF}", "010", "0x1F",
        ".inf",
        "~", "yes", "1e999", "99999999999999999999", "2026-02-30", "{cell: B1}", "choose",
      ]
    case .form: ["&", "=", "%", "%00", "%C3", "%ZZ", "+", "%0A", ";", "%25", "\0", "a=1&"]
    case .multipart:
      [
        "\r\n", "\n", "--", "--x", "--x--", "Content-Disposition: form-data; name=\"a\"",
        "; filename=\"b.csv\"", "\r\n\r\n", "\"", "\\\"", "filename*=UTF-8''x", "\0", "\u{FF}",
      ]
    case .answers:
      [
        "=", "\n", "total=", "total=7", "unable", "not-done", "refused", "-1", "0.5", "1/2", "1,5",
        "9223372036854775808", "-9223372036854775808", "1e30", " ", "\u{A0}", "value=",
        "0.0000000000000000001",
      ]
    case .records:
      [
        "{", "}", "[", "]", ":", ",", "\"", "\\u0000", "\\uD800", "\\", "null", "true", "1e308",
        "0.1", "-0", "99999999999999999999", "\"study_code\":\"A1\"", "\"start_day\":0", "\n", "\0",
        "\"2024-02-30\"", "\"2024\"", "\"value\":", "\"total\":", "\u{FEFF}",
      ]
    case .text: FuzzSeeds.textWords
    case .workbook: ["PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "\0\0\0\0"]
    case .part: FuzzSeeds.bookWords + FuzzSeeds.values
    }
  }
}
