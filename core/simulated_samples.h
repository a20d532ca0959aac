// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/problem.h"
#include "core/training_set.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tradeoff {

/// What samples are drawn from.
struct SampleSource {
    const InputSampler& sampler;
    const Problem& problem;
    double noiseVariance = 0.0;
    std::uint64_t seed = 1;

    /// Consecutive samples of a training set, each a function of the source, the set and its place:
    /// y = β(x) + σ · noise.
    /// \param x, y  of equal size, one entry for each sample from `first` on
    void draw(std::uint32_t set, std::size_t first, std::span<double> x, std::span<double> y) const;
};

/// The samples of all training sets of a simulation, drawn once for many segmentations.
class SimulatedSamples {
public:
    /// \param sets  from number 1 on \param samples  of each
    /// \param checkpoint  see Checkpoint; gets a negative share from any thread
    SimulatedSamples(const SampleSource& source, int sets, std::int64_t samples,
                     const Checkpoint& checkpoint);

    /// Whether there are few enough to be held in memory: a million at most, of 16 bytes each.
    [[nodiscard]] static bool areFew(int sets, std::int64_t samples);

    /// Of one training set, in the order of the draws.
    [[nodiscard]] std::span<const double> x(std::uint32_t set) const { return of(m_x, set); }
    [[nodiscard]] std::span<const double> y(std::uint32_t set) const { return of(m_y, set); }

private:
    [[nodiscard]] std::span<const double> of(const std::vector<double>& all,
                                             std::uint32_t set) const
    {
        return std::span(all).subspan((set - 1) * m_samples, m_samples);
    }

    std::size_t m_samples;
    std::vector<double> m_x;
    std::vector<double> m_y;
};

} // namespace tradeoff
