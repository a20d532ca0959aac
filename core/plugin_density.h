// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/training_set.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tradeoff {

/// The optimal segment density λ* ∝ (β'² p)^{1/3} estimated from a sample, for data whose target
/// function and input density nobody knows: boundaries(m) needs nothing but x and y.
///
/// Bins hold equal counts of samples, edges midway between distinct x; the counts of bins are
/// powers of two up to √n, so that each bin holds at least about √n samples and coarse bins are
/// unions of fine ones.
///  - The slope's bins are as many as give a straight line for each bin the least Mallows' Cp, with
///    σ² from neighbouring samples (Rice 1984). So they follow the sample: about n^{1/5} of them in
///    noise, which balances the slope's squared bias ~ h² with its variance ~ σ²/(n h³) for bins of
///    width h, and √n where there is none. (With n^{1/3} bins the variance would not fall.)
///  - β̂'² is taken on overlapping stretches as long as such a bin, around every cell of a grid that
///    is four times finer: the squared slope of the least-squares line less that slope's variance
///    σ̂²/Σ(x − x̄)², which noise alone would give it, and not below 0.
///  - p̂ is the share of samples over the width, for about 2 n^{1/3} bins (the rate of Scott 1979).
/// λ̂ is constant on the cells of the finer grid of the two. So that it is nowhere zero, it is mixed
/// with the uniform density, in the share 1/(1 + number of the slope's bins); near λ* that costs
/// only of second order. With no slope to be seen, as from fewer than four samples or where all x
/// or all y are equal, λ̂ is uniform and isUniform() is true.
/// Immutable; safe to use from many threads at once.
class PluginDensity {
public:
    /// \param x  increasing, within the domain, 1 to 2^32 − 1 values
    /// \param y  as many, finite
    PluginDensity(const Interval& domain, std::span<const double> x, std::span<const double> y,
                  const Checkpoint& checkpoint);

    /// λ̂(x), normalised to integrate to 1 over the domain; 0 outside. On an edge that of the right.
    [[nodiscard]] double value(double x) const;
    /// The inverse of λ̂'s cumulative, which is linear between the edges, for 0 ≤ u ≤ 1.
    [[nodiscard]] double quantile(double u) const;
    /// The boundaries Λ̂^{-1}(i/m), i = 0…m, strictly increasing.
    /// \param experts  m, at least 1
    [[nodiscard]] std::vector<double> boundaries(int experts) const;
    /// Edges of the cells on which λ̂ is constant, the domain's ends included.
    [[nodiscard]] const std::vector<double>& edges() const { return m_edges; }
    /// The number of bins for the slope that the least Cp chose.
    [[nodiscard]] std::size_t slopeBins() const { return m_slopeBins; }
    /// Whether no slope was seen, so that λ̂ is uniform.
    [[nodiscard]] bool isUniform() const { return m_edges.size() == 2; }

private:
    void setShares(std::span<const double> shares);

    std::vector<double> m_edges;
    std::vector<double> m_cumulative; ///< at the edges, from 0 to 1
    std::size_t m_slopeBins = 1;
};

} // namespace tradeoff
