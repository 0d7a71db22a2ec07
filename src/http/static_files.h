// StaticFiles: the built web client, read into memory once. Only what was found at the start is ever
// answered, so no path can lead out.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace weige::http {

class StaticFiles {
 public:
  StaticFiles() = default;  // no client: every path is unknown
  // Reads the folder; NAME.br and NAME.gz beside NAME are its compressed forms, a missing gzip form is made.
  // Problem: web_folder (no index.html in it, unreadable, more than 64 MiB).
  static Result<StaticFiles> read(const std::filesystem::path& folder);

  // GET and HEAD of a path outside /api; unknown paths without a file extension are pages of the client and
  // get index.html.
  std::optional<Response> answer(const Request& request) const;

 private:
  struct File {
    std::string content_type;
    std::string cache_control;
    std::string tag;
    SharedBytes plain, gzip, brotli;
  };
  static File describe(const std::filesystem::path& path, const std::string& relative);
  const File* find(std::string_view path) const;
  static Response respond(const Request& request, const File& file);

  std::map<std::string, File, std::less<>> files_;  // by path, "/assets/index-4f2a91c0.js"
};

// Names that carry a hash of their content (assets/NAME-XXXXXXXX.EXT) never change and are cached for good.
bool has_hashed_name(std::string_view relative_path);

}  // namespace weige::http
