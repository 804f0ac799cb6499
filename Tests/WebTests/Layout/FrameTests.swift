import Foundation
import Reports
import Testing

@testable import Web

@Suite struct FrameTests {
  /// Pages are written as bytes; the only templates left are those of the text reports.
  @Test func noPageIsATemplate() {
    let paths = ReportTemplates.shipped.keys
    #expect(paths.filter { $0.hasSuffix(".mustache") }.allSatisfy { $0.hasPrefix("text/") })
    #expect(paths.filter { !$0.hasPrefix("text/") }.allSatisfy { $0.hasPrefix("web/") })
  }

  /// The escaping leaves `=` and the backtick alone, so every attribute needs its quotes.
  @Test func everyAttributeIsQuoted() throws {
    let bare = try Regex(#" [a-z-]+=[^"'\\> ]*\\\("#)
    #expect("<a class=\\(x)>".firstMatch(of: bare) != nil)
    #expect("<a class=a\\(x)>".firstMatch(of: bare) != nil)
    #expect("<a class=\\\"\\(x)\\\">".firstMatch(of: bare) == nil)
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Web").standardizedFileURL
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let swift = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    #expect(swift.count > 50)
    for file in swift {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.firstMatch(of: bare) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test func theFrameShowsWhatItIsGivenAndNoMore() {
    var frame = Frame(title: "A <title>")
    let small = String(decoding: frame.page(around: Array("BODY".utf8)), as: UTF8.self)
    #expect(small.contains("<title>A &lt;title&gt; · Recheck</title>"))
    #expect(small.contains("<h1>A &lt;title&gt;</h1>\nBODY"))
    for part in ["<nav", "Sign out", "class=\"identity\"", "problems", "notice", "data-idle"] {
      #expect(!small.contains(part), "\(part)")
    }
    frame.identity = Frame.Identity(
      name: "O'Neil, <Ann>", birthDate: "1970-02-03", identifier: "007", sex: "female")
    frame.person = "Dr. Who"
    frame.role = "physician"
    frame.idleSeconds = 900
    frame.notice = "Saved 14:03:22"
    frame.navigation = [Frame.Link(address: "/review", label: "Review", isCurrent: true)]
    var problems = FormProblems()
    problems.add("talking", "Talking: choose one.")
    problems.add("", "The whole form.")
    frame.show(problems)
    let full = String(decoding: frame.page(around: []), as: UTF8.self)
    for part in [
      "<dd>O&#39;Neil, &lt;Ann&gt;</dd>", "<dd><time>1970-02-03</time></dd>", "<dd>007</dd>",
      "<dd>female</dd>",
      "Dr. Who <span class=\"role\">· physician</span>", "data-idle-seconds=\"900\"",
      "<p class=\"notice\" role=\"status\">Saved 14:03:22</p>",
      "<a href=\"/review\" aria-current=\"page\">Review</a>",
      "<li><a href=\"#talking\">Talking: choose one.</a></li>", "<li>The whole form.</li>",
      "<title>Error: A &lt;title&gt;",
    ] {
      #expect(full.contains(part), "\(part)")
    }
  }

  @Test func `Every file of style and script is sent`() {
    for name in ReportTemplates.shipped.keys where name.hasPrefix("web/") {
      let parts = name.split(separator: "/")
      let stem = String(parts.last?.prefix { $0 != "." } ?? "")
      let sent =
        name.hasSuffix(".css") ? Assets.style : name.hasSuffix(".js") ? Assets.script : ["icon"]
      #expect(sent.contains(stem), "\(name)")
    }
  }

  /// WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for edges of fields and the focus ring, both schemes.
  @Test func coloursContrast() throws {
    let style = try #require(Assets.all.first { $0.path == "assets/style.css" }?.text)
    let blocks = style.components(separatedBy: ":root {").dropFirst().prefix(2)
    for block in blocks {
      let colours = Self.colours(String(block.prefix { $0 != "}" }))
      let texts = [
        ("ink", "paper"), ("ink", "sheet"), ("ink", "tint"), ("ink", "sunk"), ("soft", "paper"),
        ("soft", "sheet"), ("soft", "tint"), ("soft", "sunk"), ("accent", "paper"),
        ("accent", "sheet"),
        ("accent", "tint"), ("on-accent", "accent"), ("red", "red-tint"), ("red", "sheet"),
        ("red", "paper"), ("amber", "amber-tint"), ("amber", "sheet"), ("amber", "paper"),
        ("green", "green-tint"), ("ink", "red-tint"),
      ]
      for (front, back) in texts {
        let ratio = Self.contrast(try #require(colours[front]), try #require(colours[back]))
        #expect(ratio >= 4.5, "\(front) on \(back): \(ratio)")
      }
      for (front, back) in [
        ("edge", "sheet"), ("edge", "paper"), ("focus", "paper"), ("focus", "sheet"),
        ("focus", "tint"),
      ] {
        let ratio = Self.contrast(try #require(colours[front]), try #require(colours[back]))
        #expect(ratio >= 3, "\(front) on \(back): \(ratio)")
      }
    }
  }

  private static func colours(_ block: String) -> [String: [Double]] {
    var colours: [String: [Double]] = [:]
    for part in block.components(separatedBy: ";") {
      let pair = part.components(separatedBy: ":")
      guard pair.count == 2, let hash = pair[1].firstIndex(of: "#") else { continue }
      let digits = pair[1][hash...].dropFirst()
      guard digits.count == 6, let number = Int(digits, radix: 16) else { continue }
      let name = pair[0].trimmingCharacters(in: .whitespacesAndNewlines).dropFirst(2)
      colours[String(name)] = [number >> 16, number >> 8 & 255, number & 255].map {
        Double($0) / 255
      }
    }
    return colours
  }

  /// The contrast ratio as WCAG defines it.
  private static func contrast(_ a: [Double], _ b: [Double]) -> Double {
    func luminance(_ colour: [Double]) -> Double {
      let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    let (x, y) = (luminance(a) + 0.05, luminance(b) + 0.05)
    return max(x, y) / min(x, y)
  }
}
