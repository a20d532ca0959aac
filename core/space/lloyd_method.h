// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"
#include "core/training_set.h"

#include <cstddef>
#include <vector>

namespace tradeoff {

class NearestCenter;

/// Points with weights that stand for a density: the share of weight in a region is about that of
/// the density's mass.
struct WeightedPoints {
    Points points;
    Eigen::ArrayXd weights; ///< not negative, with a sum greater than 0
};

/// Lloyd's method (1982), which moves centres towards the centroids of the points nearest to them,
/// in any number of dimensions.
///
/// Runs of the points stand in boxes, and runs of boxes in greater ones. A step goes down this tree
/// with the centres that are nearest to some place of a box, and adds a whole box to the last one
/// left (the filtering algorithm: Kanungo et al., IEEE PAMI 24, 2002). That takes less than half of
/// the time of looking each point up, as the tree stays from step to step while centres move; in
/// more than four dimensions it rules hardly any centre out, and each point is looked up.
/// Immutable; safe to use from many threads at once.
class LloydMethod {
public:
    /// \param density  best in an order where consecutive points are close together, as that of
    ///                 hilbertOrder: boxes are small then; any other order costs time
    explicit LloydMethod(WeightedPoints density);

    [[nodiscard]] const WeightedPoints& density() const { return m_density; }

    /// Moves each centre on the way to the centroid of the points nearest to it. One without any
    /// points stays. The same bits for any number of threads.
    /// \param relaxation  how far: 1 to the centroid, more beyond it. Below 2 the mean squared
    ///                    distance of the points from their nearest centres never grows, whose part
    ///                    in a region is a parabola with its minimum at the centroid.
    /// \returns that mean before the step
    double step(Points& centers, double relaxation = 1) const;

    /// Moves centres until they are nearly the centroids of their Voronoi cells: until a step
    /// lowers the mean squared distance by less than three ten-thousandths, or 200 are done.
    /// Where that leads depends on where they start; no much better place is near.
    [[nodiscard]] Points settle(Points centers, const Checkpoint& checkpoint) const;

private:
    /// All boxes of one size, each with what it adds to a centre that has it whole.
    struct Level {
        // Coordinate k of box i at i · dimensions + k:
        std::vector<double> low;
        std::vector<double> high;
        std::vector<double> centroids;

        std::vector<double> weights;
        std::vector<double> spreads; ///< Σ weight · squared distance from the centroid

        Level(std::size_t boxes, std::size_t dimensions);
    };
    template <std::size_t Dimensions>
    class Descent;
    struct Sums;

    /// Boxes around runs of smaller ones.
    [[nodiscard]] Level boxesOf(const Level& smaller, std::size_t length) const;
    /// Of the points in one of the greatest boxes.
    [[nodiscard]] Sums sumsOfPoints(std::size_t box, const NearestCenter& nearest) const;
    [[nodiscard]] Sums sumsOver(const Points& centers) const;

    WeightedPoints m_density;
    std::size_t m_dimensions;
    std::vector<Level> m_levels; ///< the smallest boxes first
    Level m_whole;               ///< one box around all
};

} // namespace tradeoff
