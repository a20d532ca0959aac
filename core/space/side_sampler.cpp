// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/side_sampler.h"

#include "core/training_set.h"

#include <mutex>
#include <optional>

#include <tbb/task_arena.h>

namespace tradeoff {

struct SideSampler::Table {
    Interval side;
    Choice density;
    std::once_flag made;
    std::optional<InputSampler> sampler;
};

SideSampler::SideSampler(const Interval& side, const Choice& density)
    : m_table(std::make_shared<Table>())
{
    m_table->side = side;
    m_table->density = density;
}

double SideSampler::input(double uniform) const
{
    std::call_once(m_table->made, [this] {
        // Isolated: a thread that waits for its own parts must not take up another draw, which
        // would wait for this one.
        tbb::this_task_arena::isolate(
            [this] { m_table->sampler.emplace(m_table->side, m_table->density); });
    });
    return m_table->sampler->input(uniform);
}

} // namespace tradeoff
