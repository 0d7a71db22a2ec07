#include "registry/search_index_actions.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include "registry/search_store.h"
#include "registry/search_terms.h"
#include "registry/unindexed_store.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr std::array kIndexed{RecordKind::address, RecordKind::organisation, RecordKind::person};
constexpr std::size_t kRecordsAtOnce = 100'000;  // about 40 MB of terms
constexpr std::size_t kTermsAPiece = 8'000, kRecordsAPiece = 4'000;

std::vector<std::string> difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::ranges::set_difference(a, b, std::back_inserter(out));
  return out;
}

// Some records of one kind: all their terms first, then record by record whether it is still what was read.
class Batch {
 public:
  Batch(store::Database& database, const IndexWatch& watch, RecordKind kind)
      : database_(database), watch_(watch), kind_(kind) {}

  // False: there was none.
  Result<bool> run(int& done_before, int all) {
    read();
    if (records_.empty()) return false;
    std::ranges::sort(terms_, {}, [](const SearchTerm& each) { return std::tie(each.term, each.id); });
    for (std::size_t at = 0; at < terms_.size(); at += kTermsAPiece) {
      WEIGE_CHECK(watch_.may_go_on());
      const auto piece = std::span(terms_).subspan(at, std::min(kTermsAPiece, terms_.size() - at));
      const auto share = records_.size() * (at + piece.size()) / terms_.size();
      WEIGE_CHECK(write(piece, done_before + static_cast<int>(share), all));
    }
    for (std::size_t at = 0; at < records_.size(); at += kRecordsAPiece) {
      WEIGE_CHECK(watch_.may_go_on());
      WEIGE_CHECK(settle(std::span(records_).subspan(at, std::min(kRecordsAPiece, records_.size() - at))));
    }
    done_before += static_cast<int>(records_.size());
    return true;
  }

 private:
  void read() {
    const auto found =
        database_.read([&](Transaction& tx) { return unindexed_records(tx, kind_, kRecordsAtOnce); });
    records_.reserve(found.size());
    for (const auto& record : found) {
      records_.push_back({record.id, record.version});
      for (auto& term : search_terms(record)) terms_.push_back({std::move(term), kind_, record.id});
    }
  }

  // After an interruption some may be there already.
  Done write(std::span<const SearchTerm> piece, int written, int all) {
    const auto with = [&](const auto& insert) {
      return database_.write([&](Transaction& tx) -> Done {
        insert(tx, piece);
        return watch_.in_piece(tx, written, all);
      });
    };
    try {
      return with([](Transaction& tx, std::span<const SearchTerm> terms) { insert_terms(tx, terms); });
    } catch (const store::DatabaseError& error) {
      if (error.kind() != store::Failure::unique) throw;
    }
    return with([](Transaction& tx, std::span<const SearchTerm> terms) { add_terms(tx, terms); });
  }

  // What was changed since it was read was left to us (RegisterWriter): its terms are put right here, in the
  // transaction after which it counts as indexed.
  Done settle(std::span<const RecordVersion> piece) {
    const IdRange ids{piece.front().id, piece.back().id};
    return database_.write([&](Transaction& tx) -> Done {
      const auto now = unindexed_versions(tx, kind_, ids);
      std::vector<std::int64_t> settled;
      for (const auto& each : now) {
        const auto read = std::ranges::lower_bound(piece, each.id, {}, &RecordVersion::id);
        if (read == piece.end() || read->id != each.id) continue;  // added since; its turn comes
        if (read->version != each.version) mend(tx, each.id);
        settled.push_back(each.id);
      }
      if (settled.size() == now.size())
        delete_unindexed(tx, kind_, ids);
      else
        delete_unindexed(tx, kind_, settled);
      return done();
    });
  }

  void mend(Transaction& tx, std::int64_t id) {
    std::vector<std::string> were, are;
    for (const auto& each : terms_)
      if (each.id == id) were.push_back(each.term);
    if (const auto record = unindexed_record(tx, kind_, id)) are = search_terms(*record);
    const auto as_terms = [&](std::vector<std::string> texts) {
      std::vector<SearchTerm> out;
      for (auto& text : texts) out.push_back({std::move(text), kind_, id});
      return out;
    };
    delete_terms(tx, as_terms(difference(were, are)));
    add_terms(tx, as_terms(difference(are, were)));
  }

  store::Database& database_;
  const IndexWatch& watch_;
  RecordKind kind_;
  std::vector<RecordVersion> records_;
  std::vector<SearchTerm> terms_;
};

}  // namespace

Done index_waiting(store::Database& database, const IndexWatch& watch) {
  const int all = database.read([](Transaction& tx) { return count_unindexed(tx); });
  int written = 0;
  for (const auto kind : kIndexed)
    for (bool more = true; more;) {
      WEIGE_TRY(more, Batch(database, watch, kind).run(written, all));
    }
  return done();
}

}  // namespace weige::registry
