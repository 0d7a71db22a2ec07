#include "labelled_addresses.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "standards/text_fold.h"

namespace weige::bench {
namespace {

namespace fs = std::filesystem;
using standards::AddressPart;
using Elements = std::array<std::vector<std::string>, standards::address_part_count>;

// The half was drawn with the generator of Python's random.Random(17): an MT19937 filled from a key of one
// word, of which every second output's highest bit decides.
class Drawing {
 public:
  Drawing() {
    constexpr std::uint32_t key = 17;
    state_[0] = 19650218;
    for (std::uint32_t i = 1; i < size; ++i) state_[i] = 1812433253u * mixed(i) + i;
    std::uint32_t at = 1;
    const auto step = [&] {
      if (++at >= size) state_[0] = state_[size - 1], at = 1;
    };
    for (std::uint32_t k = 0; k < size; ++k, step()) state_[at] = (state_[at] ^ (mixed(at) * 1664525u)) + key;
    for (std::uint32_t k = 1; k < size; ++k, step())
      state_[at] = (state_[at] ^ (mixed(at) * 1566083941u)) - at;
    state_[0] = 0x80000000u;
  }
  bool tuned_half() {
    const bool low = next() < 0x80000000u;
    next();
    return low;
  }

 private:
  static constexpr std::uint32_t size = 624, shift = 397;

  std::uint32_t mixed(std::uint32_t i) const { return state_[i - 1] ^ (state_[i - 1] >> 30); }
  void turn() {
    for (std::uint32_t i = 0; i < size; ++i) {
      const std::uint32_t y = (state_[i] & 0x80000000u) | (state_[(i + 1) % size] & 0x7FFFFFFFu);
      state_[i] = state_[(i + shift) % size] ^ (y >> 1) ^ (y & 1 ? 0x9908B0DFu : 0u);
    }
    used_ = 0;
  }
  std::uint32_t next() {
    if (used_ == size) turn();
    std::uint32_t y = state_[used_++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9D2C5680u;
    y ^= (y << 15) & 0xEFC60000u;
    return y ^ (y >> 18);
  }

  std::array<std::uint32_t, size> state_{};
  std::uint32_t used_ = size;
};

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> tails) {
  return std::any_of(tails.begin(), tails.end(), [&](std::string_view tail) { return text.ends_with(tail); });
}

bool numeral(char32_t sign) {
  return std::u32string_view{U"〇零一二三四五六七八九十百两"}.find(sign) != std::u32string_view::npos;
}
bool plain(char32_t sign) {
  return (sign >= U'0' && sign <= U'9') || (sign >= U'a' && sign <= U'z') || (sign >= U'A' && sign <= U'Z');
}
bool dash(char32_t sign) {
  return std::u32string_view{U"-_/~、—"}.find(sign) != std::u32string_view::npos;
}

// "12号", "甲3号", "5-7号甲", "二十号": nothing but a number before and behind 号.
bool plain_number_sign(const std::string& text) {
  const std::u32string signs = standards::to_code_points(text);
  const std::size_t at = signs.find(U'号');
  if (at == signs.npos || at == 0 || !(plain(signs[at - 1]) || numeral(signs[at - 1]))) return false;
  const std::u32string_view marks = U"甲乙丙丁临附第";
  for (std::size_t i = 0; i < signs.size(); ++i)
    if (i != at && !plain(signs[i]) && !numeral(signs[i]) && !dash(signs[i]) &&
        marks.find(signs[i]) == marks.npos)
      return false;
  return true;
}

bool numbered(AddressPart part) {
  return part == AddressPart::lane || part == AddressPart::branch_lane || part >= AddressPart::group;
}

std::string digits_of(const std::u32string& run) {
  const std::string text = standards::to_utf8(run);
  const auto number = standards::chinese_number(text);
  return number ? std::to_string(*number) : text;
}

// What is compared: names as written, numbers without their signs, Chinese numerals in digits, one kind of
// dash.
std::string comparable(AddressPart part, std::string_view text) {
  if (!numbered(part)) return std::string{text};
  std::string value;
  std::u32string run;
  const std::u32string_view dropped = U"弄支号幢栋座楼单元室房层间组小队第户#撞排";
  const auto close = [&] {
    if (!run.empty()) value += digits_of(run);
    run.clear();
  };
  for (const char32_t sign : standards::to_code_points(text)) {
    if (numeral(sign)) {
      run += sign;
      continue;
    }
    close();
    if (dash(sign)) {
      if (!value.empty() && value.back() != '-') value += '-';
    } else if (dropped.find(sign) == dropped.npos) {
      standards::append_utf8(value, sign >= U'A' && sign <= U'Z' ? sign + 32 : sign);
    }
  }
  close();
  while (!value.empty() && value.back() == '-') value.pop_back();
  return value.empty() ? std::string{text} : value;
}

class Mapper {
 public:
  Mapper(const LabelledAddress& address, Mapping mapping) : pieces_(address.pieces), mapping_(mapping) {}

  Elements read() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const auto part = part_of(pieces_[i]);
      if (!part) continue;
      std::string text = pieces_[i].text;
      if (mapping_ == Mapping::by_definitions && split_plate(i)) {
        text += "-" + pieces_[i + 2].text;
        i += 2;
      }
      below_road_ = below_road_ || *part >= AddressPart::number;
      elements_[static_cast<std::size_t>(*part)].push_back(comparable(*part, text));
    }
    return std::move(elements_);
  }

 private:
  static std::optional<AddressPart> by_label(const std::string& kind) {
    static const std::map<std::string, AddressPart, std::less<>> parts{
        {"prov", AddressPart::province},     {"city", AddressPart::city},
        {"district", AddressPart::district}, {"town", AddressPart::town},
        {"road", AddressPart::road},         {"community", AddressPart::committee},
        {"roadno", AddressPart::number},     {"subroadno", AddressPart::number},
        {"houseno", AddressPart::building},  {"cellno", AddressPart::unit},
        {"floorno", AddressPart::floor},     {"roomno", AddressPart::room}};
    const auto found = parts.find(kind);
    return found == parts.end() ? std::nullopt : std::optional{found->second};
  }
  std::optional<AddressPart> part_of(const LabelledPiece& piece) const {
    const auto label = by_label(piece.kind);
    if (mapping_ == Mapping::by_labels) return label;
    const std::string& kind = piece.kind;
    const bool lane = ends_with_any(piece.text, {"弄"}) && standards::to_code_points(piece.text).size() > 1;
    if ((lane && (kind == "roadno" || kind == "subroad" || kind == "houseno")) ||
        (kind == "subroad" && ends_with_any(piece.text, {"巷"})))
      return elements_[static_cast<std::size_t>(AddressPart::lane)].empty() ? AddressPart::lane
                                                                            : AddressPart::branch_lane;
    if (kind == "subroadno") return AddressPart::number;
    if (kind == "road" && ends_with_any(piece.text, {"组", "队"})) return AddressPart::group;
    if (kind == "cellno" && ends_with_any(piece.text, {"街", "区"})) return std::nullopt;
    const bool below = kind == "houseno" || kind == "cellno" || kind == "roomno";
    if (below && !below_road_ && plain_number_sign(piece.text)) return AddressPart::number;
    return label;
  }
  // roadno N, redundant -, houseno N号
  bool split_plate(std::size_t i) const {
    if (pieces_[i].kind != "roadno" || pieces_[i].text.ends_with("号") || i + 2 >= pieces_.size())
      return false;
    const std::string &between = pieces_[i + 1].text, &kind = pieces_[i + 2].kind;
    const auto sign = standards::to_code_points(between);
    return sign.size() == 1 && (dash(sign[0]) || sign[0] == U'一') &&
           (kind == "houseno" || kind == "cellno" || kind == "roomno") &&
           plain_number_sign(pieces_[i + 2].text);
  }

  const std::vector<LabelledPiece>& pieces_;
  const Mapping mapping_;
  Elements elements_{};
  bool below_road_ = false;
};

void add_line(LabelledAddress& address, const std::string& line) {
  const std::size_t space = line.rfind(' ');
  std::string label = line.substr(space + 1);
  std::transform(label.begin(), label.end(), label.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  const std::string kind = label.substr(label.find('-') + 1), text = line.substr(0, space);
  if (label.starts_with("b-") || address.pieces.empty() || address.pieces.back().kind != kind)
    address.pieces.push_back({kind, text});
  else
    address.pieces.back().text += text;
  address.text += text;
}

}  // namespace

std::optional<fs::path> labelled_address_file() {
  const char* told = std::getenv("WEIGE_SHARED_DATA");
  const char* source = std::getenv("WEIGE_SOURCE_DIR");
  const fs::path data = told ? fs::path{told} : fs::path{source ? source : "."} / "../shared/data";
  const fs::path file = data / "addresses/dev.txt";
  return fs::exists(file) ? std::optional{file} : std::nullopt;
}

std::vector<LabelledAddress> read_labelled(const fs::path& file) {
  std::vector<LabelledAddress> addresses;
  Drawing drawing;
  std::ifstream in(file);
  LabelledAddress address;
  const auto close = [&] {
    if (address.pieces.empty()) return;
    address.tuned_on = drawing.tuned_half();
    addresses.push_back(std::move(address));
    address = {};
  };
  for (std::string line; std::getline(in, line);) {
    if (standards::trim(line).empty())
      close();
    else
      add_line(address, line);
  }
  close();
  return addresses;
}

Scores score(const std::vector<LabelledAddress>& addresses, Mapping mapping, Half half) {
  Scores scores{};
  for (const auto& address : addresses) {
    if (half != Half::both && address.tuned_on != (half == Half::tuned)) continue;
    const Elements labelled = Mapper{address, mapping}.read();
    const auto parsed = standards::StandardAddress::parse(address.text);
    for (std::size_t i = 0; i < labelled.size(); ++i) {
      const auto part = static_cast<AddressPart>(i);
      scores[i].labelled += labelled[i].size();
      if (!parsed || !parsed->has(part)) continue;
      ++scores[i].found;
      const std::string found = comparable(part, parsed->part(part));
      scores[i].right += std::find(labelled[i].begin(), labelled[i].end(), found) != labelled[i].end();
    }
  }
  return scores;
}

}  // namespace weige::bench
