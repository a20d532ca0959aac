// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error_statistics.h"
#include "core/interval_errors.h"
#include "core/sample_cells.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace tradeoff;

namespace {

/// One error of each of some training sets.
void add(std::span<const double> values, ErrorStatistics& statistics)
{
    std::copy(values.begin(), values.end(), statistics.room(values.size()).row(0).begin());
    statistics.add();
}

constexpr std::size_t smallCells = 30;
using Places = std::vector<std::uint32_t>;

/// Puts samples of training sets side by side into small cells.
/// \returns the cell of each sample, for each set
std::vector<Places> addSamples(int samples, CellSums& cells)
{
    std::vector<Places> places(Lanes::size);
    for (std::size_t lane = 0; lane < Lanes::size; ++lane) {
        std::vector<double> values;
        for (int i = 0; i < samples; ++i) {
            const double x = std::abs(std::sin(1e4 * (i + 1) * static_cast<double>(lane + 1)));
            places[lane].push_back(static_cast<std::uint32_t>(x * x * 29.9));
            values.push_back(std::cos(i * 7.0 + static_cast<double>(lane)));
        }
        cells.add(places[lane], values, lane);
    }
    return places;
}

} // namespace

/// What the simulation's numbers go through at its beginning and end: cells and statistics.
class TestErrorStatistics : public QObject {
    Q_OBJECT

private slots:
    void bandsAreThoseOfSortedNumbers();
    void cellsAreThoseOfASearch();
    void constantSumsAreThoseOfALoop_data();
    void constantSumsAreThoseOfALoop();
    void equalNumbersHaveNoSpread();
    void roundsAddUpToOne();
    void bandsAreThoseOfTheFirstSets();
};

void TestErrorStatistics::bandsAreThoseOfSortedNumbers()
{
    std::vector<double> scratch(2002);
    const std::vector<double> numbers{5, 1, 4, 2, 3};
    QVERIFY((bandOf(numbers, 0, scratch) == Interval{1, 5}));
    QVERIFY((bandOf(numbers, 0.25, scratch) == Interval{2, 4}));
    QCOMPARE(bandOf(numbers, 0.3, scratch).low, 2.2);
    QCOMPARE(bandOf(numbers, 0.3, scratch).high, 3.8);
    const std::vector<double> one{7};
    QVERIFY((bandOf(one, 0.05, scratch) == Interval{7, 7}));

    // Many, in orders that a sample of them tells nothing about, too.
    const std::vector<double (*)(int)> sequences{
        [](int i) { return std::sin(i * i); },
        [](int i) { return 1.0 * i; },
        [](int i) { return -1.0 * i; },
        [](int) { return 3.0; },
        [](int i) { return i % 10 == 0 ? 0.0 : 1.0; },
        [](int i) { return i % 4 == 0 ? 1e6 + i : std::cos(i); },
        [](int i) { return std::pow(std::sin(i), 21); },
        [](int i) { return i % 31 == 0 ? 1.0 * i : -1.0 * i; },
        [](int i) { return i % 31 == 0 ? -1.0 * i : 1.0 * i; },
    };
    for (const auto& sequence : sequences) {
        for (const int count : {2, 127, 128, 129, 1000, 1001}) {
            std::vector<double> many;
            for (int i = 0; i < count; ++i) {
                many.push_back(sequence(i));
            }
            std::vector<double> sorted = many;
            std::sort(sorted.begin(), sorted.end());
            const auto quantile = [&](double share) {
                const double position = share * (count - 1);
                const auto below = static_cast<std::size_t>(position);
                const std::size_t above = std::min(below + 1, sorted.size() - 1);
                const double rest = position - static_cast<double>(below);
                return sorted[below] + rest * (sorted[above] - sorted[below]);
            };
            for (const double tail : {0.0, 0.001, 0.05, 0.1, 0.23, 0.5}) {
                const Interval band = bandOf(many, tail, scratch);
                QCOMPARE(band.low, quantile(tail));
                QCOMPARE(band.high, quantile(1 - tail));
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

void TestErrorStatistics::constantSumsAreThoseOfALoop_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<double>("likely");
    // Regions of none to 15 samples, of more than that where few are likely, and of thousands.
    QTest::newRow("few") << 40 << 0.1;
    QTest::newRow("more than expected") << 120 << 0.001;
    QTest::newRow("every other one crowded") << 40 << 0.2;
    QTest::newRow("many") << 5000 << 0.1;
}

void TestErrorStatistics::constantSumsAreThoseOfALoop()
{
    QFETCH(int, samples);
    QFETCH(double, likely);
    constexpr double standIn = -0.3;
    CellSums cells(smallCells);
    const std::vector<Places> places = addSamples(samples, cells);
    cells.runUp();
    // Partitions of ten regions, of five and of one.
    const std::vector<std::size_t> starts{0, 10, 15, 16};
    std::vector<std::uint32_t> ends;
    std::vector<double> probabilities;
    std::vector<double> means;
    std::vector<std::uint8_t> crowded;
    for (const std::uint32_t size : {3U, 6U, 30U}) {
        for (std::uint32_t end = size; end <= smallCells; end += size) {
            probabilities.push_back(ends.size() % 2 == 0 ? likely : likely / 50);
            means.push_back(std::sin(static_cast<double>(ends.size())));
            crowded.push_back(isCrowded(probabilities.back() * samples) ? 1 : 0);
            ends.push_back(end - 1);
        }
    }
    std::vector<ConstantSums> found(starts.size() - 1);
    findConstantSums(cells, {starts, ends, probabilities, means, crowded}, Lanes::of(standIn),
                     found);
    for (std::size_t partition = 0; partition < found.size(); ++partition) {
        for (std::size_t lane = 0; lane < Lanes::size; ++lane) {
            double estimation = 0;
            double taken = 0;
            const CellSums::Sums* before = &cells.none();
            std::uint32_t begin = 0;
            for (std::size_t i = starts[partition]; i < starts[partition + 1]; ++i) {
                const CellSums::Sums* const end = &cells.through(ends[i]);
                const double sum = end->sum[lane] - before->sum[lane];
                const double count = end->count[lane] - before->count[lane];
                before = end;
                const auto within = std::count_if(
                    places[lane].begin(), places[lane].end(),
                    [&](std::uint32_t place) { return begin <= place && place <= ends[i]; });
                QCOMPARE(count, static_cast<double>(within));
                const double mean = count > 0 ? sum * (1 / count) : standIn;
                taken += sum * mean;
                estimation += probabilities[i] * ((mean - means[i]) * (mean - means[i]));
                begin = ends[i] + 1;
            }
            // The same bits, whichever way the processor's vectors take.
            QVERIFY(found[partition].estimation[lane] == estimation);
            QVERIFY(found[partition].taken[lane] == taken);
        }
    }
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

void TestErrorStatistics::bandsAreThoseOfTheFirstSets()
{
    // Two errors of 50 training sets, of which 30 are kept: all of a round, part of one and none.
    constexpr std::size_t kept = 30;
    ErrorStatistics some(2, kept);
    ErrorStatistics first(2, kept);
    ErrorStatistics all(2, 50);
    const auto value = [](std::size_t error, std::size_t set) {
        return std::sin(static_cast<double>(7 * set * set + error)) *
               static_cast<double>(error + 1);
    };
    std::size_t start = 0;
    for (const std::size_t sets : {20U, 25U, 5U}) {
        for (ErrorStatistics* statistics : {&some, &all}) {
            const ErrorRows room = statistics->room(sets);
            for (std::size_t i = 0; i < 2 * sets; ++i) {
                room.row(i / sets)[i % sets] = value(i / sets, start + i % sets);
            }
            statistics->add();
        }
        start += sets;
    }
    const ErrorRows room = first.room(kept);
    for (std::size_t i = 0; i < 2 * kept; ++i) {
        room.row(i / kept)[i % kept] = value(i / kept, i % kept);
    }
    first.add();
    for (std::size_t error = 0; error < 2; ++error) {
        QVERIFY(some.results()[error].estimate == all.results()[error].estimate);
        QVERIFY(some.results()[error].band == first.results()[error].band);
        QVERIFY(some.results()[error].band != all.results()[error].band);
    }
}

QTEST_APPLESS_MAIN(TestErrorStatistics)
#include "test_error_statistics.moc"
