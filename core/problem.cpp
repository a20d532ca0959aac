// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/problem.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

std::vector<double> united(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
    return result;
}

} // namespace

Problem::Problem(const Interval& domain, const Choice& target, const Choice& density)
    : m_domain(domain)
    , m_target(makeTarget(target, domain))
    , m_density(makeDensity(density, domain))
    , m_breakpoints(united(united(m_target.breakpoints, m_target.landmarks),
                           united(m_density.breakpoints, m_density.landmarks)))
    , m_moments(domain, m_target, m_density, m_breakpoints)
{}

Moments Problem::moments() const
{
    const std::array<double, 2> ends{m_domain.low, m_domain.high};
    return regionMoments(ends).front();
}

double Problem::density(double x) const
{
    if (!m_domain.contains(x)) {
        return 0;
    }
    const std::array<DomainPoint, 1> point{{{x, x - m_domain.low, m_domain.high - x}}};
    std::array<double, 1> logarithm{};
    logDensities(point, logarithm);
    return std::exp(logarithm.front());
}

void Problem::logDensities(std::span<const DomainPoint> points, std::span<double> result) const
{
    m_density.logValues(points, result);
    for (double& value : result) {
        value -= m_moments.logNormalizer();
    }
}

} // namespace tradeoff
