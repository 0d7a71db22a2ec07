#include "support/backups.h"

#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "seal/text_lines.h"

namespace weige::testing_support {
namespace {

const std::set<std::string, std::less<>> kChanged{"session", "one_time_link", "id_block", "audit_entry",
                                                  "audit_subject"};

}  // namespace

std::string backup_bytes(store::Database& database, const town::BackupKeys& keys,
                         const town::BackupProgress& progress, Instant now) {
  std::string out;
  const auto clock = fixed_clock(now);
  const auto made = town::write_backup(
      {.database = database, .keys = keys, .clock = clock, .random = system_random(), .progress = progress},
      [&](std::string_view part) { out += part; });
  if (!made) throw std::runtime_error("backup: " + title(made.problem(), Language::en));
  return out;
}

void write_bytes(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

std::string read_bytes(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

std::string table_sums(store::Database& database) {
  return database.read([](store::Transaction& tx) {
    std::set<std::string> lines;
    for (const auto& table : store::tables_of(tx)) {
      if (kChanged.contains(table.name)) continue;
      const auto sum = town::sum_of_rows(tx, table, seal::Profile::mlps3);
      lines.insert(sum.table + " " + std::to_string(sum.rows) + " " + seal::to_hex(sum.digest));
    }
    std::string out;
    for (const auto& line : lines) out.append(line).append("\n");
    return out;
  });
}

}  // namespace weige::testing_support
