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
        // Even and odd powers side by side: half as long to wait as for one chain.
        const double square = t * t;
        double even = 0;
        double odd = 0;
        for (std::size_t k = chebyshevSize; k > 0; k -= 2) {
            odd = odd * square + coefficients[k - 1];
            even = even * square + coefficients[k - 2];
        }
        return even + t * odd;
    }
};

/// A fitted polynomial and how well the values determine it.
struct ChebyshevFit {
    Polynomial polynomial;
    double tail = 0.0;  ///< largest of the last two Chebyshev coefficients: the size of the error
    double shelf = 0.0; ///< largest of the second half of them: near the tail if noise rules it
    double scale = 0.0; ///< largest Chebyshev coefficient
};

/// The polynomial through the values at the Chebyshev points.
[[nodiscard]] ChebyshevFit fitChebyshev(const ChebyshevArray& values);

} // namespace tradeoff
