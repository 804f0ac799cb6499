// OpenSSL's libcrypto as the system has it. SHA256_Init and its like are marked as out of fashion
// there since 3.0, because they know no providers; for the seals that is what is wanted: no look-up
// and no memory for each of a million rows.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/sha.h>
