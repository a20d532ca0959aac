// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"

#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// A point of the domain with its distances from both ends, which stay exact where x itself is
/// rounded: a density may be infinite at an end.
struct DomainPoint {
    double x = 0.0;
    double fromLow = 0.0; ///< x − low
    double toHigh = 0.0;  ///< high − x
};

/// An input density p on a domain, ready to evaluate; safe to use from many threads at once.
struct Density {
    /// log p(x) up to a constant that is the same for every x; −∞ where the density is zero.
    /// The logarithm keeps far tails, which underflow, exact.
    std::function<void(std::span<const DomainPoint> points, std::span<double> result)> logValues;
    /// Where p or its slope jumps, strictly inside the domain, strictly increasing.
    std::vector<double> breakpoints;
    /// Inner points that frame narrow features, which even spacing could miss; increasing.
    std::vector<double> landmarks;
};

/// One row of the table of input densities.
struct DensityRow {
    Option option;
    /// Builds p on the domain. Throws InputError with a place relative to the choice ("/weights").
    Density (*make)(const Choice& choice, const Interval& domain);
};

/// Every input density there is. A new one is one more row, in core/density_table.cpp.
[[nodiscard]] const std::vector<DensityRow>& densityTable();

/// The row of a kind.
/// \throws InputError at "/density/kind" that lists the kinds there are
[[nodiscard]] const DensityRow& densityRow(std::string_view kind);

/// Checks a choice and builds its density.
/// \throws InputError at "/density/…"
[[nodiscard]] Density makeDensity(const Choice& choice, const Interval& domain);

} // namespace tradeoff
