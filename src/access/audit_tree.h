// The Merkle tree over the audit log, as in RFC 9162, 2.1: roots, proofs that an entry is in the tree, proofs
// that a tree continues an older one. Entries are leaves 0, 1, 2 ...
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "access/audit_digest.h"

namespace weige::access {

// What a tree of some size comes to, without its leaves: the roots of its complete subtrees. Appending costs
// two hashes on average.
class TreeFrontier {
 public:
  void append(TreeHasher& hasher, const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root(TreeHasher& hasher) const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;  // greatest first
};

// The root of the complete subtree over the leaves [index << height, (index + 1) << height).
using NodeOf = std::function<Digest(int height, std::uint64_t index)>;
using TreeProof = std::vector<Digest>;
inline constexpr std::size_t kLongestProof = 64;

Digest tree_root(TreeHasher& hasher, const NodeOf& node, std::uint64_t size);
// Precondition: leaf < size.
TreeProof inclusion_proof(TreeHasher& hasher, const NodeOf& node, std::uint64_t leaf, std::uint64_t size);
// Precondition: 0 < first <= second.
TreeProof consistency_proof(TreeHasher& hasher, const NodeOf& node, std::uint64_t first,
                            std::uint64_t second);

// A tree as its signed head tells it.
struct TreeAt {
  std::uint64_t size;
  Digest root;
};
// Total on any proof.
bool proves_inclusion(TreeHasher& hasher, std::span<const Digest> proof, const Digest& leaf,
                      std::uint64_t index, const TreeAt& tree);
bool proves_consistency(TreeHasher& hasher, std::span<const Digest> proof, const TreeAt& first,
                        const TreeAt& second);

// Hashes are kept in tiles of 256: those of level 0 hold leaves, those of level n + 1 the roots of complete
// tiles of level n. A tile's bytes are its digests one after another; the last one of a level may be shorter.
inline constexpr int kTileHeight = 8;
inline constexpr std::uint64_t kTileWidth = 256;

struct TileKey {
  int level;
  std::uint64_t index;
  auto operator<=>(const TileKey&) const = default;
};
// Throws std::out_of_range for a tile that is not there.
using TileOf = std::function<std::string(TileKey)>;

NodeOf nodes_of_tiles(TreeHasher& hasher, TileOf tiles);

// A tree that grows: holds the tiles that change, reads others once.
class TileAppender {
 public:
  TileAppender(TreeHasher& hasher, std::uint64_t size, TileOf tiles)
      : hasher_(hasher), size_(size), tiles_(std::move(tiles)) {}

  void append(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root();
  const std::map<TileKey, std::string>& changed() const { return changed_; }

 private:
  void append(int level, std::uint64_t index, const Digest& digest);

  TreeHasher& hasher_;
  std::uint64_t size_;
  TileOf tiles_;
  std::map<TileKey, std::string> changed_;
};

}  // namespace weige::access
