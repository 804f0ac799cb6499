/// Where a figure comes from.
package struct Source: Hashable, Sendable {
  /// When the text dates from.
  package enum Date: Hashable, Sendable {
    /// Of publication, or of registration for a trial.
    case published(year: Int)
    /// Of reading, for a page that shows no date.
    case read(year: Int)
  }

  /// First author; a study or an institution where no author was shown.
  package var author: String
  package var date: Date
  package var doi: String?
  package var pmid: String?
  /// A trial registration such as NCT02549170.
  package var registry: String?
  /// Journal and page, abstract number or address, where no identifier exists.
  package var place: String?
  package var note: String?

  package init(
    author: String, date: Date, doi: String? = nil, pmid: String? = nil, registry: String? = nil,
    place: String? = nil, note: String? = nil
  ) {
    self.author = author
    self.date = date
    self.doi = doi
    self.pmid = pmid
    self.registry = registry
    self.place = place
    self.note = note
  }

  /// `Muppidi 2011, doi 10.1002/mus.22140`; `ARUP Laboratories, read 2026, aruplab.com`.
  package var citation: String {
    article.map { "\(name), \($0)" }
      ?? [name, registry, place].compactMap(\.self).joined(separator: ", ")
  }

  /// As ``citation`` with one identifier, where a line is all there is.
  package var briefCitation: String {
    [name, article ?? registry ?? place].compactMap(\.self).joined(separator: ", ")
  }

  /// `Muppidi 2011`.
  package var name: String {
    switch date {
    case .published(let year): "\(author) \(year)"
    case .read(let year): "\(author), read \(year)"
    }
  }

  private var article: String? { doi.map { "doi \($0)" } ?? pmid.map { "PMID \($0)" } }
}

/// How far a figure was checked against its source.
package enum Verification: String, CaseIterable, Sendable {
  /// Read in the cited source itself.
  case seen
  /// Read in another text that quotes it.
  case secondary
  /// A rule of ours, derived from what was seen.
  case convention
  /// General knowledge; no source was read. Never decides a response.
  case unverified
}

/// A figure with its source and mark.
package struct Evidence: Hashable, Sendable {
  package var source: Source
  package var verification: Verification

  package init(source: Source, verification: Verification) {
    self.source = source
    self.verification = verification
  }

  /// `Muppidi 2011, doi 10.1002/mus.22140`, with the mark where it is not `seen`.
  package var citation: String {
    verification == .seen
      ? source.citation : "\(source.citation) [\(verification.rawValue)]"
  }
}
