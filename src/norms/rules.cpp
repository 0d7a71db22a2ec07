#include "norms/rules.h"

#include <algorithm>
#include <array>

namespace weige::norms {
namespace {

constexpr std::array<std::string_view, 6> kNormCodes{"k1", "k2", "k3", "k4", "k5", "k6"};

bool has_label_of(const KeyPremisesKind& kind, std::span<const std::string> labels) {
  return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
    return std::find(kind.labels.begin(), kind.labels.end(), label) != kind.labels.end();
  });
}

}  // namespace

std::string_view code(Norm norm) {
  return kNormCodes.at(static_cast<std::size_t>(norm));
}

std::optional<Norm> norm_of(std::string_view code) {
  const auto found = std::find(kNormCodes.begin(), kNormCodes.end(), code);
  if (found == kNormCodes.end()) return std::nullopt;
  return static_cast<Norm>(found - kNormCodes.begin());
}

std::vector<Norm> all_norms() {
  return {Norm::k1, Norm::k2, Norm::k3, Norm::k4, Norm::k5, Norm::k6};
}

bool is_of_kind(const KeyPremisesKind& kind, std::span<const std::string> labels, int people) {
  if (kind.labels.empty() && kind.least_people == 0) return false;
  return (kind.labels.empty() || has_label_of(kind, labels)) &&
         (kind.least_people == 0 || people >= kind.least_people);
}

Rules shipped_rules() {
  Rules out;
  out.key_premises.kinds = {
      {.code = "group_rental",
       .zh = "群租",
       .en = "Overcrowded let",
       .labels = {"overcrowded_let"},
       .visit_every_days = 14},
      {.code = "dense_rental",
       .zh = "多人合租",
       .en = "Let to many",
       .labels = {"let"},
       .least_people = 6,
       .visit_every_days = 30},
      {.code = "dormitory",
       .zh = "集体宿舍",
       .en = "Dormitory",
       .labels = {"dormitory"},
       .visit_every_days = 30},
      {.code = "short_stay",
       .zh = "民宿",
       .en = "Guesthouse",
       .labels = {"guesthouse"},
       .visit_every_days = 30},
      {.code = "lived_in_shop",
       .zh = "住人商铺",
       .en = "Shop where people live",
       .labels = {"shop"},
       .least_people = 1,
       .visit_every_days = 30},
  };
  return out;
}

}  // namespace weige::norms
