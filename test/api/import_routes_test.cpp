// Imports over HTTP: a file in, its mapping shown, the import followed, rows and the result file out; and who
// may not.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "formats/byte_source.h"
#include "formats/workbook.h"
#include "http/job_handlers.h"
#include "support/databases.h"
#include "support/http/app.h"
#include "support/imports.h"

namespace weige {
namespace import_routes_test {

using access::Role;
using testing_support::App;
using testing_support::Browser;
using testing_support::Client;
using testing_support::invented_id;

std::string residents() {
  return "姓名,民族,证件号码,联系电话,现住地址,所属村居\n王伟,汉," + invented_id(1) +
         ",13900000001,明珠路88弄3号201室,北居委会\n=1+1,汉," + invented_id(3) +
         ",13900000001,明珠路88弄3号202室,北居委会\n";
}

class ImportRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_ = std::make_unique<App>(db());
    testing_support::make_test_committee(db());
  }
  testing_support::ClientAnswer upload(const Browser& who, const std::string& bytes,
                                       const char* key = "upload-key-1") {
    return Client(app_->server().port())
        .ask({.method = "POST",
              .target = "/api/uploads",
              .headers = {{"Cookie", who.cookie()},
                          {"X-Weige", "1"},
                          {"Content-Type", "application/octet-stream"},
                          {"X-File-Name", "%E5%90%8D%E5%8D%95.csv"},
                          {"Idempotency-Key", key}},
              .body = bytes});
  }
  void run() {
    jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
    registry::PeopleIndex people(1);
    http::add_job_handlers(runner, {.clock = system_clock(), .scratch = {}, .people = people});
    while (runner.run_one()) {
    }
  }
  static boost::json::object wish(std::int64_t upload_id) {
    boost::json::array mapping;
    const char* fields[] = {"name", nullptr, "document_number", "phone", "address", "committee"};
    for (int column : {0, 2, 3, 4, 5})
      mapping.push_back(boost::json::object{{"column", column}, {"field", fields[column]}});
    return {{"upload_id", upload_id}, {"kind", "residents"}, {"mode", "good_rows"}, {"mapping", mapping}};
  }

  std::unique_ptr<App> app_;
};
WEIGE_BOTH_ENGINES(ImportRoutes);

TEST_P(ImportRoutes, TakeAFileFromUploadToResult) {
  auto office = app_->signed_in(Role::population_office);
  const auto sent = upload(office, residents());
  ASSERT_EQ(sent.status, 201) << sent.body;
  const auto id = boost::json::parse(sent.body).at("id").as_int64();
  const auto seen = office.get("/api/uploads/" + std::to_string(id));
  ASSERT_EQ(seen.status, 200);
  EXPECT_EQ(seen.body.at("file_name").as_string(), "名单.csv");
  const auto& sheet = seen.body.at("sheets").at(0);
  EXPECT_EQ(sheet.at("guessed_kind").as_string(), "residents");
  EXPECT_EQ(sheet.at("dropped_columns").at(0).as_string(), "民族");
  EXPECT_EQ(sheet.at("columns").at(1).at("column").as_int64(), 2);
  EXPECT_EQ(sheet.at("columns").at(1).at("field").as_string(), "document_number");
  EXPECT_NE(sheet.at("sample").at(0).at(1).as_string(), invented_id(1)) << "masked";

  const auto started = office.post("/api/imports", wish(id));
  ASSERT_EQ(started.status, 202) << started.code() << started.place();
  const auto target = "/api/imports/" + std::to_string(started.body.at("id").as_int64());
  EXPECT_EQ(office.get(target + "/result-file").code(), "import-running");
  run();
  const auto done = office.get(target);
  EXPECT_EQ(done.body.at("job").at("state").as_string(), "done");
  EXPECT_EQ(done.body.at("outcomes").at("new").as_int64(), 1);
  EXPECT_EQ(done.body.at("outcomes").at("invalid").as_int64(), 1);
  EXPECT_EQ(done.body.at("problems").at(0).at("code").as_string(), "person-name");
  const auto rows = office.get(target + "/rows?outcome=invalid");
  ASSERT_EQ(rows.body.at("items").as_array().size(), 1u);
  EXPECT_EQ(rows.body.at("items").at(0).at("problems").at(0).at("cell").as_string(), "A3");
  EXPECT_EQ(office.get("/api/imports").body.at("items").as_array().size(), 1u);
}

TEST_P(ImportRoutes, TheResultFileHasTheSendersRowsWithoutProtectedColumnsOrFormulas) {
  auto office = app_->signed_in(Role::population_office);
  const auto id = boost::json::parse(upload(office, residents()).body).at("id").as_int64();
  const auto import = office.post("/api/imports", wish(id)).body.at("id").as_int64();
  run();
  const auto file = Client(app_->server().port())
                        .ask({.target = "/api/imports/" + std::to_string(import) + "/result-file",
                              .headers = {{"Cookie", office.cookie()}}});
  ASSERT_EQ(file.status, 200);
  std::vector<std::vector<std::string>> rows;
  const formats::MemorySource source(file.body);
  const auto read = formats::read_table(source, {}, [&](const formats::RowView& row) {
    auto& texts = rows.emplace_back();
    for (const auto& cell : row.cells) {
      EXPECT_FALSE(cell.formula);
      texts.emplace_back(cell.text);
    }
    return formats::Next::more;
  });
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(std::vector(rows[0].begin() + 5, rows[0].end()),
            (std::vector<std::string>{"姓名", "证件号码", "联系电话", "现住地址", "所属村居"}));
  EXPECT_EQ(rows[2][1], "需修改");
  EXPECT_EQ(rows[2][2], "A3");
  EXPECT_EQ(rows[2][5], "=1+1");
}

TEST_P(ImportRoutes, AreForThoseWhoMayAndForOnesOwnFiles) {
  auto auditor = app_->signed_in(Role::auditor), officer = app_->signed_in(Role::community_officer);
  EXPECT_EQ(upload(auditor, residents()).status, 403);
  const auto of_officer = boost::json::parse(upload(officer, residents()).body).at("id").as_int64();
  EXPECT_EQ(officer.post("/api/imports", wish(of_officer)).status, 403) << "rosters only";
  auto office = app_->signed_in(Role::population_office), other = app_->signed_in(Role::population_office);
  const auto id = boost::json::parse(upload(office, residents()).body).at("id").as_int64();
  EXPECT_EQ(other.get("/api/uploads/" + std::to_string(id)).status, 404);
  EXPECT_EQ(other.post("/api/imports", wish(id)).code(), "not-found");
  const auto again = upload(office, residents());
  EXPECT_EQ(boost::json::parse(again.body).at("id").as_int64(), id) << "the same submission is one upload";
  auto wrong = wish(id);
  wrong["mapping"].as_array().pop_back();
  wrong["mapping"].as_array().erase(wrong["mapping"].as_array().begin());
  EXPECT_EQ(office.post("/api/imports", wrong).code(), "mapping");
}

}  // namespace import_routes_test
}  // namespace weige
