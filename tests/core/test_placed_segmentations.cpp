// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input_error.h"
#include "core/segmentation.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

using namespace tradeoff;

namespace {

std::shared_ptr<const Problem> experiment(const Interval& domain = {0, 1})
{
    return test::problem(test::target("cosine"),
                         test::density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.15}}),
                         domain);
}

std::vector<double> inner(const Choice& choice, int experts, const Interval& domain = {0, 1})
{
    const Segmenter segmenter = prepareSegmenter({experiment(domain), 4096}, choice);
    std::vector<double> all = segmenter.boundaries(experts);
    return {all.begin() + 1, all.end() - 1};
}

Choice randomWith(double seed)
{
    return test::segmentation("random", {{"seed", seed}});
}

/// P(X <= x) of the Gaussian around 0.4 with deviation 0.15, cut to [0, 1]: by the error function
/// and not by the tables under test.
double cumulative(double x)
{
    const auto below = [](double at) {
        return 0.5 * std::erfc(-(at - 0.4) / (0.15 * std::sqrt(2.0)));
    };
    return (below(x) - below(0)) / (below(1) - below(0));
}

} // namespace

/// The kinds that do not look at the target: `random` and `offset-uniform`.
class TestPlacedSegmentations : public QObject {
    Q_OBJECT

private slots:
    void offsetMovesAUniformGrid_data();
    void offsetMovesAUniformGrid();
    void offsetOfOneIsRefused();
    void noOffsetIsUniform();
    void randomBoundariesAreSorted();
    void seedsDecide();
    void firstOnesStayWhenThereAreMore();
    void randomBoundariesFollowTheDensity();
    void brokenSeedsAreRefused();
};

void TestPlacedSegmentations::offsetMovesAUniformGrid_data()
{
    QTest::addColumn<double>("offset");
    QTest::addColumn<int>("experts");
    for (const double offset : {0.0, 0.25, 0.5, 0.999}) {
        for (const int experts : {1, 2, 7, 100}) {
            QTest::addRow("%g, %d", offset, experts) << offset << experts;
        }
    }
}

void TestPlacedSegmentations::offsetMovesAUniformGrid()
{
    QFETCH(double, offset);
    QFETCH(int, experts);
    const Interval domain{-1, 3};
    const Choice choice = test::segmentation("offset-uniform", {{"offset", offset}});
    const std::vector<double> found = inner(choice, experts, domain);
    QCOMPARE(found.size(), static_cast<std::size_t>(experts - 1));
    for (std::size_t i = 0; i < found.size(); ++i) {
        // Boundary i of m is moved right by the share of one step, (high − low)/m.
        const double expected = -1 + 4.0 * (static_cast<double>(i + 1) + offset) / experts;
        QVERIFY(std::abs(found[i] - expected) <= 4 * std::numeric_limits<double>::epsilon());
        QVERIFY(found[i] < domain.high);
    }
    QVERIFY(std::is_sorted(found.begin(), found.end()));
}

void TestPlacedSegmentations::offsetOfOneIsRefused()
{
    const auto check = [](double offset) {
        checkSegmentation(test::segmentation("offset-uniform", {{"offset", offset}}), {0, 1});
    };
    check(0.0);
    check(std::nextafter(1.0, 0.0));
    QVERIFY_EXCEPTION_THROWN(check(1.0), InputError);
    QVERIFY_EXCEPTION_THROWN(check(-0.1), InputError);
}

void TestPlacedSegmentations::noOffsetIsUniform()
{
    const Choice choice = test::segmentation("offset-uniform", {{"offset", 0.0}});
    QVERIFY(inner(choice, 37) == inner(test::segmentation("uniform"), 37));
}

void TestPlacedSegmentations::randomBoundariesAreSorted()
{
    for (const int experts : {1, 2, 50, 3000}) {
        const std::vector<double> found = inner(randomWith(3), experts);
        QCOMPARE(found.size(), static_cast<std::size_t>(experts - 1));
        QVERIFY(std::adjacent_find(found.begin(), found.end(), std::greater_equal<>()) ==
                found.end());
        QVERIFY(found.empty() || (found.front() > 0 && found.back() < 1));
    }
}

void TestPlacedSegmentations::seedsDecide()
{
    QVERIFY(inner(randomWith(5), 20) == inner(randomWith(5), 20));
    QVERIFY(inner(randomWith(5), 20) != inner(randomWith(6), 20));
}

void TestPlacedSegmentations::firstOnesStayWhenThereAreMore()
{
    for (int experts = 2; experts < 60; ++experts) {
        const std::vector<double> fewer = inner(randomWith(1), experts);
        const std::vector<double> more = inner(randomWith(1), experts + 1);
        QVERIFY(std::includes(more.begin(), more.end(), fewer.begin(), fewer.end()));
    }
}

void TestPlacedSegmentations::randomBoundariesFollowTheDensity()
{
    // Kolmogorov–Smirnov: sqrt(n) D is below 1.628 in 99 of 100 cases.
    const std::vector<double> found = inner(randomWith(11), 4001);
    const auto count = static_cast<double>(found.size());
    double distance = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double share = cumulative(found[i]);
        distance = std::max({distance, share - static_cast<double>(i) / count,
                             static_cast<double>(i + 1) / count - share});
    }
    QVERIFY2(std::sqrt(count) * distance < 1.628, qPrintable(QString::number(distance)));
    // And it would have told a uniform density from this one.
    double toUniform = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        toUniform = std::max(toUniform, std::abs(found[i] - static_cast<double>(i) / count));
    }
    QVERIFY(std::sqrt(count) * toUniform > 5);
}

void TestPlacedSegmentations::brokenSeedsAreRefused()
{
    const auto check = [](double seed) { checkSegmentation(randomWith(seed), {0, 1}); };
    check(0);
    check(9007199254740991.0);
    for (const double seed : {-1.0, 0.5, 9007199254740992.0}) {
        QVERIFY_EXCEPTION_THROWN(check(seed), InputError);
    }
}

QTEST_APPLESS_MAIN(TestPlacedSegmentations)
#include "test_placed_segmentations.moc"
