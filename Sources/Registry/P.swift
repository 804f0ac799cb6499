import GRDB
import Crypto
package enum Placeholder {}
