// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experts_loop.h"

#include <tbb/parallel_for.h>

#include <cstdint>
#include <numeric>

namespace tradeoff {

void forEachNumberOfExperts(std::span<const int> experts,
                            const std::function<void(std::size_t index)>& work,
                            const Checkpoint& checkpoint)
{
    const std::int64_t total = std::accumulate(experts.begin(), experts.end(), std::int64_t{0});
    constexpr std::int64_t regionsAChunk = 20'000; // about a millisecond of work
    std::int64_t done = 0;
    for (std::size_t start = 0; start < experts.size();) {
        if (checkpoint) {
            checkpoint(static_cast<double>(done) / static_cast<double>(total));
        }
        std::size_t end = start;
        for (std::int64_t size = 0; end < experts.size() && size < regionsAChunk; ++end) {
            size += experts[end];
            done += experts[end];
        }
        tbb::parallel_for(start, end, work);
        start = end;
    }
}

} // namespace tradeoff
