// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment_density.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tradeoff {

SegmentDensity::SegmentDensity(std::shared_ptr<const Problem> problem, PowerTable table)
    : m_problem(std::move(problem))
    , m_table(std::move(table))
{}

std::shared_ptr<const SegmentDensity> SegmentDensity::make(std::shared_ptr<const Problem> problem,
                                                           const PowerExponents& exponents)
{
    PowerTable table(*problem, exponents, PowerAtZero::Natural);
    if (!std::isfinite(table.logIntegral())) {
        return nullptr;
    }
    return std::shared_ptr<const SegmentDensity>(
        new SegmentDensity(std::move(problem), std::move(table)));
}

std::shared_ptr<const SegmentDensity> powerDensity(const std::shared_ptr<const Problem>& problem,
                                                   const PowerExponents& exponents)
{
    std::shared_ptr<const SegmentDensity> density = SegmentDensity::make(problem, exponents);
    return density == nullptr ? SegmentDensity::make(problem, {0, 0}) : density;
}

double SegmentDensity::value(double x) const
{
    const Interval& domain = m_problem->domain();
    if (!domain.contains(x)) {
        return 0;
    }
    double logarithm = -m_table.logIntegral();
    if (exponents().target != 0) {
        logarithm += exponents().target * std::log(std::abs(m_problem->target().slope(x)));
    }
    if (exponents().density != 0) {
        const std::array<DomainPoint, 1> point{{{x, x - domain.low, domain.high - x}}};
        std::array<double, 1> logDensity{};
        m_problem->logDensities(point, logDensity);
        logarithm += exponents().density * logDensity.front();
    }
    return std::exp(logarithm);
}

std::vector<double> SegmentDensity::boundaries(int experts) const
{
    const Interval& domain = m_problem->domain();
    const auto count = static_cast<std::size_t>(experts);
    std::vector<double> shares(count + 1);
    for (std::size_t i = 0; i <= count; ++i) {
        shares[i] = static_cast<double>(i) / experts;
    }
    std::vector<double> result(count + 1);
    m_table.quantiles(shares, result);
    result.front() = domain.low;
    result.back() = domain.high;
    makeStrictlyIncreasing(result);
    return result;
}

std::optional<double> SegmentDensity::highRateConstant() const
{
    // β'² p / λ² = (∫ |β'|^s p^t)² |β'|^{2−2s} p^{1−2t}.
    const PowerExponents rest{2 - 2 * exponents().target, 1 - 2 * exponents().density};
    constexpr double rounding = 1e-15;
    if (std::abs(rest.target - exponents().target) < rounding &&
        std::abs(rest.density - exponents().density) < rounding) {
        return highRateConstant(m_table); // λ*: the rest is the same integral once more
    }
    return highRateConstant(PowerTable(*m_problem, rest, PowerAtZero::Zero));
}

std::optional<double> SegmentDensity::highRateConstant(const PowerTable& rest) const
{
    if (rest.logIntegral() == -std::numeric_limits<double>::infinity()) {
        return 0.0;
    }
    constexpr double accepted = 1e-8;
    const double constant = std::exp(2 * m_table.logIntegral() + rest.logIntegral()) / 12;
    if (!(rest.relativeError() < accepted) || !std::isfinite(constant)) {
        return std::nullopt;
    }
    return constant;
}

} // namespace tradeoff
