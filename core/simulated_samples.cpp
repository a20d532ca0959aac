// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulated_samples.h"

#include "core/random.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tradeoff {

void SampleSource::draw(std::uint32_t set, std::size_t first, std::span<double> x,
                        std::span<double> y) const
{
    constexpr std::size_t blockSize = 256;
    std::array<double, blockSize> beta{};
    const double deviation = std::sqrt(noiseVariance);
    for (std::size_t start = 0; start < x.size(); start += blockSize) {
        const std::size_t size = std::min(blockSize, x.size() - start);
        const std::span<double> inputs = x.subspan(start, size);
        const std::span<double> outputs = y.subspan(start, size);
        drawSamples(seed, set, first + start, inputs, outputs);
        for (double& input : inputs) {
            input = sampler.input(input);
        }
        normalQuantiles(outputs);
        problem.target().values(inputs, std::span(beta).first(size));
        for (std::size_t i = 0; i < size; ++i) {
            outputs[i] = beta[i] + deviation * outputs[i];
        }
    }
}

SimulatedSamples::SimulatedSamples(const SampleSource& source, int sets, std::int64_t samples,
                                   const Checkpoint& checkpoint)
    : m_samples(static_cast<std::size_t>(samples))
    , m_x(static_cast<std::size_t>(sets) * m_samples)
    , m_y(m_x.size())
{
    tbb::parallel_for(std::size_t{0}, static_cast<std::size_t>(sets), [&](std::size_t set) {
        checkpoint(-1);
        const std::size_t start = set * m_samples;
        source.draw(static_cast<std::uint32_t>(set) + 1, 0,
                    std::span(m_x).subspan(start, m_samples),
                    std::span(m_y).subspan(start, m_samples));
    });
}

bool SimulatedSamples::areFew(int sets, std::int64_t samples)
{
    constexpr double most = 1e6;
    return static_cast<double>(sets) * static_cast<double>(samples) <= most;
}

} // namespace tradeoff
