// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimation.h"
#include "tests/core/direct_quadrature.h"
#include "tests/core/experiments.h"

#include <boost/math/quadrature/gauss.hpp>

#include <QTest>

#include <cmath>
#include <numeric>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

struct Segmentation {
    std::vector<double> boundaries;
    std::vector<Moments> regions;
};

/// Segmentations of two to four regions with everything unequal; some with ties of middles, which
/// are exact in binary numbers.
std::vector<Segmentation> smallSegmentations()
{
    return {
        {{0, 0.3, 1}, {{0.2, 1.5, 0.1}, {0.8, -0.5, 0.4}}},
        {{0, 0.1, 0.7, 1}, {{0.5, 2, 0.3}, {0.01, -1, 0}, {0.49, 0.25, 1.5}}},
        {{0, 0.25, 0.5, 0.75}, {{0.25, 1, 0.1}, {0.25, 3, 0.2}, {0.5, -2, 0.3}}},
        {{0, 0.25, 0.5, 0.75, 1}, {{0.1, 1, 0.5}, {0.2, -2, 0.05}, {0.3, 4, 0.7}, {0.4, 0.5, 0.2}}},
        {{-3, -2, 0.5, 0.6, 5}, {{0.7, 1, 0.5}, {0, 7, 0}, {1e-9, 4, 0.7}, {0.3 - 1e-9, 5, 2}}},
    };
}

/// Squared error of the constant that an empty region takes, given how many samples the regions
/// hold; straight from the rule's words.
double emptyError(const Segmentation& segmentation, const LearningSetting& setting,
                  const std::vector<int>& counts, std::size_t i)
{
    const std::vector<Moments>& regions = segmentation.regions;
    const double wanted = regions[i].mean;
    if (setting.emptyRegion == EmptyRegionRule::Zero) {
        return wanted * wanted;
    }
    const auto n = static_cast<double>(setting.samples);
    double mean = 0;
    double variance = 0;
    double nearest = std::numeric_limits<double>::infinity();
    double error = 0;
    const auto middle = [&](std::size_t j) {
        return (segmentation.boundaries[j] + segmentation.boundaries[j + 1]) / 2;
    };
    for (std::size_t j = 0; j < regions.size(); ++j) {
        if (counts[j] == 0) {
            continue;
        }
        const double noise = setting.noiseVariance + regions[j].variance;
        mean += counts[j] * regions[j].mean / n;
        variance += counts[j] * noise / (n * n);
        const double distance = std::abs(middle(j) - middle(i));
        if (distance < nearest) {
            nearest = distance;
            error = std::pow(regions[j].mean - wanted, 2) + noise / counts[j];
        }
    }
    return setting.emptyRegion == EmptyRegionRule::Mean ? std::pow(mean - wanted, 2) + variance
                                                        : error;
}

struct Expected {
    std::vector<double> estimation;
    double training = 0.0;
};

/// Expectations by going through every way in which the samples can fall into the regions.
Expected enumerate(const Segmentation& segmentation, const LearningSetting& setting)
{
    const std::size_t m = segmentation.regions.size();
    Expected expected{std::vector<double>(m), 0};
    std::vector<std::size_t> place(static_cast<std::size_t>(setting.samples));
    while (true) {
        double chance = 1;
        std::vector<int> counts(m);
        for (const std::size_t region : place) {
            chance *= segmentation.regions[region].probability;
            ++counts[region];
        }
        for (std::size_t i = 0; i < m; ++i) {
            const Moments& region = segmentation.regions[i];
            const double noise = setting.noiseVariance + region.variance;
            const double error =
                counts[i] > 0 ? noise / counts[i] : emptyError(segmentation, setting, counts, i);
            expected.estimation[i] += chance * region.probability * error;
            expected.training +=
                chance * noise * std::max(0, counts[i] - 1) / static_cast<double>(setting.samples);
        }
        std::size_t digit = 0;
        while (digit < place.size() && ++place[digit] == m) {
            place[digit++] = 0;
        }
        if (digit == place.size()) {
            return expected;
        }
    }
}

std::vector<double> estimation(const Segmentation& segmentation, const LearningSetting& setting)
{
    return estimationErrors(segmentation.regions, segmentation.boundaries, setting, {});
}

double totalEstimation(const Segmentation& segmentation, const LearningSetting& setting)
{
    const std::vector<double> errors = estimation(segmentation, setting);
    return std::accumulate(errors.begin(), errors.end(), 0.0);
}

Segmentation uniformSegmentation(const Problem& problem, int experts)
{
    Segmentation result{uniformBoundaries(problem.domain(), experts), {}};
    result.regions = problem.regionMoments(result.boundaries);
    return result;
}

double testError(const Segmentation& segmentation, const LearningSetting& setting)
{
    return setting.noiseVariance + approximationError(segmentation.regions) +
           totalEstimation(segmentation, setting);
}

/// Test error of the nearest neighbour for β = x and uniform inputs on [0, 1]:
/// 2 σ² + E|x − nearest|², with P(|x − nearest| > r) = (1 − G)^n, G the share within r of x.
double nearestNeighbourError(int samples, double noiseVariance)
{
    // Polynomials of degree n + 2 at the most: the rule is exact up to degree 59.
    using Rule = boost::math::quadrature::gauss<double, 30>;
    const auto squaredDistance = [&](double x) {
        const auto tail = [&](double r) {
            const double share = std::min(1.0, x + r) - std::max(0.0, x - r);
            return 2 * r * std::pow(1 - share, samples);
        };
        const double near = std::min(x, 1 - x);
        const double far = std::max(x, 1 - x);
        return Rule::integrate(tail, 0.0, near) + Rule::integrate(tail, near, far);
    };
    return 2 * noiseVariance + 2 * Rule::integrate(squaredDistance, 0.0, 0.5);
}

} // namespace

class TestEstimation : public QObject {
    Q_OBJECT

private slots:
    void everyRegionsErrorIsThatOfAllPlacements_data();
    void everyRegionsErrorIsThatOfAllPlacements();
    void trainingErrorIsThatOfAllPlacements();
    void equallyNearRegionsTieToTheLower();
    void unequalRoundingDoesNotBreakTies();
    void zeroRuleTendsToNoFitAtAll();
    void meanRuleTendsToItsOneExpert();
    void nearestRuleTendsToTheNearestNeighbour();
    void manySamplesApproachTheLeadingOrder();
    void mostSamplesInMostRegionsStayFinite();
    void trainingErrorOfManyEmptyRegionsIsAccurate();
    void regionsWithoutProbabilityCostNothing();
    void aThrowFromTheCheckpointEndsTheComputation();
};

void TestEstimation::everyRegionsErrorIsThatOfAllPlacements_data()
{
    QTest::addColumn<int>("rule");
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        QTest::newRow(std::string(row.kind).c_str()) << static_cast<int>(row.rule);
    }
}

void TestEstimation::everyRegionsErrorIsThatOfAllPlacements()
{
    QFETCH(const int, rule);
    for (const Segmentation& segmentation : smallSegmentations()) {
        for (int n = 1; n <= 5; ++n) {
            for (const double noise : {0.0, 0.1, 20.0}) {
                const LearningSetting setting{noise, n, static_cast<EmptyRegionRule>(rule)};
                const Expected expected = enumerate(segmentation, setting);
                const std::vector<double> actual = estimation(segmentation, setting);
                QCOMPARE(actual.size(), segmentation.regions.size());
                for (std::size_t i = 0; i < actual.size(); ++i) {
                    // A sum of up to 1024 products of seven numbers.
                    QVERIFY2(isClose(actual[i], expected.estimation[i], 1e-12),
                             qPrintable(QStringLiteral("m = %1, n = %2, region %3: %4, not %5")
                                            .arg(actual.size())
                                            .arg(n)
                                            .arg(i)
                                            .arg(actual[i], 0, 'g', 17)
                                            .arg(expected.estimation[i], 0, 'g', 17)));
                }
            }
        }
    }
}

void TestEstimation::trainingErrorIsThatOfAllPlacements()
{
    for (const Segmentation& segmentation : smallSegmentations()) {
        for (int n = 1; n <= 5; ++n) {
            const LearningSetting setting{0.1, n, EmptyRegionRule::Zero};
            const double expected = enumerate(segmentation, setting).training;
            const double actual = trainingError(segmentation.regions, setting);
            // One sample is always fitted exactly: there both are zero but for rounding.
            QVERIFY(std::abs(actual - expected) <= 1e-12 * expected + 1e-15);
        }
    }
}

void TestEstimation::equallyNearRegionsTieToTheLower()
{
    // Region 1 never holds a sample; its neighbours are equally near, the lower has the same
    // constant: an error only arises where the upper one must help out.
    const Segmentation segmentation{{0, 1, 2, 3}, {{0.5, 1, 0}, {1e-300, 1, 0}, {0.5, 5, 0}}};
    const LearningSetting setting{0, 3, EmptyRegionRule::Nearest};
    const double relative = estimation(segmentation, setting)[1] / 1e-300;
    QVERIFY(isClose(relative, 16 * std::pow(0.5, 3), 1e-12));
}

void TestEstimation::unequalRoundingDoesNotBreakTies()
{
    // Tenths are not exact in binary numbers: some middles are an ulp nearer than their mirror
    // image. The order must not follow that.
    Segmentation segmentation{uniformBoundaries({0, 1}, 10), {}};
    segmentation.regions.assign(10, {0.1, 0, 0});
    for (std::size_t i = 1; i + 1 < 10; ++i) {
        Segmentation changed = segmentation;
        changed.regions[i].mean = changed.regions[i - 1].mean = 1;
        const LearningSetting setting{0, 2, EmptyRegionRule::Nearest};
        // Both samples miss i: the error is 1 unless one of them is in i − 1.
        const double expected = 0.1 * (0.81 - (0.81 - 0.64));
        QVERIFY(isClose(estimation(changed, setting)[i], expected, 1e-12));
    }
}

void TestEstimation::zeroRuleTendsToNoFitAtAll()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    const Moments whole = cosine->moments();
    const double limit = 0.1 + whole.variance + whole.mean * whole.mean;
    const LearningSetting setting{0.1, 50, EmptyRegionRule::Zero};
    const double far = testError(uniformSegmentation(*cosine, 10'000), setting) - limit;
    const double farther = testError(uniformSegmentation(*cosine, 100'000), setting) - limit;
    QVERIFY(std::abs(far) < 0.01 * limit);
    QVERIFY(isClose(far, 10 * farther, 0.05)); // the difference falls as n/m
}

void TestEstimation::meanRuleTendsToItsOneExpert()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    const LearningSetting setting{0.1, 50, EmptyRegionRule::Mean};
    const double one = testError(uniformSegmentation(*cosine, 1), setting);
    const double far = testError(uniformSegmentation(*cosine, 10'000), setting) - one;
    const double farther = testError(uniformSegmentation(*cosine, 100'000), setting) - one;
    QVERIFY(std::abs(far) < 0.01 * one);
    QVERIFY(isClose(far, 10 * farther, 0.05));
}

void TestEstimation::nearestRuleTendsToTheNearestNeighbour()
{
    const auto line =
        problem(target("linear", {{"slope", 1.0}, {"intercept", 0.0}}), density("uniform"));
    // One sample is everyone's nearest neighbour, however many regions there are.
    const LearningSetting single{0.1, 1, EmptyRegionRule::Nearest};
    QVERIFY(isClose(testError(uniformSegmentation(*line, 500), single),
                    nearestNeighbourError(1, 0.1), 1e-12));
    for (const int n : {2, 5, 20}) {
        const LearningSetting setting{0.1, n, EmptyRegionRule::Nearest};
        const double limit = nearestNeighbourError(n, 0.1);
        const double far = testError(uniformSegmentation(*line, 500), setting) - limit;
        const double farther = testError(uniformSegmentation(*line, 2000), setting) - limit;
        QVERIFY2(std::abs(farther) < 0.01 * limit, qPrintable(QString::number(farther / limit)));
        // The few regions that hold a second sample: the difference falls at least as n/m.
        QVERIFY(std::abs(farther) < 0.3 * std::abs(far));
    }
}

void TestEstimation::manySamplesApproachTheLeadingOrder()
{
    const auto cosine = problem(target("cosine"), density("uniform"));
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        double before = 1;
        for (const std::int64_t n : {1'000, 100'000, 10'000'000}) {
            const Segmentation ten = uniformSegmentation(*cosine, 10);
            const LearningSetting setting{0.1, n, row.rule};
            const double excess =
                totalEstimation(ten, setting) / estimationLeadingOrder(ten.regions, setting) - 1;
            // E[1/N] = (1 + (1 − P)/(n P) + …)/(n P)
            QVERIFY(isClose(excess, 9.0 / static_cast<double>(n), n == 1000 ? 0.03 : 0.001));
            QVERIFY(excess < before);
            before = excess;
        }
    }
}

void TestEstimation::mostSamplesInMostRegionsStayFinite()
{
    for (const char* kind : {"uniform", "truncated-gaussian", "beta"}) {
        const auto cosine = problem(target("cosine"), density(kind));
        const Segmentation most = uniformSegmentation(*cosine, 100'000);
        for (const EmptyRegionRow& row : emptyRegionTable()) {
            const LearningSetting setting{0.1, 10'000'000, row.rule};
            const double total = totalEstimation(most, setting);
            const double leading = estimationLeadingOrder(most.regions, setting);
            QVERIFY(std::isfinite(total));
            QVERIFY(total > 0);
            if (std::string(kind) == "uniform") {
                QVERIFY(isClose(total / leading, 1.01, 0.001)); // n P = 100 in every region
            }
            QVERIFY(trainingError(most.regions, setting) < 0.1);
        }
    }
}

void TestEstimation::trainingErrorOfManyEmptyRegionsIsAccurate()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    const Segmentation most = uniformSegmentation(*cosine, 100'000);
    QCOMPARE(trainingError(most.regions, {0.1, 1, EmptyRegionRule::Zero}), 0.0);
    double expected = 0; // two samples in one region: their half squared difference
    for (const Moments& region : most.regions) {
        expected += std::pow(region.probability, 2) * (0.1 + region.variance) / 2;
    }
    const double actual = trainingError(most.regions, {0.1, 2, EmptyRegionRule::Zero});
    QVERIFY(isClose(actual, expected, 1e-12));
}

void TestEstimation::regionsWithoutProbabilityCostNothing()
{
    const Segmentation segmentation{{0, 1, 2, 3}, {{0.5, 1, 0.2}, {0, 9, 0}, {0.5, 5, 0.1}}};
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        const LearningSetting setting{0.1, 4, row.rule};
        QCOMPARE(estimation(segmentation, setting)[1], 0.0);
        const Segmentation without{{0, 1, 3}, {{0.5, 1, 0.2}, {0.5, 5, 0.1}}};
        QVERIFY(isClose(totalEstimation(segmentation, setting), totalEstimation(without, setting),
                        1e-14));
    }
}

void TestEstimation::aThrowFromTheCheckpointEndsTheComputation()
{
    struct Stop {};
    const Segmentation segmentation = smallSegmentations().front();
    QVERIFY_EXCEPTION_THROWN(
        static_cast<void>(estimationErrors(segmentation.regions, segmentation.boundaries, {},
                                           [] { throw Stop{}; })),
        Stop);
}

QTEST_APPLESS_MAIN(TestEstimation)
#include "test_estimation.moc"
