// PersonName: a name as a document writes it: Han, Han with dots (minority names), or Latin. Kept as written;
// compared by key. Personal data: no stream operator, only masked() and reveal().
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "standards/warning.h"

namespace weige::standards {

enum class NameScript { han, han_dotted, latin };

class PersonName {
 public:
  // Accepts blanks within Han names (王　伟), every dot that people use for ·, rare characters (extensions A
  // to H, private use) and letters with accents. Problems: missing_field, too_long (more than 64 characters),
  // person_name.
  static Result<PersonName> parse(std::string_view text);

  std::string reveal() const { return text_; }  // as written, without blanks around Han and with ASCII width
  // 王*伟, 欧**娜, 阿***·买**, J*** S****
  std::string masked() const;
  NameScript script() const { return script_; }

  // For comparison and search: compatibility forms, radicals and GB18030 private-use characters folded to the
  // real ones, one dot, Latin in lower case without accents, one blank between words.
  const std::string& key() const { return key_; }

  // Han: one character, or two of a known double surname when a given name is left. "SMITH, JOHN": before the
  // comma. Empty when the name does not tell (dotted names, other Latin names). Parts of reveal().
  std::string surname() const { return text_.substr(0, surname_bytes_); }
  std::string given() const;

  std::optional<Warning> warning() const;  // single_character

  // Equal when the keys are.
  bool operator==(const PersonName& other) const { return key_ == other.key_; }
  std::strong_ordering operator<=>(const PersonName& other) const { return key_ <=> other.key_; }

 private:
  PersonName(NameScript script, std::string text, std::string key, std::size_t surname_bytes)
      : script_(script), text_(std::move(text)), key_(std::move(key)), surname_bytes_(surname_bytes) {}
  NameScript script_;
  std::string text_, key_;
  std::size_t surname_bytes_;
};

bool is_double_surname(std::u32string_view two);  // 欧阳, 司马, ...

}  // namespace weige::standards
