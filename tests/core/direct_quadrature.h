// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/density.h"
#include "core/moments.h"
#include "core/target.h"

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tradeoff::test {

/// The oracle of everything that is integrated: β and p from their tables, each region integrated
/// by itself. Shares no table, panel or polynomial with the core; slow.
///
/// Between the places where something is not smooth 20 Gauss–Legendre points go into each of 256
/// cells of the domain. The cells beside such a place and beside a region's ends are divided by
/// three again and again towards it: cusps, infinite densities and steep tails then look smooth in
/// every part.
class DirectQuadrature {
public:
    DirectQuadrature(const Interval& domain, const Choice& target, const Choice& density)
        : m_domain(domain)
        , m_target(makeTarget(target, domain))
        , m_density(makeDensity(density, domain))
    {
        m_cuts = {domain.low, domain.high};
        m_cuts.insert(m_cuts.end(), m_target.breakpoints.begin(), m_target.breakpoints.end());
        m_cuts.insert(m_cuts.end(), m_density.breakpoints.begin(), m_density.breakpoints.end());
        sortCuts();
        findExtrema();
        m_cuts.insert(m_cuts.end(), m_extrema.begin(), m_extrema.end());
        sortCuts();
        const Nodes whole = nodes(domain);
        m_top = *std::max_element(whole.logDensities.begin(), whole.logDensities.end());
        for (std::size_t i = 0; i < whole.weights.size(); ++i) {
            m_mass += whole.weights[i] * std::exp(whole.logDensities[i] - m_top);
        }
    }

    /// Where the slope of β changes its sign smoothly, found by looking at 4001 places a piece.
    [[nodiscard]] const std::vector<double>& extrema() const { return m_extrema; }

    /// Moments of a region; mean and variance hold where the probability underflows, too.
    [[nodiscard]] Moments moments(const Interval& region) const
    {
        Nodes all = nodes(region);
        const double top = *std::max_element(all.logDensities.begin(), all.logDensities.end());
        if (top == -std::numeric_limits<double>::infinity()) {
            return {};
        }
        std::vector<double> values(all.x.size());
        m_target.values(all.x, values);
        double mass = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            all.weights[i] *= std::exp(all.logDensities[i] - top);
            mass += all.weights[i];
        }
        // Measured from the value that weighs most: one far from the mean costs digits.
        const auto heaviest = std::max_element(all.weights.begin(), all.weights.end());
        const double offset = values[std::size_t(heaviest - all.weights.begin())];
        double mean = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            mean += all.weights[i] * (values[i] - offset);
        }
        mean /= mass;
        double variance = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            variance += all.weights[i] * std::pow(values[i] - offset - mean, 2);
        }
        // In one exponential: the largest log density may be immense.
        return {std::exp(top - m_top + std::log(mass / m_mass)), offset + mean, variance / mass};
    }

    /// ∫ |β'|^s p^t over a region, with 0^0 = 1 and p normalised.
    [[nodiscard]] double power(const Interval& region, double s, double t) const
    {
        const Nodes all = nodes(region);
        std::vector<double> slopes(all.x.size());
        m_target.slopes(all.x, slopes);
        double sum = 0;
        for (std::size_t i = 0; i < slopes.size(); ++i) {
            const double density = std::exp(all.logDensities[i] - m_top) / m_mass;
            sum += all.weights[i] * (s == 0 ? 1 : std::pow(std::abs(slopes[i]), s)) *
                   (t == 0 ? 1 : std::pow(density, t));
        }
        return sum;
    }

    /// (∫ λ-weight)² ∫ |β'|^{2−2s} p^{1−2t} / 12, the second integral where β' and p are not zero.
    [[nodiscard]] double highRateConstant(double s, double t) const
    {
        const Nodes all = nodes(m_domain);
        std::vector<double> slopes(all.x.size());
        m_target.slopes(all.x, slopes);
        double sum = 0;
        for (std::size_t i = 0; i < slopes.size(); ++i) {
            const double density = std::exp(all.logDensities[i] - m_top) / m_mass;
            if (slopes[i] != 0 && density > 0) {
                sum += all.weights[i] * std::pow(std::abs(slopes[i]), 2 - 2 * s) *
                       std::pow(density, 1 - 2 * t);
            }
        }
        return std::pow(power(m_domain, s, t), 2) * sum / 12;
    }

private:
    struct Nodes {
        std::vector<double> x;
        std::vector<double> weights;
        std::vector<DomainPoint> points;
        std::vector<double> logDensities;
    };

    [[nodiscard]] Nodes nodes(const Interval& region) const
    {
        std::vector<double> ends{region.low, region.high};
        for (const double cut : m_cuts) {
            if (cut > region.low && cut < region.high) {
                ends.push_back(cut);
            }
        }
        std::sort(ends.begin(), ends.end());
        Nodes result;
        for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
            addPiece(result, ends[i], ends[i + 1]);
        }
        result.logDensities.resize(result.points.size());
        m_density.logValues(result.points, result.logDensities);
        return result;
    }

    void addPiece(Nodes& nodes, double low, double high) const
    {
        constexpr double cells = 256;
        const int count =
            std::max(2, static_cast<int>(std::ceil(cells * (high - low) / m_domain.length())));
        const double width = (high - low) / count;
        addGraded(nodes, {low, high}, width, 1);
        for (int i = 1; i + 1 < count; ++i) {
            addCell(nodes, {low, high}, 1, i * width, (i + 1) * width);
        }
        addGraded(nodes, {low, high}, width, -1);
    }

    /// The cell at the lower (direction 1) or upper (−1) end of a piece.
    void addGraded(Nodes& nodes, const Interval& piece, double width, int direction) const
    {
        const double end = direction > 0 ? piece.low : piece.high;
        const bool isDomainEnd = end == m_domain.low || end == m_domain.high;
        const bool isCut = std::find(m_cuts.begin(), m_cuts.end(), end) != m_cuts.end();
        // Down to 1e-138 of the width for densities with infinite ends, to 1e-19 for cusps.
        const int steps = isDomainEnd ? 290 : isCut ? 40 : 15;
        double outer = width;
        for (int i = 0; i < steps; ++i) {
            addCell(nodes, piece, direction, outer / 3, outer);
            outer /= 3;
        }
        addCell(nodes, piece, direction, 0, outer);
    }

    /// Nodes with distances between `from` and `to` of an end of a piece.
    void addCell(Nodes& nodes, const Interval& piece, int direction, double from, double to) const
    {
        using Rule = boost::math::quadrature::gauss<double, 20>;
        const double half = (to - from) / 2;
        for (std::size_t i = 0; i < Rule::abscissa().size(); ++i) {
            for (const double sign : {-1.0, 1.0}) {
                const double distance = from + half * (1 + sign * Rule::abscissa()[i]);
                addNode(nodes, piece, direction, distance);
                nodes.weights.push_back(half * Rule::weights()[i]);
            }
        }
    }

    void addNode(Nodes& nodes, const Interval& piece, int direction, double distance) const
    {
        // At an end itself the functions may have the value of the neighbouring piece.
        const double first = std::nextafter(piece.low, piece.high);
        const double last = std::nextafter(piece.high, piece.low);
        const double x = direction > 0 ? piece.low + distance : piece.high - distance;
        DomainPoint point{first < last ? std::clamp(x, first, last) : piece.low, 0, 0};
        point.fromLow =
            direction > 0 && piece.low == m_domain.low ? distance : point.x - m_domain.low;
        point.toHigh =
            direction < 0 && piece.high == m_domain.high ? distance : m_domain.high - point.x;
        nodes.x.push_back(point.x);
        nodes.points.push_back(point);
    }

    void sortCuts()
    {
        std::sort(m_cuts.begin(), m_cuts.end());
        m_cuts.erase(std::unique(m_cuts.begin(), m_cuts.end()), m_cuts.end());
    }

    void findExtrema()
    {
        constexpr int places = 4001;
        for (std::size_t i = 0; i + 1 < m_cuts.size(); ++i) {
            double before = 0;
            double beforeX = m_cuts[i];
            for (int k = 0; k < places; ++k) {
                const double x = m_cuts[i] + (k + 0.5) / places * (m_cuts[i + 1] - m_cuts[i]);
                const double slope = m_target.slope(x);
                if (slope * before < 0) {
                    m_extrema.push_back(turn(beforeX, x, before));
                }
                if (slope != 0) {
                    before = slope;
                    beforeX = x;
                }
            }
        }
    }

    [[nodiscard]] double turn(double low, double high, double slopeAtLow) const
    {
        for (int i = 0; i < 100; ++i) {
            const double middle = low + (high - low) / 2;
            (m_target.slope(middle) * slopeAtLow > 0 ? low : high) = middle;
        }
        return high;
    }

    Interval m_domain;
    Target m_target;
    Density m_density;
    std::vector<double> m_cuts;
    std::vector<double> m_extrema;
    double m_top = 0.0;
    double m_mass = 0.0;
};

/// m regions of equal length.
inline std::vector<double> uniformBoundaries(const Interval& domain, int experts)
{
    std::vector<double> result;
    for (int i = 0; i <= experts; ++i) {
        result.push_back(i == experts ? domain.high : domain.low + domain.length() * i / experts);
    }
    return result;
}

/// Σ P_i v_i of the core's moments.
inline double approximationError(const std::vector<Moments>& regions)
{
    double sum = 0;
    for (const Moments& region : regions) {
        sum += region.probability * region.variance;
    }
    return sum;
}

} // namespace tradeoff::test
