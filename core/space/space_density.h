// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/random.h"
#include "core/space/points.h"

#include <Eigen/Core>

#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// An input density p of several coordinates on a box, ready to evaluate up to a constant; safe to
/// use from many threads at once.
struct SpaceDensity {
    /// log p at each of the points up to a constant that is the same for all; −∞ where p is zero.
    std::function<void(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result)> logValues;
    /// A point drawn from p, made of the stream's numbers alone; one coordinate each in the result.
    std::function<void(const UniformStream& stream, std::span<double> result)> draw;
};

/// Draws the points of one training set, one a row: row i is a function of (seed, set, i) alone.
[[nodiscard]] Points drawPoints(const SpaceDensity& density, std::size_t dimensions,
                                const UniformStream& firstSample, std::size_t count);

/// The same density everywhere on the domain.
[[nodiscard]] SpaceDensity uniformDensity(const BoxDomain& domain);

/// The product of a density for each coordinate, see densityTable.
/// \param factors  a single one for all coordinates, or one for each
/// \throws InputError at "/factors/…"
[[nodiscard]] SpaceDensity productDensity(const std::vector<Choice>& factors,
                                          const BoxDomain& domain);

/// A Gaussian density, cut to the domain.
struct GaussianParameters {
    std::vector<double> mean;                    ///< one number for each coordinate, or one for all
    std::vector<std::vector<double>> covariance; ///< its rows; symmetric and positive definite
};
/// \throws InputError at "/mean" or "/covariance"; without a place where so little mass lies in the
///         domain that no point could be drawn
[[nodiscard]] SpaceDensity gaussianDensity(const GaussianParameters& parameters,
                                           const BoxDomain& domain);

/// A round Gaussian bump of a mixture.
struct GaussianComponent {
    double weight = 1.0;
    std::vector<double> mean; ///< one number for each coordinate
    double sd = 0.1;          ///< along each coordinate
};
/// Each component is cut to the domain and normalised before it is weighted.
/// \throws InputError at "/components" without any mass
[[nodiscard]] SpaceDensity gaussianMixtureDensity(const std::vector<GaussianComponent>& components,
                                                  const BoxDomain& domain);

/// A typed formula in x1, x2, … Its greatest value, which drawing needs, is looked for at 2^16
/// places: a spike between them would be drawn too rarely.
/// \throws InputError at "/expression" where it cannot be read, is negative or zero everywhere
[[nodiscard]] SpaceDensity expressionDensity(const Choice& choice, const BoxDomain& domain);

/// One row of the table of input densities of several coordinates.
struct SpaceDensityRow {
    Option option;
    /// Builds p. Throws InputError with a place relative to the choice ("/mean").
    SpaceDensity (*make)(const Choice& choice, const BoxDomain& domain);
};

/// Every input density of several coordinates there is. A new one is one more row, in
/// core/space/space_density_table.cpp.
[[nodiscard]] const std::vector<SpaceDensityRow>& spaceDensityTable();

/// Checks a choice and builds its density.
/// \throws InputError at "/density/…"
[[nodiscard]] SpaceDensity makeSpaceDensity(const Choice& choice, const BoxDomain& domain);

} // namespace tradeoff
