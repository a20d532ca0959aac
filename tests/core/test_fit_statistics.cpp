// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/fit_experiment.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// Regions with everything unequal.
const std::vector<double> unequalBoundaries{0, 0.1, 0.7, 1};
const std::vector<Moments> unequal{{0.5, 2, 0.3}, {0.01, -1, 0}, {0.49, 0.25, 1.5}};

/// What the constant of a region is on average, given which of `unequal` each sample falls into;
/// straight from the rules' words.
double meanConstant(const std::vector<std::size_t>& places, std::size_t region,
                    EmptyRegionRule rule)
{
    const auto isIn = [&](std::size_t i) {
        return std::find(places.begin(), places.end(), i) != places.end();
    };
    if (isIn(region)) {
        return unequal[region].mean;
    }
    double sum = 0;
    for (const std::size_t place : places) {
        sum += unequal[place].mean;
    }
    // The middles are at 0.05, 0.4 and 0.85.
    const std::size_t near = region == 1 ? 0 : 1;
    const std::size_t far = region == 2 ? 0 : 2;
    switch (rule) {
    case EmptyRegionRule::Zero:
        return 0;
    case EmptyRegionRule::Mean:
        return sum / static_cast<double>(places.size());
    case EmptyRegionRule::Nearest:
        return unequal[isIn(near) ? near : far].mean;
    }
    return 0;
}

} // namespace

class TestFitStatistics : public QObject {
    Q_OBJECT

private slots:
    void meansAreThoseOfAllPlacements_data() { addRules(); }
    void meansAreThoseOfAllPlacements();
    void biasAndDeviationMakeTheEstimationError_data() { addRules(); }
    void biasAndDeviationMakeTheEstimationError();
    void oneSampleIsEverybodysConstant();
    void oneSampleOrZero();
    void smallDeviationsKeepTheirDigits();
    void exactStatisticsAreThoseOfManySets_data() { addRules(); }
    void exactStatisticsAreThoseOfManySets();
};

void TestFitStatistics::meansAreThoseOfAllPlacements()
{
    QFETCH(const int, rule);
    for (std::size_t n = 1; n <= 5; ++n) {
        const auto actual = constantStatistics(
            unequal, unequalBoundaries, {0.1, static_cast<std::int64_t>(n), ruleOf(rule)}, {});
        for (std::size_t region = 0; region < unequal.size(); ++region) {
            double expected = 0;
            const auto all = static_cast<std::size_t>(std::lround(std::pow(3, n)));
            for (std::size_t number = 0; number < all; ++number) {
                double chance = 1;
                std::vector<std::size_t> places;
                for (std::size_t rest = number; places.size() < n; rest /= 3) {
                    places.push_back(rest % 3);
                    chance *= unequal[places.back()].probability;
                }
                expected += chance * meanConstant(places, region, ruleOf(rule));
            }
            QVERIFY(isClose(actual[region].mean, expected, 1e-12));
        }
    }
}

void TestFitStatistics::biasAndDeviationMakeTheEstimationError()
{
    QFETCH(const int, rule);
    for (const char* kind : {"optimal", "uniform", "level-set"}) {
        for (const std::int64_t n : {1, 10, 200, 100'000}) {
            for (const int experts : {1, 7, 60}) {
                const FitExperiment setup(kind, {0.1, n, ruleOf(rule)}, experts);
                const auto statistics = setup.statistics();
                for (std::size_t i = 0; i < statistics.size(); ++i) {
                    const Moments& region = setup.exact.regions[i];
                    const auto [mean, deviation] = statistics[i];
                    const double error = deviation * deviation + std::pow(mean - region.mean, 2);
                    QVERIFY(isClose(region.probability * error, setup.exact.estimation[i], 1e-9));
                }
            }
        }
    }
}

void TestFitStatistics::oneSampleIsEverybodysConstant()
{
    for (const EmptyRegionRule rule : {EmptyRegionRule::Mean, EmptyRegionRule::Nearest}) {
        const FitExperiment setup("uniform", {0.25, 1, rule}, 9);
        const Moments whole = setup.experiment.problem->moments();
        for (const auto& [mean, deviation] : setup.statistics()) {
            QVERIFY(std::abs(mean - whole.mean) < 1e-12); // E β is near zero
            QVERIFY(isClose(deviation, std::sqrt(0.25 + whole.variance), 1e-9));
        }
    }
}

void TestFitStatistics::oneSampleOrZero()
{
    const auto statistics =
        constantStatistics(unequal, unequalBoundaries, {0.1, 1, EmptyRegionRule::Zero}, {});
    for (std::size_t i = 0; i < unequal.size(); ++i) {
        const auto [p, c, v] = unequal[i];
        QVERIFY(isClose(statistics[i].mean, p * c, 1e-14));
        const double square = p * (c * c + 0.1 + v); // E ĉ²
        QVERIFY(isClose(std::pow(statistics[i].deviation, 2), square - p * p * c * c, 1e-12));
    }
}

void TestFitStatistics::smallDeviationsKeepTheirDigits()
{
    // A region that is never empty, with a constant that is large beside its deviation.
    const std::vector<Moments> regions{{0.5, 1e8, 0}, {0.5, 0, 0}};
    const auto statistics = constantStatistics(regions, std::vector<double>{0, 0.5, 1},
                                               {1e-6, 10'000, EmptyRegionRule::Zero}, {});
    // n P R(n, ½) = 1 + 1/n + 3/n² + 13/n³ + 75/n⁴ + …
    const double inverse = 2e-4 * (1 + 1e-4 + 3e-8 + 13e-12 + 75e-16);
    QVERIFY(isClose(statistics[0].deviation, std::sqrt(1e-6 * inverse), 1e-13));
}

void TestFitStatistics::exactStatisticsAreThoseOfManySets()
{
    QFETCH(const int, rule);
    const FitExperiment setup("uniform", {0.1, 30, ruleOf(rule)}, 8);
    const auto exact = setup.statistics();
    constexpr std::uint32_t sets = 4000;
    std::vector<std::vector<double>> constants;
    for (std::uint32_t set = 1; set <= sets; ++set) {
        constants.push_back(setup.learned(set).second);
    }
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const auto meanOf = [&](const auto& function) {
            double sum = 0;
            for (const std::vector<double>& one : constants) {
                sum += function(one[i]);
            }
            return sum / sets;
        };
        const double variance = std::pow(exact[i].deviation, 2);
        const auto square = [&](double c) { return std::pow(c - exact[i].mean, 2); };
        const double meanSquare = meanOf(square);
        const double spreadOfSquares =
            meanOf([&](double c) { return std::pow(square(c) - meanSquare, 2); });
        const double mean = meanOf([](double c) { return c; });
        constexpr double most = 4; // standard errors, in 48 comparisons
        QVERIFY(std::abs(mean - exact[i].mean) < most * exact[i].deviation / std::sqrt(sets));
        QVERIFY(std::abs(meanSquare - variance) < most * std::sqrt(spreadOfSquares / sets));
    }
}

QTEST_GUILESS_MAIN(TestFitStatistics)
#include "test_fit_statistics.moc"
