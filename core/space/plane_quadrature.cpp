// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/plane_quadrature.h"

#include "core/gauss_rule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace tradeoff {

namespace {

using Triangle = std::array<PlanePoint, 3>;

PlanePoint halfway(const PlanePoint& a, const PlanePoint& b)
{
    return {a.x + (b.x - a.x) / 2, a.y + (b.y - a.y) / 2};
}

void cut(const Triangle& t, std::vector<Triangle>& parts)
{
    const PlanePoint ab = halfway(t[0], t[1]);
    const PlanePoint bc = halfway(t[1], t[2]);
    const PlanePoint ca = halfway(t[2], t[0]);
    parts.insert(parts.end(), {Triangle{t[0], ab, ca}, Triangle{ab, t[1], bc},
                               Triangle{ca, bc, t[2]}, Triangle{ab, bc, ca}});
}

double areaOf(const Triangle& t)
{
    return ((t[1].x - t[0].x) * (t[2].y - t[0].y) - (t[2].x - t[0].x) * (t[1].y - t[0].y)) / 2;
}

/// A rule on the triangle (0,0), (1,0), (0,1), whose weights sum to 1: a square's, drawn together
/// along one side.
template <unsigned Count>
struct TriangleRule {
    static constexpr std::size_t size = std::size_t{Count} * Count;
    std::array<PlanePoint, size> nodes{};
    std::array<double, size> weights{};

    TriangleRule()
    {
        const GaussRule<Count>& gauss = gaussRule<Count>();
        for (std::size_t i = 0; i < Count; ++i) {
            for (std::size_t j = 0; j < Count; ++j) {
                const double u = (1 + gauss.nodes[i]) / 2;
                const double v = (1 + gauss.nodes[j]) / 2 * (1 - u);
                nodes[i * Count + j] = {u, v};
                weights[i * Count + j] = gauss.weights[i] * gauss.weights[j] * (1 - u) / 2;
            }
        }
    }
};

const TriangleRule<6>& fineRule()
{
    static const TriangleRule<6> rule;
    return rule;
}

const TriangleRule<4>& coarseRule()
{
    static const TriangleRule<4> rule;
    return rule;
}

constexpr std::size_t fineSize = TriangleRule<6>::size;
constexpr std::size_t coarseSize = TriangleRule<4>::size;
constexpr std::size_t nodesOfTriangle = fineSize + coarseSize;

template <unsigned Count>
void place(const TriangleRule<Count>& rule, const Triangle& t, Points& points, Eigen::Index first)
{
    for (std::size_t i = 0; i < rule.size; ++i) {
        const PlanePoint& node = rule.nodes[i];
        const Eigen::Index row = first + static_cast<Eigen::Index>(i);
        points(row, 0) = t[0].x + node.x * (t[1].x - t[0].x) + node.y * (t[2].x - t[0].x);
        points(row, 1) = t[0].y + node.x * (t[1].y - t[0].y) + node.y * (t[2].y - t[0].y);
    }
}

template <unsigned Count>
Moments moments(const TriangleRule<Count>& rule, double area, const double* weights,
                const double* values)
{
    std::array<double, TriangleRule<Count>::size> scaled{};
    std::array<double, TriangleRule<Count>::size> own{};
    for (std::size_t i = 0; i < rule.size; ++i) {
        scaled[i] = rule.weights[i] * area * weights[i];
        own[i] = values[i];
    }
    const WeightedSums sums = weightedSums<TriangleRule<Count>::size>(scaled, own);
    return {sums.weight, sums.mean, sums.variance};
}

/// Whether two rules agree on a triangle, beside its own numbers or those of the whole domain.
bool agree(const Moments& fine, const Moments& coarse, const QuadratureScale& scale, double share,
           double relative)
{
    constexpr double negligible = 1e-3; // of what must agree
    const double whole = negligible * relative * scale.moments.probability * share;
    const double spread = std::sqrt(scale.moments.variance);
    return std::abs(fine.probability - coarse.probability) <= relative * fine.probability + whole &&
           fine.probability * std::abs(fine.mean - coarse.mean) <=
               relative * fine.probability * (std::abs(fine.mean) + spread) + whole * spread &&
           std::abs(fine.probability * fine.variance - coarse.probability * coarse.variance) <=
               relative * fine.probability * fine.variance + whole * scale.moments.variance;
}

/// The triangles of a polygon, all of one round at once, so that β and w see many points in one.
class Rounds {
public:
    Rounds(const PlaneIntegrand& integrand, const QuadratureScale& scale,
           const QuadratureAccuracy& accuracy)
        : m_integrand(integrand)
        , m_scale(scale)
        , m_accuracy(accuracy)
    {}

    RegionIntegral run(std::vector<Triangle> triangles)
    {
        cutToShare(triangles);
        while (!triangles.empty()) {
            evaluate(triangles);
            std::vector<Triangle> next;
            for (std::size_t i = 0; i < triangles.size(); ++i) {
                add(triangles[i], i * nodesOfTriangle, next);
            }
            triangles = std::move(next);
        }
        return m_result;
    }

private:
    /// Cuts triangles until none is larger than may be.
    void cutToShare(std::vector<Triangle>& triangles) const
    {
        const double largest = m_accuracy.largestShare * m_scale.area;
        std::vector<Triangle> small;
        while (!triangles.empty()) {
            const Triangle t = triangles.back();
            triangles.pop_back();
            if (areaOf(t) > largest) {
                cut(t, triangles);
            } else {
                small.push_back(t);
            }
        }
        triangles = std::move(small);
    }

    void evaluate(const std::vector<Triangle>& triangles)
    {
        const auto rows = static_cast<Eigen::Index>(triangles.size() * nodesOfTriangle);
        m_points.resize(rows, 2);
        m_weights.resize(rows);
        m_values.resize(rows);
        for (std::size_t i = 0; i < triangles.size(); ++i) {
            const auto first = static_cast<Eigen::Index>(i * nodesOfTriangle);
            place(fineRule(), triangles[i], m_points, first);
            place(coarseRule(), triangles[i], m_points,
                  first + static_cast<Eigen::Index>(fineSize));
        }
        m_integrand(m_points, m_weights, m_values);
    }

    void add(const Triangle& t, std::size_t first, std::vector<Triangle>& next)
    {
        const double area = areaOf(t);
        const double share = area / m_scale.area;
        const double* weights = m_weights.data() + first;
        const double* values = m_values.data() + first;
        const Moments fine = moments(fineRule(), area, weights, values);
        const Moments coarse = moments(coarseRule(), area, weights + fineSize, values + fineSize);
        if (share > m_accuracy.smallestShare &&
            !agree(fine, coarse, m_scale, share, m_accuracy.relative)) {
            cut(t, next);
            return;
        }
        const double gap = std::abs(fine.mean - coarse.mean);
        m_result.moments = merged(m_result.moments, fine);
        m_result.probabilityError += std::abs(fine.probability - coarse.probability);
        // An error in a part's mean counts in full where the parts differ from each other.
        m_result.approximationError +=
            std::abs(fine.probability * fine.variance - coarse.probability * coarse.variance) +
            2 * fine.probability * gap * std::sqrt(m_scale.moments.variance) +
            std::abs(fine.probability - coarse.probability) * m_scale.moments.variance;
    }

    const PlaneIntegrand& m_integrand;
    const QuadratureScale& m_scale;
    const QuadratureAccuracy& m_accuracy;
    RegionIntegral m_result;
    Points m_points;
    Eigen::ArrayXd m_weights;
    Eigen::ArrayXd m_values;
};

} // namespace

RegionIntegral integrate(const PlaneIntegrand& integrand, const Polygon& polygon,
                         const QuadratureScale& scale, const QuadratureAccuracy& accuracy)
{
    std::vector<Triangle> triangles;
    for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
        const Triangle triangle{polygon[0], polygon[i], polygon[i + 1]};
        if (areaOf(triangle) > 0) {
            triangles.push_back(triangle);
        }
    }
    return Rounds(integrand, scale, accuracy).run(std::move(triangles));
}

} // namespace tradeoff
