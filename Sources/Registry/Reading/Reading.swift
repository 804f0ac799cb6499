import GRDB

/// One consistent state of the clinic file.
///
/// The functions are grouped by what they read.
package struct Reading {
  let database: Database
}
