/// Recognises passwords that would be guessed early.
///
/// Hardly any entry in lists of common passwords has 15 characters, and those that do consist of
/// short ones, repeats and runs. So a password is split into as few such pieces as possible, and
/// the distinct pieces are counted.
package enum CommonPasswords {
  /// Lower case, with the usual disguises removed: `P@ssw0rd` becomes `password`.
  package static func plain(_ password: String) -> String {
    String(password.lowercased().map { disguises[$0] ?? $0 })
  }

  private static let disguises: [Character: Character] = [
    "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t",
  ]

  /// The number of distinct pieces of a plain password, split into as few as possible.
  ///
  /// A piece is a common word, a run (`abcd`, `6543`, `qwer`), a character repeated, or one
  /// character.
  package static func distinctPieces(of plain: String) -> Int {
    let letters = Array(plain)
    // fewest[i]: the fewest pieces that make up the first i characters, and the last of them.
    var fewest: [(count: Int, start: Int)] = [(0, 0)]
    for end in 1...max(1, letters.count) where end <= letters.count {
      var best = (count: fewest[end - 1].count + 1, start: end - 1)
      for start in max(0, end - 40)..<end where end - start >= 3 {
        let count = fewest[start].count + 1
        if count < best.count, isPiece(letters[start..<end]) { best = (count, start) }
      }
      fewest.append(best)
    }
    var pieces: Set<String> = []
    var end = letters.count
    while end > 0 {
      let start = fewest[end].start
      pieces.insert(String(letters[start..<end]))
      end = start
    }
    return pieces.count
  }

  private static func isPiece(_ letters: ArraySlice<Character>) -> Bool {
    isRun(letters) || words.contains(String(letters))
  }

  /// Whether all characters are the same, or follow one another, forwards or backwards, in the
  /// alphabet, in the digits or on a row of the keyboard.
  private static func isRun(_ letters: ArraySlice<Character>) -> Bool {
    let pairs = zip(letters, letters.dropFirst())
    if pairs.allSatisfy({ $0 == $1 }) { return true }
    return rows.contains { row in
      let forward = pairs.allSatisfy { a, b in row.contains("\(a)\(b)") }
      return forward || pairs.allSatisfy { a, b in row.contains("\(b)\(a)") }
    }
  }

  /// The rows also as they read without disguises (`12345` becomes `i2eas`).
  private static let rows: [String] = [
    "abcdefghijklmnopqrstuvwxyz", "1234567890", "0123456789", "qwertyuiop", "qwertzuiop",
    "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  ].flatMap { [$0, plain($0)] }

  private static let words: Set<String> = Set(
    list.split(whereSeparator: \.isWhitespace).map { plain(String($0)) })

  private static let list = """
    password passwort passwd passw pass word motdepasse contrasena parola salasana wachtwoord
    letmein welcome willkommen bienvenue bonjour hello hallo admin administrator root user guest
    login access secret geheim master test testing tester temp temporary default changeme change
    iloveyou loveyou love lovely lover liebe jetaime teamo princess sunshine monkey dragon shadow
    football fussball baseball soccer hockey basketball superman batman spiderman pokemon starwars
    michael jennifer jordan ashley daniel jessica charlie thomas robert matthew andrew joshua
    nicole michelle amanda hunter harley ranger buster tigger ginger pepper cookie banana orange
    apple cheese chocolate summer winter spring autumn sommer fruehling herbst january february
    march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday qwerty qwertz azerty qwertyuiop asdfgh asdf zxcvbn zxcv trustno
    trustnoone freedom whatever nothing computer internet server system windows microsoft google
    facebook samsung apple123 iphone android network mustang ferrari porsche mercedes corvette
    yankees dallas london berlin paris madrid lisbon warsaw vienna zurich boston chicago newyork
    texas austria germany deutschland france spain england canada america killer soldier maverick
    phoenix eagle falcon tiger lion panther wolf bear horse flower butterfly angel angels jesus
    christ god blessed heaven family mother father sister brother baby babygirl babyboy friend
    friends forever always happy lucky smile music guitar metallica nirvana eminem matrix merlin
    hospital clinic klinik praxis doctor doktor nurse schwester patient medicine medical neurology
    neurologie nerve muscle health praxisteam station notfall emergency surgery rounds ward staff
    research study trial team office letmeinnow openup opensesame abc abcd qwe asd zxc qaz wsx edc
    one two three four five six seven eight nine ten 007 123 321 111 000 666 777 888 999 1234 4321
    2020 2021 2022 2023 2024 2025 2026 2027 1980 1985 1990 1995 1999 2000 2001 2010
    """
}
