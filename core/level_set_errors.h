// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace tradeoff {

/// The least approximation error that any m regions can reach, that of level sets, over the sweep
/// of m, for contrast: it falls as m^{-2} in every dimension.
struct LevelSetErrors {
    std::vector<int> experts;
    std::vector<double> approximation;
};

} // namespace tradeoff
