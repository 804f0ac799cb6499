import Outcomes

extension NamedDefinition {
  /// `also called: MGADL, MG ADL score`; nothing where there is no other word.
  var alsoCalledLine: [String] {
    alsoCalled.isEmpty ? [] : ["also called: \(alsoCalled.joined(separator: ", "))"]
  }
}
