// The tree against the definition of RFC 9162, 2.1, written down as it stands there, and against its vectors.
#include "access/audit_tree.h"

#include <gtest/gtest.h>

#include <bit>
#include <map>

namespace weige::access {
namespace audit_tree_test {

using Lines = std::vector<std::string>;

Lines lines_of(std::size_t count) {
  Lines out;
  for (std::size_t i = 0; i < count; ++i) out.push_back("entry " + std::to_string(i));
  return out;
}

// MTH of RFC 9162, 2.1.1.
Digest slow_root(TreeHasher& hasher, std::span<const std::string> lines) {
  if (lines.empty()) return hasher.empty();
  if (lines.size() == 1) return hasher.leaf(lines.front());
  std::size_t k = 1;
  while (k * 2 < lines.size()) k *= 2;
  const auto left = slow_root(hasher, lines.first(k));
  return hasher.node(left, slow_root(hasher, lines.subspan(k)));
}

NodeOf nodes_of(TreeHasher& hasher, const Lines& lines) {
  return [&hasher, &lines](int height, std::uint64_t index) {
    return slow_root(hasher, std::span(lines).subspan(index << height, std::size_t{1} << height));
  };
}

// Tiles as a store keeps them.
struct Tiles {
  std::map<TileKey, std::string> kept;

  TileOf of() const {
    return [this](TileKey key) { return kept.at(key); };
  }
  void keep(const TileAppender& appender) {
    for (const auto& [key, bytes] : appender.changed()) kept[key] = bytes;
  }
};

TEST(AuditDigest, HasTheVectorsOfTheStandards) {
  TreeHasher sm3(DigestKind::sm3), sha(DigestKind::sha256);
  EXPECT_EQ(to_hex(sm3.empty()), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
  EXPECT_EQ(to_hex(sha.empty()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  // Of the log of RFC 6962's reference implementation: the leaf "" and the tree of "", 00.
  EXPECT_EQ(to_hex(sha.leaf("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(to_hex(sha.node(sha.leaf(""), sha.leaf(std::string(1, '\0')))),
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
}

TEST(AuditDigest, HexIsReadInOneWayOnly) {
  EXPECT_EQ(bytes_of_hex("00ff"), std::string("\0\xff", 2));
  EXPECT_FALSE(bytes_of_hex("0"));
  EXPECT_FALSE(bytes_of_hex("FF"));
  EXPECT_FALSE(bytes_of_hex("0x"));
  EXPECT_FALSE(digest_of_hex("00"));
}

TEST(AuditTree, ARootIsThatOfTheDefinition) {
  TreeHasher hasher(DigestKind::sm3);
  const auto lines = lines_of(70);
  TreeFrontier frontier;
  for (std::size_t size = 0; size <= lines.size(); ++size) {
    const auto expected = slow_root(hasher, std::span(lines).first(size));
    EXPECT_EQ(frontier.root(hasher), expected) << size;
    EXPECT_EQ(tree_root(hasher, nodes_of(hasher, lines), size), expected) << size;
    if (size < lines.size()) frontier.append(hasher, hasher.leaf(lines[size]));
  }
}

TEST(AuditTree, EveryProofHoldsForItsOwnEntryAndSizeOnly) {
  TreeHasher hasher(DigestKind::sm3);
  const auto lines = lines_of(33);
  const auto node = nodes_of(hasher, lines);
  for (std::uint64_t size = 1; size <= lines.size(); ++size) {
    const TreeAt tree{size, tree_root(hasher, node, size)};
    for (std::uint64_t leaf = 0; leaf < size; ++leaf) {
      const auto proof = inclusion_proof(hasher, node, leaf, size);
      const auto digest = hasher.leaf(lines[leaf]);
      EXPECT_TRUE(proves_inclusion(hasher, proof, digest, leaf, tree)) << leaf << " of " << size;
      EXPECT_FALSE(proves_inclusion(hasher, proof, digest, leaf + 1, tree)) << leaf << " of " << size;
      EXPECT_FALSE(proves_inclusion(hasher, proof, hasher.leaf("x"), leaf, tree));
      auto longer = proof;
      longer.push_back(digest);
      EXPECT_FALSE(proves_inclusion(hasher, longer, digest, leaf, tree));
      if (proof.empty()) continue;
      EXPECT_FALSE(proves_inclusion(hasher, std::span(proof).first(proof.size() - 1), digest, leaf, tree));
      auto bent = proof;
      bent.back()[7] ^= 1;
      EXPECT_FALSE(proves_inclusion(hasher, bent, digest, leaf, tree));
    }
  }
}

TEST(AuditTree, AnOlderTreeIsProvedToBeContinued) {
  TreeHasher hasher(DigestKind::sha256);
  const auto lines = lines_of(33);
  auto other = lines;
  other[0] = "another";
  const auto node = nodes_of(hasher, lines), other_node = nodes_of(hasher, other);
  for (std::uint64_t second = 1; second <= lines.size(); ++second) {
    const TreeAt newer{second, tree_root(hasher, node, second)};
    for (std::uint64_t first = 1; first <= second; ++first) {
      const TreeAt older{first, tree_root(hasher, node, first)};
      const TreeAt lying{first, tree_root(hasher, other_node, first)};
      const auto proof = consistency_proof(hasher, node, first, second);
      EXPECT_TRUE(proves_consistency(hasher, proof, older, newer)) << first << " " << second;
      EXPECT_FALSE(proves_consistency(hasher, proof, lying, newer)) << first << " " << second;
      auto longer = proof;
      longer.push_back(older.root);
      EXPECT_FALSE(proves_consistency(hasher, longer, older, newer)) << first << " " << second;
    }
  }
  EXPECT_FALSE(proves_consistency(hasher, {}, {0, hasher.empty()}, {0, hasher.empty()}));
  EXPECT_FALSE(proves_consistency(hasher, {}, {2, hasher.empty()}, {1, hasher.empty()}));
}

TEST(AuditTree, TilesGiveTheSameRootsAndProofs) {
  TreeHasher hasher(DigestKind::sm3);
  const auto lines = lines_of(1500);
  TreeFrontier frontier;
  Tiles tiles;
  std::uint64_t size = 0;
  for (const std::uint64_t step : {1u, 254u, 1u, 1u, 255u, 700u, 288u}) {
    TileAppender appender(hasher, size, tiles.of());
    for (std::uint64_t i = 0; i < step; ++i, ++size) {
      const auto leaf = hasher.leaf(lines[size]);
      appender.append(leaf);
      frontier.append(hasher, leaf);
    }
    EXPECT_EQ(appender.root(), frontier.root(hasher)) << size;
    tiles.keep(appender);
  }
  ASSERT_EQ(size, lines.size());
  EXPECT_EQ(tiles.kept.size(), 6u + 1u) << "six tiles of leaves, one of their roots";
  const auto node = nodes_of_tiles(hasher, tiles.of());
  const TreeAt tree{size, frontier.root(hasher)};
  for (const std::uint64_t leaf : {0u, 255u, 256u, 1023u, 1499u})
    EXPECT_TRUE(proves_inclusion(hasher, inclusion_proof(hasher, node, leaf, size), hasher.leaf(lines[leaf]),
                                 leaf, tree))
        << leaf;
}

TEST(AuditTree, ATileThatDoesNotFitTheSizeIsNoticed) {
  TreeHasher hasher(DigestKind::sm3);
  Tiles tiles;
  TileAppender first(hasher, 0, tiles.of());
  first.append(hasher.leaf("a"));
  tiles.keep(first);
  TileAppender wrong(hasher, 2, tiles.of());
  EXPECT_THROW(wrong.append(hasher.leaf("b")), std::out_of_range);
  EXPECT_THROW(nodes_of_tiles(hasher, tiles.of())(0, 1), std::out_of_range);
}

}  // namespace audit_tree_test
}  // namespace weige::access
