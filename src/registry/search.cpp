#include "registry/search.h"

#include <algorithm>
#include <array>

#include "registry/address.h"
#include "registry/search_terms.h"
#include "standards/credit_code.h"
#include "standards/document.h"
#include "standards/name_fold.h"
#include "standards/phone.h"
#include "standards/pinyin.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

bool is_letters(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '\'' || c == '-';
  });
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void plan_numbers(const std::string& text, SearchPlan& plan) {
  if (const auto document = standards::Document::parse_untyped(text)) {
    const auto id = document->id_number();
    const auto key = std::string(code(document->type())) + ":" + (id ? id->as18() : document->reveal());
    plan.reading = Reading::id_number;
    plan.probes.push_back({RecordKind::person, Look::key, "document_key", key, "document_number"});
  }
  if (const auto code = standards::CreditCode::parse(text)) {
    plan.reading = Reading::credit_code;
    plan.probes.push_back({RecordKind::organisation, Look::key, "credit_key", code->text(), "credit_code"});
  }
  if (const auto phone = standards::Phone::parse(text); phone && plan.probes.empty()) {
    plan.reading = Reading::phone;
    plan.probes.push_back({RecordKind::person, Look::key, "phone_key", phone->reveal(), "phone"});
  }
}

void plan_letters(std::string_view text, SearchPlan& plan) {
  const auto pinyin = standards::fold_pinyin(text);
  plan.reading = Reading::pinyin;
  for (const auto kind : {RecordKind::person, RecordKind::organisation}) {
    plan.probes.push_back({kind, Look::terms, {}, "i:" + pinyin, "initials"});
    plan.probes.push_back({kind, Look::terms, {}, "p:" + pinyin, "pinyin"});
  }
  plan.probes.push_back({RecordKind::person, Look::terms, {}, "n:" + standards::name_key(text), "name"});
  plan.probes.push_back({RecordKind::organisation, Look::terms, {}, "o:" + fold_for_search(text), "name"});
}

// A whole address by its canonical text, and a piece of one by its innermost element ("88弄", "明珠").
void plan_address(const std::string& text, std::string_view town_text, SearchPlan& plan) {
  if (const auto parsed = parse_in_town(text, town_text)) {
    const auto chain = address_chain(parsed->key());
    if (!chain.empty() && (chain.size() > 1 || has_digit(text))) {
      plan.reading = Reading::address;
      plan.probes.push_back({RecordKind::address, Look::below, {}, chain.back().canonical, "address"});
    }
  }
  plan.probes.push_back({RecordKind::address, Look::terms, {}, "a:" + fold_for_search(text), "address"});
}

}  // namespace

std::string_view code(SearchKind kind) {
  constexpr std::array<std::string_view, 4> kCodes{"person", "address", "premises", "organisation"};
  return kCodes[static_cast<std::size_t>(kind)];
}

std::optional<SearchKind> search_kind_of(std::string_view text) {
  for (const auto kind :
       {SearchKind::person, SearchKind::address, SearchKind::premises, SearchKind::organisation})
    if (code(kind) == text) return kind;
  return std::nullopt;
}

std::optional<SearchSort> search_sort_of(std::string_view text) {
  if (text == "relevance") return SearchSort::relevance;
  if (text == "name") return SearchSort::name;
  if (text == "confirmed_at") return SearchSort::confirmed_at;
  return std::nullopt;
}

std::string_view code(Reading reading) {
  constexpr std::array<std::string_view, 8> kCodes{"nothing",     "browse",  "id_number", "phone",
                                                   "credit_code", "address", "name",      "pinyin"};
  return kCodes[static_cast<std::size_t>(reading)];
}

SearchPlan plan_search(std::string_view typed, std::string_view town_text) {
  const std::string text(standards::trim(standards::fold_text(typed)));
  SearchPlan plan;
  if (text.empty()) return plan;
  if (has_digit(text)) plan_numbers(text, plan);
  if (!plan.probes.empty()) return plan;
  if (is_letters(text)) {
    plan_letters(text, plan);
    return plan;
  }
  plan_address(text, town_text, plan);
  if (plan.reading == Reading::address) return plan;
  plan.reading = Reading::name;
  plan.probes.insert(plan.probes.begin(),
                     {RecordKind::organisation, Look::terms, {}, "o:" + fold_for_search(text), "name"});
  plan.probes.insert(
      plan.probes.begin(),
      {RecordKind::person, Look::terms, {}, "n:" + fold_for_search(standards::name_key(text)), "name"});
  return plan;
}

}  // namespace weige::registry
