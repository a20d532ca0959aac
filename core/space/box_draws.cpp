// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/box_draws.h"

#include "core/input_error.h"

namespace tradeoff {

void drawFromBox(const BoxDomain& domain, const UniformStream& stream, std::uint32_t first,
                 std::span<double> result)
{
    for (std::size_t k = 0; k < result.size(); ++k) {
        result[k] =
            domain[k].low + domain[k].length() * stream(first + static_cast<std::uint32_t>(k));
    }
}

bool isInside(const BoxDomain& domain, std::span<const double> point)
{
    for (std::size_t k = 0; k < point.size(); ++k) {
        if (!(point[k] >= domain[k].low && point[k] <= domain[k].high)) {
            return false;
        }
    }
    return true;
}

void drawByRejection(std::uint32_t numbersOfAttempt,
                     const std::function<bool(std::uint32_t first)>& attempt)
{
    constexpr std::uint32_t mostAttempts = 100'000;
    for (std::uint32_t i = 0; i < mostAttempts; ++i) {
        if (attempt(i * numbersOfAttempt)) {
            return;
        }
    }
    throw InputError("", "has so little mass in most of the domain that no sample can be drawn; "
                         "must be wider, or the domain smaller");
}

} // namespace tradeoff
