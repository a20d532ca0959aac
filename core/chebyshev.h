// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace tradeoff {

/// Points at which a panel's function is sampled, and coefficients of its polynomial.
inline constexpr std::size_t chebyshevSize = 16;
using ChebyshevArray = std::array<double, chebyshevSize>;

/// The Chebyshev points of the first kind in (−1, 1), increasing: the ends are never sampled, so
/// that a function may jump or be infinite there.
[[nodiscard]] const ChebyshevArray& chebyshevPoints();

/// A polynomial of degree 15 in t ∈ [−1, 1].
struct Polynomial {
    ChebyshevArray coefficients{}; ///< of the powers 1, t, t², …

    [[nodiscard]] double operator()(double t) const
    {
        double result = 0;
        for (std::size_t k = chebyshevSize; k-- > 0;) {
            result = result * t + coefficients[k];
        }
        return result;
    }
};

/// A fitted polynomial and how well the values determine it.
struct ChebyshevFit {
    Polynomial polynomial;
    double tail = 0.0;  ///< largest of the last two Chebyshev coefficients: the size of the error
    double scale = 0.0; ///< largest Chebyshev coefficient
};

/// The polynomial through the values at the Chebyshev points.
[[nodiscard]] ChebyshevFit fitChebyshev(const ChebyshevArray& values);

} // namespace tradeoff
