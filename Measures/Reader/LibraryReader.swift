import Outcomes

/// Reads all files as one library: what one of them names, another must define.
struct LibraryReader {
  let files: [DefinitionFile]
  let faults: FaultList
  private let names = NameBook()

  init(files: [DefinitionFile], faults: FaultList) {
    self.files = files
    self.faults = faults
  }

  /// Measures come first, so that what diseases say of them is checked.
  func read(hash: (String) -> String) -> Library {
    reportDuplicateIDs()
    var context = MeasureContext(known: ids(of: .measure), measures: [:])
    read(context.known, into: &context, hash: hash)
    let library = Library(
      measures: context.measures.values.sorted { $0.id < $1.id },
      diseases: diseases(ids(of: .disease), context, hash: hash),
      therapies: therapies(ids(of: .therapy), hash: hash))
    if files.contains(where: \.isNew) { names.check() }
    return library
  }

  /// Diseases come first, because they say which measures are needed.
  func read(only: DefinitionSelection, hash: (String) -> String) -> Library {
    reportDuplicateIDs()
    var context = MeasureContext(known: ids(of: .measure), measures: [:])
    let diseases = diseases(Set(only.diseases.map(\.text)), context, hash: hash)
    var needed = Set(only.measures.map(\.text))
    for disease in diseases { needed.formUnion(disease.measures.map(\.text)) }
    read(needed, into: &context, hash: hash)
    let parts = context.measures.values.compactMap(\.composite).flatMap(\.measures).map(\.text)
    read(Set(parts).subtracting(needed), into: &context, hash: hash)
    return Library(
      measures: context.measures.values.sorted { $0.id < $1.id }, diseases: diseases,
      therapies: therapies(Set(only.therapies.map(\.text)), hash: hash))
  }

  private func ids(of kind: DefinitionFile.Kind) -> Set<String> {
    Set(files.filter { $0.kind == kind }.map(\.id))
  }

  private func reportDuplicateIDs() {
    guard files.contains(where: \.isNew) else { return }
    var first: [String: DefinitionFile] = [:]
    for file in files {
      if let other = first[file.key] {
        faults.add(
          .duplicateID(kind: file.kind.rawValue, id: file.id, other: other.path), in: file.path)
      } else {
        first[file.key] = file
      }
    }
  }

  /// The file's content; its id must be its name.
  private func root(of file: DefinitionFile) -> YAMLValue? {
    guard let root = file.root(faults) else { return nil }
    if let id = root.value(of: "id"), let text = id.scalar, text != file.id {
      id.fault(.idIsNotFileName(id: text, name: file.id))
    }
    return root
  }

  /// The other words for a definition, noted so that no word means two of them.
  private func called(_ file: DefinitionFile, _ root: YAMLValue, _ own: [String]) -> [String] {
    var found: [(word: String, place: YAMLValue)] = []
    if let list = root.value(of: YAMLValue.namesKey) {
      found += list.names().map { ($0, list) }
    }
    if file.kind == .therapy, let brands = root.value(of: YAMLValue.brandsKey) {
      found += brands.brands().map { ($0, brands) }
    }
    names.add(file.key, own: [file.id] + own, found)
    return found.map(\.word)
  }

  private func read(
    _ ids: Set<String>, into context: inout MeasureContext, hash: (String) -> String
  ) {
    var shared: [(measure: String, list: YAMLValue)] = []
    for file in files where file.kind == .measure && ids.contains(file.id) {
      let before = faults.faults.count
      guard let root = root(of: file), let reader = MeasureReader(root, known: context.known),
        var measure = reader.read(hash: file.hash(hash))
      else { continue }
      measure.alsoCalled = called(file, root, [measure.name, measure.short])
      if root.document.isNew {
        reader.check(measure)
        // On a faulty definition examples would only repeat its faults as wrong totals.
        if faults.faults.count == before { measure.examples = reader.examples(of: measure) ?? [] }
      }
      context.measures[file.id] = measure
      if !measure.sharedItems.isEmpty, let list = root.value(of: YAMLValue.sharedItemsKey) {
        shared.append((file.id, list))
      }
    }
    let check = SharedItemCheck(context: context)
    for (id, list) in shared {
      guard var measure = context.measures[id] else { continue }
      check.check(&measure, list)
      context.measures[id] = measure
    }
  }

  private func therapies(_ ids: Set<String>, hash: (String) -> String) -> [Therapy] {
    let diseases = self.ids(of: .disease)
    let wanted = files.filter { $0.kind == .therapy && ids.contains($0.id) }
    let therapies = wanted.compactMap { file -> Therapy? in
      guard let root = root(of: file), let reader = TherapyReader(root, diseases: diseases),
        var therapy = reader.read(hash: file.hash(hash))
      else { return nil }
      therapy.alsoCalled = called(file, root, [therapy.name, therapy.short])
      return therapy
    }
    return therapies.sorted { $0.id < $1.id }
  }

  /// The diseases of those ids and the ones they are variants of, parents read before their variants.
  private func diseases(
    _ ids: Set<String>, _ context: MeasureContext, hash: (String) -> String
  ) -> [Disease] {
    let known = self.ids(of: .disease)
    let byID = Dictionary(
      files.filter { $0.kind == .disease }.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var done: [String: Disease?] = [:]
    var open: [String] = []

    func read(_ id: String) -> Disease? {
      if let disease = done[id] { return disease }
      done[id] = .some(nil)
      guard let file = byID[id], let root = root(of: file) else { return nil }
      var parent: Disease?
      if let variantOf = root.value(of: "variant-of"), variantOf.scalar != "none",
        let parentID = variantOf.reference(to: "disease", known: known)
      {
        open.append(id)
        if open.contains(parentID) {
          variantOf.fault(.variantCircle(id))
        } else {
          parent = read(parentID)
        }
        open.removeLast()
      }
      var disease = DiseaseReader(root, context: context)?
        .read(hash: file.hash(hash), parent: parent)
      if let found = disease {
        disease?.alsoCalled = called(file, root, [found.name, found.short])
      }
      done[id] = .some(disease)
      return disease
    }
    for id in ids.sorted() { _ = read(id) }
    return done.values.compactMap(\.self).sorted { $0.id < $1.id }
  }
}

extension Disease {
  /// Every instrument that the disease names.
  fileprivate var measures: Set<Measure.ID> {
    var ids = Set(counted.map(\.measure) + watched + coreSet + criteria.flatMap(\.measures))
    if let composite { ids.insert(composite) }
    return ids
  }
}
