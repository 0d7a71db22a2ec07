#include "town/sample_files.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "formats/csv_writer.h"
#include "formats/xlsx_writer.h"
#include "registry/code_lists.h"

namespace weige::town {
namespace {

using formats::CellValue;
using registry::CodeListName;
using registry::TownFile;

std::string zh(CodeListName list, std::string_view code) {
  return code.empty() ? std::string{} : std::string(registry::zh_of(list, code));
}

std::string day(sys_days at) {
  return to_iso(Day{at});
}

SampleTable& table(SampleTables& tables, TownFile kind) {
  return *std::ranges::find(tables, kind, &SampleTable::kind);
}

void add_row(SampleTable& table, std::vector<std::string> cells) {
  table.rows.push_back(std::move(cells));
}

// What the events make of a plan by its end.
struct EndState {
  std::map<int, std::string_view> labels;  // by door
  std::map<int, const SampleJob*> jobs;    // by person: those who still work
  std::map<int, SamplePerson> corrected;   // people whose fields were mended
  std::vector<bool> firm_closed;

  explicit EndState(const SamplePlan& plan) : firm_closed(plan.firms.size()) {
    std::vector<bool> ended(plan.jobs.size());
    for (const auto& event : plan.events) {
      const bool about_door =
          event.what == SampleDo::arrive || event.what == SampleDo::leave || event.what == SampleDo::suspend;
      if (about_door && !event.text.empty()) labels[event.subject] = event.text;
      if (event.what == SampleDo::correct) correct(plan, event);
      if (event.what == SampleDo::close_firm) firm_closed[static_cast<std::size_t>(event.subject)] = true;
      if (event.what == SampleDo::quit) ended[static_cast<std::size_t>(event.subject)] = true;
    }
    for (std::size_t at = 0; at < plan.jobs.size(); ++at)
      if (!ended[at] && !firm_closed[static_cast<std::size_t>(plan.jobs[at].organisation)])
        jobs[plan.jobs[at].person] = &plan.jobs[at];
  }

  const SamplePerson& person(const SamplePlan& plan, int at) const {
    const auto mended = corrected.find(at);
    return mended == corrected.end() ? plan.people[static_cast<std::size_t>(at)].person : mended->second;
  }

 private:
  void correct(const SamplePlan& plan, const SampleEvent& event) {
    const auto& before = plan.people[static_cast<std::size_t>(event.subject)].person;
    auto& person = corrected.try_emplace(event.subject, before).first->second;
    (event.text == "name"    ? person.name
     : event.text == "phone" ? person.phone
                             : person.registered_place) = event.value;
  }
};

void add_addresses(SampleTable& out, const SamplePlan& plan, const EndState& end) {
  for (std::size_t at = 0; at < plan.doors.size(); ++at) {
    const auto& door = plan.doors[at];
    const auto changed = end.labels.find(static_cast<int>(at));
    auto labels =
        zh(CodeListName::premises_labels, changed == end.labels.end() ? door.label : changed->second);
    if (!door.second_label.empty())
      labels += (labels.empty() ? "" : "、") + zh(CodeListName::premises_labels, door.second_label);
    add_row(out, {plan.committee.name, door.place.text, zh(CodeListName::premises_uses, door.place.use),
                  labels, door.owner_name, door.owner_phone, door.agent_name, door.agent_phone,
                  door.headcount_limit > 0 ? std::to_string(door.headcount_limit) : std::string{}});
  }
}

void add_residents(SampleTable& out, const SamplePlan& plan, const EndState& end) {
  for (const auto& stay : plan.stays) {
    if (stay.last) continue;
    const auto& person = end.person(plan, stay.person);
    const auto& door = plan.doors[static_cast<std::size_t>(stay.door)];
    std::vector<std::string> cells{person.name,
                                   person.sex == standards::Sex::male ? "男" : "女",
                                   zh(CodeListName::document_types, person.document_type),
                                   person.document_number,
                                   day(person.birth),
                                   person.phone,
                                   zh(CodeListName::categories, person.category),
                                   person.registered_place,
                                   plan.committee.name,
                                   door.place.text,
                                   zh(CodeListName::relations, person.relation),
                                   "主要居住",
                                   day(stay.from),
                                   ""};
    const auto job = end.jobs.find(stay.person);
    if (job == end.jobs.end()) {
      cells.resize(cells.size() + 3);
    } else {
      const auto& firm = plan.firms[static_cast<std::size_t>(job->second->organisation)];
      cells.insert(cells.end(),
                   {firm.organisation.credit_code, std::string(job->second->title), day(job->second->from)});
    }
    add_row(out, std::move(cells));
  }
}

void add_organisations(SampleTable& out, const SamplePlan& plan, const EndState& end) {
  for (std::size_t at = 0; at < plan.firms.size(); ++at) {
    if (end.firm_closed[at]) continue;
    const auto& firm = plan.firms[at];
    const auto& place = plan.doors[static_cast<std::size_t>(firm.door)].place;
    add_row(out, {firm.organisation.name, firm.organisation.credit_code,
                  zh(CodeListName::organisation_kinds, firm.organisation.kind), firm.contact_name,
                  firm.contact_phone, plan.committee.name, place.text,
                  zh(CodeListName::premises_uses, place.use)});
  }
}

std::vector<CellValue> cells_of(const std::vector<std::string>& row) {
  std::vector<CellValue> out;
  for (const auto& cell : row) out.push_back(cell.empty() ? CellValue{} : CellValue{std::string_view(cell)});
  return out;
}

// One table as two files.
struct Pair {
  std::unique_ptr<std::ofstream> bytes;
  formats::CsvWriter csv;
  formats::XlsxWriter xlsx;

  static Result<Pair> create(const std::string& path, const SampleTable& table) {
    auto bytes = std::make_unique<std::ofstream>(path + ".csv", std::ios::binary);
    if (!*bytes) return problem(ProblemCode::file_write).with("reason", path + ".csv");
    WEIGE_TRY(auto xlsx, formats::XlsxWriter::create(path + ".xlsx"));
    WEIGE_CHECK(xlsx.sheet(table.title, {}));
    auto* const to = bytes.get();
    Pair out{std::move(bytes), formats::CsvWriter([to](std::string_view text) { *to << text; }),
             std::move(xlsx)};
    WEIGE_CHECK(out.row({table.title}));
    WEIGE_CHECK(out.row(table.headers));
    return out;
  }
  Done row(const std::vector<std::string>& cells) {
    const auto values = cells_of(cells);
    csv.row(values);
    return xlsx.row(values);
  }
};

}  // namespace

SampleTables empty_sample_tables() {
  return {SampleTable{TownFile::addresses,
                      "实有房屋底册",
                      {"所属村居", "地址", "房屋用途", "房屋标签", "房东姓名", "房东电话", "代理人姓名",
                       "代理人电话", "核定人数"}},
          SampleTable{TownFile::residents,
                      "实有人口底册",
                      {"姓名", "性别", "证件类型", "证件号码", "出生日期", "联系电话", "人员类别", "户籍地址",
                       "所属村居", "现住地址", "与户主关系", "居住类型", "入住日期", "搬离日期",
                       "工作单位信用代码", "职务", "入职日期"}},
          SampleTable{TownFile::organisations,
                      "实有单位底册",
                      {"单位名称", "统一社会信用代码", "单位类型", "联系人", "联系电话", "所属村居",
                       "单位地址", "房屋用途"}}};
}

void add_sample_rows(SampleTables& tables, const SamplePlan& plan) {
  const EndState end(plan);
  add_addresses(table(tables, TownFile::addresses), plan, end);
  add_residents(table(tables, TownFile::residents), plan, end);
  add_organisations(table(tables, TownFile::organisations), plan, end);
}

struct SampleFileWriter::Files {
  std::vector<Pair> pairs;
};

SampleFileWriter::SampleFileWriter(std::unique_ptr<Files> files) : files_(std::move(files)) {}
SampleFileWriter::SampleFileWriter(SampleFileWriter&&) noexcept = default;
SampleFileWriter::~SampleFileWriter() = default;

Result<SampleFileWriter> SampleFileWriter::create(const std::string& folder) {
  auto files = std::make_unique<Files>();
  for (const auto& each : empty_sample_tables()) {
    WEIGE_TRY(auto pair, Pair::create(folder + "/" + std::string(registry::code(each.kind)), each));
    files->pairs.push_back(std::move(pair));
  }
  return SampleFileWriter(std::move(files));
}

Done SampleFileWriter::add(const SampleTables& tables) {
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (const auto& row : tables[i].rows) WEIGE_CHECK(files_->pairs[i].row(row));
  return done();
}

Done SampleFileWriter::finish() {
  for (auto& pair : files_->pairs) {
    WEIGE_CHECK(pair.xlsx.finish());
    pair.bytes->close();
    if (!*pair.bytes) return problem(ProblemCode::file_write).with("reason", "CSV");
  }
  return done();
}

}  // namespace weige::town
