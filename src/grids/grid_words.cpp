#include "grids/grid_words.h"

#include <array>

namespace weige::grids {
namespace {

struct Word {
  std::string_view code, zh, en;
};

// In the order of the enumerations.
constexpr std::array<Word, 12> kFaults{
    {{"no_number", "坐标不是数字", "a coordinate is no number"},
     {"too_few_points", "点数不足", "too few points"},
     {"open_ring", "边线未闭合", "the border is open"},
     {"wrong_direction", "边线方向相反", "the border runs the wrong way round"},
     {"spike", "边线上有尖刺", "a spike"},
     {"self_crossing", "边线自相交", "the border crosses itself"},
     {"self_touching", "边线自相接", "the border touches itself"},
     {"hole_outside", "洞在面块之外", "a hole outside"},
     {"nested_holes", "洞中有洞", "a hole in a hole"},
     {"nested_polygons", "面块套在面块里", "a part inside another part"},
     {"duplicate_rings", "同一边线画了两遍", "the same border twice"},
     {"split_inside", "洞把面块切断", "holes cut it in two"}}};
constexpr std::array<Word, 9> kPatches{{{"duplicate", "重复的面块", "duplicate"},
                                        {"gap", "空隙", "gap"},
                                        {"hole", "内洞", "hole"},
                                        {"overlap", "重叠", "overlap"},
                                        {"sliver_gap", "细缝", "thin gap"},
                                        {"sliver_overlap", "细条重叠", "thin overlap"},
                                        {"island", "孤立的面块", "island"},
                                        {"detached_part", "分离的部分", "detached part"},
                                        {"outside", "超出范围", "beyond the outline"}}};
constexpr std::array<Word, 5> kAlignments{{{"one_to_one", "一一对应", "one to one"},
                                           {"shifted", "边界偏移", "shifted"},
                                           {"split", "一对多", "split"},
                                           {"merged", "多对一", "merged"},
                                           {"missing", "没有对应", "missing"}}};

std::string_view in(const Word& word, Language language) {
  return language == Language::zh ? word.zh : word.en;
}
template <class Kind, std::size_t n>
const Word& word(const std::array<Word, n>& words, Kind kind) {
  return words.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string_view code(FaultKind kind) {
  return word(kFaults, kind).code;
}
std::string_view code(PatchKind kind) {
  return word(kPatches, kind).code;
}
std::string_view code(Alignment alignment) {
  return word(kAlignments, alignment).code;
}

std::string_view title(FaultKind kind, Language language) {
  return in(word(kFaults, kind), language);
}
std::string_view title(PatchKind kind, Language language) {
  return in(word(kPatches, kind), language);
}
std::string_view title(Alignment alignment, Language language) {
  return in(word(kAlignments, alignment), language);
}

}  // namespace weige::grids
