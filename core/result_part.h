// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

namespace tradeoff {

/// A part of a result that is slow to make and that few need: made last, for who asks for it.
enum class ResultPart {
    SimulatedSweep,         ///< simulation of all numbers of experts, and not of the current alone
    FitSpread,              ///< fits of many training sets, their mean and standard deviation
    SegmentationComparison, ///< every kind of segmentation beside each other
    PowerMap,               ///< approximation error over the power family's exponents
    Laws,                   ///< best number of experts and excess error over n, exact and by law
    ParameterSweep,         ///< errors over the parameter that the scenario names
    LevelSetErrors          ///< in several dimensions: level sets' approximation error over m
};

/// The extra parts that somebody asks for.
using ResultParts = std::set<ResultPart>;

} // namespace tradeoff
