import Clinic
import Reporting
import Testing

@Suite struct `What the terminal shows of a definition` {
  @Test func `fits 80 columns`() throws {
    let definitions = try TestClinic.definitions.get()
    let library = definitions.library
    let ids =
      library.diseases.map(\.id.text) + library.therapies.map(\.id.text)
      + library.measures.map(\.id.text)
    #expect(ids.count > 100)
    for id in ids {
      for line in try definitions.card(id).split(separator: "\n") {
        #expect(String(line).displayWidth <= 80, "\(id): \(line)")
      }
    }
  }
}
