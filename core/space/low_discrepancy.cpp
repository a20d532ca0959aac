// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/low_discrepancy.h"

#include "core/random.h"

#include <boost/random/sobol.hpp>

namespace tradeoff {

namespace {

/// Random bits for one coordinate of one replicate.
std::uint64_t digitalShift(std::uint32_t replicate, std::size_t coordinate)
{
    constexpr std::uint32_t stream = 0x50b01;
    const auto bits =
        philox({replicate, static_cast<std::uint32_t>(coordinate), 0, 0}, {stream, 0});
    return (std::uint64_t{bits[0]} << 32U) | bits[1];
}

/// In (0, 1): the middle of one of 2^52 equal intervals.
double unit(std::uint64_t bits)
{
    return (static_cast<double>(bits >> 12U) + 0.5) * 0x1p-52;
}

} // namespace

Points lowDiscrepancyPoints(const BoxDomain& domain, std::uint32_t replicate, std::size_t count)
{
    boost::random::sobol sequence(domain.size());
    std::vector<std::uint64_t> shifts(domain.size());
    for (std::size_t k = 0; k < shifts.size(); ++k) {
        shifts[k] = digitalShift(replicate, k);
    }
    Points points(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(domain.size()));
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
        for (std::size_t k = 0; k < shifts.size(); ++k) {
            const double share = unit(std::uint64_t{sequence()} ^ shifts[k]);
            points(i, static_cast<Eigen::Index>(k)) = domain[k].low + share * domain[k].length();
        }
    }
    return points;
}

} // namespace tradeoff
