// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/power_map.h"

#include "core/segment_density.h"
#include "core/segmentation.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <limits>

namespace tradeoff {

namespace {

constexpr std::size_t side = 33; ///< of the finished grid: a power of two and one
constexpr std::array<std::size_t, 4> strides{8, 4, 2, 1};
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double gridExponent(std::size_t index)
{
    const Interval range = powerMapRange();
    return range.low + range.length() * static_cast<double>(index) / static_cast<double>(side - 1);
}

/// Approximation error of the regions that `segmentation` "power" cuts with these exponents.
double errorOfPower(const std::shared_ptr<const Problem>& problem, const PowerExponents& exponents,
                    int experts)
{
    return approximationError(
        problem->regionMoments(powerDensity(problem, exponents)->boundaries(experts)));
}

/// The finished grid, filled where it is known.
class Grid {
public:
    Grid(const std::shared_ptr<const Problem>& problem, int experts, const Checkpoint& checkpoint)
        : m_problem(problem)
        , m_experts(experts)
        , m_checkpoint(checkpoint)
    {}

    /// Computes what a grid of a stride lacks, a few entries between two checkpoints.
    void fill(std::size_t stride)
    {
        std::vector<std::size_t> missing;
        for (std::size_t row = 0; row < side; row += stride) {
            for (std::size_t column = 0; column < side; column += stride) {
                if (const std::size_t i = row * side + column; m_values[i] != m_values[i]) {
                    missing.push_back(i);
                }
            }
        }
        constexpr std::size_t chunk = 8;
        for (std::size_t start = 0; start < missing.size(); start += chunk) {
            m_checkpoint(static_cast<double>(m_done) / static_cast<double>(side * side));
            const std::size_t end = std::min(start + chunk, missing.size());
            tbb::parallel_for(start, end, [&](std::size_t k) {
                const std::size_t i = missing[k];
                const PowerExponents exponents{gridExponent(i % side), gridExponent(i / side)};
                m_values[i] = errorOfPower(m_problem, exponents, m_experts);
            });
            m_done += end - start;
        }
    }

    [[nodiscard]] PowerMap map(std::size_t stride, const std::vector<PowerMap::Point>& named) const
    {
        PowerMap result;
        result.experts = m_experts;
        result.named = named;
        result.isComplete = stride == 1;
        std::vector<PowerMap::Point> all = named;
        for (std::size_t i = 0; i < side; i += stride) {
            result.targetExponents.push_back(gridExponent(i));
            for (std::size_t j = 0; j < side; j += stride) {
                result.approximation.push_back(m_values[i * side + j]);
                all.push_back({{gridExponent(j), gridExponent(i)}, result.approximation.back()});
            }
        }
        result.densityExponents = result.targetExponents;
        result.least = *std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return a.approximation < b.approximation;
        });
        return result;
    }

private:
    const std::shared_ptr<const Problem>& m_problem;
    int m_experts;
    const Checkpoint& m_checkpoint;
    std::vector<double> m_values = std::vector<double>(side * side, unknown);
    std::size_t m_done = 0;
};

} // namespace

const std::vector<NamedPower>& namedPowers()
{
    static const std::vector<NamedPower> all{
        {"uniform", "uniform", {0, 0}},
        {"equal probability", "equal-probability", {0, 1}},
        {"Panter–Dite", "", {0, 1.0 / 3}},
        {"optimal", "optimal", {2.0 / 3, 1.0 / 3}},
    };
    return all;
}

std::optional<PowerExponents> exponentsOf(const Choice& segmentation)
{
    if (segmentation.kind == "power") {
        return PowerExponents{segmentation.number("targetExponent"),
                              segmentation.number("densityExponent")};
    }
    for (const NamedPower& power : namedPowers()) {
        if (power.kind == segmentation.kind) {
            return power.exponents;
        }
    }
    return std::nullopt;
}

Interval powerMapRange()
{
    return segmentationRow("power").option.parameters.front().slider;
}

PowerMap makePowerMap(const std::shared_ptr<const Problem>& problem, int experts,
                      const std::function<void(const PowerMap&)>& stage,
                      const Checkpoint& checkpoint)
{
    std::vector<PowerMap::Point> named;
    for (const NamedPower& power : namedPowers()) {
        checkpoint(0);
        named.push_back({power.exponents, errorOfPower(problem, power.exponents, experts)});
    }
    Grid grid(problem, experts, checkpoint);
    for (const std::size_t stride : strides) {
        grid.fill(stride);
        if (stride > 1) {
            stage(grid.map(stride, named));
        }
    }
    return grid.map(1, named);
}

} // namespace tradeoff
