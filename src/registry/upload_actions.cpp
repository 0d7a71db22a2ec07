#include "registry/upload_actions.h"

#include "access/audit.h"
#include "registry/record_rules.h"
#include "registry/town_import.h"
#include "registry/upload_rows.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr access::AuditAction kUploaded{"file.uploaded"};
constexpr std::size_t kBytesPerTransaction = 512 * 1024;

// Writes chunks as they come, some at a time, and takes everything back unless it gets to the end.
class Keeper {
 public:
  Keeper(const UploadContext& context, const UploadFile& file) : context_(context), file_(file) {}
  ~Keeper() {
    if (!id_ || whole_) return;
    try {
      (void)context_.database.write([&](Transaction& tx) -> Done {
        drop_upload(tx, *id_);
        return done();
      });
    } catch (const store::DatabaseError&) {
      // It is not seen by anybody and goes when its time is over.
    }
  }
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  Done begin() {
    WEIGE_TRY(id_, context_.database.write([&](Transaction& tx) -> Result<std::optional<UploadId>> {
      const auto now = context_.clock();
      return std::optional{insert_upload(tx, context_.actor,
                                         {.file_name = file_.name,
                                          .submission = file_.submission,
                                          .now = now,
                                          .expires_at = now + kUploadArrives})};
    }));
    return done();
  }
  Done take(UploadChunk&& chunk) {
    bytes_ += chunk.bytes.size();
    waiting_.push_back(std::move(chunk));
    return bytes_ < kBytesPerTransaction ? done() : flush();
  }
  Result<Upload> end(std::vector<UploadSheet> sheets) {
    WEIGE_CHECK(flush());
    const auto now = context_.clock();
    Upload upload{.id = *id_,
                  .file_name = file_.name,
                  .sheets = std::move(sheets),
                  .created_at = now,
                  .expires_at = now + kUploadWaits};
    for (const auto& sheet : upload.sheets) upload.rows += sheet.rows;
    WEIGE_CHECK(context_.database.write([&](Transaction& tx) -> Done {
      if (!is_arriving(tx, *id_)) return overtaken();
      access::audit_change(tx, now, context_.actor, kUploaded, finish_upload(tx, upload));
      return done();
    }));
    whole_ = true;
    return upload;
  }

 private:
  // The same submission was sent again meanwhile; the later one counts.
  static Done overtaken() { return problem(ProblemCode::version_conflict, "Idempotency-Key"); }

  Done flush() {
    WEIGE_CHECK(context_.database.write([&](Transaction& tx) -> Done {
      if (!is_arriving(tx, *id_)) return overtaken();
      insert_chunks(tx, *id_, next_, waiting_);
      return done();
    }));
    next_ += static_cast<int>(waiting_.size());
    waiting_.clear();
    bytes_ = 0;
    return done();
  }

  const UploadContext& context_;
  const UploadFile& file_;
  std::optional<UploadId> id_;
  std::vector<UploadChunk> waiting_;
  std::size_t bytes_ = 0;
  int next_ = 0;
  bool whole_ = false;
};

// What an earlier try has left: the same upload when it is whole, else nothing once it is gone.
Result<std::optional<Upload>> earlier_one(const UploadContext& context, const UploadFile& file) {
  return context.database.write([&](Transaction& tx) -> Result<std::optional<Upload>> {
    const auto id = upload_of_submission(tx, context.actor, file.submission);
    if (!id) return std::optional<Upload>{};
    auto upload = find_upload(tx, context.actor, *id);
    if (!upload) drop_upload(tx, *id);
    return upload;
  });
}

}  // namespace

Done erase_old(store::Database& database, Instant now) {
  for (bool more = true; more;) {
    WEIGE_TRY(more,
              database.write([&](Transaction& tx) -> Result<bool> { return erase_expired_files(tx, now); }));
  }
  return done();
}

Result<Upload> take_upload(const UploadContext& context, const UploadFile& file) {
  WEIGE_CHECK(context.actor.may(access::Right::hand_in_rosters));
  if (standards::to_code_points(file.name).size() > kLongestFileName)
    return problem(ProblemCode::too_long, "X-File-Name").with("max", std::to_string(kLongestFileName));
  WEIGE_CHECK(erase_old(context.database, context.clock()));
  WEIGE_TRY(auto earlier, earlier_one(context, file));
  if (earlier) return *std::move(earlier);
  Keeper keeper(context, file);
  WEIGE_CHECK(keeper.begin());
  WEIGE_TRY(auto sheets, read_upload(file.fd, context.sandbox,
                                     [&](UploadChunk&& chunk) { return keeper.take(std::move(chunk)); }));
  return keeper.end(std::move(sheets));
}

Result<Upload> read_upload_info(Transaction& tx, const access::Actor& actor, UploadId id) {
  WEIGE_CHECK(actor.may(access::Right::hand_in_rosters));
  auto upload = find_upload(tx, actor, id);
  if (!upload) return problem(ProblemCode::not_found);
  return *std::move(upload);
}

std::vector<std::vector<std::string>> sample_rows(Transaction& tx, const Upload& upload, int sheet) {
  constexpr std::size_t kSample = 5;
  std::vector<std::vector<std::string>> out;
  const auto& columns = upload.sheets.at(static_cast<std::size_t>(sheet)).columns;
  std::vector<std::string> titles;
  for (const auto& column : columns) titles.push_back(column.title);
  const auto kind = guess_kind(titles).value_or(TownFile::residents);
  for (const auto& chunk : upload_chunks(tx, upload.id, sheet, -1, 1))
    for (const auto& row : unpack_rows(chunk.bytes)) {
      if (out.size() == kSample) return out;
      auto& texts = out.emplace_back();
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto guess = guess_field(kind, titles[i]);
        const auto text = i < row.cells.size() ? cell_text(row.cells[i]) : std::string();
        texts.push_back(mask_numbers(guess ? masked(guess->field, text) : text));
      }
    }
  return out;
}

}  // namespace weige::registry
