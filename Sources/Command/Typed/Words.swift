package import ArgumentParser
package import Clinic
package import Exchange
package import Outcomes

/// A word that stands for a choice, read in capitals or not.
package protocol TypedWord: RawRepresentable<String>, ExpressibleByArgument {}

extension TypedWord {
  package init?(argument: String) {
    self.init(rawValue: argument.withoutOuterBlanks.lowercased())
  }
}

extension Identifier: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Format: TypedWord {}
extension Sex: TypedWord {}
extension TreatmentCourse.Intent: TypedWord {}
extension TreatmentCourse.StopReason: TypedWord {}
extension Review.Decision: TypedWord {}
extension Consideration.State: TypedWord {}
extension FlagKind: TypedWord {}
extension YesOrNo: TypedWord {}
extension DefinitionKind: TypedWord {}
extension DateOrder: TypedWord {}
