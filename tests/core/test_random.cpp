// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"

#include <boost/math/distributions/normal.hpp>

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

using namespace tradeoff;

namespace {

using Counter = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

/// Mean and standard error of many numbers.
struct Average {
    double mean = 0.0;
    double standardError = 0.0;
};

Average average(const std::vector<double>& numbers)
{
    const auto count = static_cast<double>(numbers.size());
    double sum = 0;
    for (const double number : numbers) {
        sum += number;
    }
    const double mean = sum / count;
    double squares = 0;
    for (const double number : numbers) {
        squares += (number - mean) * (number - mean);
    }
    return {mean, std::sqrt(squares / (count - 1) / count)};
}

/// Five standard errors: a right generator fails one such check in two million.
void verifyAverage(const std::vector<double>& numbers, double expected)
{
    const Average found = average(numbers);
    const double off = std::abs(found.mean - expected) / found.standardError;
    QVERIFY2(off < 5, qPrintable(QString("mean %1, not %2: %3 standard errors off")
                                     .arg(found.mean)
                                     .arg(expected)
                                     .arg(off)));
}

constexpr int manyDraws = 200'000;

} // namespace

class TestRandom : public QObject {
    Q_OBJECT

private slots:
    void philoxGivesTheKnownAnswers_data();
    void philoxGivesTheKnownAnswers();
    void drawsLieStrictlyInsideTheUnitInterval();
    void noDrawIsRounded();
    void drawsHaveTheMomentsOfUniformNumbers();
    void inputAndNoiseAreIndependent();
    void neighbouringDrawsAreIndependent();
    void drawsAreAFunctionOfSeedSetAndSample();
    void everyPartOfTheAddressChangesTheDraw();
    void normalQuantileMatchesBoost();
    void normalQuantileOfTheOutermostDrawsIsFinite();
    void manyNormalQuantilesAreThoseOneByOne();
};

/// The answers that the authors of the generator publish with it (Random123, kat_vectors).
void TestRandom::philoxGivesTheKnownAnswers_data()
{
    QTest::addColumn<Counter>("counter");
    QTest::addColumn<Key>("key");
    QTest::addColumn<Counter>("expected");
    QTest::newRow("zeros") << Counter{0, 0, 0, 0} << Key{0, 0}
                           << Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    QTest::newRow("ones") << Counter{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}
                          << Key{0xffffffff, 0xffffffff}
                          << Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    QTest::newRow("digits of pi") << Counter{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}
                                  << Key{0xa4093822, 0x299f31d0}
                                  << Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
}

void TestRandom::philoxGivesTheKnownAnswers()
{
    QFETCH(Counter, counter);
    QFETCH(Key, key);
    QFETCH(Counter, expected);
    QVERIFY(philox(counter, key) == expected);
}

void TestRandom::drawsLieStrictlyInsideTheUnitInterval()
{
    double lowest = 1;
    double highest = 0;
    for (int i = 0; i < manyDraws; ++i) {
        const SampleDraw draw = drawSample(7, 0, static_cast<std::uint64_t>(i));
        lowest = std::min({lowest, draw.input, draw.noise});
        highest = std::max({highest, draw.input, draw.noise});
    }
    QVERIFY(lowest > 0);
    QVERIFY(highest < 1);
    // 400 000 draws leave the last 1e-4 of either end empty with probability e^-40.
    QVERIFY(lowest < 1e-4);
    QVERIFY(highest > 1 - 1e-4);
}

/// Draws are middles of 2^52 cells: odd multiples of 2^-53, which all fit a double. An even one
/// would have been rounded, and the last of those is 1.
void TestRandom::noDrawIsRounded()
{
    for (int i = 0; i < manyDraws; ++i) {
        const SampleDraw draw = drawSample(3, 0, static_cast<std::uint64_t>(i));
        QCOMPARE(std::fmod(draw.input * 0x1p53, 2), 1.0);
        QCOMPARE(std::fmod(draw.noise * 0x1p53, 2), 1.0);
    }
}

void TestRandom::drawsHaveTheMomentsOfUniformNumbers()
{
    for (int power = 1; power <= 4; ++power) {
        std::vector<double> input;
        std::vector<double> noise;
        for (int i = 0; i < manyDraws; ++i) {
            const SampleDraw draw = drawSample(11, 3, static_cast<std::uint64_t>(i));
            input.push_back(std::pow(draw.input, power));
            noise.push_back(std::pow(draw.noise, power));
        }
        verifyAverage(input, 1.0 / (power + 1));
        verifyAverage(noise, 1.0 / (power + 1));
    }
}

void TestRandom::inputAndNoiseAreIndependent()
{
    std::vector<double> products;
    for (int i = 0; i < manyDraws; ++i) {
        const SampleDraw draw = drawSample(5, 0, static_cast<std::uint64_t>(i));
        products.push_back((draw.input - 0.5) * (draw.noise - 0.5));
    }
    verifyAverage(products, 0);
}

void TestRandom::neighbouringDrawsAreIndependent()
{
    std::vector<double> ofSamples;
    std::vector<double> ofSets;
    std::vector<double> ofSeeds;
    for (int i = 0; i < manyDraws; ++i) {
        const auto sample = static_cast<std::uint64_t>(i);
        const double here = drawSample(5, 1, sample).input - 0.5;
        ofSamples.push_back(here * (drawSample(5, 1, sample + 1).input - 0.5));
        ofSets.push_back(here * (drawSample(5, 2, sample).input - 0.5));
        ofSeeds.push_back(here * (drawSample(6, 1, sample).input - 0.5));
    }
    verifyAverage(ofSamples, 0);
    verifyAverage(ofSets, 0);
    verifyAverage(ofSeeds, 0);
}

void TestRandom::drawsAreAFunctionOfSeedSetAndSample()
{
    const SampleDraw first = drawSample(1, 2, 3);
    static_cast<void>(drawSample(9, 9, 9));
    const SampleDraw again = drawSample(1, 2, 3);
    QCOMPARE(again.input, first.input);
    QCOMPARE(again.noise, first.noise);
}

void TestRandom::everyPartOfTheAddressChangesTheDraw()
{
    // The upper halves of the seed and of the sample's number count as well.
    const std::uint64_t high = std::uint64_t{1} << 32U;
    std::set<double> drawn;
    std::size_t count = 0;
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, high, ~std::uint64_t{0}}) {
        for (const std::uint32_t set : {0U, 1U, 1'000'000U}) {
            for (const std::uint64_t sample : {std::uint64_t{0}, std::uint64_t{1}, high}) {
                const SampleDraw draw = drawSample(seed, set, sample);
                drawn.insert({draw.input, draw.noise});
                count += 2;
            }
        }
    }
    QCOMPARE(drawn.size(), count);
}

void TestRandom::normalQuantileMatchesBoost()
{
    const boost::math::normal normal;
    for (const double u : {0x1p-53, 1e-12, 1e-6, 0.001, 0.025, 0.2, 0.4999, 0.6, 0.975, 0.999}) {
        // Near the middle the quantile itself is near zero: there only its absolute error counts.
        const double expected = boost::math::quantile(normal, u);
        const double tolerance = 1e-15 + 1e-14 * std::abs(expected);
        QVERIFY2(std::abs(normalQuantile(u) - expected) <= tolerance,
                 qPrintable(QString::number(u)));
    }
    QCOMPARE(normalQuantile(0.5), 0.0);
    // Φ(1.959963984540054) = 0.975 from the tables.
    QVERIFY(std::abs(normalQuantile(0.975) - 1.959963984540054) < 1e-14);
}

void TestRandom::normalQuantileOfTheOutermostDrawsIsFinite()
{
    const double lowest = 0x1p-53;
    const double highest = 1 - 0x1p-53;
    QVERIFY(std::isfinite(normalQuantile(lowest)));
    QVERIFY(std::isfinite(normalQuantile(highest)));
    QVERIFY(normalQuantile(lowest) < -8);
    QVERIFY(normalQuantile(highest) > 8);
}

void TestRandom::manyNormalQuantilesAreThoseOneByOne()
{
    // Blocks, what remains after them, and both ends of every piece of the formula.
    std::vector<double> numbers{0x1p-53, 0.075, 0.0750001, 0.5, 0.925, 0.9249999, 1 - 0x1p-53};
    for (std::uint64_t i = 0; i < 1000; ++i) {
        numbers.push_back(drawSample(3, 1, i).noise);
        std::vector<double> quantiles = numbers;
        normalQuantiles(quantiles);
        for (std::size_t k = 0; k < numbers.size(); k += 1 + i % 50) {
            QVERIFY(quantiles[k] == normalQuantile(numbers[k]));
        }
    }
}

QTEST_APPLESS_MAIN(TestRandom)
#include "test_random.moc"
