extension Frame {
  /// A whole page around a body.
  func page(around body: [UInt8]) -> [UInt8] {
    var page: [UInt8] = []
    page.reserveCapacity(body.count + 4_096)
    page.append(head)
    page.append(bar)
    if let identity { page.append(Self.strip(identity)) }
    page.append("<main id=\"main\" tabindex=\"-1\">\n")
    if !problems.isEmpty { page.append(problemList) }
    if let remark { page.append("<p class=\"notice\" role=\"status\">\(remark)</p>\n") }
    if let notice { page.append("<p class=\"notice\" role=\"status\">\(notice)</p>\n") }
    if !isError, !hasOwnHeading { page.append(heading) }
    page.append(contentsOf: body)
    page.append(foot)
    return page
  }

  // With the header no-referrer alone, browsers send "Origin: null" with a form; it is refused.
  private var head: Markup {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="same-origin">
    <title>\("Error: ", if: !problems.isEmpty)\(title) · Recheck</title>
    <link rel="stylesheet" href="/assets/style.css">
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <script src="/assets/app.js" defer></script>
    </head>

    """
  }

  /// The session's limits for the script, then the navigation.
  private var bar: Markup {
    """
    <body\(idleSeconds.map { " data-idle-seconds=\"\($0)\" data-stay-nonce=\"\(stayNonce)\"" })\(" data-locks=\"yes\"", if: locks)>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="top">
    <div class="bar">
    <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="28" height="28"> Recheck</a>
    \(person.map(links))</div>
    </header>

    """
  }

  private var heading: Markup {
    beside.map { "<div class=\"titles\"><h1>\(title)</h1>\n\($0)</div>\n" } ?? "<h1>\(title)</h1>\n"
  }

  private func links(of person: String) -> Markup {
    """
    <nav aria-label="Pages">
    <ul>
    \(navigation.map { "<li>\(Self.entry($0))</li>\n" })</ul>
    </nav>
    \(findNonce.map(Self.find))\
    <details class="me">
    <summary>\(person) <span class="role">· \(role)</span></summary>
    <div>
    \(menu.map(Self.entry))\
    <form method="post" action="/sign-out">
    <input type="hidden" name="nonce" value="\(signOutNonce)">
    <button>Sign out</button>
    </form>
    </div>
    </details>

    """
  }

  private static func entry(_ link: Link) -> Markup {
    let current: Markup? =
      link.isCurrent
      ? " aria-current=\"page\"" : link.isAround ? " aria-current=\"true\"" : nil
    let waiting: Markup? = link.waiting.map {
      " <b>\($0.count)<span class=\"unseen\"> \($0.word)</span></b>"
    }
    return "<a href=\"\(link.address)\"\(current)>\(link.label)\(waiting)</a>"
  }

  /// The search is sent as a form, so that no address keeps a name.
  ///
  /// The text in the field is a hint alone; its name is read out.
  private static func find(_ nonce: String) -> Markup {
    """
    <form class="find" role="search" method="post" action="/patients">
    <input type="hidden" name="nonce" value="\(nonce)">
    <input type="search" name="search" id="find-patient" placeholder="Find a patient" \
    aria-label="Find a patient by name, identifier or date of birth" autocomplete="off" \
    aria-keyshortcuts="/">
    <kbd class="script-only" aria-hidden="true">/</kbd>
    </form>

    """
  }

  private static func strip(_ identity: Identity) -> Markup {
    """
    <section class="identity" aria-label="Patient">
    <div><dl>
    <div class="whole"><dt>Name</dt><dd>\(identity.name)</dd></div>
    <div><dt>born</dt><dd>\(sentence: identity.birthDate)</dd></div>
    <div class="self"><dt>Identifier</dt><dd>\(identity.identifier)</dd></div>
    <div class="self"><dt>Sex</dt><dd>\(identity.sex)</dd></div>
    \(identity.remark.isEmpty ? nil : """
      <div class="self"><dt>Diagnosis</dt><dd>\(sentence: identity.remark)</dd></div>

      """)\(identity.physician.map { """
      <div><dt>Responsible</dt><dd>\($0)</dd></div>

      """ as Markup })</dl>
    \(identity.jump.map { "<nav class=\"jump no-print\" aria-label=\"The list\">\($0)</nav>\n" })</div>
    </section>

    """
  }

  private var problemList: Markup {
    """
    <section class="problems" role="alert" aria-labelledby="problems-title" tabindex="-1">
    <h2 id="problems-title">There is a problem</h2>
    <ul>
    \(problems.map(Self.line))</ul>
    </section>

    """
  }

  private static func line(_ problem: Problem) -> Markup {
    let link: Markup? = problem.link.map { " <a href=\"\($0.address)\">\($0.label)</a>" }
    guard let field = problem.field else {
      return "<li>\(problem.message)\(link)</li>\n"
    }
    return "<li><a href=\"#\(field)\">\(problem.message)</a>\(link)</li>\n"
  }

  private var foot: Markup {
    """
    </main>
    <footer class="foot">
    <p class="screen">Recheck shows what was recorded and judges it by published rules. It is no substitute for seeing the patient.</p>
    \(person.map { _ in "<p class=\"print\">Printed \(printedAt) · Recheck</p>\n" })</footer>
    </body>
    </html>

    """
  }
}
