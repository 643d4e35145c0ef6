// SPDX-License-Identifier: Apache-2.0
#include "marsad/base/sha256.h"

#include <gtest/gtest.h>

#include "marsad/base/fnv.h"

namespace marsad {
namespace {

TEST(Sha256, KnownDigests) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, PiecesGiveWhatTheWholeGives) {
  Sha256 hash;
  hash.add("a");
  hash.add("bc");
  EXPECT_EQ(hash.take(), sha256("abc"));
  EXPECT_EQ(hash.take(), sha256(""));
}

TEST(Fnv, KnownValues) {
  EXPECT_EQ(fnv1a(""), 0xcbf29ce484222325ULL);
  EXPECT_EQ(fnv1a("a"), 0xaf63dc4c8601ec8cULL);
  EXPECT_NE(folded_hash(fnv1a("سوق")), folded_hash(fnv1a("قوس")));
}

}  // namespace
}  // namespace marsad
