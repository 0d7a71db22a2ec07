#include "access/audit_verify.h"

#include <algorithm>
#include <map>

#include "access/audit_tree.h"

namespace weige::access {
namespace {

// A head to be compared with the entries up to its size.
struct Mark {
  const SignedHead* head;
  bool outside;
};

class LogCheck {
 public:
  LogCheck(const ExportHeader& header, const Witness& witness)
      : header_(header), witness_(witness), hasher_(header.digest) {}

  void look_at_heads();
  void take(const ExportedEntry& entry);
  AuditVerdict finish();

 private:
  void add(AuditFault fault);
  void look_at_inside();
  void look_at_outside();
  bool is_signed(const SignedHead& head) const;
  bool is_of_this_log(const SignedHead& head) const;
  void compare_marks();
  void compare(const Mark& mark);
  void settle(const Mark& mark, AuditFaultKind kind);
  void tell_differing(AuditFaultKind kind);
  std::int64_t last_good(const Mark& mark) const { return mark.outside ? good_outside_ : good_; }
  void look_for_missing();

  const ExportHeader& header_;
  const Witness& witness_;
  TreeHasher hasher_;
  AuditVerdict verdict_;
  std::vector<Mark> marks_;  // by size
  std::size_t next_mark_ = 0;
  std::int64_t taken_ = 0;
  TreeFrontier of_texts_;
  std::optional<TreeFrontier> of_digests_;   // since a digest that is not its text's
  std::vector<std::int64_t> differing_ = {};  // entries whose digest is not their text's, since a head fitted
  std::int64_t good_ = 0;
  std::int64_t good_outside_ = 0;
  bool lost_ = false;  // a head did not fit; what follows cannot be told apart
  bool entry_told_ = false;
};

bool is_of_entries(AuditFaultKind kind) {
  return kind == AuditFaultKind::entry || kind == AuditFaultKind::digest || kind == AuditFaultKind::entries ||
         kind == AuditFaultKind::missing;
}

void LogCheck::add(AuditFault fault) {
  const bool first = is_of_entries(fault.kind) && !entry_told_;
  if (verdict_.faults.size() >= kMostFaults && !first) return;
  entry_told_ = entry_told_ || first;
  verdict_.faults.push_back(fault);
}

bool LogCheck::is_signed(const SignedHead& head) const {
  const LogKey* valid = nullptr;
  for (const auto& key : header_.keys)
    if (key.from_head <= head.head.number && (!valid || key.from_head >= valid->from_head)) valid = &key;
  return valid && is_signed_by(head, valid->key);
}

bool LogCheck::is_of_this_log(const SignedHead& head) const {
  return head.head.log == header_.log && head.head.digest == header_.digest;
}

void LogCheck::look_at_inside() {
  std::int64_t number = 0, size = 0;
  for (const auto& head : header_.heads) {
    const auto& told = head.head;
    if (!is_of_this_log(head)) {
      add({AuditFaultKind::foreign, 0, 0, told.number});
      continue;
    }
    if (told.number != number + 1 || told.size < size) add({AuditFaultKind::order, 0, 0, told.number});
    number = told.number;
    size = told.size;
    if (is_signed(head))
      marks_.push_back({&head, false});
    else
      add({AuditFaultKind::signature, 0, 0, told.number});
  }
}

// What a witness kept counts even where the log does not know it any more.
void LogCheck::look_at_outside() {
  std::map<std::int64_t, const SignedHead*> inside;
  for (const auto& head : header_.heads) inside.emplace(head.head.number, &head);
  for (const auto& head : witness_.heads) {
    const auto number = head.head.number;
    if (!is_of_this_log(head)) {
      add({AuditFaultKind::foreign, 0, 0, number, true});
      continue;
    }
    if (!is_signed(head)) add({AuditFaultKind::signature, 0, 0, number, true});
    const auto known = inside.find(number);
    if (known == inside.end() || known->second->head != head.head)
      add({AuditFaultKind::order, 0, 0, number, true});
    marks_.push_back({&head, true});
  }
}

void LogCheck::look_at_heads() {
  if (witness_.key &&
      std::ranges::none_of(header_.keys, [&](const LogKey& key) { return key.key == *witness_.key; }))
    add({AuditFaultKind::key});
  look_at_inside();
  look_at_outside();
  std::ranges::stable_sort(marks_, {}, [](const Mark& mark) { return mark.head->head.size; });
  compare_marks();
}

void LogCheck::take(const ExportedEntry& entry) {
  ++taken_;
  const auto digest = hasher_.leaf(entry.line);
  if (digest != entry.leaf) {
    if (!of_digests_) of_digests_ = of_texts_;
    if (differing_.size() < kMostFaults) differing_.push_back(taken_);
  }
  of_texts_.append(hasher_, digest);
  if (of_digests_) of_digests_->append(hasher_, entry.leaf);
  compare_marks();
}

void LogCheck::compare_marks() {
  for (; next_mark_ < marks_.size() && marks_[next_mark_].head->head.size == taken_; ++next_mark_)
    if (!lost_) compare(marks_[next_mark_]);
}

void LogCheck::compare(const Mark& mark) {
  const auto& root = mark.head->head.root;
  if (of_digests_ && of_digests_->root(hasher_) == root) {
    of_texts_ = *of_digests_;
    settle(mark, AuditFaultKind::entry);
  } else if (of_texts_.root(hasher_) == root) {
    settle(mark, AuditFaultKind::digest);
  } else {
    add({AuditFaultKind::entries, last_good(mark) + 1, taken_, mark.head->head.number, mark.outside});
    lost_ = true;
  }
}

// The mark fits, apart from the entries that differ: those are of this kind.
void LogCheck::settle(const Mark& mark, AuditFaultKind kind) {
  tell_differing(kind);
  of_digests_.reset();
  good_ = taken_;
  if (mark.outside) good_outside_ = taken_;
  ++verdict_.heads;
}

void LogCheck::tell_differing(AuditFaultKind kind) {
  for (const auto entry : differing_) add({kind, entry, entry});
  differing_.clear();
}

void LogCheck::look_for_missing() {
  if (next_mark_ == marks_.size()) return;
  const auto& mark = marks_.back();
  const auto& head = mark.head->head;
  add({AuditFaultKind::missing, last_good(mark) + 1, head.size, head.number, mark.outside});
}

AuditVerdict LogCheck::finish() {
  // Behind the last head nothing tells which of the two was changed.
  if (!lost_) tell_differing(AuditFaultKind::entry);
  look_for_missing();
  verdict_.entries = taken_;
  verdict_.covered = good_;
  return std::move(verdict_);
}

std::string_view word(AuditFaultKind kind) {
  switch (kind) {
    case AuditFaultKind::key: return "key";
    case AuditFaultKind::foreign: return "foreign";
    case AuditFaultKind::signature: return "signature";
    case AuditFaultKind::order: return "order";
    case AuditFaultKind::entry: return "entry";
    case AuditFaultKind::digest: return "digest";
    case AuditFaultKind::entries: return "entries";
    case AuditFaultKind::missing: return "missing";
  }
  return "";
}

}  // namespace

Result<AuditVerdict> verify_export(ExportReader& reader, const Witness& witness) {
  LogCheck check(reader.header(), witness);
  check.look_at_heads();
  for (;;) {
    WEIGE_TRY(const auto* const entry, reader.next());
    if (!entry) return check.finish();
    check.take(*entry);
  }
}

std::string to_text(const AuditFault& fault) {
  std::string out(word(fault.kind));
  if (fault.from != 0) out += " " + std::to_string(fault.from);
  if (fault.to != fault.from) out += "-" + std::to_string(fault.to);
  if (fault.head != 0) out += " head " + std::to_string(fault.head);
  if (fault.outside) out += " outside";
  return out;
}

}  // namespace weige::access
