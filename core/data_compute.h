// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "core/result.h"
#include "core/scenario.h"

#include <memory>

namespace tradeoff {

/// The last data file that was read, and what was prepared from it. See ComputeCache.
class DataCache {
public:
    DataCache();
    ~DataCache();
    DataCache(const DataCache&) = delete;
    DataCache& operator=(const DataCache&) = delete;

    struct Contents;
    [[nodiscard]] Contents& contents() { return *m_contents; }

private:
    std::unique_ptr<Contents> m_contents;
};

/// Answers a scenario with data: the path of `compute` for it. What needs the target function or
/// the input density is not known: NaN in the regions and errors, empty where it is optional.
///
/// The file is read once, and again when it has changed (by its time and size).
/// \param scenario  valid and with data
/// \throws InputError at "/data/…" for a file that cannot be used or has another checksum, and at
///         "/segmentation/…" for boundaries outside the range of x; Cancelled when stopped
[[nodiscard]] Result computeWithData(const Scenario& scenario, const Monitor& monitor,
                                     DataCache& cache);

} // namespace tradeoff
