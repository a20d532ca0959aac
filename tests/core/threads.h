// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <array>

namespace tradeoff::test {

/// Numbers of threads that must all give the same bits.
inline constexpr std::array<int, 3> threadCounts{1, 2, 5};

/// What `work` returns when parallel loops have this many threads, whatever the machine has.
template <class Work>
auto withThreads(int threads, const Work& work)
{
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    return arena.execute(work);
}

} // namespace tradeoff::test
