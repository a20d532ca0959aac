// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment_density.h"

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace tradeoff {

/// A quantile function as polynomials on equal pieces of (0, 1): many times faster than searching
/// for it. Pieces that no polynomial follows to rounding, such as those at the ends or around a
/// jump, ask the density itself. Immutable; safe to use from many threads at once.
class QuantileTable {
public:
    explicit QuantileTable(std::shared_ptr<const SegmentDensity> density);

    /// Λ^{-1}(u), 0 < u < 1, to about 1e-15 of the largest coordinate of the domain.
    [[nodiscard]] double operator()(double u) const
    {
        const double position = u * static_cast<double>(pieces);
        const auto index = static_cast<std::size_t>(position);
        const Piece& piece = m_pieces[index];
        if (!piece.isPolynomial) {
            return m_density->quantile(u);
        }
        const double t = 2 * (position - static_cast<double>(index)) - 1;
        const std::array<double, size>& c = piece.coefficients;
        const double square = t * t;
        const double even =
            c[0] + square * (c[2] + square * (c[4] + square * (c[6] + square * c[8])));
        const double odd =
            c[1] + square * (c[3] + square * (c[5] + square * (c[7] + square * c[9])));
        return even + t * odd;
    }

private:
    static constexpr std::size_t pieces = 256;
    static constexpr std::size_t size = 10;

    struct Piece {
        std::array<double, size> coefficients{}; ///< of 1, t, t², …, t ∈ [−1, 1]
        bool isPolynomial = false;
    };

    [[nodiscard]] Piece fitted(std::size_t index) const;

    std::shared_ptr<const SegmentDensity> m_density;
    std::vector<Piece> m_pieces;
};

} // namespace tradeoff
