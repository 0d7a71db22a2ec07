#include "access/audit_tree.h"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace weige::access {
namespace {

// The leaves [from, to) of a tree; from is a multiple of the least power of two that holds to - from.
struct Leaves {
  std::uint64_t from, to;
  std::uint64_t count() const { return to - from; }
  // Where the tree of these leaves parts: behind the greatest power of two below their number.
  std::uint64_t middle() const { return from + std::bit_floor(count() - 1); }
};

Digest root_of(TreeHasher& hasher, const NodeOf& node, Leaves leaves) {
  if (std::has_single_bit(leaves.count())) {
    const int height = std::countr_zero(leaves.count());
    return node(height, leaves.from >> height);
  }
  const auto middle = leaves.middle();
  const auto left = root_of(hasher, node, {leaves.from, middle});
  return hasher.node(left, root_of(hasher, node, {middle, leaves.to}));
}

// Halves a row of sibling digests until one is left. Precondition: a power of two of them.
Digest folded(TreeHasher& hasher, std::vector<Digest> row) {
  while (row.size() > 1) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = hasher.node(row[2 * i], row[2 * i + 1]);
    row.resize(row.size() / 2);
  }
  return row.front();
}

std::vector<Digest> digests_of(const std::string& tile, std::size_t first, std::size_t count) {
  constexpr auto kBytes = sizeof(Digest);
  if (tile.size() < (first + count) * kBytes) throw std::out_of_range("a tile that lacks digests");
  std::vector<Digest> out(count);
  for (std::size_t i = 0; i < count; ++i)
    std::copy_n(tile.begin() + static_cast<std::ptrdiff_t>((first + i) * kBytes), kBytes, out[i].begin());
  return out;
}

// The walk of RFC 9162, 2.1.3.2 and 2.1.4.2: two positions that climb together.
struct Climb {
  std::uint64_t at, last;

  bool at_top() const { return last == 0; }
  bool is_right() const { return (at & 1) == 1; }
  bool is_right_or_last() const { return is_right() || at == last; }
  void up() {
    at >>= 1;
    last >>= 1;
  }
  // Past the levels on which this node has no sibling to its right.
  void skip_lone() {
    while (!is_right() && at != 0) up();
  }
};

}  // namespace

void TreeFrontier::append(TreeHasher& hasher, const Digest& leaf) {
  peaks_.push_back(leaf);
  ++size_;
  for (auto pairs = size_; (pairs & 1) == 0; pairs >>= 1) {
    const auto right = peaks_.back();
    peaks_.pop_back();
    peaks_.back() = hasher.node(peaks_.back(), right);
  }
}

Digest TreeFrontier::root(TreeHasher& hasher) const {
  if (peaks_.empty()) return hasher.empty();
  Digest root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = hasher.node(*peak, root);
  return root;
}

Digest tree_root(TreeHasher& hasher, const NodeOf& node, std::uint64_t size) {
  return size == 0 ? hasher.empty() : root_of(hasher, node, {0, size});
}

TreeProof inclusion_proof(TreeHasher& hasher, const NodeOf& node, std::uint64_t leaf, std::uint64_t size) {
  TreeProof proof;
  Leaves leaves{0, size};
  while (leaves.count() > 1) {
    const auto middle = leaves.middle();
    const Leaves left{leaves.from, middle}, right{middle, leaves.to};
    const bool is_left = leaf < middle;
    proof.push_back(root_of(hasher, node, is_left ? right : left));
    leaves = is_left ? left : right;
  }
  std::ranges::reverse(proof);
  return proof;
}

TreeProof consistency_proof(TreeHasher& hasher, const NodeOf& node, std::uint64_t first,
                            std::uint64_t second) {
  TreeProof proof;
  Leaves leaves{0, second};
  bool known = true;  // the older tree's root, which whoever checks has
  while (leaves.to != first) {
    const auto middle = leaves.middle();
    const Leaves left{leaves.from, middle}, right{middle, leaves.to};
    const bool is_left = first <= middle;
    proof.push_back(root_of(hasher, node, is_left ? right : left));
    leaves = is_left ? left : right;
    known = known && is_left;
  }
  if (!known) proof.push_back(root_of(hasher, node, leaves));
  std::ranges::reverse(proof);
  return proof;
}

bool proves_inclusion(TreeHasher& hasher, std::span<const Digest> proof, const Digest& leaf,
                      std::uint64_t index, const TreeAt& tree) {
  if (index >= tree.size) return false;
  Climb climb{index, tree.size - 1};
  Digest root = leaf;
  for (const auto& step : proof) {
    if (climb.at_top()) return false;
    if (climb.is_right_or_last()) {
      root = hasher.node(step, root);
      climb.skip_lone();
    } else {
      root = hasher.node(root, step);
    }
    climb.up();
  }
  return climb.at_top() && root == tree.root;
}

bool proves_consistency(TreeHasher& hasher, std::span<const Digest> proof, const TreeAt& first,
                        const TreeAt& second) {
  if (first.size == 0 || first.size > second.size) return false;
  if (first.size == second.size) return proof.empty() && first.root == second.root;
  std::vector<Digest> path(proof.begin(), proof.end());
  if (std::has_single_bit(first.size)) path.insert(path.begin(), first.root);
  if (path.empty()) return false;
  Climb climb{first.size - 1, second.size - 1};
  while (climb.is_right()) climb.up();
  Digest older = path.front(), newer = path.front();
  for (const auto& step : std::span(path).subspan(1)) {
    if (climb.at_top()) return false;
    if (climb.is_right_or_last()) {
      older = hasher.node(step, older);
      newer = hasher.node(step, newer);
      climb.skip_lone();
    } else {
      newer = hasher.node(newer, step);
    }
    climb.up();
  }
  return climb.at_top() && older == first.root && newer == second.root;
}

NodeOf nodes_of_tiles(TreeHasher& hasher, TileOf tiles) {
  return [&hasher, tiles = std::move(tiles)](int height, std::uint64_t index) {
    const int within = height % kTileHeight;
    const auto first = index << within;
    const auto tile = tiles({height / kTileHeight, first / kTileWidth});
    return folded(hasher, digests_of(tile, first % kTileWidth, std::size_t{1} << within));
  };
}

void TileAppender::append(const Digest& leaf) {
  append(0, size_, leaf);
  ++size_;
}

void TileAppender::append(int level, std::uint64_t index, const Digest& digest) {
  const TileKey key{level, index / kTileWidth};
  const auto place = index % kTileWidth;
  auto found = changed_.find(key);
  if (found == changed_.end())
    found = changed_.emplace(key, place == 0 ? std::string() : tiles_(key)).first;
  auto& tile = found->second;
  if (tile.size() != place * sizeof(Digest)) throw std::out_of_range("a tile of another length than the log");
  tile.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  if (place + 1 == kTileWidth)
    append(level + 1, key.index, folded(hasher_, digests_of(tile, 0, kTileWidth)));
}

Digest TileAppender::root() {
  const auto node = nodes_of_tiles(hasher_, [this](TileKey key) {
    const auto found = changed_.find(key);
    return found == changed_.end() ? tiles_(key) : found->second;
  });
  return tree_root(hasher_, node, size_);
}

}  // namespace weige::access
