// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moment_table.h"

namespace tradeoff {

/// Cuts a domain into the panels of a MomentTable.
class MomentTableBuilder {
public:
    MomentTableBuilder(MomentTable& table, std::span<const double> breakpoints);

    /// Fills the table's panels, from left to right, and its error estimate.
    void build();

private:
    using Panel = MomentTable::Panel;
    struct Samples {
        ChebyshevArray density; ///< divided by its largest value
        ChebyshevArray target;
        double logScale = 0.0;
        double mass = 0.0; ///< of the panel, as a share of the estimated total
        double x = 0.0;    ///< largest absolute coordinate
    };

    void estimateTotal(const std::vector<Panel>& pieces);
    [[nodiscard]] std::vector<Panel> pieces() const;
    [[nodiscard]] Samples sample(const Panel& panel) const;
    void refine(const Panel& start);
    /// Fits the polynomials; false if the panel must be cut further.
    [[nodiscard]] bool fit(Panel& panel, const Samples& samples);
    [[nodiscard]] bool mayStay(const ChebyshevFit& fit, const Panel& panel,
                               const ChebyshevArray& target) const;
    [[nodiscard]] static bool isNearEnd(const Panel& panel);
    [[nodiscard]] bool isTooSmallToCut(const Panel& panel) const;

    MomentTable& m_table;
    std::span<const double> m_breakpoints;
    double m_maximumLog = 0.0;    ///< largest log p seen
    double m_totalEstimate = 0.0; ///< ∫ p / exp(m_maximumLog), roughly
    double m_targetScale = 0.0;   ///< half the range of β, roughly
};

} // namespace tradeoff
