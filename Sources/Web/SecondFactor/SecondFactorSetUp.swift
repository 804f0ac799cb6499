import Cryptography
import Foundation
import HTTPTypes
import Registry

/// Setting up a second factor: the secret as a QR code, and a code that shows that the phone has it.
///
/// Nothing is stored before that: the secret travels sealed in the form.
enum SecondFactorSetUp {
  private static let path = SecondFactorPages.path + "/set-up"

  static let routes: [Route] = [
    SecondFactorPages.forHalf(
      .get(path, for: .everyone, query: ["next"]) { request in
        if let other = try await elsewhere(request) { return other }
        let secret = RandomBytes.make(TimedCode.secretLength)
        let box = try request.site.secrets.seal(secret, for: request.account.name)
        return try page(request, secret, box, next: request.query["next"], FormProblems())
      }),
    SecondFactorPages.forHalf(
      .post(path, for: .everyone, fields: .named(["secret", "code", "password", "next"])) {
        try await turnOn($0)
      }),
  ]

  static func address(next: String?) -> String {
    SecondFactorPages.address(next: next)
      .replacing("/" + SecondFactorPages.path, with: "/" + path, maxReplacements: 1)
  }

  /// Whoever has a second factor gives it before they may set up another one.
  private static func elsewhere(_ request: PageRequest) async throws -> PageAnswer? {
    guard request.site.settings.secondFactor != .off else { throw WebFault.notFound }
    guard request.isHalf,
      try await request.site.accounts.secondFactor(of: request.account.name) != nil
    else { return nil }
    return .redirect("/" + SecondFactorPages.path)
  }

  private static func turnOn(_ request: PageRequest) async throws -> PageAnswer {
    if let other = try await elsewhere(request) { return other }
    let site = request.site
    let account = try request.account
    let next = request.form["next"]
    guard let session = request.visitor?.session, let box = Data(urlText: request.form["secret"]),
      let secret = try site.secrets.open(box, for: account.name)
    else { throw WebFault.badRequest("The form is none of this program.") }
    var problems = FormProblems()
    if !session.isHalf { _ = try await request.isPassword("password", &problems) }
    let step = try TimedCode.step(
      of: request.form["code"], secret: secret, at: Int64(request.now.timeIntervalSince1970),
      after: nil)
    if step == nil {
      problems.add(
        "code",
        "This is not the code that belongs to the QR code at this moment. Wait for the next one; the "
          + "phone must have the right time.")
    }
    guard problems.isEmpty, let step else {
      return try page(request, secret, box, next: next, problems)
    }
    let codes = RecoveryCodes.make()
    try await site.accounts.turnOn(
      box, step: step, codeHashes: codes.map(OneTimeCode.hash), of: account.name, at: request.now)
    let goesOn = SignInPages.next(next)
    guard session.isHalf else {
      return RecoveryCodes.page(
        codes, of: account.name, next: "/" + SecondFactorPages.path,
        frame: try request.frame("Recovery codes"))
    }
    // The code was just given; it stands as the last one that was used.
    let done = try await SignInPages.complete(session, step: nil, request, next: goesOn)
    guard let address = done.headers[.location] else { return done }
    var answer = RecoveryCodes.page(
      codes, of: account.name, next: address, frame: Frame(title: "Recovery codes"))
    for cookie in done.headers[values: .setCookie] {
      answer.headers.append(HTTPField(name: .setCookie, value: cookie))
    }
    return answer
  }

  private static func page(
    _ request: PageRequest, _ secret: Data, _ box: Data, next: String, _ problems: FormProblems
  ) throws -> PageAnswer {
    let name = try request.account.name
    let written = SealedSecret.address(of: secret, for: name)
    let letters = Base32.text(secret)
    let groups = stride(from: 0, to: letters.count, by: 4).map {
      String(letters.dropFirst($0).prefix(4))
    }
    var code = TextField("code", "Code that the phone shows").filled("", problems)
    code.autocomplete = "one-time-code"
    code.inputMode = "numeric"
    var form = try PlainForm(
      request, action: "/" + path, button: "Turn it on",
      fields: [.text(code), .hidden(name: "secret", value: box.urlText)])
    if !request.isHalf {
      form.fields.insert(
        .text(.password("password", "Your password", isNew: false).filled("", problems)), at: 1)
    }
    if let next = SignInPages.next(next) { form.fields.append(.hidden(name: "next", value: next)) }
    var html = HTMLWriter()
    let lead: Markup? =
      request.isHalf
      ? "<p class=\"lead\">This clinic asks your account for a code from a phone beside the password. Set it up once; until then nothing else opens.</p>\n"
      : nil
    html.markup(
      """
      \(lead)<ol class="apart">
      <li>Install a program for such codes on your phone (they are called authenticators, and work without \
      a network).</li>
      <li>Scan this with it:
      \(QRCode(Array(written.utf8))?.markup(label: "QR code of the secret; it stands below in letters"))\
      <p class="small">or type: <code>\(groups.joined(separator: " "))</code></p></li>
      <li>Type the six digits that it shows.</li>
      </ol>

      """)
    html.form(form)
    return request.page(try request.frame("Set up the second factor"), html, problems)
  }
}

extension PageRequest {
  /// The password was given in this session, and the second factor is still to be.
  var isHalf: Bool { visitor?.session.isHalf ?? false }
}
