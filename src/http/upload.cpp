#include "http/upload.h"

#include <botan/hash.h>
#include <botan/hex.h>
#include <sys/mman.h>
#include <unistd.h>

#include <utility>

namespace weige::http {
namespace {

struct CloseFile {
  void operator()(const UploadedFile* file) const {
    ::close(file->descriptor);
    delete file;
  }
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

struct BodySink::File {
  int descriptor = ::memfd_create("weige-upload", MFD_CLOEXEC);
  std::unique_ptr<Botan::HashFunction> hash = Botan::HashFunction::create_or_throw("SHA-256");

  File() = default;
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
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
  return file_->descriptor >= 0 && write_all(file_->descriptor, bytes) ? Taken::all : Taken::failed;
}

bool BodySink::give_to(Request& request) {
  if (!file_) {
    request.body = std::move(text_);
    return true;
  }
  if (file_->descriptor < 0) return false;
  const auto hash = Botan::hex_encode(file_->hash->final(), false);
  request.upload = std::shared_ptr<const UploadedFile>(
      new UploadedFile{.descriptor = std::exchange(file_->descriptor, -1), .size = size_, .sha256 = hash},
      CloseFile{});
  return true;
}

}  // namespace weige::http
