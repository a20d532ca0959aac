// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/density.h"
#include "core/space/space_problem.h"

#include <string>
#include <vector>

namespace tradeoff::test {

inline const BoxDomain unitSquare{{0, 1}, {0, 1}};

/// A default choice with some of its parameters changed.
inline Choice changed(Choice choice, const std::vector<std::pair<std::string, double>>& numbers)
{
    for (const auto& [name, value] : numbers) {
        choice.values[name] = value;
    }
    return choice;
}

inline SpaceTarget formulaTarget(const std::string& formula, const BoxDomain& domain)
{
    Choice choice = defaultChoice(spaceTargetRow("expression").option);
    choice.values["expression"] = formula;
    return makeSpaceTarget(choice, domain);
}

/// A Gaussian factor of a product density.
inline Choice gaussianFactor(double mean, double sd)
{
    return changed(defaultChoice(densityRow("truncated-gaussian").option),
                   {{"mean", mean}, {"sd", sd}});
}

/// Σ P_i v_i.
inline double approximationOf(const std::vector<RegionIntegral>& regions)
{
    double sum = 0;
    for (const RegionIntegral& region : regions) {
        sum += region.moments.probability * region.moments.variance;
    }
    return sum;
}

} // namespace tradeoff::test
