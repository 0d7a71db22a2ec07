#include "support/zip_builder.h"

#include <zlib.h>

#include <stdexcept>

namespace weige::test {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(i < 8 ? value >> (8 * i) & 0xFF : 0));
}

std::uint32_t checksum(std::string_view content) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
}

}  // namespace

std::string deflate_raw(std::string_view content) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("deflateInit2");
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

void ZipBuilder::append(std::string_view name, std::string_view content, const ZipLies& lies,
                        bool with_data) {
  const auto data = lies.method == 8 ? deflate_raw(content) : std::string(content);
  std::string
      common;  // the fields that both headers share, from the version needed to the extra field's length
  put(common, 20, 2);
  put(common, lies.flags, 2);
  put(common, lies.method, 2);
  put(common, 0, 4);  // time and date
  put(common, lies.crc.value_or(checksum(content)), 4);
  put(common, lies.packed_size.value_or(static_cast<std::uint32_t>(data.size())), 4);
  put(common, lies.unpacked_size.value_or(static_cast<std::uint32_t>(content.size())), 4);
  put(common, name.size(), 2);
  put(common, 0, 2);
  const auto offset = lies.header_offset.value_or(static_cast<std::uint32_t>(files_.size()));
  if (with_data) files_.append("PK\x03\x04").append(common).append(name).append(data);
  directory_.append("PK\x01\x02");
  put(directory_, 20, 2);
  directory_.append(common);
  put(directory_, 0, 2 + 2 + 2 + 4);  // comment, disk, attributes
  put(directory_, offset, 4);
  directory_.append(name);
  ++entries_;
}

ZipBuilder& ZipBuilder::add(std::string_view name, std::string_view content, const ZipLies& lies) {
  append(name, content, lies, true);
  return *this;
}

ZipBuilder& ZipBuilder::add_directory_only(std::string_view name, std::string_view content,
                                           const ZipLies& lies) {
  append(name, content, lies, false);
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
