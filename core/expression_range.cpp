// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_range.h"

#include "core/expression_bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace tradeoff::expression {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Range nothing()
{
    return {{infinity, -infinity}, {0, 0}, true, false};
}

Range point(double value)
{
    return {{value, value}, {0, 0}, std::isnan(value), true};
}

/// The range of a function of one argument from its values and its derivative on the argument.
Range chained(const Range& u, const Interval& value, const Interval& derivative)
{
    return {value, product(derivative, u.slope), u.undefined, u.continuous};
}

/// The argument within the domain of a function; undefined where that cuts something off.
Range restricted(Range u, double low, double high)
{
    if (u.value.low < low || u.value.high > high) {
        u.undefined = true;
        u.continuous = false;
        u.value = {std::max(u.value.low, low), std::min(u.value.high, high)};
    }
    return u;
}

Range jump(const Range& u, double low, double high)
{
    return {{low, high}, {0, 0}, u.undefined, low == high};
}

Range signRange(const Range& u)
{
    const double low = u.value.low > 0 ? 1 : (u.value.low == 0 ? 0 : -1);
    const double high = u.value.high < 0 ? -1 : (u.value.high == 0 ? 0 : 1);
    return jump(u, low, high);
}

Range absoluteRange(const Range& u)
{
    if (u.value.low >= 0)
        return u;
    if (u.value.high <= 0)
        return {negative(u.value), negative(u.slope), u.undefined, u.continuous};
    return {magnitude(u.value), hull(u.slope, negative(u.slope)), u.undefined, u.continuous};
}

Range inverseSineRange(const Range& argument, bool sine)
{
    const Range u = restricted(argument, -1, 1);
    if (u.isEmpty())
        return nothing();
    const Interval square = product(sum({1, 1}, negative(u.value)), sum({1, 1}, u.value));
    const Interval root = increasing(std::sqrt, {std::max(square.low, 0.0), square.high});
    const Interval derivative = quotient({1, 1}, root);
    if (sine)
        return chained(u, increasing(std::asin, u.value), derivative);
    return chained(u, widened(std::acos(u.value.high), std::acos(u.value.low)),
                   negative(derivative));
}

Range logarithmRange(const Range& argument, double (*f)(double), double unit)
{
    const Range u = restricted(argument, 0, infinity);
    if (u.isEmpty())
        return nothing();
    return chained(u, increasing(f, u.value),
                   quotient({1, 1}, product(u.value, widened(unit, unit))));
}

Range rootRange(const Range& argument)
{
    const Range u = restricted(argument, 0, infinity);
    if (u.isEmpty())
        return nothing();
    const Interval root = increasing(std::sqrt, u.value);
    return chained(u, root, quotient({0.5, 0.5}, root));
}

Range tangentRange(const Range& u)
{
    if (containsZero(cosine(u.value)))
        return {wholeLine(), wholeLine(), u.undefined || reachesInfinity(u.value), false};
    const Interval tangent = increasing(std::tan, u.value);
    return chained(u, tangent, sum({1, 1}, wholePower(tangent, 2)));
}

Range hyperbolicTangentRange(const Range& u)
{
    const Interval tangent = increasing(std::tanh, u.value);
    const Interval slope = quotient({1, 1}, wholePower(hyperbolicCosine(u.value), 2));
    return chained(u, {std::max(tangent.low, -1.0), std::min(tangent.high, 1.0)}, slope);
}

Range constantPowerRange(const Range& argument, double exponent)
{
    if (std::trunc(exponent) == exponent) {
        Range result =
            chained(argument, wholePower(argument.value, exponent),
                    product({exponent, exponent}, wholePower(argument.value, exponent - 1)));
        if (exponent < 0 && containsZero(argument.value))
            result.continuous = false;
        return result;
    }
    const Range u = restricted(argument, 0, infinity);
    if (u.isEmpty())
        return nothing();
    const Interval slope = positivePower(u.value, {exponent - 1, exponent - 1});
    Range result = chained(u, positivePower(u.value, {exponent, exponent}),
                           product({exponent, exponent}, slope));
    if (exponent < 0 && u.value.low == 0)
        result.continuous = false;
    return result;
}

Range powerRange(const Range& a, const Range& b)
{
    if (a.value.low < 0) // a value only for whole exponents, of either sign
        return {wholeLine(), wholeLine(), true, false};
    Range result;
    result.value = positivePower(a.value, b.value);
    result.undefined = a.undefined || b.undefined;
    result.continuous = a.continuous && b.continuous && (a.value.low > 0 || b.value.low > 0);
    const Interval ofBase = product(b.value, positivePower(a.value, sum(b.value, {-1, -1})));
    const Interval ofExponent = b.slope == Interval{0, 0}
                                    ? Interval{0, 0}
                                    : product(result.value, increasing(std::log, a.value));
    result.slope = sum(product(ofBase, a.slope), product(ofExponent, b.slope));
    return result;
}

Range sumRange(const Range& a, const Range& b)
{
    const bool cancels = (a.value.high == infinity && b.value.low == -infinity) ||
                         (a.value.low == -infinity && b.value.high == infinity);
    return {sum(a.value, b.value), sum(a.slope, b.slope), a.undefined || b.undefined || cancels,
            a.continuous && b.continuous};
}

Range negativeRange(const Range& u)
{
    return {negative(u.value), negative(u.slope), u.undefined, u.continuous};
}

Range productRange(const Range& a, const Range& b)
{
    const bool cancels = (containsZero(a.value) && reachesInfinity(b.value)) ||
                         (containsZero(b.value) && reachesInfinity(a.value));
    return {cancels ? wholeLine() : product(a.value, b.value),
            sum(product(a.slope, b.value), product(a.value, b.slope)),
            a.undefined || b.undefined || cancels, a.continuous && b.continuous};
}

Range quotientRange(const Range& a, const Range& b)
{
    const bool pole = containsZero(b.value);
    const bool cancels =
        (pole && containsZero(a.value)) || (reachesInfinity(a.value) && reachesInfinity(b.value));
    Range result{cancels ? wholeLine() : quotient(a.value, b.value), wholeLine(),
                 a.undefined || b.undefined || cancels, a.continuous && b.continuous && !pole};
    if (!pole)
        result.slope = quotient(sum(a.slope, negative(product(result.value, b.slope))), b.value);
    return result;
}

Range minimumRange(const Range& a, const Range& b)
{
    const bool undefined = a.undefined || b.undefined;
    if (a.value.high < b.value.low)
        return {a.value, a.slope, undefined, a.continuous};
    if (b.value.high < a.value.low)
        return {b.value, b.slope, undefined, b.continuous};
    return {{std::min(a.value.low, b.value.low), std::min(a.value.high, b.value.high)},
            hull(a.slope, b.slope),
            undefined,
            a.continuous && b.continuous};
}

Range comparisonRange(Operation operation, const Range& a, const Range& b)
{
    const Range u{{a.value.low, a.value.high}, {0, 0}, a.undefined || b.undefined, true};
    const auto verdict = [&](bool always, bool never) {
        return jump(u, always ? 1 : 0, never ? 0 : 1);
    };
    const bool below = a.value.high < b.value.low;
    const bool above = a.value.low > b.value.high;
    const bool notAbove = a.value.high <= b.value.low;
    const bool notBelow = a.value.low >= b.value.high;
    switch (operation) {
    case Operation::Less:
        return verdict(below, notBelow);
    case Operation::LessEqual:
        return verdict(notAbove, above);
    case Operation::Greater:
        return verdict(above, notAbove);
    case Operation::GreaterEqual:
        return verdict(notBelow, below);
    case Operation::Equal:
        return verdict(notAbove && notBelow, below || above);
    default:
        return verdict(below || above, notAbove && notBelow);
    }
}

Range selectRange(const Range& condition, const Range& yes, const Range& no)
{
    if (condition.isEmpty())
        return nothing();
    const bool decided = !containsZero(condition.value) || condition.value == Interval{0, 0};
    if (decided) {
        Range chosen = containsZero(condition.value) ? no : yes;
        chosen.undefined = chosen.undefined || condition.undefined;
        return chosen;
    }
    return {hull(yes.value, no.value), hull(yes.slope, no.slope),
            condition.undefined || yes.undefined || no.undefined, false};
}

Range functionRange(const Instruction& step, const Range& u)
{
    const Interval& a = u.value;
    switch (step.operation) {
    case Operation::Negate:
        return negativeRange(u);
    case Operation::Sin:
    case Operation::Cos: {
        const bool sine = step.operation == Operation::Sin;
        Range result = sine ? chained(u, expression::sine(a), cosine(a))
                            : chained(u, cosine(a), negative(expression::sine(a)));
        result.undefined = result.undefined || reachesInfinity(a);
        return result;
    }
    case Operation::Tan:
        return tangentRange(u);
    case Operation::Asin:
        return inverseSineRange(u, true);
    case Operation::Acos:
        return inverseSineRange(u, false);
    case Operation::Atan:
        return chained(u, increasing(std::atan, a),
                       quotient({1, 1}, sum({1, 1}, wholePower(a, 2))));
    case Operation::Sinh:
        return chained(u, increasing(std::sinh, a), hyperbolicCosine(a));
    case Operation::Cosh:
        return chained(u, hyperbolicCosine(a), increasing(std::sinh, a));
    case Operation::Tanh:
        return hyperbolicTangentRange(u);
    case Operation::Exp: {
        const Interval power = increasing(std::exp, a);
        return chained(u, power, power);
    }
    case Operation::Log:
        return logarithmRange(u, std::log, 1);
    case Operation::Log10:
        return logarithmRange(u, std::log10, std::numbers::ln10);
    case Operation::Sqrt:
        return rootRange(u);
    case Operation::Abs:
        return absoluteRange(u);
    case Operation::Sign:
        return signRange(u);
    case Operation::Step:
        return jump(u, u.value.low >= 0 ? 1 : 0, u.value.high < 0 ? 0 : 1);
    default:
        return constantPowerRange(u, step.constant);
    }
}

Range pairRange(Operation operation, const Range& a, const Range& b)
{
    switch (operation) {
    case Operation::Add:
        return sumRange(a, b);
    case Operation::Subtract:
        return sumRange(a, negativeRange(b));
    case Operation::Multiply:
        return productRange(a, b);
    case Operation::Divide:
        return quotientRange(a, b);
    case Operation::Power:
        return powerRange(a, b);
    case Operation::Min:
        return minimumRange(a, b);
    case Operation::Max:
        return negativeRange(minimumRange(negativeRange(a), negativeRange(b)));
    default:
        return comparisonRange(operation, a, b);
    }
}

Range instructionRange(CodeSpan code, std::size_t index, const Interval& x,
                       const std::vector<Range>& parts)
{
    const Instruction& step = code[index];
    const std::size_t count = operandCount(step.operation);
    if (count == 0) {
        return step.operation == Operation::Constant ? point(step.constant)
                                                     : Range{x, {1, 1}, false, true};
    }
    const Range& first = parts[operandIndex(code, index, 0)];
    if (count == 3)
        return selectRange(first, parts[operandIndex(code, index, 1)], parts[index - 1]);
    const Range& last = parts[index - 1];
    if (first.isEmpty() || last.isEmpty())
        return nothing();
    return count == 1 ? functionRange(step, first) : pairRange(step.operation, first, last);
}

/// Tightens a range with the value at the middle and the slope: the mean value theorem.
void useMiddle(Range& range, const Range& middle, const Interval& distance)
{
    if (range.undefined || !range.continuous || middle.undefined || !isFinite(range.slope))
        return;
    range.value = common(range.value, sum(middle.value, product(range.slope, distance)));
}

} // namespace

bool Range::isSound() const
{
    return !undefined && isFinite(value);
}

RangeEvaluator::RangeEvaluator(CodeSpan code)
    : m_code(code)
    , m_parts(code.size())
    , m_middle(code.size())
{}

const Range& RangeEvaluator::evaluateAt(double x)
{
    for (std::size_t i = 0; i < m_code.size(); ++i)
        m_middle[i] = instructionRange(m_code, i, {x, x}, m_middle);
    return m_middle.back();
}

const Range& RangeEvaluator::evaluate(const Interval& x)
{
    const double middle = x.middle();
    evaluateAt(middle);
    const Interval distance = sum(x, {-middle, -middle});
    for (std::size_t i = 0; i < m_code.size(); ++i) {
        m_parts[i] = instructionRange(m_code, i, x, m_parts);
        useMiddle(m_parts[i], m_middle[i], distance);
    }
    return m_parts.back();
}

Range divisorRange(CodeSpan code, std::size_t instruction, const std::vector<Range>& parts)
{
    const Instruction& step = code[instruction];
    switch (step.operation) {
    case Operation::Divide:
        return parts[instruction - 1];
    case Operation::Tan: {
        const Range& u = parts[instruction - 1];
        return {cosine(u.value), {0, 0}, u.undefined, u.continuous};
    }
    case Operation::Log:
    case Operation::Log10:
        return parts[instruction - 1];
    case Operation::PowerConstant:
        return step.constant < 0 ? parts[instruction - 1] : point(1);
    case Operation::Power:
        return parts[operandIndex(code, instruction, 0)];
    default:
        return point(1);
    }
}

} // namespace tradeoff::expression
