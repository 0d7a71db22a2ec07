#include "http/answer_form.h"

#include "http/compression.h"
#include "http/etag.h"

namespace weige::http {
namespace {

// Below this, a compressed answer saves less than a network packet.
constexpr std::size_t kWorthCompressing = 1400;

bool is_compressible(std::string_view content_type) {
  return content_type.starts_with("application/json") || content_type.starts_with("text/") ||
         content_type.starts_with("application/problem+json") ||
         content_type.starts_with("application/geo+json");
}

// A tag of a record's version is for If-Match only: what hangs on the record may have changed without it.
bool is_kept(const Response& response) {
  return response.headers.get("Cache-Control") != "no-store";
}

bool answers_not_modified(const Request& request, const Response& response) {
  const auto condition = request.headers.find("If-None-Match");
  const auto tag = response.headers.find("ETag");
  return is_safe(request.method) && response.status == 200 && condition && tag && is_kept(response) &&
         names_tag(*condition, *tag);
}

void compress(const Request& request, Response& response) {
  auto* text = std::get_if<std::string>(&response.body);
  if (!text || text->size() < kWorthCompressing || response.headers.find("Content-Encoding")) return;
  if (!is_compressible(response.headers.get("Content-Type"))) return;
  response.headers.add("Vary", "Accept-Encoding");
  if (!accepts_coding(request.headers.get("Accept-Encoding"), "gzip")) return;
  *text = gzip(*text, GzipEffort::fast);
  response.headers.add("Content-Encoding", "gzip");
}

}  // namespace

void shape_answer(const Request& request, Response& response) {
  if (!response.headers.find("Cache-Control"))
    response.headers.add("Cache-Control", response.headers.find("ETag") ? "private, no-cache" : "no-store");
  if (answers_not_modified(request, response)) {
    response.status = 304;
    response.headers.remove("Content-Type");
    response.body = std::string();
    return;
  }
  compress(request, response);
}

// style-src: the component library sets element styles; worker-src: the map draws in workers made from blobs.
void add_security_headers(Headers& headers, std::string_view tiles) {
  const std::string also = tiles.empty() ? "" : " " + std::string(tiles);
  headers.add("Content-Security-Policy",
              "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:" + also +
                  "; connect-src 'self'" + also +
                  "; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
                  "frame-ancestors 'none'");
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("Referrer-Policy", "same-origin");
  headers.add("Cross-Origin-Opener-Policy", "same-origin");
  headers.add("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace weige::http
