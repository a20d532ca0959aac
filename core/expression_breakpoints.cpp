// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_analysis.h"
#include "core/expression_bounds.h"
#include "core/expression_evaluate.h"
#include "core/expression_range.h"
#include "core/expression_subdivision.h"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff::expression {

namespace {

/// Instructions that one search may evaluate on intervals, some ten milliseconds.
constexpr std::size_t instructionBudget = 80'000;
constexpr std::size_t deepCells = 1024;

/// Which zeros of a switching function end a smooth piece.
enum class Zeros {
    Crossing,       ///< where it changes sign: abs, step, min, comparisons
    CrossingOrTouch ///< also where it only touches zero: the arguments of roots
};

/// A function of x whose zeros are places where the formula may have a kink or a jump.
struct Switch {
    Code function;
    Zeros zeros;
};

/// The zeros found, those of continuous functions apart, because they are the better ones where
/// both say nearly the same.
struct Places {
    std::vector<double> zeros;
    std::vector<double> jumps;
};

int sign(double value)
{
    return value > 0 ? 1 : (value < 0 ? -1 : 0);
}

void append(Code& code, CodeSpan more)
{
    code.insert(code.end(), more.begin(), more.end());
}

Code operandCode(CodeSpan code, std::size_t instruction, std::size_t operand)
{
    const CodeSpan found = part(code, operandIndex(code, instruction, operand));
    return {found.begin(), found.end()};
}

Code difference(Code left, CodeSpan right)
{
    append(left, right);
    appendOperation(left, Operation::Subtract);
    return left;
}

/// The switching functions of one instruction.
void appendSwitches(CodeSpan code, std::size_t index, std::vector<Switch>& switches)
{
    const auto operand = [&](std::size_t k) { return operandCode(code, index, k); };
    switch (const Operation operation = code[index].operation) {
    case Operation::Abs:
    case Operation::Sign:
    case Operation::Step:
    case Operation::Divide: // 1/x jumps at 0 without harm inside atan, tanh, exp
        switches.push_back({operand(operation == Operation::Divide ? 1 : 0), Zeros::Crossing});
        break;
    case Operation::Tan: {
        Code function = operand(0);
        appendOperation(function, Operation::Cos);
        switches.push_back({std::move(function), Zeros::Crossing});
        break;
    }
    case Operation::Sqrt:
    case Operation::Log:
    case Operation::Log10:
    case Operation::Power:
        switches.push_back({operand(0), Zeros::CrossingOrTouch});
        break;
    case Operation::PowerConstant:
        if (std::trunc(code[index].constant) != code[index].constant) {
            switches.push_back({operand(0), Zeros::CrossingOrTouch});
        } else if (code[index].constant < 0) {
            switches.push_back({operand(0), Zeros::Crossing});
        }
        break;
    case Operation::Asin:
    case Operation::Acos:
        for (const double end : {-1.0, 1.0}) {
            Code limit;
            appendConstant(limit, end);
            switches.push_back({difference(operand(0), limit), Zeros::CrossingOrTouch});
        }
        break;
    case Operation::Min:
    case Operation::Max:
    case Operation::Less:
    case Operation::LessEqual:
    case Operation::Greater:
    case Operation::GreaterEqual:
    case Operation::Equal:
    case Operation::NotEqual:
        switches.push_back({difference(operand(0), operand(1)), Zeros::Crossing});
        break;
    default:
        break;
    }
}

/// Finds the zeros of one switching function on the domain.
class ZeroSearch {
public:
    ZeroSearch(const Switch& searched, Places& places)
        : m_code(searched.function)
        , m_zeros(searched.zeros)
        , m_evaluator(m_code)
        , m_places(places)
    {}

    void search(const Interval& domain, std::size_t instructions)
    {
        const SubdivisionLimits limits{std::max<std::size_t>(instructions / m_code.size(), 32),
                                       deepCells};
        const auto left = subdivide(
            domain, limits, [&](const Cell& cell) { return visit(cell); },
            [&](const Cell& cell) { return split(cell); });
        for (const Cell& cell : left)
            resolveBySigns(cell.x);
    }

private:
    Verdict visit(const Cell& cell);
    double split(const Cell& cell) const;
    bool decidedBySlope(const Interval& x, const Range& range);
    void resolveBySigns(const Interval& x);
    void resolveSmooth(const Interval& x);
    int signAt(double x) const { return sign(valueAt(m_code, x)); }
    int slopeSignAt(double x) const { return sign(slopeAt(m_code, x)); }
    double extremum(Interval x) const;

    const Code& m_code;
    Zeros m_zeros;
    RangeEvaluator m_evaluator;
    Places& m_places;
};

Verdict ZeroSearch::visit(const Cell& cell)
{
    constexpr int noiseDepth = 16;
    constexpr int smoothDepth = 34;
    const Range& range = m_evaluator.evaluate(cell.x);
    const bool oneSided = range.value.low >= 0 || range.value.high <= 0;
    const bool touching = m_zeros == Zeros::CrossingOrTouch && containsZero(range.value);
    if (range.isEmpty() || (oneSided && !touching) || range.value == Interval{0, 0})
        return Verdict::Settled;
    if (decidedBySlope(cell.x, range)) {
        resolveBySigns(cell.x);
        return Verdict::Settled;
    }
    if (range.continuous && isFinite(range.slope)) {
        const bool noise = containsZero(m_evaluator.partsAtMiddle().back().value);
        if (cell.depth >= smoothDepth || (noise && cell.depth >= noiseDepth)) {
            resolveSmooth(cell.x);
            return Verdict::Settled;
        }
    } else if (isSmallest(cell.x) && signAt(cell.x.low) != signAt(cell.x.high)) {
        m_places.jumps.push_back(cell.x.high);
    }
    return Verdict::Split;
}

/// Rising or falling all over: one zero at most.
bool ZeroSearch::decidedBySlope(const Interval& x, const Range& range)
{
    const bool monotone = range.slope.low > 0 || range.slope.high < 0;
    if (!monotone || !range.continuous)
        return false;
    // A zero at an inner end belongs to both neighbours, which is why it is found in either.
    for (const double end : {x.low, x.high}) {
        if (signAt(end) == 0)
            m_places.zeros.push_back(end);
    }
    return true;
}

/// Splits where the function is not zero, so that no zero hides at the seam of two cells.
double ZeroSearch::split(const Cell& cell) const
{
    const double usual = splitPoint(cell);
    if (signAt(usual) != 0)
        return usual;
    const Interval& x = cell.x;
    for (const double share : {0.37, 0.61, 0.23}) {
        const double other = x.low + share * (x.high - x.low);
        if (x.low < other && other < x.high && signAt(other) != 0)
            return other;
    }
    return usual;
}

void ZeroSearch::resolveBySigns(const Interval& x)
{
    if (signAt(x.low) * signAt(x.high) < 0)
        m_places.zeros.push_back(signChange(m_code, x.low, x.high));
}

/// A short cell where the function has one extremum at most: none, one or two zeros.
void ZeroSearch::resolveSmooth(const Interval& x)
{
    if (signAt(x.low) * signAt(x.high) < 0 || slopeSignAt(x.low) * slopeSignAt(x.high) >= 0)
        return resolveBySigns(x);
    const double turn = extremum(x);
    if (containsZero(m_evaluator.evaluateAt(turn).value)) {
        if (m_zeros == Zeros::CrossingOrTouch)
            m_places.zeros.push_back(turn);
        return;
    }
    resolveBySigns({x.low, turn});
    resolveBySigns({turn, x.high});
}

/// Where the slope changes sign, by bisection.
double ZeroSearch::extremum(Interval x) const
{
    const int atLow = slopeSignAt(x.low);
    while (!isSmallest(x)) {
        const double middle = x.middle();
        const int atMiddle = slopeSignAt(middle);
        if (atMiddle == 0)
            return middle;
        (atMiddle == atLow ? x.low : x.high) = middle;
    }
    return std::abs(valueAt(m_code, x.low)) < std::abs(valueAt(m_code, x.high)) ? x.low : x.high;
}

/// Strictly inside, increasing, without repetitions within rounding.
std::vector<double> merged(const Places& places, const Interval& domain)
{
    const double scale = std::max(std::abs(domain.low), std::abs(domain.high));
    const double rounding = 4 * std::numeric_limits<double>::epsilon() * scale;
    std::vector<double> result;
    for (const auto* list : {&places.zeros, &places.jumps}) {
        for (const double place : *list) {
            const auto above = std::ranges::lower_bound(result, place);
            const bool known = (above != result.end() && *above - place <= rounding) ||
                               (above != result.begin() && place - above[-1] <= rounding);
            if (!known && place - domain.low > rounding && domain.high - place > rounding)
                result.insert(above, place);
        }
    }
    return result;
}

} // namespace

double signChange(CodeSpan code, double low, double high)
{
    const auto function = [&](double x) { return valueAt(code, x); };
    const auto finished = [](double a, double b) { return isSmallest({a, b}); };
    if (low < 0 && high > 0 && function(0) == 0)
        return 0;
    std::uintmax_t iterations = 200;
    const auto [below, above] =
        boost::math::tools::toms748_solve(function, low, high, finished, iterations);
    return std::abs(function(below)) < std::abs(function(above)) ? below : above;
}

std::vector<double> findBreakpoints(CodeSpan code, const Interval& domain)
{
    std::vector<Switch> switches;
    for (std::size_t i = 0; i < code.size(); ++i)
        appendSwitches(code, i, switches);
    std::erase_if(switches, [](const Switch& s) {
        return s.function.back().operation == Operation::Constant;
    });
    Places places;
    for (const Switch& searched : switches)
        ZeroSearch(searched, places).search(domain, instructionBudget / switches.size());
    return merged(places, domain);
}

} // namespace tradeoff::expression
