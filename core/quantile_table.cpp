// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantile_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace tradeoff {

namespace {

template <std::size_t size>
using Values = std::array<double, size>;

/// The polynomial through the values at the Chebyshev points cos(π(j + ½)/size), in powers of t.
template <std::size_t size>
Values<size> powersThrough(const Values<size>& values)
{
    Values<size> powers{};
    Values<size> previous{}; // T_{k−1}
    Values<size> current{1}; // T_k
    for (std::size_t k = 0; k < size; ++k) {
        double coefficient = 0;
        for (std::size_t j = 0; j < size; ++j) {
            coefficient += values[j] * std::cos(std::numbers::pi * static_cast<double>(k) *
                                                (static_cast<double>(j) + 0.5) / size);
        }
        coefficient *= (k == 0 ? 1.0 : 2.0) / size;
        Values<size> next{};
        for (std::size_t i = 0; i < size; ++i) {
            powers[i] += coefficient * current[i];
            next[i] = (i > 0 ? (k == 0 ? 1 : 2) * current[i - 1] : 0) - previous[i];
        }
        previous = current;
        current = next;
    }
    return powers;
}

} // namespace

QuantileTable::QuantileTable(std::shared_ptr<const SegmentDensity> density)
    : m_density(std::move(density))
    , m_pieces(pieces)
{
    // At the ends x may be as near to the domain's end as its own rounding allows.
    for (std::size_t i = 1; i + 1 < pieces; ++i) {
        m_pieces[i] = fitted(i);
    }
}

QuantileTable::Piece QuantileTable::fitted(std::size_t index) const
{
    const auto exact = [&](double t) {
        return m_density->quantile((static_cast<double>(index) + (1 + t) / 2) / pieces);
    };
    std::array<double, size> values{};
    double middle = 0;
    for (std::size_t j = 0; j < size; ++j) {
        values[j] = exact(std::cos(std::numbers::pi * (static_cast<double>(j) + 0.5) / size));
        middle += values[j] / size;
    }
    for (double& value : values) {
        value -= middle; // keeps the digits of the small terms
    }
    Piece piece{powersThrough(values), true};
    for (const double t : {-1.0, -0.91, -0.3, 0.37, 0.89, 1.0}) {
        const double wanted = exact(t);
        double found = 0;
        for (std::size_t k = size; k-- > 0;) {
            found = found * t + piece.coefficients[k];
        }
        const double rounding = 8 * std::numeric_limits<double>::epsilon() * std::abs(wanted);
        if (!(std::abs(middle + found - wanted) <= rounding)) {
            piece.isPolynomial = false;
        }
    }
    piece.coefficients[0] += middle;
    return piece;
}

} // namespace tradeoff
