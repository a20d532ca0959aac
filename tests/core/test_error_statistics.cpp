// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error_statistics.h"
#include "core/sample_cells.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tradeoff;

namespace {

/// One error of each of some training sets.
void add(std::span<const double> values, ErrorStatistics& statistics)
{
    std::copy(values.begin(), values.end(), statistics.room(values.size()).begin());
    statistics.add();
}

} // namespace

/// What the simulation's numbers go through at its beginning and end: cells and statistics.
class TestErrorStatistics : public QObject {
    Q_OBJECT

private slots:
    void quantilesAreThoseOfSortedNumbers();
    void cellsAreThoseOfASearch();
    void equalNumbersHaveNoSpread();
    void roundsAddUpToOne();
};

void TestErrorStatistics::quantilesAreThoseOfSortedNumbers()
{
    std::vector<double> numbers{5, 1, 4, 2, 3};
    QCOMPARE(quantileOf(numbers, 0), 1.0);
    QCOMPARE(quantileOf(numbers, 0.25), 2.0);
    QCOMPARE(quantileOf(numbers, 0.3), 2.2);
    QCOMPARE(quantileOf(numbers, 1), 5.0);
    std::vector<double> one{7};
    QCOMPARE(quantileOf(one, 0.05), 7.0);

    // Many, in orders that a sample of them tells nothing about, too.
    const std::vector<double (*)(int)> sequences{
        [](int i) { return std::sin(i * i); },
        [](int i) { return 1.0 * i; },
        [](int i) { return -1.0 * i; },
        [](int) { return 3.0; },
        [](int i) { return i % 10 == 0 ? 0.0 : 1.0; },
        [](int i) { return i % 4 == 0 ? 1e6 + i : std::cos(i); },
        [](int i) { return std::pow(std::sin(i), 21); },
    };
    for (const auto& sequence : sequences) {
        for (const int count : {2, 127, 128, 129, 1000, 1001}) {
            std::vector<double> many;
            for (int i = 0; i < count; ++i) {
                many.push_back(sequence(i));
            }
            std::vector<double> sorted = many;
            std::sort(sorted.begin(), sorted.end());
            for (const double share : {0.0, 0.001, 0.05, 0.1, 0.5, 0.77, 0.95, 1.0}) {
                const double position = share * (count - 1);
                const auto below = static_cast<std::size_t>(position);
                const std::size_t above = std::min(below + 1, sorted.size() - 1);
                const double rest = position - static_cast<double>(below);
                QCOMPARE(quantileOf(many, share),
                         sorted[below] + rest * (sorted[above] - sorted[below]));
            }
        }
    }
}

void TestErrorStatistics::cellsAreThoseOfASearch()
{
    // Evenly spread edges, and many in one place.
    std::vector<double> edges{-1.5, 2.9999};
    for (int i = 1; i < 300; ++i) {
        edges.push_back(-2 + 5 * i / 300.0);
        edges.push_back(0.25 + i * 1e-13);
    }
    const SampleCells cells({-2, 3}, edges);
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    QCOMPARE(cells.size(), edges.size() + 1);
    std::vector<double> inputs = edges;
    for (const double edge : edges) {
        inputs.push_back(std::nextafter(edge, -3));
        inputs.push_back(std::nextafter(edge, 4));
    }
    inputs.insert(inputs.end(), {-2, 3});
    std::vector<std::uint32_t> found(inputs.size());
    cells.find(inputs, found);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto expected = std::upper_bound(edges.begin(), edges.end(), inputs[i]);
        QCOMPARE(std::ptrdiff_t{found[i]}, expected - edges.begin());
    }
    QCOMPARE(cells.firstRightOf(edges[7]), 8U);
}

void TestErrorStatistics::equalNumbersHaveNoSpread()
{
    ErrorStatistics statistics(1, 100);
    const std::vector<double> numbers(1001, 0.1);
    add(numbers, statistics);
    add(numbers, statistics);
    QVERIFY((statistics.results() == std::vector<SimulatedError>{{{0.1, 0}, {0.1, 0.1}}}));
}

void TestErrorStatistics::roundsAddUpToOne()
{
    std::vector<double> numbers;
    for (int i = 0; i < 500; ++i) {
        numbers.push_back(1e6 + std::sin(i * i));
    }
    ErrorStatistics whole(1, 500);
    add(numbers, whole);
    ErrorStatistics parts(1, 500);
    add(std::span(numbers).first(10), parts);
    add(std::span(numbers).subspan(10, 1), parts);
    add(std::span(numbers).subspan(11), parts);
    const SimulatedError atOnce = whole.results().front();
    const SimulatedError inParts = parts.results().front();
    QVERIFY(test::isClose(atOnce.estimate.mean, inParts.estimate.mean, 1e-15));
    QVERIFY(test::isClose(atOnce.estimate.standardError, inParts.estimate.standardError, 1e-9));
    QVERIFY(atOnce.band == inParts.band);
}

QTEST_APPLESS_MAIN(TestErrorStatistics)
#include "test_error_statistics.moc"
