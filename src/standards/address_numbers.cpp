// The numbered elements: 88弄5支弄3号2幢1单元201室, 3-2-201, 8号楼, 3#201, 甲3号, 二十三号, 5组.
#include <algorithm>
#include <memory>

#include "standards/address_builder.h"

namespace weige::standards {
namespace {

enum class Sign : std::uint8_t { bare, lane, branch_lane, group, number, building, unit, floor, room, name };

struct SignWord {
  std::u32string_view text;
  Sign sign;
};

// Longer words before shorter ones with the same beginning. `name`: the number belongs to a name (2号路, 3期,
// 5号门).
constexpr SignWord sign_words[] = {
    {U"支弄", Sign::branch_lane}, {U"弄", Sign::lane},       {U"村民小组", Sign::group},
    {U"生产队", Sign::group},     {U"小组", Sign::group},    {U"组团", Sign::name},
    {U"组", Sign::group},         {U"队", Sign::group},      {U"号楼", Sign::building},
    {U"号幢", Sign::building},    {U"号栋", Sign::building}, {U"号厂房", Sign::building},
    {U"号房间", Sign::room},      {U"号房", Sign::room},     {U"号室", Sign::room},
    {U"号路", Sign::name},        {U"号街", Sign::name},     {U"号大街", Sign::name},
    {U"号大道", Sign::name},      {U"号公路", Sign::name},   {U"号门", Sign::name},
    {U"号库", Sign::name},        {U"号仓库", Sign::name},   {U"号线", Sign::name},
    {U"号地块", Sign::name},      {U"号桥", Sign::name},     {U"号区", Sign::name},
    {U"号柜", Sign::name},        {U"号", Sign::number},     {U"栋楼", Sign::building},
    {U"栋", Sign::building},      {U"幢楼", Sign::building}, {U"幢", Sign::building},
    {U"座", Sign::building},      {U"撞", Sign::building},   {U"排", Sign::building},
    {U"#楼", Sign::building},     {U"#", Sign::building},    {U"单元", Sign::unit},
    {U"梯", Sign::unit},          {U"门", Sign::unit},       {U"层楼", Sign::floor},
    {U"层", Sign::floor},         {U"楼", Sign::floor},      {U"室", Sign::room},
    {U"窒", Sign::room},          {U"房间", Sign::room},     {U"房", Sign::room},
    {U"户", Sign::room},          {U"路", Sign::name},       {U"街", Sign::name},
    {U"大道", Sign::name},        {U"大街", Sign::name},     {U"国道", Sign::name},
    {U"省道", Sign::name},        {U"县道", Sign::name},     {U"乡道", Sign::name},
    {U"公路", Sign::name},        {U"线", Sign::name},       {U"巷", Sign::name},
    {U"区", Sign::name},          {U"小区", Sign::name},     {U"期", Sign::name},
    {U"园", Sign::name},          {U"馆", Sign::name},       {U"米", Sign::name},
    {U"公里", Sign::name},        {U"元", Sign::name},       {U"村", Sign::name},
    {U"社区", Sign::name},        {U"中学", Sign::name},     {U"中", Sign::name},
    {U"小学", Sign::name},        {U"厂", Sign::name},       {U"团", Sign::name},
    {U"师", Sign::name},          {U"医院", Sign::name},     {U"段", Sign::name},
    {U"店", Sign::name},          {U"S店", Sign::name},      {U"s店", Sign::name},
    {U"东路", Sign::name},        {U"西路", Sign::name},     {U"南路", Sign::name},
    {U"北路", Sign::name}};

constexpr std::u32string_view marks = U"甲乙丙丁";
constexpr std::size_t longest_core = 12;
constexpr std::size_t phone_digits = 7;

struct Token {
  Span core{}, whole{};
  Sign sign = Sign::bare;
  bool ok() const { return !whole.empty() && sign != Sign::name; }
};

bool is_mark(char32_t sign) {
  return sign && marks.find(sign) != marks.npos;
}

// For each sign where its words begin in sign_words, plus one; 0 = it begins none. Most signs begin none.
using FirstWords = std::array<std::uint8_t, 0x10000>;

std::unique_ptr<const FirstWords> make_first_words() {
  auto table = std::make_unique<FirstWords>();
  for (std::size_t i = std::size(sign_words); i-- > 0;)
    (*table)[sign_words[i].text[0]] = static_cast<std::uint8_t>(i + 1);
  return table;
}

const SignWord* sign_word_at(const AddressText& text, std::size_t at) {
  static const std::unique_ptr<const FirstWords> first_words = make_first_words();
  const char32_t first = text[at];
  const std::size_t from = first < first_words->size() ? (*first_words)[first] : 0;
  if (!from) return nullptr;
  for (const SignWord* word = sign_words + from - 1; word != std::end(sign_words); ++word)
    if (word->text[0] == first && text.has(at, word->text)) return word;
  return nullptr;
}

class TokenReader {
 public:
  TokenReader(const AddressText& text, std::size_t at) : text_(text), begin_(at), at_(at) {}

  // An empty token when no number stands there.
  Token read() {
    const bool basement = read_prefix();
    const std::size_t core = at_;
    read_core();
    if (at_ == core) return {};
    if (is_mark(text_[at_]) && text_[at_ + 1] == U'号') ++at_;
    const std::size_t core_end = at_;
    const SignWord* word = sign_word_at(text_, at_);
    Sign sign = word ? word->sign : Sign::bare;
    if (word) at_ += word->text.size();
    if (sign == Sign::unit && word->text == U"门" && (chinese_ || text_.is(at_, sign_han))) sign = Sign::name;
    if (sign == Sign::floor && letters_ == core_end - core) sign = Sign::building;  // A楼
    if (sign == Sign::bare) sign = bare_sign(core, core_end);
    if (chinese_ && sign == Sign::room && text_[core_end] == U'房') sign = Sign::name;  // 九房
    if (basement && sign != Sign::floor) return {};
    if (!possible(sign, core_end - core)) return {};
    if (sign == Sign::number) read_behind_number();
    return {span_of(core, core_end), span_of(begin_, at_), sign};
  }

 private:
  bool read_prefix() {
    if (text_[at_] == U'第') ++at_;
    if (text_[at_] == U'负') return ++at_, true;
    if (text_.has(at_, U"地下")) return at_ += 2, true;
    const char32_t sign = text_[at_];
    if ((is_mark(sign) || sign == U'临' || sign == U'附') && text_.is(at_ + 1, sign_digit)) ++at_;
    return false;
  }
  void read_core() {
    const std::size_t from = at_;
    while (text_.is(at_, sign_digit | sign_letter) && at_ - from < longest_core) {
      if (text_.is(at_, sign_letter)) {
        // L85MAP: behind digits two letters begin a name.
        if (at_ > from && text_.is(at_ - 1, sign_digit) && text_.is(at_ + 1, sign_letter)) break;
        ++letters_;
      }
      ++at_;
    }
    if (at_ != from) return;
    while (text_.is(at_, sign_numeral) && at_ - from < longest_core) ++at_;
    chinese_ = at_ != from;
  }
  // 3F is a floor.
  Sign bare_sign(std::size_t core, std::size_t end) const {
    const bool floor =
        !chinese_ && letters_ == 1 && end - core > 1 && (text_[end - 1] == U'F' || text_[end - 1] == U'f');
    return floor ? Sign::floor : Sign::bare;
  }
  // Whether such a sign behind such a core makes a number at all.
  bool possible(Sign sign, std::size_t size) const {
    if (sign == Sign::name) return true;
    if (chinese_) return sign != Sign::bare;
    if (letters_ < size) return true;
    if (size > 2) return false;
    if (sign == Sign::bare) return text_.is(at_, sign_joiner) && text_.is(at_ + 1, sign_digit);
    return sign != Sign::group;
  }
  // 3号甲, 3号之1
  void read_behind_number() {
    if (is_mark(text_[at_]) && (!text_.is(at_ + 1, sign_han) || sign_word_at(text_, at_ + 1))) ++at_;
    if (text_[at_] == U'之' && text_.is(at_ + 1, sign_digit)) {
      at_ += 2;
      while (text_.is(at_, sign_digit)) ++at_;
    }
  }

  const AddressText& text_;
  const std::size_t begin_;
  std::size_t at_;
  std::size_t letters_ = 0;
  bool chinese_ = false;
};

// What a bare or doubtful number can be, from the outside in.
constexpr std::array<AddressPart, 5> slots{AddressPart::number, AddressPart::building, AddressPart::unit,
                                           AddressPart::floor, AddressPart::room};

class NumberPlacer {
 public:
  explicit NumberPlacer(AddressBuilder& builder) : builder_(builder), text_(builder.text()) {}

  std::size_t read(std::size_t at) {
    at = read_chain(at);
    if (count_) place();
    return at;
  }

 private:
  static constexpr std::size_t longest_chain = 8;

  std::size_t read_chain(std::size_t at) {
    for (std::size_t next = at; count_ < longest_chain;) {
      const Token token = TokenReader{text_, next}.read();
      if (!token.ok()) break;
      tokens_[count_++] = token;
      at = next = token.whole.end;
      if (!text_.is(next, sign_joiner)) break;
      while (text_.is(next, sign_joiner)) ++next;
    }
    return at;
  }

  // 3-1号楼, 605-606室, 13、14、15号, C-11: tokens that are one element become one.
  void merge() {
    for (std::size_t i = 0; i + 1 < count_;) {
      if (!one_element(i))
        ++i;
      else
        merge_two(i);
    }
  }
  void merge_two(std::size_t i) {
    tokens_[i] = {{tokens_[i].core.begin, tokens_[i + 1].core.end},
                  {tokens_[i].whole.begin, tokens_[i + 1].whole.end},
                  tokens_[i + 1].sign};
    std::copy(tokens_.begin() + i + 2, tokens_.begin() + count_, tokens_.begin() + i + 1);
    --count_;
  }
  bool one_element(std::size_t i) const {
    const Token &a = tokens_[i], &b = tokens_[i + 1];
    if (a.sign != Sign::bare) return false;
    const bool last = i + 2 == count_, first = i == 0;
    if (text_[a.whole.end] == U'、') return true;
    switch (b.sign) {
      case Sign::building:
        return first && last && text_[b.core.end] != U'楼';
      case Sign::floor:
        return first && last && digits(a) <= 2 && digits(b) <= 2 && value(a) < value(b);
      case Sign::number:
        return first && last && (!below_number() || plates(a, b) || neighbours(a, b));
      case Sign::room:
      case Sign::bare:
        if (letter(a))
          return last && first && digits(b) <= 2 && (b.sign == Sign::room || has(AddressPart::floor));
        return last && (plates(a, b) || (b.sign == Sign::room && first && neighbours(a, b)));
      default:
        return false;
    }
  }
  bool letter(const Token& token) const { return !text_.is(token.core.begin, sign_digit); }
  bool below_number() const {
    return has(AddressPart::number) || has(AddressPart::building) || has(AddressPart::unit) ||
           has(AddressPart::floor);
  }
  // 137栋15-16号
  bool neighbours(const Token& a, const Token& b) const {
    return digits(a) == digits(b) && value(a) < value(b) && value(b) - value(a) <= 4;
  }
  // Two doors side by side: as many digits, at least three, and little between them.
  bool plates(const Token& a, const Token& b) const {
    return digits(a) >= 3 && digits(a) == digits(b) && value(a) < value(b) && value(b) - value(a) <= 100;
  }

  void place() {
    if (place_range()) return;
    merge();
    for (std::size_t i = 0; i < count_;) {
      std::size_t bare = i;
      while (bare < count_ && tokens_[bare].sign == Sign::bare) ++bare;
      if (bare > i)
        place_bare(i, bare);
      else
        place_signed(tokens_[bare++]);
      i = bare;
    }
  }

  bool has(AddressPart part) const { return builder_.has(part); }
  void set(AddressPart part, const Token& token) { builder_.set_once(part, token.whole); }
  // Of a span of plates (605-606) those of its first.
  std::size_t digits(const Token& token) const {
    std::size_t at = token.core.begin;
    while (at < token.core.end && !text_.is(at, sign_joiner)) ++at;
    return at - token.core.begin;
  }

  // A number is what comes next: behind a lane, a road, a village, and nothing below it yet.
  bool number_expected() const {
    if (has(AddressPart::number) || has(AddressPart::building)) return false;
    if (has(AddressPart::lane)) return true;
    const Span poi = builder_.part(AddressPart::poi);
    if (has(AddressPart::road)) return poi.empty() || poi.begin < builder_.part(AddressPart::road).begin;
    return poi.empty() && (has(AddressPart::committee) || has(AddressPart::group));
  }

  std::size_t first_slot() const {
    if (number_expected()) return 0;
    if (has(AddressPart::room)) return slots.size();
    if (has(AddressPart::floor)) return 4;
    if (has(AddressPart::unit)) return 3;
    if (has(AddressPart::building) || (has(AddressPart::lane) && has(AddressPart::number))) return 2;
    return 1;
  }

  // 212-220号, 235-245, 2、4、6号: one number that spans several plates.
  bool place_range() {
    if (count_ < 2 || !number_expected()) return false;
    for (std::size_t i = 0; i + 1 < count_; ++i)
      if (tokens_[i].sign != Sign::bare || value(tokens_[i]) >= value(tokens_[i + 1])) return false;
    const Token& last = tokens_[count_ - 1];
    if (last.sign != Sign::number && (last.sign != Sign::bare || !near_each_other())) return false;
    builder_.set_once(AddressPart::number, {tokens_[0].whole.begin, last.whole.end});
    return true;
  }
  bool near_each_other() const {
    const Token &first = tokens_[0], &last = tokens_[count_ - 1];
    return digits(first) >= 2 && digits(first) == digits(last) && value(last) - value(first) <= 100;
  }
  std::uint64_t value(const Token& token) const {
    std::uint64_t sum = 0;
    for (std::size_t i = token.core.begin; i < token.core.end; ++i)
      if (text_.is(i, sign_digit)) sum = sum * 10 + (text_[i] - U'0');
    return sum;
  }

  void place_signed(const Token& token) {
    switch (token.sign) {
      case Sign::lane:
        return set(has(AddressPart::lane) ? AddressPart::branch_lane : AddressPart::lane, token);
      case Sign::branch_lane:
        return set(AddressPart::branch_lane, token);
      case Sign::group:
        return set(AddressPart::group, token);
      case Sign::number:
        return place_number(token);
      case Sign::building:
        return set(has(AddressPart::building) ? AddressPart::unit : AddressPart::building, token);
      case Sign::unit:
        return set(AddressPart::unit, token);
      case Sign::floor:
        return set(AddressPart::floor, token);
      default:
        return set(AddressPart::room, token);
    }
  }
  // 号 is the house number only before anything below it; later it names a building, a unit or a room.
  void place_number(const Token& token) {
    if (has(AddressPart::unit) || has(AddressPart::floor)) return set(AddressPart::room, token);
    const bool long_number = token.core.size() >= 3;
    if (has(AddressPart::building)) return set(long_number ? AddressPart::room : AddressPart::unit, token);
    if (has(AddressPart::number)) return set(long_number ? AddressPart::room : AddressPart::building, token);
    set(AddressPart::number, token);
  }

  void place_bare(std::size_t begin, std::size_t end) {
    const bool more = end < count_;
    std::size_t slot = first_slot();
    if (!more && end - begin == 1) return place_last(tokens_[begin], slot);
    if (!more && end - begin == 2 && digits(tokens_[begin + 1]) < 3 && place_pair(begin, slot)) return;
    const std::size_t last = more ? end : end - 1;
    for (std::size_t i = begin; i < last; ++i) {
      if (slot >= slots.size() - 1) {
        builder_.add_rest(tokens_[i].whole);
        continue;
      }
      set(slots[slot], tokens_[i]);
      slot = next_slot(slot, last - i - 1);
    }
    if (!more) set(AddressPart::room, tokens_[last]);
  }
  // Two bare numbers at the end, the second too short for a room's: 8楼207-1, 明珠路79-18, 花园6-9.
  bool place_pair(std::size_t begin, std::size_t slot) {
    const Token &first = tokens_[begin], &second = tokens_[begin + 1];
    if (slot > 1 && digits(first) >= 3)
      return builder_.set_once(AddressPart::room, {first.whole.begin, second.whole.end}), true;
    if (slot > 1 || (slot == 0 && has(AddressPart::lane))) return false;
    set(slots[slot], first);
    set(slots[slot + 1], second);
    return true;
  }
  std::size_t next_slot(std::size_t slot, std::size_t to_come) const {
    if (slot == 0 && has(AddressPart::lane)) return 2;
    if (slot == 2 && to_come == 0) return 4;
    return slot + 1;
  }
  void place_last(const Token& token, std::size_t slot) {
    if (digits(token) >= phone_digits) return builder_.add_rest(token.whole);
    if (slot == 0) return set(AddressPart::number, token);
    if (slot == 1 && digits(token) < 3) return set(AddressPart::building, token);
    if (slot < slots.size()) return set(AddressPart::room, token);
    builder_.add_rest(token.whole);
  }

  AddressBuilder& builder_;
  const AddressText& text_;
  std::array<Token, longest_chain> tokens_{};
  std::size_t count_ = 0;
};

}  // namespace

std::size_t read_numbers(AddressBuilder& builder, std::size_t at) {
  return NumberPlacer{builder}.read(at);
}

bool number_starts(const AddressText& text, std::size_t at) {
  return TokenReader{text, at}.read().ok();
}

std::size_t numbered_name_end(const AddressText& text, std::size_t at) {
  const Token token = TokenReader{text, at}.read();
  return token.sign == Sign::name && !token.whole.empty() ? token.core.end : 0;
}

}  // namespace weige::standards
