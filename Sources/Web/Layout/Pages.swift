/// A long list, split into pages.
struct Pages {
  /// Counted from 1.
  let number: Int
  let count: Int
  /// The positions of the lines on this page.
  let range: Range<Int>

  /// - Parameters:
  ///   - total: the number of lines.
  ///   - asked: the page number from the address; one that does not exist gives the nearest page.
  init(of total: Int, each lines: Int, asked: String) {
    count = max(1, (total + lines - 1) / lines)
    number = min(max(Int(asked) ?? 1, 1), count)
    range = ((number - 1) * lines)..<min(number * lines, total)
  }

  /// Links to the other pages; nothing if there is only one page.
  func write(to html: inout HTMLWriter, address: (Int) -> String) {
    guard count > 1 else { return }
    html.markup("<nav class=\"pages\" aria-label=\"Further pages\"><ul>")
    if number > 1 {
      html.markup("<li><a rel=\"prev\" href=\"\(address(number - 1))\">Previous</a></li>")
    }
    for page in 1...count where page == 1 || page == count || abs(page - number) <= 3 {
      html.markup(
        """
        <li><a\(" aria-current=\"page\"", if: page == number) href="\(address(page))">Page \(page)</a></li>
        """)
    }
    if number < count {
      html.markup("<li><a rel=\"next\" href=\"\(address(number + 1))\">Next</a></li>")
    }
    html.markup("</ul></nav>\n")
  }
}
