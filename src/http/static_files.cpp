#include "http/static_files.h"

#include <array>
#include <fstream>
#include <iterator>

#include "base/sha256.h"
#include "http/compression.h"
#include "http/etag.h"

namespace weige::http {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 64 * 1024 * 1024;
constexpr std::size_t kTagDigits = 16;

struct Kind {
  std::string_view extension;
  std::string_view content_type;
  bool compressible;
};
constexpr std::array kKinds{
    Kind{".html", "text/html; charset=utf-8", true},
    Kind{".js", "text/javascript; charset=utf-8", true},
    Kind{".mjs", "text/javascript; charset=utf-8", true},
    Kind{".css", "text/css; charset=utf-8", true},
    Kind{".json", "application/json", true},
    Kind{".webmanifest", "application/manifest+json", true},
    Kind{".svg", "image/svg+xml", true},
    Kind{".png", "image/png", false},
    Kind{".jpg", "image/jpeg", false},
    Kind{".webp", "image/webp", false},
    Kind{".ico", "image/x-icon", false},
    Kind{".woff2", "font/woff2", false},
    Kind{".wasm", "application/wasm", true},
    Kind{".txt", "text/plain; charset=utf-8", true},
};

Kind kind_of(const fs::path& path) {
  for (const auto& kind : kKinds)
    if (path.extension() == kind.extension) return kind;
  return {"", "application/octet-stream", false};
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

SharedBytes content_if_there(const fs::path& path) {
  return fs::is_regular_file(path) ? std::make_shared<const std::string>(content_of(path)) : nullptr;
}

bool is_compressed_form(const fs::path& path) {
  return path.extension() == ".gz" || path.extension() == ".br";
}

}  // namespace

bool has_hashed_name(std::string_view relative_path) {
  if (!relative_path.starts_with("/assets/")) return false;
  const auto dot = relative_path.rfind('.');
  if (dot == std::string_view::npos || dot < 9) return false;
  const auto hash = relative_path.substr(dot - 8, 8);  // the bundler's hashes may themselves hold - and _
  return relative_path[dot - 9] == '-' && hash.find_first_of("./") == std::string_view::npos;
}

StaticFiles::File StaticFiles::describe(const fs::path& path, const std::string& relative) {
  const auto kind = kind_of(path);
  File file{.content_type = std::string(kind.content_type),
            .cache_control = has_hashed_name(relative) ? "public, max-age=31536000, immutable" : "no-cache",
            .tag = {},
            .plain = std::make_shared<const std::string>(content_of(path)),
            .gzip = content_if_there(path.string() + ".gz"),
            .brotli = content_if_there(path.string() + ".br")};
  file.tag = sha256_hex(*file.plain).substr(0, kTagDigits);
  if (kind.compressible && !file.gzip)
    file.gzip = std::make_shared<const std::string>(http::gzip(*file.plain, GzipEffort::best));
  return file;
}

Result<StaticFiles> StaticFiles::read(const fs::path& folder) {
  const auto refused = [&] { return problem(ProblemCode::web_folder).with("folder", folder.string()); };
  std::error_code error;
  if (!fs::is_regular_file(folder / "index.html", error)) return refused();
  StaticFiles out;
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (!entry.is_regular_file(error) || is_compressed_form(entry.path())) continue;
    bytes += entry.file_size(error);
    if (error || bytes > kLargestFile) return refused();
    const auto relative = "/" + entry.path().lexically_relative(folder).generic_string();
    out.files_.emplace(relative, describe(entry.path(), relative));
  }
  if (error) return refused();
  return out;
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
  if (const auto found = files_.find(path); found != files_.end()) return &found->second;
  const auto last = path.substr(path.rfind('/') + 1);
  if (path.starts_with("/assets/") || last.find('.') != std::string_view::npos) return nullptr;
  const auto index = files_.find("/index.html");
  return index == files_.end() ? nullptr : &index->second;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
  if (!is_safe(request.method)) return std::nullopt;
  if (!request.segments.empty() && request.segments.front() == "api") return std::nullopt;
  std::string path;
  for (const auto& segment : request.segments) path += "/" + segment;
  const File* file = find(path);
  if (!file) return std::nullopt;
  return respond(request, *file);
}

Response StaticFiles::respond(const Request& request, const File& file) {
  const auto accepted = request.headers.get("Accept-Encoding");
  const bool brotli = file.brotli && accepts_coding(accepted, "br");
  const bool gzipped = !brotli && file.gzip && accepts_coding(accepted, "gzip");
  const std::string tag = '"' + file.tag + (brotli ? "-br" : gzipped ? "-gz" : "") + '"';
  Response response;
  response.headers.add("ETag", tag);
  response.headers.add("Cache-Control", file.cache_control);
  if (file.gzip || file.brotli) response.headers.add("Vary", "Accept-Encoding");
  if (const auto condition = request.headers.find("If-None-Match"); condition && names_tag(*condition, tag)) {
    response.status = 304;
    return response;
  }
  response.headers.add("Content-Type", file.content_type);
  if (brotli || gzipped) response.headers.add("Content-Encoding", brotli ? "br" : "gzip");
  response.body = brotli ? file.brotli : gzipped ? file.gzip : file.plain;
  return response;
}

}  // namespace weige::http
