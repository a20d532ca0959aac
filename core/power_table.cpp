// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/power_table.h"

#include "core/wide_vectors.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double epsilon = std::numeric_limits<double>::epsilon();
/// Parts below exp(−this) of the largest are left out: 1e-35.
constexpr double negligibleLog = 80.0;
constexpr std::size_t panelLimit = 60'000;
constexpr int startingParts = 4;
constexpr double roundingOfShares = 64 * epsilon;

/// The polynomial's integral without its constant: coefficients of t, t², …
Polynomial integrated(const Polynomial& polynomial)
{
    Polynomial result;
    for (std::size_t k = 0; k < chebyshevSize; ++k) {
        result.coefficients[k] = polynomial.coefficients[k] / static_cast<double>(k + 1);
    }
    return result;
}

constexpr std::size_t lanes = 4;
using Vector = double __attribute__((vector_size(lanes * sizeof(double))));

[[gnu::always_inline]] inline void evaluate(const Polynomial& polynomial, const Vector& t,
                                            Vector& values)
{
    const Vector square = t * t;
    Vector even{};
    Vector odd{};
    for (std::size_t k = chebyshevSize; k > 0; k -= 2) {
        odd = odd * square + polynomial.coefficients[k - 1];
        even = even * square + polynomial.coefficients[k - 2];
    }
    values = even + t * odd;
}

/// Two steps of Newton's method from a guess for t · integral(t) = wanted, where the weight is the
/// derivative.
/// \param t  gets the guess's argument, gives the solution
/// \param error  gets what is still missing
TRADEOFF_WIDE_VECTORS
void solve(const Polynomial& guess, const Polynomial& integral, const Polynomial& weight,
           const Vector& wanted, Vector& t, Vector& error)
{
    Vector values{};
    evaluate(guess, t, values);
    t = values;
    for (int step = 0; step < 2; ++step) {
        Vector slopes{};
        evaluate(integral, t, values);
        evaluate(weight, t, slopes);
        t -= (t * values - wanted) / slopes;
    }
    evaluate(integral, t, values);
    error = t * values - wanted;
}

} // namespace

PowerTable::PowerTable(const Problem& problem, const PowerExponents& exponents, PowerAtZero atZero)
    : m_exponents(exponents)
    , m_atZero(atZero)
{
    const Interval& domain = problem.domain();
    std::vector<double> ends{domain.low, domain.high};
    ends.insert(ends.end(), problem.breakpoints().begin(), problem.breakpoints().end());
    if (exponents.target != 0) {
        ends.insert(ends.end(), problem.extrema().begin(), problem.extrema().end());
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        addPiece(problem, ends[i], ends[i + 1]);
    }

    std::vector<Panel> start;
    start.swap(m_panels);
    estimateTotal(problem, start);
    if (m_topLog > -infinity) {
        for (const Panel& panel : start) {
            refine(problem, panel);
        }
    }
    normalize();
}

void PowerTable::estimateTotal(const Problem& problem, std::vector<Panel>& start)
{
    ChebyshevArray values{};
    for (Panel& panel : start) {
        sample(problem, panel, values);
    }
    for (const Panel& panel : start) {
        m_topLog = std::max(m_topLog, panel.logScale);
    }
    for (const Panel& panel : start) {
        m_totalEstimate += m_topLog > -infinity ? std::exp(panel.logScale - m_topLog) : 0.0;
    }
}

void PowerTable::addPiece(const Problem& problem, double low, double high)
{
    const Interval& domain = problem.domain();
    const double half = (high - low) / 2;
    if (!(half > 0) || !domain.contains(low)) {
        return;
    }
    for (int part = 0; part < startingParts; ++part) {
        Panel panel;
        panel.origin = low;
        panel.atDomainEnd = low == domain.low;
        panel.h = half;
        panel.from = static_cast<double>(part) / startingParts;
        panel.to = static_cast<double>(part + 1) / startingParts;
        m_panels.push_back(panel);
    }
    for (int part = startingParts; part-- > 0;) {
        Panel panel;
        panel.origin = high;
        panel.direction = -1;
        panel.atDomainEnd = high == domain.high;
        panel.h = half;
        panel.from = static_cast<double>(part + 1) / startingParts;
        panel.to = static_cast<double>(part) / startingParts;
        m_panels.push_back(panel);
    }
}

double PowerTable::position(const Panel& panel, double t)
{
    const double tau = panel.from + (panel.to - panel.from) * (t + 1) / 2;
    return panel.origin + panel.direction * panel.h * tau * tau * tau;
}

void PowerTable::sample(const Problem& problem, Panel& panel, ChebyshevArray& values) const
{
    const Interval& domain = problem.domain();
    std::array<DomainPoint, chebyshevSize> points;
    ChebyshevArray x{};
    ChebyshevArray logJacobian{};
    const double halfWidth = (panel.to - panel.from) / 2;
    for (std::size_t k = 0; k < chebyshevSize; ++k) {
        const double tau = panel.from + halfWidth * (1 + chebyshevPoints()[k]);
        const double distance = panel.h * tau * tau * tau;
        x[k] = panel.origin + panel.direction * distance;
        if (x[k] == panel.origin) { // where the slope may be infinite or have two values
            x[k] = std::nextafter(panel.origin, panel.direction * infinity);
        }
        points[k] = {x[k], panel.origin == domain.low ? distance : x[k] - domain.low,
                     panel.origin == domain.high ? distance : domain.high - x[k]};
        logJacobian[k] = std::log(3 * panel.h * tau * tau * std::abs(halfWidth));
    }
    ChebyshevArray slopes{};
    problem.target().slopes(x, slopes);
    problem.logDensities(points, values);
    double top = -infinity;
    for (std::size_t k = 0; k < chebyshevSize; ++k) {
        const double logSlope = std::log(std::abs(slopes[k]));
        const bool vanishes = logSlope == -infinity || values[k] == -infinity;
        double logWeight = logJacobian[k];
        logWeight += m_exponents.target != 0 ? m_exponents.target * logSlope : 0.0;
        logWeight += m_exponents.density != 0 ? m_exponents.density * values[k] : 0.0;
        values[k] = m_atZero == PowerAtZero::Zero && vanishes ? -infinity : logWeight;
        top = std::max(top, values[k]);
    }
    panel.logScale = top;
    for (double& value : values) {
        value = top == -infinity ? 0.0 : std::exp(value - top);
    }
}

bool PowerTable::isFit(const Panel& panel) const
{
    const double x = std::abs(panel.origin) + panel.h;
    const double fromCubed = panel.from * panel.from * panel.from;
    const double toCubed = panel.to * panel.to * panel.to;
    const double roundingOfX = epsilon * x / (panel.h * std::abs(toCubed - fromCubed));
    // Close to the domain's ends p may be a function of the distance, which is not rounded.
    const double outer = std::max(panel.from, panel.to);
    const bool isNearEnd = panel.atDomainEnd && outer < 16 * std::abs(panel.to - panel.from);
    const double noise =
        16 * epsilon * (1 + std::abs(panel.logScale)) + (isNearEnd ? 0.0 : 16 * roundingOfX);
    const double share = std::exp(panel.logScale - m_topLog) / m_totalEstimate;
    return panel.tail <= 1e-14 + noise || share * panel.tail < 1e-15;
}

void PowerTable::refine(const Problem& problem, const Panel& start)
{
    std::vector<Panel> waiting{start};
    ChebyshevArray values{};
    while (!waiting.empty()) {
        Panel panel = waiting.back();
        waiting.pop_back();
        sample(problem, panel, values);
        if (!(panel.logScale > m_topLog - negligibleLog)) {
            continue;
        }
        const ChebyshevFit fit = fitChebyshev(values);
        panel.weight = fit.polynomial;
        panel.tail = fit.tail / fit.scale;
        const double width = std::abs(panel.to - panel.from);
        const double outer = std::max(panel.from, panel.to);
        const bool reachesOrigin = std::min(panel.from, panel.to) == 0;
        const bool isTooSmall =
            (reachesOrigin ? outer < 1e-90 : width < 1e-12 * outer) || m_panels.size() > panelLimit;
        if (isTooSmall || isFit(panel)) {
            if (!isTooSmall) {
                panel.tail = 0;
            }
            m_panels.push_back(panel);
            continue;
        }
        Panel left = panel;
        Panel right = panel;
        left.to = right.from = panel.from + (panel.to - panel.from) / 2;
        waiting.push_back(right); // the left one comes next: panels are made from left to right
        waiting.push_back(left);
    }
}

void PowerTable::normalize()
{
    double top = -infinity;
    for (const Panel& panel : m_panels) {
        top = std::max(top, panel.logScale);
    }
    double total = 0;
    for (Panel& panel : m_panels) {
        panel.integral = integrated(panel.weight);
        panel.start = -panel.integral(-1);
        panel.whole = panel.integral(1) - panel.start;
        panel.mass = std::exp(panel.logScale - top) * std::max(0.0, panel.whole);
        panel.before = total;
        total += panel.mass;
        m_relativeError += panel.mass * panel.tail;
    }
    m_logIntegral = total > 0 ? top + std::log(total) : -infinity;
    std::erase_if(m_panels, [](const Panel& panel) { return !(panel.mass > 0); });
    m_relativeError /= total > 0 ? total : 1;
    for (Panel& panel : m_panels) {
        panel.mass /= total;
        panel.before /= total;
    }
    guessInverses();
}

/// Drawing samples asks for quantiles millions of times: from a good start, Newton's method needs
/// one or two steps. Panels that are hardly ever asked are left alone.
void PowerTable::guessInverses()
{
    constexpr double oftenAsked = 1e-3;
    constexpr double goodStart = 1e-4;
    for (Panel& panel : m_panels) {
        if (panel.mass < oftenAsked) {
            continue;
        }
        ChebyshevArray places{};
        for (std::size_t i = 0; i < chebyshevSize; ++i) {
            places[i] = inverse(panel, (1 + chebyshevPoints()[i]) / 2);
        }
        const ChebyshevFit fit = fitChebyshev(places);
        if (fit.tail < goodStart) {
            panel.guess = fit.polynomial;
        }
    }
}

double PowerTable::quantile(double u) const
{
    // The first panel that reaches u up to rounding: the left-most x where the cumulative is flat.
    const auto panel =
        std::partition_point(m_panels.begin(), m_panels.end(), [u](const Panel& candidate) {
            return candidate.before + candidate.mass < u - roundingOfShares;
        });
    if (panel == m_panels.end()) {
        return position(m_panels.back(), 1);
    }
    const double share = std::clamp((u - panel->before) / panel->mass, 0.0, 1.0);
    return position(*panel, inverse(*panel, share));
}

void PowerTable::quantiles(std::span<const double> shares, std::span<double> places) const
{
    auto panel = m_panels.begin();
    const auto isBeyond = [](const Panel& candidate, double u) {
        return candidate.before + candidate.mass < u - roundingOfShares;
    };
    for (std::size_t i = 0; i < shares.size();) {
        while (panel != m_panels.end() && isBeyond(*panel, shares[i])) {
            ++panel;
        }
        if (panel == m_panels.end()) {
            places[i++] = position(m_panels.back(), 1);
            continue;
        }
        std::size_t count = 1;
        while (count < lanes && i + count < shares.size() && !isBeyond(*panel, shares[i + count])) {
            ++count;
        }
        inverses(*panel, shares.subspan(i, count), places.subspan(i, count));
        i += count;
    }
}

/// Places of a few shares that all lie in one panel.
void PowerTable::inverses(const Panel& panel, std::span<const double> shares,
                          std::span<double> places)
{
    Vector inPanel{};
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const double u = shares[std::min(lane, shares.size() - 1)];
        inPanel[lane] = std::clamp((u - panel.before) / panel.mass, 0.0, 1.0);
    }
    Vector t = 2 * inPanel - 1;
    Vector error = inPanel + infinity;
    if (panel.guess) {
        solve(*panel.guess, panel.integral, panel.weight, panel.start + inPanel * panel.whole, t,
              error);
    }
    for (std::size_t lane = 0; lane < shares.size(); ++lane) {
        const bool isFound =
            std::abs(t[lane]) <= 1 && std::abs(error[lane]) <= 2 * epsilon * std::abs(panel.whole);
        places[lane] = position(panel, isFound ? t[lane] : inverse(panel, inPanel[lane]));
    }
}

double PowerTable::inverse(const Panel& panel, double share)
{
    const double wanted = panel.start + share * panel.whole;
    double low = -1;
    double high = 1;
    double t = -1 + 2 * share;
    if (panel.guess) {
        t = std::clamp((*panel.guess)(t), low, high);
    }
    // Newton's method, kept inside a shrinking bracket.
    while (true) {
        const double error = t * panel.integral(t) - wanted;
        if (std::abs(error) <= 2 * epsilon * panel.whole) {
            break;
        }
        (error > 0 ? high : low) = t;
        const double newton = t - error / panel.weight(t);
        if (newton > low && newton < high) {
            // The step after this one would be its square, relative to the room at the ends.
            constexpr double smallStep = 1e-8;
            const bool isLast = std::abs(newton - t) <= smallStep * std::min(1 + t, 1 - t);
            t = newton;
            if (isLast) {
                break;
            }
            continue;
        }
        const double middle = low + (high - low) / 2;
        if (!(low < middle && middle < high)) {
            break;
        }
        t = middle;
    }
    return t;
}

} // namespace tradeoff
