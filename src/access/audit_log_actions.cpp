#include "access/audit_log_actions.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <stdexcept>

#include "access/audit_key_file.h"
#include "access/post_store.h"

namespace weige::access {
namespace {

using store::Transaction;
using namespace std::chrono_literals;

constexpr AuditAction kRead{"audit.read"};
constexpr AuditAction kKeyRenewed{"audit.key_renewed"};
constexpr SubjectKind kAuditLog{"audit_log"};

constexpr std::int64_t kStepEntries = 500;
constexpr int kSteps = 20;  // of one call
constexpr auto kLease = 10s;
constexpr std::int64_t kExportPage = 1000;
constexpr std::size_t kLogBytes = 16;
constexpr std::size_t kPseudonymBytes = 8;

std::string random_hex(const Random& random, std::size_t bytes) {
  std::vector<std::uint8_t> drawn(bytes);
  random(std::as_writable_bytes(std::span(drawn)));
  return to_hex(drawn);
}

Problem unusable(const std::string& file, const char* reason) {
  return problem(ProblemCode::audit_key).with("file", file).with("reason", reason);
}

Problem broken(std::string place) {
  return problem(ProblemCode::audit_broken).with("place", std::move(place));
}

Result<AuditSigner> begin(store::Database& database, const AuditLogChoice& choice, const Random& random,
                          std::optional<AuditSigner> signer) {
  if (!signer) {
    signer = AuditSigner::make(choice.signature, random);
    WEIGE_CHECK(write_audit_key(choice.key_file, *signer));
  }
  const auto log = random_hex(random, kLogBytes);
  WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
    begin_audit_log(tx, log, choice.digest, signer->public_key());
    return done();
  }));
  return std::move(*signer);
}

Result<AuditSigner> open_or_begin(store::Database& database, const AuditLogChoice& choice,
                                  const Random& random) {
  WEIGE_TRY(auto signer, read_audit_key(choice.key_file));
  const auto keys = database.read([](Transaction& tx) { return audit_keys(tx); });
  if (keys.empty()) return begin(database, choice, random, std::move(signer));
  if (!signer) return unusable(choice.key_file, "missing, while the log has begun");
  if (signer->public_key() != keys.back().key) return unusable(choice.key_file, "not the key of this log");
  return std::move(*signer);
}

// Draws what is missing, each subject once in a step.
class Pseudonyms {
 public:
  explicit Pseudonyms(const Random& random) : random_(random) {}

  std::string name(const RawSubject& subject) {
    if (!is_about_person(subject.kind)) return std::to_string(subject.id);
    if (subject.pseudonym) return "~" + *subject.pseudonym;
    auto& drawn = drawn_[{subject.kind, subject.id}];
    if (drawn.empty()) {
      drawn = random_hex(random_, kPseudonymBytes);
      fresh_.push_back({subject.kind, subject.id, drawn});
    }
    return "~" + drawn;
  }
  std::vector<RawSubject> fresh() && { return std::move(fresh_); }

 private:
  const Random& random_;
  std::map<std::pair<std::string, std::int64_t>, std::string> drawn_;
  std::vector<RawSubject> fresh_;
};

void add_lines(AuditStep& step, std::vector<WaitingEntry> entries, const Random& random) {
  Pseudonyms pseudonyms(random);
  for (auto& entry : entries) {
    auto line = std::move(entry.line);
    if (entry.actor) line.actor = pseudonyms.name(*entry.actor);
    for (const auto& subject : entry.subjects)
      line.subjects.push_back({subject.kind, pseudonyms.name(subject)});
    step.texts.push_back(to_text(line));
    step.lines.push_back(std::move(line));
  }
  step.new_pseudonyms = std::move(pseudonyms).fresh();
}

// Another instance may have been given a new key.
Done check_key(Transaction& tx, const AuditSequencer& sequencer) {
  if (audit_keys(tx).back().key == sequencer.signer.public_key()) return done();
  return broken("key");
}

// A head is not signed over a tree that is not the one the last head was signed for.
Done check_last(TreeHasher& hasher, const TileOf& tiles, const std::optional<SignedHead>& last) {
  if (!last) return done();
  const auto size = static_cast<std::uint64_t>(last->head.size);
  if (tree_root(hasher, nodes_of_tiles(hasher, tiles), size) == last->head.root) return done();
  return broken("head " + std::to_string(last->head.number));
}

// The first one covers all that waited when the log began.
bool is_due(const AuditSequencer& sequencer, Instant now, const std::optional<SignedHead>& last,
            const AuditStep& step, std::uint64_t size) {
  if (size == 0) return false;
  if (!last) return static_cast<std::int64_t>(step.lines.size()) < kStepEntries;
  return static_cast<std::uint64_t>(last->head.size) < size && now - last->head.at >= sequencer.head_every;
}

// What the log's next step is; none: nothing waits, or another instance is at it.
Result<std::optional<AuditStep>> next_step(Transaction& tx, const AuditSequencer& sequencer, Instant now) {
  AuditStep step{.from = audit_log_state(tx).value(),
                 .holder = sequencer.instance,
                 .now = now,
                 .lease_until = now + kLease};
  const bool is_held = step.from.holder && *step.from.holder != sequencer.instance && step.from.lease_until &&
                       *step.from.lease_until >= now;
  if (is_held) return std::optional<AuditStep>();
  const auto last = latest_audit_head(tx);
  add_lines(step, waiting_audit_entries(tx, kStepEntries), sequencer.random);
  const auto size = static_cast<std::uint64_t>(step.from.size) + step.lines.size();
  const bool head = is_due(sequencer, now, last, step, size);
  if (step.lines.empty() && !head) return std::optional<AuditStep>();

  TreeHasher hasher(step.from.digest);
  const auto tiles = audit_tiles(tx);
  TileAppender tree(hasher, static_cast<std::uint64_t>(step.from.size), tiles);
  for (const auto& text : step.texts) tree.append(hasher.leaf(text));
  step.tiles = tree.changed();
  if (head) {
    WEIGE_CHECK(check_key(tx, sequencer));
    WEIGE_CHECK(check_last(hasher, tiles, last));
    step.head = signed_by(sequencer.signer,
                          {.log = step.from.log,
                           .number = step.from.heads + 1,
                           .size = static_cast<std::int64_t>(size),
                           .at = now,
                           .digest = step.from.digest,
                           .root = tree.root()},
                          sequencer.random);
  }
  return std::optional(std::move(step));
}

Result<std::optional<AuditStep>> planned_step(const AuditSequencer& sequencer, Instant now) {
  try {
    return sequencer.database.read([&](Transaction& tx) { return next_step(tx, sequencer, now); });
  } catch (const std::out_of_range& error) {
    return broken(error.what());
  }
}

// Whoever may not gets nothing, and no entry either: the door has told it.
Result<AuditLogState> opened(const AuditReading& reading, std::string detail) {
  WEIGE_CHECK(reading.actor.may(Right::read_audit));
  auto state = audit_log_state(reading.tx);
  if (!state) return problem(ProblemCode::not_found);
  reading.readings.add(reading.now, reading.actor, kRead, kAuditLog, {}, std::move(detail));
  return std::move(*state);
}

bool is_signed(const SignedHead& head, const std::vector<LogKey>& keys) {
  const auto valid = std::find_if(keys.rbegin(), keys.rend(),
                                  [&](const LogKey& key) { return key.from_head <= head.head.number; });
  return valid != keys.rend() && is_signed_by(head, valid->key);
}

bool has_root(TreeHasher& hasher, const TileOf& tiles, const SignedHead& head) {
  try {
    return check_last(hasher, tiles, head).ok();
  } catch (const std::out_of_range&) {
    return false;
  }
}

AuditEntryView view_of(const AuditLeaf& leaf, TreeHasher& hasher, const TileOf& tiles) {
  AuditEntryView out{.number = leaf.number, .text = leaf.line, .line = parse_audit_line(leaf.line)};
  try {
    const auto node = nodes_of_tiles(hasher, tiles);
    out.fits = node(0, static_cast<std::uint64_t>(leaf.number - 1)) == hasher.leaf(leaf.line);
  } catch (const std::out_of_range&) {
    out.fits = false;
  }
  return out;
}

void add_titles(Transaction& tx, std::vector<AuditEntryView>& entries) {
  std::map<std::int64_t, std::optional<std::string>> titles;
  for (auto& entry : entries) {
    if (!entry.line || !entry.line->post) continue;
    const auto [title, fresh] = titles.try_emplace(*entry.line->post);
    if (fresh) {
      if (auto text = post_title(tx, PostId{title->first}); !text.empty()) title->second = std::move(text);
    }
    entry.post_title = title->second;
  }
}

std::string detail_of(const AuditFilter& filter) {
  std::string out = "entries";
  if (filter.action) out += " action=" + *filter.action;
  if (filter.post) out += " post=" + std::to_string(filter.post->value);
  if (filter.from) out += " from=" + to_rfc3339(*filter.from);
  if (filter.to) out += " to=" + to_rfc3339(*filter.to);
  return out;
}

std::vector<SignedHead> all_heads(Transaction& tx, std::int64_t up_to) {
  std::vector<SignedHead> out;
  for (;;) {
    const auto after = out.empty() ? 0 : out.back().head.number;
    auto page = audit_heads_after(tx, after, kExportPage);
    if (page.empty() || after >= up_to) return out;
    out.insert(out.end(), std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()));
  }
}

// Digests as the tree has them, so that a text that was changed is found by its own digest.
Done write_entries(Transaction& tx, const AuditLogState& state, const AuditSink& sink) {
  TreeHasher hasher(state.digest);
  for (std::int64_t number = 0; number < state.size;) {
    const auto node = nodes_of_tiles(hasher, audit_tiles(tx));
    const auto leaves = audit_leaves_after(tx, number, kExportPage);
    if (leaves.empty()) return broken("entry " + std::to_string(number + 1));
    for (const auto& leaf : leaves) {
      if (leaf.number != ++number) return broken("entry " + std::to_string(number));
      sink(entry_text(node(0, static_cast<std::uint64_t>(number - 1)), leaf.line));
    }
  }
  sink(kExportEnd);
  return done();
}

}  // namespace

Result<AuditSigner> open_audit_log(store::Database& database, const AuditLogChoice& choice,
                                   const Random& random) {
  std::optional<AuditSigner> signer;
  WEIGE_CHECK(database.alone([&]() -> Done {
    WEIGE_TRY(signer, open_or_begin(database, choice, random));
    return done();
  }));
  return std::move(*signer);
}

Done renew_audit_key(store::Database& database, Instant now, const Actor& actor, const AuditLogChoice& choice,
                     const Random& random) {
  WEIGE_CHECK(actor.may(Right::manage_keys));
  const auto signer = AuditSigner::make(choice.signature, random);
  WEIGE_CHECK(write_audit_key(choice.key_file, signer));
  auto outcome = database.write([&](Transaction& tx) -> Done {
    const auto state = audit_log_state(tx);
    if (!state) return problem(ProblemCode::not_found);
    audit_change(tx, now, actor, kKeyRenewed, add_audit_key(tx, {state->heads + 1, signer.public_key()}));
    return done();
  });
  if (!outcome) std::remove(choice.key_file.c_str());
  return outcome;
}

Result<std::int64_t> place_audit_entries(const AuditSequencer& sequencer, Instant now) {
  std::int64_t placed = 0;
  for (int i = 0; i < kSteps; ++i) {
    WEIGE_TRY(const auto step, planned_step(sequencer, now));
    if (!step) break;
    const auto taken = sequencer.database.write_log(
        [&](Transaction& tx) -> Result<bool> { return take_audit_step(tx, *step); });
    if (!taken) return taken.problem();
    if (!*taken) break;
    placed += static_cast<std::int64_t>(step->lines.size());
    if (static_cast<std::int64_t>(step->lines.size()) < kStepEntries) break;
  }
  return placed;
}

Result<AuditOverview> audit_overview(const AuditReading& reading) {
  WEIGE_TRY(const auto state, opened(reading, "head"));
  AuditOverview out{.log = state.log,
                    .digest = state.digest,
                    .size = state.size,
                    .waiting = count_waiting_audit_entries(reading.tx),
                    .keys = audit_keys(reading.tx),
                    .head = latest_audit_head(reading.tx)};
  TreeHasher hasher(state.digest);
  if (out.head)
    out.fits = is_signed(*out.head, out.keys) && has_root(hasher, audit_tiles(reading.tx), *out.head);
  return out;
}

Result<std::vector<SignedHead>> audit_heads(const AuditReading& reading, std::int64_t after,
                                            std::int64_t limit) {
  WEIGE_CHECK(opened(reading, "heads after=" + std::to_string(after)));
  return audit_heads_after(reading.tx, after, limit);
}

Result<AuditEntryPage> audit_entries(const AuditReading& reading, AuditFilter filter) {
  WEIGE_TRY(const auto state, opened(reading, detail_of(filter)));
  const auto limit = static_cast<std::size_t>(filter.limit);
  ++filter.limit;
  auto leaves = audit_leaves(reading.tx, filter);
  const bool more = leaves.size() > limit;
  if (more) leaves.resize(limit);
  AuditEntryPage out;
  TreeHasher hasher(state.digest);
  const auto tiles = audit_tiles(reading.tx);
  for (const auto& leaf : leaves) out.entries.push_back(view_of(leaf, hasher, tiles));
  add_titles(reading.tx, out.entries);
  if (more) out.next = AuditPlace{leaves.back().at, leaves.back().number};
  return out;
}

Result<AuditEntryProof> prove_audit_entry(const AuditReading& reading, std::int64_t number) {
  WEIGE_TRY(const auto state, opened(reading, "proof entry=" + std::to_string(number)));
  const auto leaf = audit_leaf(reading.tx, number);
  if (!leaf) return problem(ProblemCode::not_found);
  const auto head = latest_audit_head(reading.tx);
  if (!head || head->head.size < number) return problem(ProblemCode::audit_pending);
  TreeHasher hasher(state.digest);
  const auto tiles = audit_tiles(reading.tx);
  const auto node = nodes_of_tiles(hasher, tiles);
  const auto place = static_cast<std::uint64_t>(number - 1);
  try {
    return AuditEntryProof{
        .entry = view_of(*leaf, hasher, tiles),
        .leaf = node(0, place),
        .head = *head,
        .path = inclusion_proof(hasher, node, place, static_cast<std::uint64_t>(head->head.size))};
  } catch (const std::out_of_range& error) {
    return broken(error.what());
  }
}

Result<TreeProof> prove_audit_growth(const AuditReading& reading, std::int64_t first, std::int64_t second) {
  WEIGE_TRY(const auto state, opened(reading, "growth"));
  if (first < 1 || first > second || second > state.size)
    return problem(ProblemCode::audit_size).with("size", std::to_string(state.size));
  TreeHasher hasher(state.digest);
  try {
    return consistency_proof(hasher, nodes_of_tiles(hasher, audit_tiles(reading.tx)),
                             static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(second));
  } catch (const std::out_of_range& error) {
    return broken(error.what());
  }
}

Result<AuditExported> export_audit_log(const AuditReading& reading, const AuditSink& sink) {
  WEIGE_TRY(const auto state, opened(reading, "export"));
  ExportHeader header{.log = state.log,
                      .digest = state.digest,
                      .keys = audit_keys(reading.tx),
                      .heads = all_heads(reading.tx, state.heads),
                      .entries = state.size};
  sink(header_text(header));
  try {
    WEIGE_CHECK(write_entries(reading.tx, state, sink));
  } catch (const std::out_of_range& error) {
    return broken(error.what());
  }
  return AuditExported{.entries = state.size,
                       .heads = static_cast<std::int64_t>(header.heads.size()),
                       .waiting = count_waiting_audit_entries(reading.tx)};
}

}  // namespace weige::access
