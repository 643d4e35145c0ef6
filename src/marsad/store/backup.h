// SPDX-License-Identifier: Apache-2.0
// A backup: the whole store in one file that checks itself, encrypted where a passphrase is given.
//
//   back_up(store, "desk.marsad", "كلمة السر")  →  a copy taken while others may write
//   restore("desk.marsad", "new.db", "كلمة السر")  →  the store, or nothing at all
//
// The file: "MARSAD-BACKUP-1\n", a line "plain\n" or "sealed\n", for a sealed one the salt (16
// bytes) and the header of the stream (24 bytes), then chunks, each a length of 4 bytes (lowest
// first) and its bytes; together they are the SQLite file. A plain chunk is "M" (more) or "L"
// (last), bytes, and the SHA-256 of the digest before, "more" or "last", and the bytes; sealed
// ones are XChaCha20-Poly1305 (libsodium's secretstream) under a key that Argon2id makes of the
// passphrase: without it nothing can be read, and a lost passphrase is a lost backup. A changed,
// cut or reordered byte is refused. Tested by backup_test.cpp.
#pragma once
#include <string>

#include "marsad/store/store.h"

namespace marsad::store {

// Writes `file`, which appears only when it is whole and has been read back. An empty
// passphrase: not encrypted. Errors: ErrorCode::output, store.
[[nodiscard]] Result<void> back_up(Store& store, const std::string& file,
                                   const std::string& passphrase);
// Makes the store at `path`, which must not exist, after verify has found it clean. Errors:
// ErrorCode::input for a damaged file or another passphrase, usage where `path` exists.
[[nodiscard]] Result<void> restore(const std::string& file, const std::string& path,
                                   const std::string& passphrase);

}  // namespace marsad::store
