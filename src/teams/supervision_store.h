// SQL of seats: who leads and supervises (G1, S5, K5), by post. No data of people, so no Scope.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "access/ids.h"
#include "store/database.h"

namespace weige::teams {

inline constexpr access::SubjectKind kSeatSubject{"supervision_seat"};

// 工作小组 of the town, 属地工作专班 of a committee.
enum class Body { working_group, task_force };
std::string_view code(Body body);
std::optional<Body> body_of(std::string_view code);

enum class SeatRank { head, deputy, member };
std::string_view code(SeatRank rank);
std::optional<SeatRank> seat_rank_of(std::string_view code);

struct Seat {
  access::AreaId area;
  Body body = Body::working_group;
  access::PostId post;
  SeatRank rank = SeatRank::member;
};
// By area and body: heads, deputies, members.
std::vector<Seat> all_seats(store::Transaction& tx);
access::Change put_seat(store::Transaction& tx, const Seat& seat);
access::Change delete_seat(store::Transaction& tx, const Seat& seat);

}  // namespace weige::teams
