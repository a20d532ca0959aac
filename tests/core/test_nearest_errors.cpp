// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nearest_errors.h"

#include "core/inverse_moment.h"
#include "core/nearness.h"
#include "tests/core/direct_quadrature.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

struct Segmentation {
    std::vector<double> boundaries;
    std::vector<Moments> regions;
};

/// (1 − P_i)^n e_i of the rule "nearest" in the order of its words, one neighbour at a time. Stops
/// where what remains is beyond what a double holds of the sum.
double nearestError(const Segmentation& segmentation, const LearningSetting& setting,
                    std::size_t region)
{
    const std::vector<Moments>& regions = segmentation.regions;
    double visited = regions[region].probability;
    double sum = 0;
    std::size_t below = region; // regions from here up to above have been visited
    std::size_t above = region + 1;
    while (above - below < regions.size()) {
        const bool isBelow =
            below > 0 && (above == regions.size() ||
                          belowIsNearer(segmentation.boundaries, region, below - 1, above));
        const Moments& other = regions[isBelow ? --below : above++];
        const double rest = 1 - visited;
        const double allMiss = emptyProbability(setting.samples, visited);
        if (!(other.probability > 0) || !(rest > 0)) {
            continue;
        }
        const double share = std::min(1.0, other.probability / rest);
        sum += allMiss *
               (-std::expm1(double(setting.samples) * std::log1p(-share)) *
                    std::pow(other.mean - regions[region].mean, 2) +
                (setting.noiseVariance + other.variance) * inverseMoment(setting.samples, share));
        visited += other.probability;
        if (allMiss < 1e-40 * sum) {
            break;
        }
    }
    return sum;
}

/// Boundaries without any order in their distances, and some that are very near each other.
std::vector<double> irregularBoundaries(int experts)
{
    std::mt19937_64 generator(7);
    std::vector<double> result{0, 1};
    while (result.size() <= std::size_t(experts)) {
        const double x = double(generator() >> 11U) * 0x1p-53;
        result.push_back(result.size() % 50 == 0 ? 0.4 + 1e-6 * x : x);
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

void verifyNearest(const Segmentation& segmentation, const LearningSetting& setting,
                   std::size_t step)
{
    const std::vector<double> actual =
        nearestErrors(segmentation.regions, segmentation.boundaries, setting, {});
    for (std::size_t i = 0; i < actual.size(); i += step) {
        const double expected = nearestError(segmentation, setting, i);
        QVERIFY2(std::abs(actual[i] - expected) <= 1e-10 * expected + 1e-300,
                 qPrintable(QStringLiteral("m = %1, n = %2, region %3: %4, not %5")
                                .arg(actual.size())
                                .arg(setting.samples)
                                .arg(i)
                                .arg(actual[i], 0, 'g', 17)
                                .arg(expected, 0, 'g', 17)));
    }
}

} // namespace

class TestNearestErrors : public QObject {
    Q_OBJECT

private slots:
    void everySumIsTheDirectOne();
    void everySumIsTheDirectOneForMostExperts();
    void threadsDoNotChangeTheBits();
    void regionsFarFromAllSamplesTakeTheirConstant();
};

void TestNearestErrors::everySumIsTheDirectOne()
{
    for (const char* kind : {"uniform", "truncated-gaussian", "beta", "histogram"}) {
        const Choice empty = density("histogram", {{"edges", std::vector<double>{0, 0.3, 0.7, 1}},
                                                   {"weights", std::vector<double>{0.5, 0, 0.5}}});
        const auto cosine =
            problem(target("cosine"), std::string(kind) == "histogram" ? empty : density(kind));
        for (const int experts : {1, 2, 3, 17, 100, 333}) {
            const std::vector<double> uniform = uniformBoundaries({0, 1}, experts);
            const std::vector<double> irregular = irregularBoundaries(experts);
            for (const Segmentation& segmentation :
                 {Segmentation{uniform, cosine->regionMoments(uniform)},
                  Segmentation{irregular, cosine->regionMoments(irregular)}}) {
                for (const std::int64_t n : {1, 2, 3, 10, 50, 1000, 100'000, 10'000'000}) {
                    verifyNearest(segmentation, {0, n, EmptyRegionRule::Nearest}, 7);
                    verifyNearest(segmentation, {0.1, n, EmptyRegionRule::Nearest}, 7);
                }
            }
        }
    }
}

void TestNearestErrors::everySumIsTheDirectOneForMostExperts()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    const auto steep =
        problem(target("exponential"), density("truncated-exponential", {{"rate", 40.0}}));
    const std::vector<double> irregular = irregularBoundaries(100'000);
    verifyNearest({irregular, cosine->regionMoments(irregular)},
                  {0, 1'000'000, EmptyRegionRule::Nearest}, 12'001);
    const std::vector<double> fewer = irregularBoundaries(3000);
    for (const auto& law : {cosine, steep}) {
        const Segmentation many{fewer, law->regionMoments(fewer)};
        for (const std::int64_t n : {1, 10, 100, 10'000, 10'000'000}) {
            verifyNearest(many, {0, n, EmptyRegionRule::Nearest}, 701);
        }
    }
}

void TestNearestErrors::threadsDoNotChangeTheBits()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    const std::vector<double> boundaries = irregularBoundaries(2000);
    const std::vector<Moments> regions = cosine->regionMoments(boundaries);
    const LearningSetting setting{0.1, 20, EmptyRegionRule::Nearest};
    const auto errors = [&] { return nearestErrors(regions, boundaries, setting, {}); };
    const std::vector<double> alone = withThreads(1, errors);
    for (const int threads : threadCounts) {
        QVERIFY(withThreads(threads, errors) == alone);
    }
}

void TestNearestErrors::regionsFarFromAllSamplesTakeTheirConstant()
{
    // All samples are in the last region, the others see nothing but each other on the way there.
    constexpr std::size_t experts = 100'000;
    std::vector<Moments> regions(experts, Moments{1e-200, 3, 0});
    regions.back() = {1, 5, 0.25};
    const std::vector<double> boundaries = uniformBoundaries({0, 1}, int(experts));
    const std::vector<double> errors =
        nearestErrors(regions, boundaries, {0.5, 10, EmptyRegionRule::Nearest}, {});
    for (std::size_t i = 0; i + 1 < experts; ++i) {
        QVERIFY(isClose(errors[i], 4 + 0.75 / 10, 1e-12));
    }
    QCOMPARE(errors.back(), 0.0);
}

QTEST_APPLESS_MAIN(TestNearestErrors)
#include "test_nearest_errors.moc"
