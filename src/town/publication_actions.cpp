#include "town/publication_actions.h"

#include <algorithm>

#include "access/area_store.h"
#include "access/audit.h"
#include "access/post_store.h"
#include "registry/code_lists.h"
#include "registry/figure_store.h"
#include "registry/record_store.h"
#include "town/publication_store.h"
#include "town/publication_tree.h"

namespace weige::town {
namespace {

using registry::Figure;
using registry::Figures;

constexpr access::AuditAction kPublished{"figures.published"};

Done may_publish(const PublishingContext& context) {
  WEIGE_CHECK(context.actor.may(access::Right::publish_figures));
  if (!registry::covers(context.tx, context.actor.scope(), access::kTown.value))
    return problem(ProblemCode::publication_town_only);
  return done();
}

// --- counts, from the register's figures

std::optional<std::size_t> category_column(std::string_view category) {
  return column_of(Breakdown::category, category.empty() ? "unknown" : category);
}

std::optional<Figure> figure_of_kind(const TableKind& kind) {
  switch (kind.measure) {
    case Measure::residents:
      return Figure::category;
    case Measure::premises:
      return Figure::premises;
    case Measure::organisations:
      return Figure::organisations;
  }
  return std::nullopt;
}

std::optional<std::size_t> column_of_part(const TableKind& kind, std::string_view part) {
  switch (kind.breakdown) {
    case Breakdown::none:
      return 0;
    case Breakdown::category:
      return category_column(part);
    case Breakdown::use:
      return column_of(Breakdown::use, part);
    case Breakdown::confirmed:
      return column_of(Breakdown::confirmed, "older");  // unless a recent day takes them from there
  }
  return std::nullopt;
}

CountsByArea counts_of(const PublishingContext& context, const TableKind& kind, const Figures& figures) {
  CountsByArea out;
  const auto columns = columns_of(kind.breakdown).size();
  const auto amounts_of = [&](std::int64_t area) -> std::vector<std::int64_t>& {
    return out.try_emplace(area, columns, 0).first->second;
  };
  for (const auto& [key, amount] : figures) {
    if (key.figure != figure_of_kind(kind)) continue;
    if (const auto column = column_of_part(kind, key.part)) amounts_of(key.area_id).at(*column) += amount;
  }
  if (kind.breakdown != Breakdown::confirmed) return out;
  for (const auto& recent : registry::recent_ages(context.tx, {context.actor.scope(), {}}, context.today())) {
    auto& amounts = amounts_of(recent.area_id);
    amounts.at(column_of(kind.breakdown, registry::code(recent.bucket)).value()) += recent.residents;
    amounts.back() -= recent.residents;
  }
  return out;
}

PublicationTree tree_of(const PublishingContext& context, const TableKind& kind) {
  const auto figures = registry::find_figures(context.tx, {context.actor.scope(), {}});
  std::set<std::int64_t> with_addresses;
  for (const auto& [key, amount] : figures)
    if (key.figure == Figure::addresses) with_addresses.insert(key.area_id);
  const auto areas = access::all_areas(context.tx);
  const auto counts = counts_of(context, kind, figures);
  return publication_tree({.areas = areas,
                           .counts = counts,
                           .with_addresses = with_addresses,
                           .columns = columns_of(kind.breakdown).size()});
}

// --- earlier tables on other ground

std::optional<std::size_t> column_of_text(const PublishingContext& context, const TableKind& kind,
                                          const std::string& text) {
  switch (kind.breakdown) {
    case Breakdown::none:
      return 0;
    case Breakdown::category:
      return category_column(text);
    case Breakdown::use:
      if (text.empty()) return std::nullopt;
      return registry::is_residential_use(text) ? 0 : 1;
    case Breakdown::confirmed:
      break;
  }
  const auto columns = columns_of(kind.breakdown);
  for (std::size_t c = 0; c + 1 < columns.size(); ++c) {
    const auto bucket = registry::age_bucket_of(columns[c]).value();
    if (text >= to_iso(registry::first_day(bucket, context.today()))) return c;
  }
  return columns.size() - 1;
}

struct Against {
  EarlierTable table;
  std::vector<Piece> pieces;
  Units then;
};

// What a table tells nothing of is known as a sum, at the least by committee.
Units units_then(const EarlierTable& table) {
  Units out;
  std::map<std::string, std::int64_t> unit_of_committee;
  for (const auto& [area, committee] : table.hidden_rows)
    out[area] = unit_of_committee.try_emplace(committee, -1 - std::ssize(unit_of_committee)).first->second;
  return out;
}

Against against(const PublishingContext& context, const TableKind& kind, EarlierTable table) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::int64_t>> by_rows;
  const auto columns = columns_of(kind.breakdown).size();
  for (const auto& moved : counts_between(context.tx, kind, table.ground)) {
    const auto column = column_of_text(context, kind, moved.text);
    if (!column) continue;
    const auto now = kind.level == Level::grid ? moved.now : moved.now_committee;
    const auto then = table.kind.level == Level::grid ? moved.then : moved.then_committee;
    by_rows.try_emplace({now, then}, columns, 0).first->second.at(*column) += moved.amount;
  }
  Against out{.table = std::move(table)};
  for (auto& [rows, parts] : by_rows) out.pieces.push_back({rows.first, rows.second, std::move(parts)});
  out.then = units_then(out.table);
  return out;
}

// Of the last tables on each ground and level that is not today's.
std::vector<Against> tables_on_other_ground(const PublishingContext& context, const TableKind& kind) {
  std::vector<Against> out;
  if (kind.level == Level::town) return out;
  std::map<std::int64_t, bool> moved;
  for (auto& table : earlier_tables(context.tx, kind.measure, context.now - kRemembered)) {
    const auto known = moved.find(table.ground);
    const bool has = known == moved.end() ? has_moved(context.tx, table.ground) : known->second;
    moved[table.ground] = has;
    if (has) out.push_back(against(context, kind, std::move(table)));
  }
  return out;
}

// Rows of the level of which only sums are told: those hidden within one area are one unit.
Units units_now(const AreaCounts& town, const Told& told, Level level) {
  Units out;
  for (std::size_t i = 0; i < town.within.size(); ++i) {
    const auto& committee = told.within[i];
    if (level == Level::committee) {
      if (!committee.total) out[committee.area] = -1;
      continue;
    }
    for (const auto& row : committee.within)
      if (!row.total) out[row.area] = committee.total ? -2 - static_cast<std::int64_t>(i) : -1;
  }
  return out;
}

struct Protection {
  UntoldSet own;  // asked for by these counts and borders alone
  Told told;
  std::int64_t border_rows = 0;
  std::optional<PublicationId> border_publication = {};
};

// Until no difference to an earlier table is left that would tell of a few people. Each round hides more.
UntoldSet hidden_for_borders(const AreaCounts& town, const std::vector<Against>& tables,
                             const TableKind& kind, Protection& out) {
  UntoldSet wanted;
  for (bool more = true; more;) {
    more = false;
    const auto units = units_now(town, protect(town, wanted), kind.level);
    for (const auto& table : tables)
      for (const auto& one :
           conflicts(table.pieces,
                     {.now = units, .then = table.then, .depth = kind.level == Level::grid ? 2 : 1})) {
        if (!wanted.insert(one).second) continue;
        more = true;
        if (!out.border_publication) out.border_publication = table.table.id;
      }
  }
  std::set<std::int64_t> rows;
  for (const auto& one : wanted) rows.insert(one.area);
  out.border_rows = static_cast<std::int64_t>(rows.size());
  return wanted;
}

Protection protection(const PublishingContext& context, const TableKind& kind, const AreaCounts& town) {
  Protection out;
  auto wanted = hidden_for_borders(town, tables_on_other_ground(context, kind), kind, out);
  out.own = untold_of(protect(town, wanted));
  wanted.insert(out.own.begin(), out.own.end());
  wanted.merge(untold_since(context.tx, kind, context.now - kRemembered));
  out.told = protect(town, wanted);
  return out;
}

struct Made {
  Publication publication;
  UntoldSet untold;
};

Result<Made> make_table(const PublishingContext& context, const TableKind& kind) {
  WEIGE_CHECK(may_publish(context));
  WEIGE_CHECK(check(kind));
  const auto tree = tree_of(context, kind);
  if (tree.counts.total() < kLeastTold)
    return problem(ProblemCode::publication_too_few).with("least", std::to_string(kLeastTold));
  auto made = protection(context, kind, tree.counts);
  Made out{.publication = {.kind = kind,
                           .number = next_number(context.tx, kind),
                           .as_of = context.today(),
                           .made = context.now,
                           .by = access::post_title(context.tx, context.actor.post()),
                           .border_rows = made.border_rows,
                           .border_publication = made.border_publication,
                           .rows = told_rows(tree.counts, made.told, kind, tree.names(kind.level))},
           .untold = std::move(made.own)};
  const auto& rows = out.publication.rows;
  const bool tells =
      kind.level == Level::town ||
      std::any_of(rows.begin() + 1, rows.end(), [](const auto& row) { return row.total.has_value(); });
  if (!tells) return problem(ProblemCode::publication_nothing_left);
  return out;
}

}  // namespace

Result<Publication> preview_table(const PublishingContext& context, const TableKind& kind) {
  WEIGE_TRY(auto made, make_table(context, kind));
  return std::move(made.publication);
}

Result<Publication> publish_table(const PublishingContext& context, const TableKind& kind) {
  WEIGE_CHECK(may_publish(context));
  const auto published = [](int number) {
    return problem(ProblemCode::publication_this_month).with("number", std::to_string(number));
  };
  if (const auto there = publication_of_month(context.tx, kind, publication_month(context.today())))
    return published(there->number);
  WEIGE_TRY(auto made, make_table(context, kind));
  made.publication.id = PublicationId{context.tx.next_id()};
  const auto ground = ground_of_today(context.tx);
  auto change = insert_publication(context.tx, {.publication = made.publication,
                                                .untold = made.untold,
                                                .post = context.actor.post(),
                                                .ground = ground});
  if (!change) return published(made.publication.number);
  access::audit_change(context.tx, context.now, context.actor, kPublished, *std::move(change));
  return std::move(made.publication);
}

Result<std::vector<Publication>> list_publications(const PublishingContext& context) {
  WEIGE_CHECK(may_publish(context));
  return all_publications(context.tx);
}

Result<Publication> read_publication(const PublishingContext& context, PublicationId id) {
  WEIGE_CHECK(may_publish(context));
  auto found = find_publication(context.tx, id);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

}  // namespace weige::town
