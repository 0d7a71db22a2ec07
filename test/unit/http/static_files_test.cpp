#include "http/static_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace weige::http {
namespace static_files_test {

namespace fs = std::filesystem;

class Client : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_ / "assets");
    put("index.html", "<html>");
    put("favicon.ico", "icon");
    put("assets/index-4f2a91c0.js", std::string(4000, 'x'));
    put("assets/index-4f2a91c0.js.br", "brotli");
    put("../outside.txt", "secret");
    files_ = StaticFiles::read(folder_).value();
  }
  void TearDown() override { fs::remove_all(folder_.parent_path()); }

  void put(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name) << content;
  }
  std::optional<Response> get(std::vector<std::string> segments, std::string coding = "",
                              std::string tag = "") const {
    Request request{.segments = std::move(segments)};
    request.headers.add("Accept-Encoding", std::move(coding));
    if (!tag.empty()) request.headers.add("If-None-Match", std::move(tag));
    return files_.answer(request);
  }
  static std::string body(const std::optional<Response>& response) {
    return *std::get<SharedBytes>(response->body);
  }

  fs::path folder_ = fs::temp_directory_path() / ("weige-static-" + std::to_string(::getpid())) / "dist";
  StaticFiles files_;
};

TEST_F(Client, AnswersPagesWithTheIndex) {
  for (const auto& path : {std::vector<std::string>{}, {"persons", "17"}, {"search"}}) {
    const auto answer = get(path);
    ASSERT_TRUE(answer);
    EXPECT_EQ(body(answer), "<html>");
    EXPECT_EQ(answer->headers.get("Cache-Control"), "no-cache");
  }
}

TEST_F(Client, LeavesTheApiAndMissingFilesAlone) {
  EXPECT_FALSE(get({"api", "persons"}));
  EXPECT_FALSE(get({"api"}));
  EXPECT_FALSE(get({"assets", "gone-4f2a91c0.js"}));
  EXPECT_FALSE(get({"robots.txt"}));
  EXPECT_FALSE(files_.answer({.method = Method::post, .segments = {"x"}}));
}

TEST_F(Client, NeverLeavesItsFolder) {
  EXPECT_FALSE(get({"..", "outside.txt"}));
  EXPECT_FALSE(get({"assets", "..", "..", "outside.txt"}));
}

TEST_F(Client, CachesHashedNamesForGood) {
  const auto answer = get({"assets", "index-4f2a91c0.js"});
  EXPECT_EQ(answer->headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(answer->headers.get("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_FALSE(has_hashed_name("/favicon.ico"));
  EXPECT_FALSE(has_hashed_name("/assets/index.js"));
}

TEST_F(Client, SendsTheSmallestFormThatIsAccepted) {
  EXPECT_EQ(body(get({"assets", "index-4f2a91c0.js"}, "gzip, br")), "brotli");
  const auto packed = get({"assets", "index-4f2a91c0.js"}, "gzip");
  EXPECT_EQ(packed->headers.get("Content-Encoding"), "gzip");
  EXPECT_LT(body(packed).size(), 200u);
  EXPECT_EQ(body(get({"assets", "index-4f2a91c0.js"})).size(), 4000u);
  EXPECT_FALSE(get({"favicon.ico"}, "gzip")->headers.find("Content-Encoding"));
}

TEST_F(Client, AnswersNotModifiedPerForm) {
  const auto tag = std::string(get({}, "gzip")->headers.get("ETag"));
  EXPECT_EQ(get({}, "gzip", tag)->status, 304);
  EXPECT_EQ(get({}, "", tag)->status, 200);
}

TEST_F(Client, RefusesAFolderWithoutAnIndex) {
  EXPECT_EQ(StaticFiles::read(folder_ / "assets").problem().code, ProblemCode::web_folder);
  EXPECT_EQ(StaticFiles::read(folder_ / "none").problem().code, ProblemCode::web_folder);
}

}  // namespace static_files_test
}  // namespace weige::http
