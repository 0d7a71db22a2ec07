#include "support/zip_builder.h"

#include <zlib.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace weige::test {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(i < 8 ? value >> (8 * i) & 0xFF : 0));
}

std::uint32_t checksum(std::string_view content) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
}

class Deflater {
 public:
  explicit Deflater(int level = 6) {
    if (deflateInit2(&stream_, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::runtime_error("deflateInit2");
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void take(std::string_view content, int flush = Z_NO_FLUSH) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream_.avail_in = static_cast<uInt>(content.size());
    do {
      std::array<char, 32 * 1024> buffer;
      stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream_.avail_out = static_cast<uInt>(buffer.size());
      deflate(&stream_, flush);
      out_.append(buffer.data(), buffer.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }
  std::string finish() {
    take({}, Z_FINISH);
    return std::move(out_);
  }

 private:
  z_stream stream_{};
  std::string out_;
};

}  // namespace

std::string deflate_raw(std::string_view content) {
  Deflater deflater;
  deflater.take(content);
  return deflater.finish();
}

ZipBuilder::Packed ZipBuilder::packed(std::string_view content, const ZipLies& lies) {
  return {lies.method == 8 ? deflate_raw(content) : std::string(content), checksum(content),
          static_cast<std::uint32_t>(content.size())};
}

ZipBuilder::Packed ZipBuilder::pack(const Repeated& content) {
  Deflater deflater(content.level);
  Packed packed;
  const auto take = [&](const std::string& piece) {
    deflater.take(piece);
    packed.crc = static_cast<std::uint32_t>(
        crc32(packed.crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())));
    packed.unpacked += static_cast<std::uint32_t>(piece.size());
  };
  take(content.before);
  for (std::size_t i = 0; i < content.times; ++i) take(content.unit);
  take(content.after);
  packed.data = deflater.finish();
  return packed;
}

void ZipBuilder::append(std::string_view name, const Packed& packed, const ZipLies& lies, bool with_data) {
  std::string
      common;  // the fields that both headers share, from the version needed to the extra field's length
  put(common, 20, 2);
  put(common, lies.flags, 2);
  put(common, lies.method, 2);
  put(common, 0, 4);  // time and date
  put(common, lies.crc.value_or(packed.crc), 4);
  put(common, lies.packed_size.value_or(static_cast<std::uint32_t>(packed.data.size())), 4);
  put(common, lies.unpacked_size.value_or(packed.unpacked), 4);
  put(common, name.size(), 2);
  put(common, 0, 2);
  const auto offset = lies.header_offset.value_or(static_cast<std::uint32_t>(files_.size()));
  if (with_data) files_.append("PK\x03\x04").append(common).append(name).append(packed.data);
  directory_.append("PK\x01\x02");
  put(directory_, 20, 2);
  directory_.append(common);
  put(directory_, 0, 2 + 2 + 2 + 4);  // comment, disk, attributes
  put(directory_, offset, 4);
  directory_.append(name);
  ++entries_;
}

ZipBuilder& ZipBuilder::add(std::string_view name, std::string_view content, const ZipLies& lies) {
  append(name, packed(content, lies), lies, true);
  return *this;
}

ZipBuilder& ZipBuilder::add_repeated(std::string_view name, const Repeated& content) {
  append(name, pack(content), {}, true);
  return *this;
}

ZipBuilder& ZipBuilder::add_directory_only(std::string_view name, std::string_view content,
                                           const ZipLies& lies) {
  append(name, packed(content, lies), lies, false);
  return *this;
}

std::string ZipBuilder::finish(std::optional<std::uint16_t> claimed_entries) const {
  std::string out = files_ + directory_;
  out.append("PK\x05\x06");
  put(out, 0, 4);
  put(out, claimed_entries.value_or(entries_), 2);
  put(out, claimed_entries.value_or(entries_), 2);
  put(out, directory_.size(), 4);
  put(out, files_.size(), 4);
  put(out, 0, 2);
  return out;
}

}  // namespace weige::test
