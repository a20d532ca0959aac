// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/scenario.h"

#include <cstddef>
#include <vector>

namespace tradeoff::ui {

// Edits of what lies somewhere in the domain: its sides, boundaries and centers.

/// A choice with its places moved along from one box to another: in one dimension the increasing
/// lists, in more what has a place for each coordinate (centers, means), and what lies along one.
[[nodiscard]] Choice movedChoice(const Option& option, Choice choice,
                                 const std::vector<Interval>& from,
                                 const std::vector<Interval>& to);

/// Another side of the domain along one coordinate; then the same with what lies in the domain
/// (histogram edges, boundaries, centers) moved along. Candidates as ui/choice_edits.h says.
[[nodiscard]] std::vector<Scenario> scenariosWithSide(const Scenario& scenario,
                                                      std::size_t coordinate, const Interval& side);

/// Boundaries to begin with when the segmentation becomes manual: those of the picture where they
/// belong to the scenario's number of experts and domain, else evenly spaced ones.
[[nodiscard]] std::vector<double> firstManualBoundaries(const Scenario& scenario,
                                                        const std::vector<double>& shown);

/// Centers to begin with in several dimensions: those of the picture where they belong to the
/// scenario's number of experts and domain, else ones spread evenly.
[[nodiscard]] std::vector<Record> firstManualCenters(const Scenario& scenario,
                                                     const std::vector<Record>& shown);

/// A place of the box far from all of the points.
[[nodiscard]] Record anotherPoint(const std::vector<Record>& points,
                                  const std::vector<Interval>& box);

/// The scenario ready for another number of experts: what says a number itself gives way. Manual
/// boundaries become the optimal segmentation (with data the estimated one), manual centers the
/// centroidal ones, the counts of a grid those that the number allows.
[[nodiscard]] Scenario withoutRegionsByHand(Scenario scenario);

} // namespace tradeoff::ui
