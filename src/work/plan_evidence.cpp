#include "work/plan_evidence.h"

namespace weige::work {
namespace {

constexpr std::array<std::string_view, kEvidenceKinds> kEvidenceCodes{
    "finding", "handed_down", "key_premises", "flagged_site", "other_task", "age"};

}  // namespace

std::string_view code(EvidenceKind kind) {
  return kEvidenceCodes[static_cast<std::size_t>(kind)];
}

std::optional<EvidenceKind> evidence_kind_of(std::string_view text) {
  for (std::size_t i = 0; i < kEvidenceKinds; ++i)
    if (kEvidenceCodes[i] == text) return static_cast<EvidenceKind>(i);
  return std::nullopt;
}

// Tasks that ask only because time has gone by say what the age says already.
EvidenceKind evidence_kind_of(TaskSource source) {
  switch (source) {
    case TaskSource::finding:
      return EvidenceKind::finding;
    case TaskSource::handed_down:
      return EvidenceKind::handed_down;
    case TaskSource::key_premises:
      return EvidenceKind::key_premises;
    case TaskSource::flagged_site:
      return EvidenceKind::flagged_site;
    default:
      return EvidenceKind::other_task;
  }
}

}  // namespace weige::work
