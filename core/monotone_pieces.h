// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/problem.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tradeoff {

/// A stretch of the domain on which β only rises or only falls (or is flat), as the range of its
/// knots in MonotonePieces.
struct MonotonePiece {
    std::size_t first = 0; ///< the left-most knot
    std::size_t last = 0;  ///< the right-most knot, after `first`
    bool rising = true;    ///< β does not fall from left to right
};

/// The domain cut into pieces on which β is monotone, with knots close enough together to start
/// any search for a level from.
///
/// Pieces end at breakpoints, at the extrema of the problem and wherever the slope changes its sign
/// between the knots. Values at the ends of a piece are those just inside it, so that neighbouring
/// pieces may differ at a jump. Immutable; safe to use from many threads at once.
class MonotonePieces {
public:
    /// More turns of the target are not followed: pieces then hold several, and isComplete() says
    /// so.
    static constexpr std::size_t mostPieces = std::size_t{1} << 16U;

    explicit MonotonePieces(const Problem& problem);

    /// Pieces from left to right, which cover the domain.
    [[nodiscard]] const std::vector<MonotonePiece>& pieces() const { return m_pieces; }
    /// Places of the knots, strictly increasing within a piece; the ends of pieces occur twice.
    [[nodiscard]] const std::vector<double>& places() const { return m_places; }
    /// β at the knots, monotone within a piece.
    [[nodiscard]] const std::vector<double>& values() const { return m_values; }
    /// β' at the knots.
    [[nodiscard]] const std::vector<double>& slopes() const { return m_slopes; }
    /// Whether every turn of the target that is known of ends a piece.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }

private:
    void cutAtTurns(const Problem& problem, const std::vector<double>& breaks);
    void addKnots(const Problem& problem);
    void addPiece(std::span<const double> places);
    void evaluate(const Target& target);

    std::vector<double> m_cuts; ///< ends of the pieces
    std::vector<double> m_grid; ///< coarse knots, the cuts among them
    std::vector<MonotonePiece> m_pieces;
    std::vector<double> m_places;
    std::vector<double> m_values;
    std::vector<double> m_slopes;
    bool m_isComplete = true;
};

} // namespace tradeoff
