#include "http/upload.h"

#include <botan/hash.h>
#include <botan/hex.h>

#include "base/memory_file.h"

namespace weige::http {

struct BodySink::File {
  MemoryFile bytes{"weige-upload"};
  std::unique_ptr<Botan::HashFunction> hash = Botan::HashFunction::create_or_throw("SHA-256");
};

BodySink::BodySink(std::uint64_t limit, Into into)
    : limit_(limit), file_(into == Into::memory_file ? std::make_unique<File>() : nullptr) {}

BodySink::~BodySink() = default;

BodySink::Taken BodySink::take(std::string_view bytes) {
  if (bytes.size() > limit_ - size_) return Taken::too_large;
  size_ += bytes.size();
  if (!file_) {
    text_.append(bytes);
    return Taken::all;
  }
  file_->hash->update(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return file_->bytes.write(bytes) ? Taken::all : Taken::failed;
}

bool BodySink::give_to(Request& request) {
  if (!file_) {
    request.body = std::move(text_);
    return true;
  }
  const auto keeper = file_->bytes.descriptor();
  if (*keeper < 0) return false;
  const auto hash = Botan::hex_encode(file_->hash->final(), false);
  request.upload = std::shared_ptr<const UploadedFile>(
      new UploadedFile{.descriptor = *keeper, .size = size_, .sha256 = hash},
      [keeper](const UploadedFile* file) { delete file; });
  return true;
}

}  // namespace weige::http
