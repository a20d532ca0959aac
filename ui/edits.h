// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"
#include "core/space/polygon.h"

#include <vector>

namespace tradeoff::ui {

/// The scenario with another number of experts, rounded and within the limits. What says a number
/// itself gives way, as `withoutRegionsByHand` says.
[[nodiscard]] Scenario withExperts(const Scenario& scenario, double experts);

/// The scenario with another number of training samples, rounded and within the limits.
[[nodiscard]] Scenario withSamples(const Scenario& scenario, double samples);

/// The scenario with the next seed, and so another training set.
[[nodiscard]] Scenario withNextSample(const Scenario& scenario);

/// The scenario with another value of the parameter that it is swept over, with about as many
/// digits as a mouse can tell; unchanged where the value is refused.
[[nodiscard]] Scenario withSweptParameter(const Scenario& scenario, double value);

/// The scenario with a member of the power family as its segmentation: the exponents s and t,
/// within what the kind accepts.
[[nodiscard]] Scenario withPowerExponents(const Scenario& scenario, double target, double density);

/// The scenario with another segmentation. Manual boundaries that it had are gone; m stays.
[[nodiscard]] Scenario withSegmentation(const Scenario& scenario, const Choice& segmentation);

/// The scenario with a segmentation of its own: the boundaries of another one, one of them moved.
///
/// The moved boundary has four digits of the domain's length at most and stays between its
/// neighbours (or the domain's ends), a millionth of the domain away from them where there is room.
/// \param boundaries  inner boundaries, strictly increasing
/// \param index       which one is moved, from 0
/// \param x           where to, in the coordinates of the domain
[[nodiscard]] Scenario withMovedBoundary(const Scenario& scenario, std::vector<double> boundaries,
                                         int index, double x);

/// The scenario in the plane with a segmentation of its own: the centers of another one, one of
/// them moved. It has four digits of a side's length at most and stays in the domain.
/// \param centers  one for each region
/// \param index    which one is moved, from 0
/// \param to       where to, in the coordinates of the domain
[[nodiscard]] Scenario withMovedCenter(const Scenario& scenario, std::vector<Record> centers,
                                       int index, const PlanePoint& to);

} // namespace tradeoff::ui
