#include "http/upload.h"

#include <botan/hash.h>
#include <botan/hex.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

namespace weige::http {
namespace {

namespace fs = std::filesystem;

struct RemoveFile {
  void operator()(const UploadedFile* file) const {
    std::error_code ignored;
    fs::remove(file->path, ignored);
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

// Readable by this process's user only (mkstemp: mode 0600).
struct BodySink::File {
  std::string path;
  int descriptor = -1;
  std::unique_ptr<Botan::HashFunction> hash = Botan::HashFunction::create_or_throw("SHA-256");

  explicit File(const fs::path& folder) : path((folder / "weige-upload-XXXXXX").string()) {
    descriptor = ::mkstemp(path.data());
  }
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
    if (!path.empty()) ::unlink(path.c_str());
  }
};

BodySink::BodySink(std::uint64_t limit) : limit_(limit) {}

BodySink::BodySink(std::uint64_t limit, const fs::path& folder)
    : limit_(limit), file_(std::make_unique<File>(folder.empty() ? fs::temp_directory_path() : folder)) {}

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
  const int closed = ::close(std::exchange(file_->descriptor, -1));
  const auto hash = Botan::hex_encode(file_->hash->final(), false);
  request.upload = std::shared_ptr<const UploadedFile>(
      new UploadedFile{.path = std::exchange(file_->path, {}), .size = size_, .sha256 = hash}, RemoveFile{});
  return closed == 0;
}

}  // namespace weige::http
