// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/moment_table_builder.h"

#include "core/input_error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
/// Panels stop being made where p is below exp(−this) of its maximum.
constexpr double negligibleLog = 160.0;
/// Wanted size of the last Chebyshev coefficients relative to the first.
constexpr double wantedTail = 1e-14;
/// Panels at the most: beyond, the error is stated instead of made smaller.
constexpr std::size_t panelLimit = 60'000;
/// Equal parts of every smooth piece that the refinement starts from.
constexpr int startingParts = 4;

} // namespace

MomentTableBuilder::MomentTableBuilder(MomentTable& table, std::span<const double> breakpoints)
    : m_table(table)
    , m_breakpoints(breakpoints)
{}

void MomentTableBuilder::build()
{
    const std::vector<Panel> start = pieces();
    estimateTotal(start);
    for (const Panel& piece : start) {
        refine(piece);
    }
}

std::vector<MomentTableBuilder::Panel> MomentTableBuilder::pieces() const
{
    const Interval& domain = m_table.m_domain;
    const double middle = domain.middle();
    std::vector<double> edges{domain.low, middle, domain.high};
    edges.insert(edges.end(), m_breakpoints.begin(), m_breakpoints.end());
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

    std::vector<Panel> result;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        for (int part = 0; part < startingParts; ++part) {
            const double step = (edges[i + 1] - edges[i]) / startingParts;
            Panel panel;
            panel.x.low = part == 0 ? edges[i] : edges[i] + part * step;
            panel.x.high = part + 1 == startingParts ? edges[i + 1] : edges[i] + (part + 1) * step;
            if (panel.x.low >= panel.x.high) {
                continue;
            }
            panel.fromHigh = panel.x.low >= middle;
            const double near =
                panel.fromHigh ? domain.high - panel.x.high : panel.x.low - domain.low;
            const double far =
                panel.fromHigh ? domain.high - panel.x.low : panel.x.high - domain.low;
            panel.middle = near + (far - near) / 2;
            panel.half = (far - near) / 2;
            result.push_back(panel);
        }
    }
    return result;
}

MomentTableBuilder::Samples MomentTableBuilder::sample(const Panel& panel) const
{
    const Interval& domain = m_table.m_domain;
    std::array<DomainPoint, chebyshevSize> points;
    ChebyshevArray x{};
    for (std::size_t k = 0; k < chebyshevSize; ++k) {
        const double t = chebyshevPoints()[k];
        const double distance = panel.middle + (panel.fromHigh ? -t : t) * panel.half;
        x[k] = panel.fromHigh ? domain.high - distance : domain.low + distance;
        points[k] = {x[k], panel.fromHigh ? x[k] - domain.low : distance,
                     panel.fromHigh ? distance : domain.high - x[k]};
    }
    Samples samples;
    m_table.m_target.values(x, samples.target);
    m_table.m_density.logValues(points, samples.density);
    samples.logScale = *std::max_element(samples.density.begin(), samples.density.end());
    samples.x = std::max(std::abs(x.front()), std::abs(x.back()));
    if (samples.logScale == -std::numeric_limits<double>::infinity()) {
        return samples;
    }
    for (double& value : samples.density) {
        value = std::exp(value - samples.logScale);
        samples.mass += value * 2 * panel.half / static_cast<double>(chebyshevSize);
    }
    samples.mass *= std::exp(samples.logScale - m_maximumLog) / m_totalEstimate;
    return samples;
}

void MomentTableBuilder::estimateTotal(const std::vector<Panel>& start)
{
    m_maximumLog = 0;
    m_totalEstimate = 1;
    std::vector<Samples> all;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    double maximumLog = -lowest;
    for (const Panel& piece : start) {
        all.push_back(sample(piece));
        maximumLog = std::max(maximumLog, all.back().logScale);
        const auto [low, high] =
            std::minmax_element(all.back().target.begin(), all.back().target.end());
        lowest = std::min(lowest, *low);
        highest = std::max(highest, *high);
    }
    if (!(maximumLog > -std::numeric_limits<double>::infinity())) {
        throw InputError("/density", "has no mass on the domain; must be positive somewhere");
    }
    m_maximumLog = maximumLog;
    m_totalEstimate = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        double sum = 0;
        for (const double value : all[i].density) {
            sum += value;
        }
        if (all[i].logScale > -std::numeric_limits<double>::infinity()) {
            m_totalEstimate += std::exp(all[i].logScale - maximumLog) * sum * 2 * start[i].half /
                               static_cast<double>(chebyshevSize);
        }
    }
    m_targetScale = std::max((highest - lowest) / 2, epsilon * std::abs(highest));
}

void MomentTableBuilder::refine(const Panel& start)
{
    std::vector<Panel> waiting{start};
    while (!waiting.empty()) {
        Panel panel = waiting.back();
        waiting.pop_back();
        const Samples samples = sample(panel);
        panel.logScale = samples.logScale;
        panel.empty = samples.logScale - m_maximumLog < -negligibleLog;
        if (panel.empty || fit(panel, samples)) {
            m_table.m_panels.push_back(panel);
            continue;
        }
        Panel left = panel;
        Panel right = panel;
        left.half = right.half = panel.half / 2;
        left.middle = panel.middle + (panel.fromHigh ? 1 : -1) * panel.half / 2;
        right.middle = panel.middle + (panel.fromHigh ? -1 : 1) * panel.half / 2;
        const Interval& domain = m_table.m_domain;
        const double cut = panel.fromHigh ? domain.high - panel.middle : domain.low + panel.middle;
        left.x.high = right.x.low = cut;
        waiting.push_back(right); // the left one comes next: panels are made from left to right
        waiting.push_back(left);
    }
}

/// Close to an end of the domain a density may be a function of the distance to it, which is not
/// rounded as x is.
bool MomentTableBuilder::isNearEnd(const Panel& panel)
{
    return panel.middle < 16 * panel.half;
}

bool MomentTableBuilder::isTooSmallToCut(const Panel& panel) const
{
    const double coordinate =
        isNearEnd(panel) ? panel.middle : std::max(std::abs(panel.x.low), std::abs(panel.x.high));
    constexpr double smallestDistance = 1e-290;
    return panel.half < std::max(32 * epsilon * coordinate, smallestDistance) ||
           m_table.m_panels.size() > panelLimit;
}

/// Whether a fit of β that is not good on its panel may stay because its error is small beside the
/// range of β on the domain: where rounding rules the last coefficients cutting helps nothing, and
/// towards a singular end it would never stop.
bool MomentTableBuilder::mayStay(const ChebyshevFit& fit, const Panel& panel,
                                 const ChebyshevArray& target) const
{
    if (fit.tail >= 1e-13 * m_targetScale) {
        return false;
    }
    int turns = 0; // of values that are rounding and nothing else
    for (std::size_t k = 2; k < chebyshevSize; ++k) {
        turns += (target[k] - target[k - 1]) * (target[k - 1] - target[k - 2]) < 0 ? 1 : 0;
    }
    const bool isLevel = fit.tail > 0.2 * fit.shelf && fit.shelf < 1e-3 * fit.scale;
    return turns >= 4 || isLevel || panel.half < 1e-12 * m_table.m_domain.length();
}

bool MomentTableBuilder::fit(Panel& panel, const Samples& samples)
{
    const auto [low, high] = std::minmax_element(samples.target.begin(), samples.target.end());
    panel.center = *low + (*high - *low) / 2;
    panel.range = (*high - *low) / 2;
    ChebyshevArray centered = samples.target;
    for (double& value : centered) {
        value -= panel.center;
    }
    const ChebyshevFit density = fitChebyshev(samples.density);
    const ChebyshevFit target = fitChebyshev(centered);
    panel.density = density.polynomial;
    panel.target = target.polynomial;

    // Rounding of the sampled values and of x itself is noise that no cutting removes.
    const double roundingOfX = epsilon * samples.x / panel.half;
    const double densityTail = density.tail / density.scale;
    const double densityNoise = 16 * epsilon * (1 + std::abs(samples.logScale)) +
                                (isNearEnd(panel) ? 0.0 : 16 * roundingOfX);
    const double targetNoise =
        8 * epsilon * (std::abs(*low) + std::abs(*high)) + 16 * roundingOfX * panel.range;
    const bool densityIsFit = densityTail <= wantedTail + densityNoise;
    const bool targetIsFit = target.tail <= wantedTail * target.scale + targetNoise ||
                             mayStay(target, panel, samples.target);
    if (densityIsFit && targetIsFit) {
        return true;
    }
    if (isTooSmallToCut(panel)) {
        m_table.m_relativeError +=
            samples.mass * (densityTail + target.tail / std::max(target.scale, epsilon));
        return true;
    }
    return false;
}

} // namespace tradeoff
