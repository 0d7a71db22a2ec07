// The way from building to building: how long it takes, and in which order it is short. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "work/plan_evidence.h"

namespace weige::work {

inline constexpr double kMetresAMinute = 70;  // walking
inline constexpr double kWayRound = 1.3;      // as one walks, against as the crow flies
inline constexpr double kMinutesIn = 1;       // into a building, or to its next door
inline constexpr double kMinutesInLane = 2;   // to the next house where no points are known
inline constexpr double kMinutesToAnotherLane = 8;

double walk_minutes(const BuildingPlace& from, const BuildingPlace& to);
// Of the whole way in that order, between the buildings only.
double way_minutes(std::span<const BuildingPlace> buildings, std::span<const std::size_t> order);

// The buildings in walking order. Where all have points: nearest neighbour, then 2-opt until nothing improves
// or kMostRoundsOfMending are over. Otherwise lane by lane and number by number, every second lane backwards.
// Buildings without a point are taken to stand in the middle of their lane's. Same input, same order.
std::vector<std::size_t> walking_order(std::span<const BuildingPlace> buildings,
                                       std::vector<std::size_t> chosen);
inline constexpr int kMostRoundsOfMending = 30;

}  // namespace weige::work
