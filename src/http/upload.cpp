#include "http/upload.h"

#include <botan/hash.h>
#include <botan/hex.h>

#include <utility>

#include "base/temporary_file.h"

namespace weige::http {
namespace {

struct Kept {
  UploadedFile upload;
  std::unique_ptr<TemporaryFile> file;
};

}  // namespace

struct BodySink::File {
  std::unique_ptr<TemporaryFile> temporary;
  std::unique_ptr<Botan::HashFunction> hash = Botan::HashFunction::create_or_throw("SHA-256");
};

BodySink::BodySink(std::uint64_t limit) : limit_(limit) {}

BodySink::BodySink(std::uint64_t limit, const std::filesystem::path& folder)
    : limit_(limit), file_(std::make_unique<File>(File{TemporaryFile::make(folder, "upload")})) {}

BodySink::~BodySink() = default;

BodySink::Taken BodySink::take(std::string_view bytes) {
  if (bytes.size() > limit_ - size_) return Taken::too_large;
  size_ += bytes.size();
  if (!file_) {
    text_.append(bytes);
    return Taken::all;
  }
  file_->hash->update(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return file_->temporary && file_->temporary->write(bytes) ? Taken::all : Taken::failed;
}

bool BodySink::give_to(Request& request) {
  if (!file_) {
    request.body = std::move(text_);
    return true;
  }
  if (!file_->temporary) return false;
  const bool complete = file_->temporary->close();
  const auto kept = std::make_shared<Kept>(Kept{{.path = file_->temporary->path(),
                                                 .size = size_,
                                                 .sha256 = Botan::hex_encode(file_->hash->final(), false)},
                                                std::move(file_->temporary)});
  request.upload = std::shared_ptr<const UploadedFile>(kept, &kept->upload);
  return complete;
}

}  // namespace weige::http
