package import HTTPTypes
package import Registry

/// One page or one action: its address, who may use it, what it takes, and what it answers.
///
/// A route cannot be made without saying who may use it.
package struct Route: Sendable {
  package enum Access: Hashable, Sendable {
    /// No sign-in needed: the sign-in page itself, style and script.
    case anyone
    case only(Set<Role>)

    package func allows(_ role: Role) -> Bool {
      switch self {
      case .anyone: true
      case .only(let roles): roles.contains(role)
      }
    }
  }

  /// Which fields a form may have; any other field is refused.
  package enum Fields: Sendable {
    case named(Set<String>)
    /// The page knows only from the definitions which fields there are, and calls
    /// `FormFields.allow(only:)` itself.
    case checkedByPage
    /// The body is no form but a file, as it is.
    case file
    /// A form that brings files beside these fields.
    case upload(Set<String>)
  }

  package enum FormUse: Sendable {
    /// A form is taken once; sending it again is answered 409.
    case once
    /// May be sent again with the same nonce: storing a draft does no harm twice.
    case repeatedly
  }

  package typealias Answering = @Sendable (PageRequest) async throws -> PageAnswer

  package let method: HTTPRequest.Method
  /// Without a leading slash; `:patient` stands for a patient's page key.
  package let path: String
  package let access: Access
  /// The names that the query may have.
  package var query: Set<String> = []
  package var fields: Fields = .named([])
  package var use: FormUse = .once
  /// Largest body in bytes.
  package var limit = Route.formLimit
  /// What is said of a larger one.
  package var tooLarge = WebFault.tooLarge
  /// What a half-entered form of this route is kept as.
  package var draft: DraftName?
  /// Answers also where the password was given and the second factor is still to be.
  package var isForHalf = false
  /// The label in the navigation at the top, for pages that stand there.
  package var label: String?
  package let answer: Answering

  package static let formLimit = 1 << 20

  /// A page to look at.
  ///
  /// It changes nothing, apart from noting that it was looked at.
  package static func get(
    _ path: String, for access: Access, label: String? = nil, query: Set<String> = [],
    _ answer: @escaping Answering
  ) -> Route {
    var route = Route(method: .get, path: path, access: access, answer: answer)
    route.label = label
    route.query = query
    return route
  }

  /// Something that a form does.
  package static func post(
    _ path: String, for access: Access, fields: Fields, draft: DraftName? = nil,
    use: FormUse = .once, limit: Int = Route.formLimit, _ answer: @escaping Answering
  ) -> Route {
    var route = Route(method: .post, path: path, access: access, answer: answer)
    route.fields = fields
    route.draft = draft
    route.use = use
    route.limit = limit
    return route
  }

  private init(
    method: HTTPRequest.Method, path: String, access: Access, answer: @escaping Answering
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.answer = answer
  }
}

extension Route.Access {
  /// Everybody who is signed in.
  package static let everyone = Route.Access.only(Set(Role.allCases))
  /// Those who see patients.
  package static let clinical = Route.Access.only([.staff, .physician])
  package static let physicians = Route.Access.only([.physician])
  package static let administrators = Route.Access.only([.administrator])
}
