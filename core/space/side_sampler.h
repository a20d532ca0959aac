// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/interval.h"

#include <memory>

namespace tradeoff {

/// Coordinates drawn along one side of a box from a density of that coordinate. What it takes is
/// made when it is first drawn from, so that a density that is only checked, as at every edit,
/// costs nothing. Copies share it.
class SideSampler {
public:
    SideSampler(const Interval& side, const Choice& density);

    /// The quantile of a uniform number. May be called from several threads at once.
    [[nodiscard]] double input(double uniform) const;

private:
    struct Table;
    std::shared_ptr<Table> m_table;
};

} // namespace tradeoff
