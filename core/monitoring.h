// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "core/training_set.h"

namespace tradeoff {

/// Ends a computation that was stopped.
/// \throws Cancelled
inline void checkStop(const Monitor& monitor)
{
    if (monitor.stop.stop_requested()) {
        throw Cancelled{};
    }
}

/// Tells that the exact errors are known.
inline void tellErrorsKnown(const Monitor& monitor)
{
    if (monitor.errorsKnown) {
        monitor.errorsKnown();
    }
}

/// Ends a stopped computation; tells the share that is done where there is one.
/// \param monitor  must outlive the answer
[[nodiscard]] inline Checkpoint checkpointOf(const Monitor& monitor)
{
    return [&monitor](double share) {
        checkStop(monitor);
        if (share >= 0 && monitor.progress) {
            monitor.progress(share);
        }
    };
}

} // namespace tradeoff
