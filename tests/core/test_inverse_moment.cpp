// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inverse_moment.h"

#include <QTest>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace tradeoff;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// Probabilities of every size, dense where formulas change.
std::vector<double> probabilities()
{
    std::vector<double> result;
    double p = 1e-12;
    while (p < 0.4) {
        result.push_back(p);
        result.push_back(1 - p);
        p *= 3.1;
    }
    result.insert(result.end(), {0.4, 0.5, std::nextafter(0.5, 0), 0.6});
    return result;
}

/// Σ_k f(k) P(N = k): weights by ratios from the mode outwards, divided by their own sum, so that
/// no logarithm or power of n enters. The ratios are good to 1e-19 each, thousands of them count.
template <class Function>
long double expectation(std::int64_t samples, double probability, Function function)
{
    const auto n = static_cast<long double>(samples);
    const long double odds = probability / (1.0L - probability);
    const long double mode = std::floor((n + 1) * probability);
    constexpr long double negligible = 1e-40L;
    long double total = 0;
    long double sum = 0;
    long double weight = 1;
    for (long double k = mode; k <= n && weight > negligible; ++k) {
        total += weight;
        sum += weight * function(k);
        weight *= (n - k) / (k + 1) * odds;
    }
    weight = 1;
    for (long double k = mode; k >= 1 && weight > negligible; --k) {
        weight *= k / (n - k + 1) / odds;
        total += weight;
        sum += weight * function(k - 1);
    }
    return sum / total;
}

long double exactInverseMoment(std::int64_t samples, double probability)
{
    return expectation(samples, probability, [](long double k) { return k > 0 ? 1 / k : 0.0L; });
}

/// The definition: R(n, P) = Σ_{j=1..n} ((1−P)^{n−j} − (1−P)^n)/j.
long double definedInverseMoment(std::int64_t samples, double probability)
{
    const long double logMiss = std::log1p(-static_cast<long double>(probability));
    const auto n = static_cast<long double>(samples);
    long double sum = 0;
    for (std::int64_t i = 1; i <= samples; ++i) {
        const auto j = static_cast<long double>(i);
        sum += std::exp((n - j) * logMiss) * -std::expm1(j * logMiss) / j;
    }
    return sum;
}

void verifyClose(double actual, long double expected, double relative, double n, double p)
{
    QVERIFY2(std::abs(actual - expected) <= relative * std::abs(expected),
             qPrintable(QStringLiteral("n = %1, P = %2: %3, not %4")
                            .arg(n)
                            .arg(p, 0, 'g', 17)
                            .arg(actual, 0, 'g', 17)
                            .arg(static_cast<double>(expected), 0, 'g', 17)));
}

/// The exponential of a number near 64 costs 64 units in the last place, 1.4e-14, a long sum a
/// little more.
constexpr double accuracy = 4e-14;

} // namespace

class TestInverseMoment : public QObject {
    Q_OBJECT

private slots:
    void inverseMomentIsItsDefinition();
    void inverseMomentFollowsItsRecurrence();
    void inverseMomentIsItsExpectationForManySamples();
    void inverseMomentIsContinuousWhereTheMethodChanges();
    void inverseMomentHasItsLimits();
    void emptyProbabilityIsThePower();
    void surplusIsItsExpectation();
    void surplusHasItsLimits();
    void theThreeAddUp();
};

void TestInverseMoment::inverseMomentIsItsDefinition()
{
    for (const std::int64_t n : {1, 2, 3, 5, 10, 50, 63, 64, 65, 127, 128, 200, 500, 1000, 2000}) {
        for (const double p : probabilities()) {
            verifyClose(inverseMoment(n, p), definedInverseMoment(n, p), accuracy, double(n), p);
        }
    }
}

void TestInverseMoment::inverseMomentFollowsItsRecurrence()
{
    for (const double p : probabilities()) {
        const long double miss = 1.0L - p;
        long double expected = 0;
        for (int n = 1; n <= 2000; ++n) {
            const long double reached = -std::expm1(n * std::log1p(-static_cast<long double>(p)));
            expected = miss * expected + reached / n;
            verifyClose(inverseMoment(n, p), expected, accuracy, n, p);
        }
    }
}

void TestInverseMoment::inverseMomentIsItsExpectationForManySamples()
{
    for (const std::int64_t n : {10'000, 1'000'000, 10'000'000}) {
        for (const double p : probabilities()) {
            verifyClose(inverseMoment(n, p), exactInverseMoment(n, p), accuracy, double(n), p);
        }
    }
}

void TestInverseMoment::inverseMomentIsContinuousWhereTheMethodChanges()
{
    for (const std::int64_t n : {65, 80, 127, 128, 129, 200, 2000, 100'000, 10'000'000}) {
        double before = 0;
        for (const double expected : {60.0, 63.0, 63.999, 64.0, 64.001, 65.0, 70.0}) {
            const double p = expected / double(n);
            if (p >= 1) {
                continue;
            }
            const double actual = inverseMoment(n, p);
            verifyClose(actual, exactInverseMoment(n, p), accuracy, double(n), p);
            QVERIFY(before == 0 || actual < before); // falls with P here
            before = actual;
        }
    }
}

void TestInverseMoment::inverseMomentHasItsLimits()
{
    for (const std::int64_t n : {1, 2, 7, 64, 1000, 10'000'000}) {
        QCOMPARE(inverseMoment(n, 0.0), 0.0);
        QCOMPARE(inverseMoment(n, 1.0), 1 / double(n));
        // The least probabilities: one sample at the most, R = n P.
        for (const double p : {1e-300, 1e-30}) {
            verifyClose(inverseMoment(n, p), static_cast<long double>(n) * p, 4 * epsilon,
                        double(n), p);
        }
    }
    for (const double p : probabilities()) {
        verifyClose(inverseMoment(1, p), p, 4 * epsilon, 1, p); // one sample: R = P
    }
}

void TestInverseMoment::emptyProbabilityIsThePower()
{
    for (const std::int64_t n : {1, 2, 10, 200, 100'000, 10'000'000}) {
        QCOMPARE(emptyProbability(n, 0.0), 1.0);
        QCOMPARE(emptyProbability(n, 1.0), 0.0);
        for (const double p : probabilities()) {
            const long double exponent =
                static_cast<long double>(n) * std::log1p(-static_cast<long double>(p));
            if (exponent < -700) {
                QVERIFY(emptyProbability(n, p) < 1e-300);
                continue;
            }
            // A rounded exponent shows in the result as many times as it is great.
            const double relative = 4 * epsilon * (1 + static_cast<double>(-exponent));
            verifyClose(emptyProbability(n, p), std::exp(exponent), relative, double(n), p);
        }
    }
}

void TestInverseMoment::surplusIsItsExpectation()
{
    for (const std::int64_t n : {2, 3, 5, 10, 64, 200, 2000, 100'000, 10'000'000}) {
        for (const double p : probabilities()) {
            const long double expected =
                expectation(n, p, [](long double k) { return k > 1 ? k - 1 : 0.0L; });
            // Just above n P = 1/2 nine tenths of the digits' weight cancel, and n P has an ulp.
            verifyClose(surplus(n, p), expected, 4e-15, double(n), p);
        }
    }
}

void TestInverseMoment::surplusHasItsLimits()
{
    for (const std::int64_t n : {1, 2, 64, 10'000'000}) {
        QCOMPARE(surplus(n, 0.0), 0.0);
        QCOMPARE(surplus(n, 1.0), double(n - 1));
    }
    for (const double p : probabilities()) {
        QVERIFY(std::abs(surplus(1, p)) <= epsilon); // one sample is never one too many
    }
    // n P far below one: two samples meet with probability n (n − 1)/2 P².
    verifyClose(surplus(200, 1e-12), 200.0L * 199 / 2 * 1e-24L, 1e-9, 200, 1e-12);
    verifyClose(surplus(10'000'000, 1e-20), 1e7L * (1e7L - 1) / 2 * 1e-40L, 1e-9, 1e7, 1e-20);
}

void TestInverseMoment::theThreeAddUp()
{
    // E[N; N > 0] = n P, P(N > 0) = 1 − q and Jensen: E[1/N | N > 0] ≥ 1/E[N | N > 0].
    for (const std::int64_t n : {2, 10, 200, 10'000}) {
        for (const double p : probabilities()) {
            const double reached = -std::expm1(double(n) * std::log1p(-p));
            const double mean = double(n) * p / reached;
            QVERIFY(inverseMoment(n, p) >= reached / mean * (1 - accuracy));
            QVERIFY(inverseMoment(n, p) <= reached * (1 + accuracy));
        }
    }
}

QTEST_APPLESS_MAIN(TestInverseMoment)
#include "test_inverse_moment.moc"
