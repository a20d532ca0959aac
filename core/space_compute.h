// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "core/result.h"
#include "core/result_part.h"
#include "core/scenario.h"

#include <memory>

namespace tradeoff {

/// What was prepared from the last scenario of several dimensions. See ComputeCache.
class SpaceCache {
public:
    SpaceCache();
    ~SpaceCache();
    SpaceCache(const SpaceCache&) = delete;
    SpaceCache& operator=(const SpaceCache&) = delete;

    struct Contents;
    [[nodiscard]] Contents& contents() { return *m_contents; }

private:
    std::unique_ptr<Contents> m_contents;
};

/// Answers a scenario of several dimensions: the path of `compute` for it.
/// \param scenario  valid and of more than one dimension
/// \throws Cancelled when stopped
[[nodiscard]] Result computeInSpace(const Scenario& scenario, const Monitor& monitor,
                                    SpaceCache& cache, const ResultParts& parts);

} // namespace tradeoff
