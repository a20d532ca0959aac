// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_analysis.h"
#include "core/expression_bounds.h"
#include "core/expression_evaluate.h"
#include "core/expression_range.h"
#include "core/expression_subdivision.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tradeoff::expression {

namespace {

/// Instructions that the search for a place may evaluate on intervals, about ten milliseconds.
constexpr std::size_t instructionBudget = 40'000;
constexpr std::size_t deepCells = 64;

SubdivisionLimits limitsFor(CodeSpan code)
{
    return {std::max<std::size_t>(instructionBudget / code.size(), 64), deepCells};
}

constexpr std::size_t sampleCount = 33;
using Samples = std::array<double, sampleCount>;

/// Evenly spread over the domain, ends included.
Samples samplePoints(const Interval& domain)
{
    Samples points{};
    for (std::size_t i = 0; i < sampleCount; ++i) {
        const double share = static_cast<double>(i) / (sampleCount - 1);
        points[i] = domain.low * (1 - share) + domain.high * share;
    }
    return points;
}

Samples valuesAt(CodeSpan code, const Samples& points)
{
    Samples values{};
    evaluateValues(code, points, values);
    return values;
}

/// Looks for a place without a finite value: first by interval arithmetic, which misses nothing,
/// then, where rounding leaves it undecided, by values.
class NonFiniteSearch {
public:
    explicit NonFiniteSearch(CodeSpan code)
        : m_code(code)
        , m_evaluator(code)
        , m_harmful(code.size())
    {}

    std::optional<double> search(const Interval& domain)
    {
        const Samples points = samplePoints(domain);
        const Samples values = valuesAt(m_code, points);
        for (std::size_t i = 0; i < sampleCount; ++i) {
            if (!std::isfinite(values[i]))
                return points[i];
            m_largest = std::max(m_largest, std::abs(values[i]));
        }
        const auto left = subdivide(
            domain, limitsFor(m_code), [&](const Cell& cell) { return visit(cell.x); }, splitPoint);
        for (const Cell& cell : left) {
            if (m_found || visit(cell.x) == Verdict::Stop)
                break;
        }
        return m_found;
    }

private:
    Verdict visit(const Interval& x);
    bool findValue(const Interval& x);
    bool findPole(const Interval& x);
    bool findEdge(const Interval& x);
    void markHarmful();

    CodeSpan m_code;
    RangeEvaluator m_evaluator;
    double m_largest = 0.0;      ///< of the magnitudes at the sample points
    std::vector<char> m_harmful; ///< parts of the formula that could make it not finite
    std::optional<double> m_found;
};

Verdict NonFiniteSearch::visit(const Interval& x)
{
    if (m_evaluator.evaluate(x).isSound())
        return Verdict::Settled;
    return findValue(x) || findPole(x) || findEdge(x) ? Verdict::Stop : Verdict::Split;
}

bool NonFiniteSearch::findValue(const Interval& x)
{
    for (const double place : {x.low, x.middle(), x.high}) {
        if (!std::isfinite(valueAt(m_code, place))) {
            m_found = place;
            return true;
        }
    }
    return false;
}

/// A divisor that changes sign without a jump is zero somewhere between, even if at no
/// floating-point number; one that is zero within its rounding error is as bad.
bool NonFiniteSearch::findPole(const Interval& x)
{
    markHarmful();
    const std::vector<Range> atMiddle = m_evaluator.partsAtMiddle();
    for (std::size_t i = 0; i < m_code.size(); ++i) {
        const Range divisor = divisorRange(m_code, i, m_evaluator.parts());
        if (m_harmful[i] == 0 || !divisor.continuous || !containsZero(divisor.value))
            continue;
        if (isSmallest(x) || containsZero(divisorRange(m_code, i, atMiddle).value)) {
            m_found = x.middle();
            return true;
        }
        if (divisor.undefined || m_code[i].operation == Operation::Power)
            continue;
        Code function(part(m_code, i - 1).begin(), part(m_code, i - 1).end());
        if (m_code[i].operation == Operation::Tan)
            appendOperation(function, Operation::Cos);
        if (valueAt(function, x.low) * valueAt(function, x.high) < 0) {
            m_found = signChange(function, x.low, x.high);
            return true;
        }
    }
    return false;
}

/// A pole at the edge of a condition's branch, as in x > 0 ? 1/x : 0, which no number hits but
/// which makes the nearest ones immense.
bool NonFiniteSearch::findEdge(const Interval& x)
{
    constexpr double immense = 1e6;
    if (!isSmallest(x))
        return false;
    for (const double place : {x.low, x.high}) {
        if (std::abs(valueAt(m_code, place)) > immense * m_largest) {
            m_found = place;
            return true;
        }
    }
    return false;
}

/// Goes from the whole formula down to the parts that are in use and not finite themselves.
void NonFiniteSearch::markHarmful()
{
    const std::vector<Range>& parts = m_evaluator.parts();
    std::fill(m_harmful.begin(), m_harmful.end(), char{0});
    m_harmful.back() = 1;
    for (std::size_t i = m_code.size(); i-- > 0;) {
        if (m_harmful[i] == 0)
            continue;
        const bool select = m_code[i].operation == Operation::Select;
        for (std::size_t k = 0; k < operandCount(m_code[i].operation); ++k) {
            const std::size_t operand = operandIndex(m_code, i, k);
            if (parts[operand].isSound())
                continue;
            const Interval condition =
                select ? parts[operandIndex(m_code, i, 0)].value : Interval{};
            const bool used = !select || k == 0 || (k == 1 && !containsZero(condition)) ||
                              (k == 2 && condition == Interval{0, 0});
            m_harmful[operand] = used ? 1 : 0;
        }
    }
}

/// How far below zero a value may be by rounding alone.
double roundingTolerance(RangeEvaluator& evaluator, const Samples& points)
{
    constexpr double relativeTolerance = 1e-13;
    double tolerance = 0.0;
    for (const double x : points) {
        const Range& range = evaluator.evaluateAt(x);
        if (range.isSound()) {
            tolerance = std::max(
                {tolerance, range.value.length(), relativeTolerance * magnitude(range.value).high});
        }
    }
    return tolerance;
}

} // namespace

std::optional<double> findNonFinite(CodeSpan code, const Interval& domain)
{
    return NonFiniteSearch(code).search(domain);
}

std::optional<double> findNegative(CodeSpan code, const Interval& domain)
{
    const Samples points = samplePoints(domain);
    const Samples values = valuesAt(code, points);
    RangeEvaluator evaluator(code);
    const double tolerance = roundingTolerance(evaluator, points);
    for (std::size_t i = 0; i < sampleCount; ++i) {
        if (values[i] < -tolerance)
            return points[i];
    }

    std::optional<double> found;
    const auto visit = [&](const Cell& cell) {
        const Range& range = evaluator.evaluate(cell.x);
        if (range.value.low >= -tolerance || range.isEmpty())
            return Verdict::Settled;
        for (const double place : {cell.x.low, cell.x.middle(), cell.x.high}) {
            if (valueAt(code, place) < -tolerance) {
                found = place;
                return Verdict::Stop;
            }
        }
        return Verdict::Split;
    };
    for (const Cell& cell : subdivide(domain, limitsFor(code), visit, splitPoint)) {
        if (found || visit(cell) == Verdict::Stop)
            break;
    }
    return found;
}

} // namespace tradeoff::expression
