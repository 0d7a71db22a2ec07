#include "teams/supervision_store.h"

#include <array>

#include "access/code_list.h"

namespace weige::teams {
namespace {

constexpr access::CodeEntry<Body> kBodies[]{
    {Body::working_group, "working_group", "工作小组", "working group"},
    {Body::task_force, "task_force", "属地工作专班", "local task force"}};
constexpr access::CodeEntry<SeatRank> kSeatRanks[]{{SeatRank::head, "head", "组长", "head"},
                                                   {SeatRank::deputy, "deputy", "副组长", "deputy"},
                                                   {SeatRank::member, "member", "成员", "member"}};
constexpr access::CodeList<Body> kBodyList{kBodies};
constexpr access::CodeList<SeatRank> kSeatRankList{kSeatRanks};

}  // namespace

std::string_view code(Body body) {
  return kBodyList.of(body).code;
}
std::optional<Body> body_of(std::string_view code) {
  return kBodyList.find(code);
}
std::string_view code(SeatRank rank) {
  return kSeatRankList.of(rank).code;
}
std::optional<SeatRank> seat_rank_of(std::string_view code) {
  return kSeatRankList.find(code);
}

std::vector<Seat> all_seats(store::Transaction& tx) {
  return tx.all(
      "SELECT area_id, body, post_id, seat FROM supervision_seat ORDER BY area_id, body,"
      " CASE seat WHEN 'head' THEN 0 WHEN 'deputy' THEN 1 ELSE 2 END, post_id",
      [](const store::Row& row) {
        return Seat{row.get<access::AreaId>(0), body_of(row.text(1)).value(), row.get<access::PostId>(2),
                    seat_rank_of(row.text(3)).value()};
      });
}

access::Change put_seat(store::Transaction& tx, const Seat& seat) {
  tx.exec(
      "INSERT INTO supervision_seat (area_id, body, post_id, seat) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (area_id, body, post_id) DO UPDATE SET seat = excluded.seat",
      seat.area, code(seat.body), seat.post, code(seat.rank));
  return access::Change::of(kSeatSubject, seat.post,
                            std::string(code(seat.body)).append("=").append(code(seat.rank)));
}

access::Change delete_seat(store::Transaction& tx, const Seat& seat) {
  tx.exec("DELETE FROM supervision_seat WHERE area_id = $1 AND body = $2 AND post_id = $3", seat.area,
          code(seat.body), seat.post);
  return access::Change::of(kSeatSubject, seat.post, std::string(code(seat.body)).append("=none"));
}

}  // namespace weige::teams
