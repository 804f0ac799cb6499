import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Registry

/// Stands before each route: session, role, body, fields, nonce; then the route answers.
struct RouteResponder: HTTPResponder {
  typealias Context = WebContext
  /// A session's last use is written at most this often, in seconds.
  private static let touchInterval: TimeInterval = 30

  let site: Site
  let route: Route

  func respond(to request: Request, context: WebContext) async throws -> Response {
    let now = site.now()
    guard !site.settings.proxies.saysUnprotected(request.headers, peer: context.address) else {
      throw WebFault.badRequest("The proxy was reached without TLS. Use an address with https.")
    }
    let token = SessionCookie.token(in: request.headers)
    let state = try await state(of: token, at: now)
    let visitor = visitor(state, token)
    let body: [UInt8]
    var idle: Session?
    if case .live(let session) = state {
      guard route.access.allows(session.account.role) else {
        await noteRefusal(of: session.account, at: now)
        throw WebFault.wrongRole
      }
    }
    if case .live(let session) = state, session.isHalf, route.access != .anyone, !route.isForHalf {
      guard route.method == .get else { throw WebFault.secondFactorNeeded }
      return PageAnswer.redirect(SecondFactorPages.address(next: request.address)).response
    }
    switch (route.access, state) {
    case (.anyone, let state):
      if case .idle(let session) = state { idle = session }
      body = try await read(request)
    case (.only, .live): body = try await read(request)
    case (.only, .idle(let session)):
      return try await turnAway(session, token, request, context, now, mayOpen: true)
    case (.only, .ended(let session)):
      return try await turnAway(session, token, request, context, now, mayOpen: false)
    case (.only, .none):
      guard route.method == .get else { throw WebFault.signInAgain(draftKept: false) }
      return PageAnswer.redirect(SignInPages.address(next: request.address)).response
    }
    if case .live(let session) = state {
      if now.timeIntervalSince(session.seen) >= Self.touchInterval {
        // A disk that takes nothing keeps nobody from reading.
        try? await site.accounts.touch(tokenHash: session.tokenHash, at: now)
      }
    }
    let (fields, uploads) = try await formWithFiles(body, request)
    var page = PageRequest(
      site: site, route: route, path: request.uri.path, parameters: parameters(context),
      query: try query(request), form: fields, file: isFile ? body : [],
      address: site.settings.proxies.client(request.headers, peer: context.address), now: now,
      visitor: visitor)
    page.browser = KnownBrowser(request.headers)
    page.idle = idle
    page.uploads = uploads
    return try await answer(page, request: request)
  }

  /// By the route, not by the address: a key of a patient would say who it was about.
  private func noteRefusal(of account: Account, at now: Date) async {
    await site.repeated.note(
      RepeatedNotes.Line(
        action: "access-refused", account: account.name, actor: account.name,
        detail: "\(route.method.rawValue) /\(route.path)"),
      at: now, in: site.accounts)
  }

  /// Lets the route answer a form that was not taken before.
  ///
  /// Only what was stored uses it up, in the same transaction; what the route refused, or could not
  /// do, may be sent again. Nothing that fails afterwards makes what is stored unsaid.
  private func answer(_ page: PageRequest, request: Request) async throws -> Response {
    guard route.method != .get, let visitor = page.visitor, route.access != .anyone else {
      return try await route.answer(page).response
    }
    let nonce = try checkedNonce(page.form, page.path, visitor.token, request)
    guard route.use == .once else { return try await route.answer(page).response }
    let form = FormInHand(nonce: nonce.bytes, session: visitor.session.tokenHash)
    // Sent twice at once, it is taken once.
    guard site.formsInHand.take(form.nonce) else { throw WebFault.staleForm }
    defer { site.formsInHand.give(form.nonce) }
    guard try await !site.accounts.isSpent(form) else { throw WebFault.staleForm }
    var page = page
    page.formInHand = form
    do {
      let answer = try await route.answer(page)
      if !answer.storedNothing, !form.hasStored { try? await site.accounts.spend(form) }
      return answer.response
    } catch is FormSpent {
      throw WebFault.staleForm
    } catch {
      if form.hasStored, !(error is WebFault) { throw WebFault.savedButNotShown }
      throw error
    }
  }

  private func checkedNonce(
    _ form: FormFields, _ path: String, _ token: Data, _ request: Request
  ) throws -> FormNonce {
    let header = HTTPField.Name("X-Form-Nonce").flatMap { request.headers[$0] }
    let text = isFile ? header ?? "" : form[FormNonce.field]
    guard let nonce = FormNonce(text: text, for: path, token: token) else {
      throw WebFault.foreignOrigin
    }
    return nonce
  }

  private func state(of token: Data?, at now: Date) async throws -> SessionState {
    guard let token else { return .none }
    return try await site.accounts.session(
      tokenHash: SessionCookie.hash(token), limits: site.settings.sessions, at: now)
  }

  private func visitor(_ state: SessionState, _ token: Data?) -> PageRequest.Visitor? {
    guard case .live(let session) = state, let token else { return nil }
    return PageRequest.Visitor(session: session, token: token)
  }

  /// The session timed out.
  ///
  /// A half-entered visit sent with it is kept as a draft, for the same account only, provided the
  /// form was this session's own; nothing else is done.
  private func turnAway(
    _ session: Session, _ token: Data?, _ request: Request, _ context: WebContext, _ now: Date,
    mayOpen: Bool
  ) async throws -> Response {
    guard route.method != .get else {
      let isLocked =
        mayOpen && site.settings.hasUnlocking && site.unlockCodes.isSet(for: session.tokenHash)
      let address = request.address
      return PageAnswer.redirect(
        isLocked ? UnlockPages.address(next: address) : SignInPages.address(next: address)
      ).response
    }
    guard let name = route.draft, route.access.allows(session.account.role), let token else {
      throw WebFault.signInAgain(draftKept: false)
    }
    let fields = try form(try await read(request), request)
    _ = try checkedNonce(fields, request.uri.path, token, request)
    try await site.accounts.saveDraft(
      fields.encoded(without: [FormNonce.field]), form: name.key(fields),
      patient: parameters(context)["patient"].flatMap(site.pageKeys.patient)?.text ?? "",
      account: session.account.name, at: now)
    throw WebFault.signInAgain(draftKept: true)
  }

  private var isFile: Bool {
    if case .file = route.fields { return true }
    return false
  }

  private func read(_ request: Request) async throws -> [UInt8] {
    guard route.method != .get else { return [] }
    var buffer: ByteBuffer
    do { buffer = try await request.body.collect(upTo: route.limit) } catch is NIOTooManyBytesError
    { throw route.tooLarge }
    return buffer.readBytes(length: buffer.readableBytes) ?? []
  }

  /// A form, read on another thread where it brings files.
  private func formWithFiles(
    _ body: [UInt8], _ request: Request
  ) async throws -> (FormFields, [UploadedFile]) {
    guard route.method != .get, case .upload(let names) = route.fields else {
      return (try form(body, request), [])
    }
    let type = request.headers[.contentType] ?? ""
    do {
      let read = try await PageRequest.aside { try Multipart(body, type: type) }
      var fields = try FormFields(pairs: read.fields)
      fields.dates = site.settings.dates
      try fields.allow(only: names)
      return (fields, read.files)
    } catch let fault as MultipartFault {
      throw WebFault.badRequest(fault.text)
    }
  }

  private func form(_ body: [UInt8], _ request: Request) throws -> FormFields {
    guard route.method != .get, !isFile else { return .none }
    let type = request.headers[.contentType]?.split(separator: ";").first
    guard let type, type.lowercased() == "application/x-www-form-urlencoded" else {
      throw WebFault.badRequest("The request is no form of this program.")
    }
    var fields = try FormFields(urlEncoded: body)
    fields.dates = site.settings.dates
    if case .named(let names) = route.fields { try fields.allow(only: names) }
    return fields
  }

  private func query(_ request: Request) throws -> FormFields {
    var fields = try FormFields(urlEncoded: (request.uri.query ?? "").utf8)
    fields.dates = site.settings.dates
    guard fields.order.allSatisfy(route.query.contains) else {
      throw WebFault.badRequest("The address has a part that this page does not know.")
    }
    return fields
  }

  private func parameters(_ context: WebContext) -> [String: String] {
    Dictionary(
      context.parameters.map { (String($0.key), String($0.value)) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Request {
  /// The page that was asked for, with what was chosen on it.
  fileprivate var address: String { uri.path + (uri.query.map { "?" + $0 } ?? "") }
}
