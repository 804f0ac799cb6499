import Registry

/// The fields of the account forms, and the messages when they are wrong.
enum AccountText {
  static var nameField: TextField {
    var field = TextField("name", "Name to sign in with")
    field.hint = "2 to 32 small letters, digits, dots, hyphens or underscores; a letter first"
    field.autocomplete = "username"
    return field
  }

  static var fullNameField: TextField {
    var field = TextField("full-name", "Full name")
    field.hint = "Signs everything this person enters"
    return field
  }

  static var passwordField: TextField {
    var field = TextField.password("password", "New password", isNew: true)
    field.hint = "At least 15 characters; four or more unrelated words do well"
    return field
  }

  static func check(name: String, fullName: String, _ problems: inout FormProblems) {
    if name.isEmpty {
      problems.add("name", "Enter a name to sign in with.")
    } else if !Account.isName(name) {
      problems.add(
        "name",
        "“\(name)” cannot be a name to sign in with. It takes 2 to 32 of a-z, 0-9, dot, hyphen and "
          + "underscore, and begins with a letter.")
    }
    if fullName.isEmpty {
      problems.add("full-name", "Enter the full name; it signs what this person enters.")
    } else if fullName.count > 100 {
      problems.add("full-name", "The full name has \(fullName.count) characters; 100 are allowed.")
    } else if let scalar = Account.unseen(in: fullName) {
      problems.add("full-name", unseen(scalar))
    }
  }

  static func check(
    password: String, again: String, name: String, fullName: String,
    _ problems: inout FormProblems
  ) {
    if password.isEmpty {
      problems.add("password", "Enter a password of at least 15 characters.")
    } else if let objection = PasswordRules.objection(
      to: password, accountName: name, fullName: fullName)
    {
      problems.add("password", objection)
    } else if password != again {
      problems.add("again", "The two passwords differ. Type the same one twice.")
    }
  }

  private static func unseen(_ scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let zeros = String(repeating: "0", count: max(0, 4 - code.count))
    return "The full name has a character that nobody sees (U+\(zeros)\(code)). Remove it."
  }

  /// Explains a refused change to the person who asked for it.
  static func message(_ fault: AccountFault) -> (field: String, message: String) {
    switch fault {
    case .nameNotAllowed(let name): ("name", "“\(name)” cannot be a name to sign in with.")
    case .nameTaken(let name):
      ("name", "There is or was an account “\(name)”. Names are never used again; choose another.")
    case .fullNameMissing: ("full-name", "Enter the full name.")
    case .fullNameUnseen(let scalar): ("full-name", unseen(scalar))
    case .fullNameTaken(let name):
      ("full-name", "Another account is called “\(name)”. Add something that tells them apart.")
    case .unknown(let name): ("", "There is no account “\(name)”.")
    case .unknownRole(let name):
      ("", "The account “\(name)” has a role this version does not know.")
    case .lastAdministrator:
      (
        "",
        "This is the last account that can look after accounts. Make another administrator "
          + "first."
      )
    case .notFirst: ("", "The first account exists already.")
    }
  }
}
