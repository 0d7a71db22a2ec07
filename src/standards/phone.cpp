#include "standards/phone.h"

#include <algorithm>
#include <array>

#include "standards/number_text.h"
#include "standards/reserved.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

struct Parts {
  bool plus = false;      // international prefix, + or 00
  std::string digits;     // without prefix and extension
  std::string extension;  // empty = none
};

// Three-digit mobile segments in use (Ministry of Industry and Information Technology, as of 2023).
bool is_known_segment(std::string_view digits) {
  static constexpr std::array<std::string_view, 7> unused{"142", "143", "154", "160", "161", "163", "164"};
  return std::find(unused.begin(), unused.end(), digits.substr(0, 3)) == unused.end();
}

bool is_mobile(std::string_view digits) {
  if (digits.size() != 11 || digits[0] != '1') return false;
  return digits[1] >= '3' || digits.starts_with(reserved_mobile_prefix);
}

// 010, 020 to 029 (026 was never opened), 03xx to 09xx; 0 when the digits start with no area code.
std::size_t area_code_length(std::string_view digits) {
  if (digits.size() < 4 || digits[0] != '0') return 0;
  if (digits.starts_with("010")) return 3;
  if (digits[1] == '2') return digits[2] == '6' ? 0 : 3;
  return digits[1] >= '3' ? 4 : 0;
}

bool is_subscriber(std::string_view digits) {
  return (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2' && digits[0] <= '9';
}

// Cuts off what follows a word for "extension", in place.
std::string take_extension(std::string& text) {
  for (std::string_view word : {"分机号", "分机", "内线", "转", "EXT.", "EXT", "X", "#", "*", ";EXT="}) {
    const auto at = text.find(word);
    if (at == text.npos || at == 0) continue;
    std::string extension = text.substr(at + word.size());
    std::erase_if(extension, [](char c) { return c == ':' || c == '-' || c == '.' || c == '='; });
    text.resize(at);
    return extension;
  }
  return {};
}

// 021-62345678-801 and 0512-6234567-1: a third group of up to six digits after a whole landline number.
std::string take_third_group(std::string& text) {
  const auto last = text.rfind('-');
  if (last == text.npos || last < 10) return {};
  const std::string_view before = std::string_view{text}.substr(0, last),
                         after = std::string_view{text}.substr(last + 1);
  const auto digits_before =
      std::count_if(before.begin(), before.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits_before < 10 || !all_digits(after) || after.size() > 6) return {};
  std::string extension{after};
  text.resize(last);
  return extension;
}

void take_prefix(Parts& parts) {
  if (parts.digits.starts_with("00")) parts.plus = true, parts.digits.erase(0, 2);
  const bool mainland =
      parts.digits.starts_with("86") && (parts.plus || (parts.digits.size() == 13 && parts.digits[2] == '1'));
  if (!mainland) return;
  parts.plus = false;
  parts.digits.erase(0, 2);
  if (parts.digits.starts_with("0") || is_mobile(parts.digits) || parts.digits.starts_with("400")) return;
  parts.digits.insert(0, "0");  // +86 21 6234 5678
}

std::optional<Parts> split(std::string_view raw) {
  std::string text = clean_number(raw);
  Parts parts;
  parts.extension = take_extension(text);
  std::erase_if(text, [](char c) { return c == '(' || c == ')' || c == '.' || c == '/'; });
  if (text.starts_with('+')) parts.plus = true, text.erase(0, 1);
  if (parts.extension.empty() && !parts.plus) parts.extension = take_third_group(text);
  std::erase(text, '-');
  if (!all_digits(text) || text.size() > 18) return std::nullopt;
  if (!parts.extension.empty() && (!all_digits(parts.extension) || parts.extension.size() > 6))
    return std::nullopt;
  parts.digits = std::move(text);
  take_prefix(parts);
  return parts;
}

struct Written {
  PhoneKind kind;
  std::string text;
};

std::optional<Written> service_number(std::string_view digits) {
  const bool toll_free = digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
  if (toll_free)
    return Written{PhoneKind::service, std::string{digits.substr(0, 3)} + '-' +
                                           std::string{digits.substr(3, 3)} + '-' +
                                           std::string{digits.substr(6)}};
  if ((digits.size() == 5 || digits.size() == 6) && (digits.starts_with("95") || digits.starts_with("96")))
    return Written{PhoneKind::service, std::string{digits}};
  return std::nullopt;
}

std::optional<Written> mainland(const Parts& parts) {
  const std::string_view digits = parts.digits;
  if (is_mobile(digits)) {
    if (!parts.extension.empty()) return std::nullopt;
    return Written{PhoneKind::mobile, parts.digits};
  }
  // 0 before a mobile number: how it was dialled from a landline of another city.
  if (digits.size() == 12 && digits[0] == '0' && digits[1] == '1' && is_mobile(digits.substr(1)) &&
      parts.extension.empty())
    return Written{PhoneKind::mobile, std::string{digits.substr(1)}};
  const std::string tail = parts.extension.empty() ? "" : '-' + parts.extension;
  if (auto service = service_number(digits)) {
    // 96003-9 would be 960039: a short number has no extension.
    if (digits.size() <= 6 && !tail.empty()) return std::nullopt;
    return service->text += tail, service;
  }
  const std::size_t area = area_code_length(digits);
  if (area == 0 || !is_subscriber(digits.substr(area))) return std::nullopt;
  return Written{PhoneKind::landline,
                 std::string{digits.substr(0, area)} + '-' + std::string{digits.substr(area)} + tail};
}

std::optional<Written> regional(std::string_view digits) {
  const auto rest = digits.size() > 3 ? digits.substr(3) : std::string_view{};
  if (digits.starts_with("852") && rest.size() == 8 && rest[0] >= '2')
    return Written{PhoneKind::hong_kong, "+852 " + std::string{rest}};
  if (digits.starts_with("853") && rest.size() == 8 && (rest[0] == '6' || rest[0] == '2' || rest[0] == '8'))
    return Written{PhoneKind::macao, "+853 " + std::string{rest}};
  if (digits.starts_with("886")) {
    const auto national = rest.starts_with("0") ? rest.substr(1) : rest;
    if ((national.size() == 8 || national.size() == 9) && national[0] >= '2')
      return Written{PhoneKind::taiwan, "+886 " + std::string{national}};
  }
  return std::nullopt;
}

std::optional<Written> abroad(const Parts& parts) {
  if (!parts.extension.empty()) return std::nullopt;
  const std::string_view digits = parts.digits;
  for (std::string_view ours : {"852", "853", "886"})
    if (digits.starts_with(ours)) return regional(digits);
  // E.164: at most 15 digits, no country code starts with 0; 86 has been read as the mainland before.
  if (digits.size() < 7 || digits.size() > 15 || digits[0] == '0' || digits.starts_with("86"))
    return std::nullopt;
  return Written{PhoneKind::international, '+' + parts.digits};
}

std::string starred(std::size_t count) {
  return std::string(count, '*');
}

// Hides all but the last four digits of `digits`.
std::string tail_only(std::string_view digits) {
  const std::size_t kept = std::min<std::size_t>(4, digits.size() / 2);
  return starred(digits.size() - kept) + std::string{digits.substr(digits.size() - kept)};
}

}  // namespace

Result<Phone> Phone::parse(std::string_view raw) {
  if (raw.size() > 128) return problem(ProblemCode::phone);
  const std::string clean = clean_number(raw);
  if (clean.empty()) return problem(ProblemCode::missing_field);
  if (clean.find('E') != clean.npos && shows_lost_digits(clean)) return problem(ProblemCode::digits_lost);
  const bool float_tail =
      clean.ends_with(".0") && clean.size() == 13;  // 13800138000.0: a number cell, but a whole one
  const auto parts = split(float_tail ? std::string_view{clean}.substr(0, 11) : std::string_view{clean});
  if (!parts) return problem(ProblemCode::phone);
  auto written = parts->plus ? abroad(*parts) : mainland(*parts);
  if (!written) return problem(ProblemCode::phone);
  return Phone{written->kind, std::move(written->text)};
}

std::string Phone::masked() const {
  const std::string_view text = text_;
  switch (kind_) {
    case PhoneKind::mobile:
      return std::string{text.substr(0, 3)} + "****" + std::string{text.substr(7)};
    case PhoneKind::landline: {
      const auto dash = text.find('-');
      const auto number = text.substr(dash + 1, text.find('-', dash + 1) - dash - 1);
      return std::string{text.substr(0, dash + 1)} + tail_only(number);
    }
    case PhoneKind::service:
      return text_;  // a hotline belongs to no person
    case PhoneKind::hong_kong:
    case PhoneKind::macao:
    case PhoneKind::taiwan:
      return std::string{text.substr(0, 5)} + tail_only(text.substr(5));
    case PhoneKind::international:
      break;
  }
  return '+' + tail_only(text.substr(1));
}

std::optional<Warning> Phone::warning() const {
  if (kind_ != PhoneKind::mobile) return std::nullopt;
  if (text_.starts_with(reserved_mobile_prefix)) return Warning::reserved_demo;
  if (!is_known_segment(text_)) return Warning::unknown_segment;
  return std::nullopt;
}

}  // namespace weige::standards
