#include "work/campaign_store.h"

#include <algorithm>
#include <string>

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kCampaignColumns =
    "t.id, t.version, t.area_id, t.name, t.uses, t.label, t.not_confirmed_since, t.until_day, t.state, "
    "t.opened_to, t.post_id, t.opened_at, ";
constexpr std::string_view kTaskCounts =
    "(SELECT count(*) FROM task k WHERE k.source = 'campaign' AND k.source_id = t.id AND k.state IN ('open', "
    "'with_officer')), (SELECT count(*) FROM task k WHERE k.source = 'campaign' AND k.source_id = t.id AND "
    "k.state = 'done')";
constexpr std::string_view kTaskLeft =
    "t.state = 'ended' AND EXISTS (SELECT 1 FROM task k WHERE k.source = 'campaign' AND k.source_id = t.id "
    "AND k.state IN ('open', 'with_officer'))";
constexpr std::string_view kCampaignSeen =
    "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id)";

std::string select_campaigns(std::string_view where, std::string_view counts = kTaskCounts) {
  return "SELECT " + std::string(kCampaignColumns) + std::string(counts) + " FROM campaign t WHERE " +
         std::string(where);
}

std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const auto& each : codes) out.append(out.empty() ? "" : ",").append(each);
  return out;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

Campaign campaign_from_row(const Row& row) {
  return {.id = row.get<CampaignId>(0),
          .version = row.int64(1),
          .area_id = row.int64(2),
          .name = row.get<std::string>(3),
          .uses = split(row.text(4)),
          .label = row.get<std::string>(5),
          .not_confirmed_since = row.get<std::optional<Day>>(6),
          .until = row.get<Day>(7),
          .running = row.text(8) == "running",
          .opened_to = row.int64(9),
          .post = row.get<access::PostId>(10),
          .opened_at = row.get<Instant>(11),
          .waiting = row.get<int>(12),
          .done = row.get<int>(13)};
}

}  // namespace

access::Change insert_campaign(Transaction& tx, const Campaign& campaign) {
  tx.exec(
      "INSERT INTO campaign (id, version, area_id, name, uses, label, not_confirmed_since, until_day, state, "
      "opened_to, post_id, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', 0, $9, $10)",
      campaign.id, campaign.version, campaign.area_id, campaign.name, joined(campaign.uses), campaign.label,
      campaign.not_confirmed_since, campaign.until, campaign.post, campaign.opened_at);
  return access::Change::of(kCampaignSubject, campaign.id);
}

std::optional<access::Change> end_campaign_row(Transaction& tx, const Campaign& campaign) {
  const auto changed =
      tx.exec("UPDATE campaign SET state = 'ended', version = version + 1 WHERE id = $1 AND version = $2",
              campaign.id, campaign.version);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kCampaignSubject, campaign.id, "state=ended");
}

std::vector<Campaign> campaigns_in_scope(Transaction& tx, const access::Scope& scope, int limit) {
  static const std::string sql =
      select_campaigns(std::string(kCampaignSeen) +
                       " ORDER BY CASE WHEN t.state = 'running' THEN 0 ELSE 1 END, t.id DESC LIMIT $2");
  return tx.all(sql, campaign_from_row, scope, limit);
}

std::optional<Campaign> find_campaign(Transaction& tx, const access::Scope& scope, CampaignId id) {
  static const std::string sql = select_campaigns(std::string(kCampaignSeen) + " AND t.id = $2");
  return tx.first(sql, campaign_from_row, scope, id);
}

bool has_campaign_work(Transaction& tx, Day today) {
  static const std::string sql =
      "SELECT count(*) FROM campaign t WHERE (t.state = 'running' AND (t.opened_to >= 0 OR t.until_day < "
      "$1)) OR (" +
      std::string(kTaskLeft) + ")";
  return tx.scalar<int>(sql, today) > 0;
}

std::optional<Campaign> campaign_to_open(Transaction& tx) {
  static const std::string sql =
      select_campaigns("t.state = 'running' AND t.opened_to >= 0 ORDER BY t.id LIMIT 1", "0, 0");
  return tx.first(sql, campaign_from_row);
}

std::optional<CampaignId> campaign_to_clear(Transaction& tx) {
  static const std::string sql =
      "SELECT t.id FROM campaign t WHERE " + std::string(kTaskLeft) + " ORDER BY t.id LIMIT 1";
  return tx.first(sql, [](const Row& row) { return row.get<CampaignId>(0); });
}

std::vector<std::int64_t> campaign_doors(Transaction& tx, const Campaign& campaign, int limit) {
  return tx.all(
      "SELECT p.id FROM premises p WHERE p.id > $1 AND p.state = 'current' AND EXISTS (SELECT 1 FROM "
      "area_closure k WHERE k.ancestor_id = $2 AND k.descendant_id = p.area_id) AND ($3 = '' OR $3 LIKE '%,' "
      "|| p.\"use\" || ',%') AND ($4 = '' OR EXISTS (SELECT 1 FROM premises_label l WHERE l.premises_id = "
      "p.id AND l.label = $4 AND l.open_key IS NOT NULL)) AND ($5 = '' OR p.confirmed_at < $5) ORDER BY p.id "
      "LIMIT $6",
      [](const Row& row) { return row.int64(0); }, campaign.opened_to, campaign.area_id,
      campaign.uses.empty() ? std::string() : "," + joined(campaign.uses) + ",", campaign.label,
      campaign.not_confirmed_since ? to_iso(*campaign.not_confirmed_since) : "", limit);
}

void note_opened(Transaction& tx, CampaignId id, std::int64_t opened_to) {
  tx.exec("UPDATE campaign SET opened_to = $2 WHERE id = $1", id, opened_to);
}

void end_campaigns(Transaction& tx, Day today) {
  tx.exec(
      "UPDATE campaign SET state = 'ended', version = version + 1, opened_to = -1 WHERE state = 'running' "
      "AND "
      "until_day < $1",
      today);
}

std::int64_t erase_ended_campaigns(Transaction& tx, Day before, int limit) {
  return tx.exec(
      "DELETE FROM campaign WHERE id IN (SELECT t.id FROM campaign t WHERE t.state = 'ended' AND t.until_day "
      "< $1 AND NOT EXISTS (SELECT 1 FROM task k WHERE k.source = 'campaign' AND k.source_id = t.id) ORDER "
      "BY "
      "t.until_day, t.id LIMIT $2)",
      before, limit);
}

}  // namespace weige::work
