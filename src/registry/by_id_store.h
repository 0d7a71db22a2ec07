// Statements that end in a list of ids, asked in batches: their text stays the same, and a server is asked
// seldom.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "store/database.h"

namespace weige::registry {

inline constexpr std::size_t kIdsAtOnce = 50;

// sql: up to the list, which follows; after: what follows the list; before: so many parameters come before
// the ids. For a whole batch, and for the one id that most operations touch.
struct ById {
  std::string many, one;
  explicit ById(std::string_view sql, std::string_view after = {}, std::size_t before = 0)
      : many(sql), one(sql) {
    one.append("($").append(std::to_string(before + 1)).append(")").append(after);
    for (std::size_t i = 1; i <= kIdsAtOnce; ++i) many += (i > 1 ? ", $" : "($") + std::to_string(before + i);
    many.append(")").append(after);
  }
};

// f(statement, arguments) for each batch; the last one repeats its last id.
template <class F>
void in_batches(const ById& sql, std::span<const std::int64_t> ids, F&& f, const store::Params& before = {}) {
  for (std::size_t at = 0; at < ids.size(); at += kIdsAtOnce) {
    const auto batch = ids.subspan(at, std::min(kIdsAtOnce, ids.size() - at));
    auto args = before;
    args.insert(args.end(), batch.begin(), batch.end());
    if (batch.size() > 1) args.resize(before.size() + kIdsAtOnce, args.back());
    f(batch.size() > 1 ? sql.many : sql.one, args);
  }
}

// f(row) for each row of the statement.
template <class F>
void each_by_id(store::Transaction& tx, const ById& sql, std::span<const std::int64_t> ids, F&& f,
                const store::Params& before = {}) {
  const auto ask = [&](const std::string& text, const store::Params& args) {
    const auto cursor = tx.open(text, args);
    while (const store::Row* row = cursor->next()) f(*row);
  };
  in_batches(sql, ids, ask, before);
}

}  // namespace weige::registry
