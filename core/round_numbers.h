// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace tradeoff {

/// Those of increasing numbers (≥ 1) that lie nearest to 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, …,
/// about ten in each factor of ten; the first and the last are among them.
[[nodiscard]] std::vector<int> atPreferredNumbers(const std::vector<int>& numbers);

/// Those of increasing numbers that lie nearest to multiples of 1, 2 or 5 times a power of ten, so
/// that there are 10 to 26 of them, or all where there are fewer; with the first and the last.
[[nodiscard]] std::vector<int> atEvenNumbers(const std::vector<int>& numbers);

/// The next of 10, 30, 100, 300, … after a number: when what grows is worth a look.
[[nodiscard]] std::size_t milestoneAfter(std::size_t number);

} // namespace tradeoff
