#include "registry/search_terms.h"

#include <algorithm>

#include "standards/name_fold.h"
#include "standards/person_name.h"
#include "standards/pinyin.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

constexpr std::size_t kMaxTermCharacters = 12, kMaxPinyinLetters = 40;

// From each character on, at most kMaxTermCharacters: so that prefix search finds any part of a name.
void add_parts(std::vector<std::string>& out, std::string_view prefix, std::string_view text) {
  const auto characters = standards::to_code_points(fold_for_search(text));
  for (std::size_t i = 0; i < characters.size(); ++i)
    out.push_back(std::string(prefix) +
                  standards::to_utf8(std::u32string_view(characters).substr(i, kMaxTermCharacters)));
}

// The whole spelling and the initials from each on: "wang xiaoming" is found by wang, wangxiao, wxm and xm.
void add_pinyin(std::vector<std::string>& out, const standards::Pinyin& pinyin) {
  if (pinyin.full.empty()) return;
  out.push_back("p:" + pinyin.full.substr(0, kMaxPinyinLetters));
  for (std::size_t i = 0; i < pinyin.initials.size() && i < kMaxTermCharacters; ++i)
    out.push_back("i:" + pinyin.initials.substr(i, kMaxTermCharacters));
}

}  // namespace

std::string fold_for_search(std::string_view text) {
  std::string out;
  for (const char c : standards::fold_text(text))
    if (c != ' ') out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
  return out;
}

std::vector<std::string> search_terms(const Record& record) {
  std::vector<std::string> out;
  if (!is_live(record.kind, record.text("state"))) return out;
  if (record.kind == RecordKind::person) {
    add_parts(out, "n:", standards::name_key(record.text("name")));
    if (const auto name = standards::PersonName::parse(record.text("name")))
      add_pinyin(out, standards::pinyin_of(*name));
  }
  if (record.kind == RecordKind::organisation) {
    add_parts(out, "o:", record.text("name"));
    add_pinyin(out, standards::pinyin_of_text(record.text("name")));
  }
  if (record.kind == RecordKind::address && record.text("level") != "room")
    add_parts(out, "a:", record.text("element"));
  std::ranges::sort(out);
  const auto doubles = std::ranges::unique(out);
  out.erase(doubles.begin(), doubles.end());
  return out;
}

}  // namespace weige::registry
