// ResidentCode: what a resident signs in with, once: a code on paper that is handed over at the door, or one
// sent to the registered phone. Pure: `now` and randomness are arguments.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace weige::access {

// paper: twelve of 31 signs without look-alikes, 59 bits, for 14 days. phone: eight digits, 26 bits, for ten
// minutes and five tries.
enum class ResidentCodeKind { paper, phone };
std::string_view code(ResidentCodeKind kind);
std::optional<ResidentCodeKind> resident_code_kind_of(std::string_view code);

std::chrono::seconds life_of(ResidentCodeKind kind);
// None: it is too long to be guessed, whatever is tried.
std::optional<int> tries_of(ResidentCodeKind kind);

std::string new_resident_code(ResidentCodeKind kind, const Random& random);  // 7KQM2XHWRT4P, 03918264
std::string shown_code(std::string_view plain);                              // 7KQM-2XHW-RT4P

// What was typed, in the form in which codes are compared: width and case folded, without blanks and dashes.
std::string plain_resident_code(std::string_view typed);
// The same of a document number, whatever its type: old and new form of an ID number are one. Total: what is
// no number has a form too, which belongs to nobody.
std::string plain_document_number(std::string_view typed);

}  // namespace weige::access
