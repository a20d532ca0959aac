// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/training_set.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// How boundaries are learned from a sample.
enum class LearnedKind {
    /// Equal counts: boundaries at the i/m quantiles of the sample.
    Quantile,
    /// The least-squares regression tree, grown best first (growRegressionTree).
    Tree,
    /// The least-squares segmentation of the sample: no other with as many regions has a lower
    /// training error. (Fisher 1958; Bellman 1961: by dynamic programming.)
    Exact,
};

/// Segmentations of a domain for every number of experts up to a most, learned from one sample.
/// Made ready once; immutable; safe to use from many threads at once.
///
/// Boundaries lie midway between neighbouring distinct x, and every region holds samples. So there
/// are never more regions than distinct x, and with one each the learned constants are those of
/// the nearest sample. Fewer regions than experts are returned
///  - where there are fewer distinct x than experts;
///  - Quantile: where quantiles coincide, because many samples share one x. (Empty regions between
///    interpolated quantiles would learn nothing from this sample; and to move a boundary on to a
///    distant x would give counts that nobody asked for.)
///  - Tree: where no split lowers the training error;
///  - Exact: where fewer regions have the same training error, and above mostExperts().
class LearnedSegmentation {
public:
    /// Limits of the dynamic programming of Exact: its memory grows with items × experts, its time
    /// with up to the square of the items, items being distinct x. Where there are more,
    /// neighbouring samples are merged into fewer items of equal counts first, and isExact() is
    /// false.
    static constexpr std::int64_t exactWork = 30'000'000; ///< of items × experts
    static constexpr std::int64_t mostExactItems = 16'384;
    /// The most experts that Exact is made ready for: beyond, too few items would be left.
    static constexpr int mostExactExperts = 3000;

    /// \param x            increasing, within the domain, 1 to 2^32 − 1 values
    /// \param y            as many, finite; not kept
    /// \param mostExperts  at least 1
    /// \param checkpoint   may throw to end the making
    LearnedSegmentation(LearnedKind kind, const Interval& domain,
                        const std::shared_ptr<const std::vector<double>>& x,
                        std::span<const double> y, int mostExperts, const Checkpoint& checkpoint);

    /// The boundaries a_0 < a_1 < … < a_k, the domain's ends included, 1 ≤ k ≤ experts.
    /// \param experts  at least 1; above mostExperts() the boundaries are those for mostExperts(),
    ///                 except for Quantile, which takes any number
    [[nodiscard]] std::vector<double> boundaries(int experts) const;
    /// The number of experts that this was made ready for: as asked, or mostExactExperts.
    [[nodiscard]] int mostExperts() const { return m_mostExperts; }
    /// Whether no segmentation with at most that many regions has a lower training error: known of
    /// Exact alone, and there only where no samples had to be merged.
    [[nodiscard]] bool isExact(int experts) const;

private:
    void makeQuantile(const std::shared_ptr<const std::vector<double>>& x,
                      const Checkpoint& checkpoint);
    void makeTree(std::span<const double> x, std::span<const double> y,
                  const Checkpoint& checkpoint);
    void makeExact(std::span<const double> x, std::span<const double> y,
                   const Checkpoint& checkpoint);

    Interval m_domain;
    int m_mostExperts = 1;
    bool m_exact = false;
    /// The interior boundaries, increasing.
    std::function<std::vector<double>(int experts)> m_interior;
};

} // namespace tradeoff
