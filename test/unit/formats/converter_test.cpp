// The sandbox around ogr2ogr, with a program in its place that does what it should not.
#include "formats/converter.h"

#include <gtest/gtest.h>

#include <map>

#include "support/area_files.h"
#include "support/shapefile_builder.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WEIGE_SANITIZED 1
#endif

namespace weige::formats {
namespace converter_test {

class ConverterTest : public testing::Test {
 protected:
  void TearDown() override { EXPECT_FALSE(reader.left_something()); }

  // What becomes of a good Shapefile with the converter that has this name.
  Result<AreaFile> read_with(const std::string& name) {
    const auto link = links.path() / name;
    std::filesystem::create_symlink(WEIGE_FAKE_CONVERTER, link);
    reader.options.converter = link;
    return reader.read(test::small_shapefile().zipped());
  }
  ProblemCode code_with(const std::string& name) {
    const auto file = read_with(name);
    return file ? ProblemCode::internal : file.problem().code;
  }

  const test::RandomFolder links;
  test::AreaReader reader{WEIGE_PARSE_CHILD};
};

TEST_F(ConverterTest, MayReadItsFileAndNothingElse) {
  const auto file = read_with("reports");
  ASSERT_TRUE(file) << title(file.problem(), Language::en);
  std::map<std::string, std::string> told;
  for (const auto& [name, value] : file->layer.features.at(0).properties) told[name] = value;
  for (const auto* what : {"fork", "socket", "kill", "write here", "change here", "remove here", "truncate"})
    EXPECT_EQ(told[what], "refused") << what;
  EXPECT_EQ(told["read here"], "possible");
  EXPECT_EQ(told["descriptors"], "-1") << "only the first three are open";
  EXPECT_EQ(told["environment"],
            "LC_ALL HOME PROJ_NETWORK GDAL_DRIVER_PATH GDAL_NUM_THREADS GDAL_PAM_ENABLED "
            "OGR_SQLITE_LIST_ALL_TABLES OGR_SQLITE_PRAGMA SHAPE_RESTORE_SHX OGR_SKIP ");
  if (test::has_landlock()) {
    EXPECT_EQ(told["read elsewhere"], "refused");
  }
}

TEST_F(ConverterTest, OneThatNeverEndsIsStoppedAtEitherLimit) {
  reader.sandbox.cpu_seconds = 0;
  EXPECT_EQ(code_with("spins"), ProblemCode::parse_timeout);
  EXPECT_EQ(code_with("leaves_its_messages"), ProblemCode::parse_timeout);
  reader.sandbox.wall_limit = std::chrono::milliseconds(50);
  EXPECT_EQ(code_with("sleeps"), ProblemCode::parse_timeout);
}

TEST_F(ConverterTest, OneThatEatsMemoryIsStopped) {
#ifdef WEIGE_SANITIZED
  GTEST_SKIP() << "sanitizers need more address space than any useful limit";
#endif
  // Little enough to be eaten up before the processor's time is, wherever pages are slow to come by.
  reader.sandbox.memory_bytes = 160u << 20;
  EXPECT_EQ(code_with("eats_memory"), ProblemCode::parse_memory);
}

TEST_F(ConverterTest, OneThatWritesTooMuchIsStopped) {
  reader.options.limits.bytes = 1 << 20;
  const auto file = read_with("writes_endlessly");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.problem(), problem(ProblemCode::area_file_unsafe).with("reason", "output-size"));
}

TEST_F(ConverterTest, OneThatBreaksRefusesOrLiesIsAProblem) {
  EXPECT_EQ(code_with("crashes"), ProblemCode::parse_failed);
  EXPECT_EQ(code_with("fails"), ProblemCode::area_file_damaged);
  EXPECT_EQ(code_with("says_nothing"), ProblemCode::area_file_damaged);
  EXPECT_EQ(code_with("lies"), ProblemCode::geojson_syntax);
}

TEST_F(ConverterTest, OneThatIsNotThereConcernsOnlyWhatNeedsIt) {
  reader.options.converter = links.path() / "none";
  EXPECT_EQ(reader.code(test::small_shapefile().zipped()), ProblemCode::converter_missing);
  EXPECT_TRUE(reader.read(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})"));
}

TEST_F(ConverterTest, APlaceForTemporaryFilesThatIsNotThereIsToldAsSuch) {
  reader.options.folder = links.path() / "none";
  EXPECT_EQ(reader.code(test::small_shapefile().zipped()), ProblemCode::unavailable);
}

}  // namespace converter_test
}  // namespace weige::formats
