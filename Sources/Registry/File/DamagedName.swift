/// What a copy that does not verify is called: `clinic.damaged.sqlite` for `clinic.sqlite`.
package enum DamagedName {
  package static func of(_ path: String) -> String {
    let (mark, ending) = (".damaged", ".sqlite")
    if path.hasSuffix(mark + ending) || path.hasSuffix(mark) { return path }
    return path.hasSuffix(ending) ? path.dropLast(ending.count) + mark + ending : path + mark
  }
}
