// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/space/points.h"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace tradeoff {

/// A target function β of several coordinates, ready to evaluate; safe to use from many threads at
/// once.
struct SpaceTarget {
    /// β at each of the points.
    std::function<void(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result)> values;
    /// ∇β at each of the points, one gradient a row; one-sided at kinks.
    std::function<void(const PointsView& points, Eigen::Ref<Points> result)> gradients;
};

/// One row of the table of target functions of several coordinates.
struct SpaceTargetRow {
    Option option;
    /// Builds β. Throws InputError with a place relative to the choice ("/center").
    SpaceTarget (*make)(const Choice& choice, const BoxDomain& domain);
};

/// Every target function of several coordinates there is. A new one is one more row, in
/// core/space/space_target_table.cpp.
[[nodiscard]] const std::vector<SpaceTargetRow>& spaceTargetTable();

/// The row of a kind.
/// \throws InputError at "/target/kind" that lists the kinds there are
[[nodiscard]] const SpaceTargetRow& spaceTargetRow(std::string_view kind);

/// Checks a choice and builds its target function.
/// \throws InputError at "/target/…"
[[nodiscard]] SpaceTarget makeSpaceTarget(const Choice& choice, const BoxDomain& domain);

/// A list with one number for each coordinate, from one that may hold a single number for all.
/// \throws InputError at `place` if it has any other length
[[nodiscard]] std::vector<double> onePerCoordinate(const std::vector<double>& numbers,
                                                   std::size_t dimensions,
                                                   const std::string& place);

} // namespace tradeoff
