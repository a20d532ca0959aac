// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/power_table.h"
#include "core/problem.h"
#include "core/training_set.h"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tradeoff {

/// Approximation error of the segmentation "power" over its exponents (s, t), for one number of
/// experts.
struct PowerMap {
    /// A pair of exponents with its error.
    struct Point {
        PowerExponents exponents;
        double approximation = 0.0;
    };

    int experts = 1;
    std::vector<double> targetExponents;  ///< s of the columns, increasing
    std::vector<double> densityExponents; ///< t of the rows, increasing
    std::vector<double> approximation;    ///< row by row
    std::vector<Point> named;             ///< those of `namedPowers`
    Point least;                          ///< the least of all of the above
    bool isComplete = false;              ///< else a coarser grid, while the map is made

    [[nodiscard]] double at(std::size_t column, std::size_t row) const
    {
        return approximation[row * targetExponents.size() + column];
    }
};

/// A member of the power family that has a name.
struct NamedPower {
    std::string_view label;
    std::string_view kind; ///< in the table of segmentations; empty where it has no kind of its own
    PowerExponents exponents;
};

/// Uniform (0, 0), equal probability (0, 1), Panter–Dite (0, 1/3) and optimal (2/3, 1/3).
[[nodiscard]] const std::vector<NamedPower>& namedPowers();

/// The exponents that a choice of segmentation stands for; nothing outside the power family.
[[nodiscard]] std::optional<PowerExponents> exponentsOf(const Choice& segmentation);

/// The exponents that the map covers, 0 to 2: those of the sliders.
[[nodiscard]] Interval powerMapRange();

/// The map on a grid of 33 × 33 exponents, from coarse to fine. Every entry is the exact error of
/// the regions that the segmentation "power" cuts.
/// \param stage       called with each coarser map, on the computing thread
/// \param checkpoint  called with the share that is done; may throw to end the computation
[[nodiscard]] PowerMap makePowerMap(const std::shared_ptr<const Problem>& problem, int experts,
                                    const std::function<void(const PowerMap&)>& stage,
                                    const Checkpoint& checkpoint);

} // namespace tradeoff
