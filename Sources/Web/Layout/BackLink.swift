/// A link back to the previous page.
enum BackLink {
  static func write(_ label: String, _ address: String, to html: inout HTMLWriter) {
    html.markup("<p class=\"no-print\"><a href=\"\(address)\">\(label)</a></p>\n")
  }
}
