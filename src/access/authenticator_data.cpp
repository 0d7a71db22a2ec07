#include "access/authenticator_data.h"

#include "access/cbor.h"

namespace weige::access {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kModelBytes = 16;  // AAGUID: the model of the device
constexpr unsigned kUserPresent = 1, kUserVerified = 4, kHasCredential = 0x40, kHasExtensions = 0x80;

// Takes bytes from the front; what is too short is nothing from then on.
class Front {
 public:
  explicit Front(std::string_view bytes) : left_(bytes) {}
  std::string_view take(std::size_t size) {
    is_whole_ = is_whole_ && size <= left_.size();
    if (!is_whole_) return {};
    const auto out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
  }
  std::uint32_t number(std::size_t size) {
    std::uint32_t out = 0;
    for (const char byte : take(size)) out = out << 8 | static_cast<unsigned char>(byte);
    return out;
  }
  std::string_view take_item() {
    CborReader reader(left_);
    const auto item = reader.item();
    is_whole_ = is_whole_ && item;
    return take(item ? item->size() : 0);
  }
  bool is_map() const { return CborReader(left_).map().has_value(); }
  bool is_whole() const { return is_whole_; }
  bool is_all() const { return is_whole_ && left_.empty(); }

 private:
  std::string_view left_;
  bool is_whole_ = true;
};

std::optional<AttestedCredential> take_credential(Front& front) {
  front.take(kModelBytes);
  const auto size = front.number(2);
  if (size == 0 || size > kMostCredentialIdBytes) return std::nullopt;
  AttestedCredential out{.id = std::string(front.take(size)), .cose_key = {}};
  if (!front.is_map()) return std::nullopt;
  out.cose_key = front.take_item();
  if (!front.is_whole()) return std::nullopt;
  return out;
}

}  // namespace

std::optional<AuthenticatorData> parse_authenticator_data(std::string_view bytes) {
  if (bytes.size() > kMostAuthenticatorBytes) return std::nullopt;
  Front front(bytes);
  AuthenticatorData out;
  out.rp_id_hash = front.take(kHashBytes);
  const auto flags = front.number(1);
  out.is_present = (flags & kUserPresent) != 0;
  out.is_verified = (flags & kUserVerified) != 0;
  out.sign_count = front.number(4);
  if (!front.is_whole()) return std::nullopt;
  if ((flags & kHasCredential) != 0) {
    out.credential = take_credential(front);
    if (!out.credential) return std::nullopt;
  }
  if ((flags & kHasExtensions) != 0) {
    if (!front.is_map()) return std::nullopt;
    front.take_item();
  }
  if (!front.is_all()) return std::nullopt;
  return out;
}

std::optional<std::string> data_of_attestation(std::string_view attestation) {
  if (attestation.size() > kMostAuthenticatorBytes) return std::nullopt;
  CborReader reader(attestation);
  if (reader.map() != 3U) return std::nullopt;
  std::optional<std::string> out;
  bool has_format = false, has_statement = false;
  for (int i = 0; i < 3; ++i) {
    const auto name = reader.text();
    if (name == "fmt" && !has_format) {
      has_format = reader.text().has_value();
    } else if (name == "attStmt" && !has_statement) {
      has_statement = CborReader(reader.left()).map() && reader.item();
    } else if (name == "authData" && !out) {
      const auto data = reader.bytes();
      if (!data) return std::nullopt;
      out = std::string(*data);
    } else {
      return std::nullopt;
    }
  }
  if (!has_format || !has_statement || !reader.at_end()) return std::nullopt;
  return out;
}

}  // namespace weige::access
