// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checksum.h"
#include "core/data_set.h"

#include <boost/crc.hpp>

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

/// Finite doubles of all sizes and both signs, with repetitions.
std::vector<DataPoint> wildPoints(std::size_t count)
{
    std::mt19937_64 random(count);
    std::vector<DataPoint> points;
    while (points.size() < count) {
        const auto x = std::bit_cast<double>(std::uint64_t{random()});
        if (std::isfinite(x)) {
            const double number = static_cast<double>(points.size());
            points.push_back({random() % 4 == 0 ? std::floor(std::fmod(x, 8)) : x, -number});
        }
    }
    return points;
}

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// What a stable sort of the standard library gives, −0 before 0.
void verifySorted(const DataSet& data, std::vector<DataPoint> points)
{
    std::stable_sort(points.begin(), points.end(), [](const DataPoint& a, const DataPoint& b) {
        return a.x < b.x || (a.x == b.x && std::signbit(a.x) && !std::signbit(b.x));
    });
    QCOMPARE(data.x->size(), points.size());
    QCOMPARE(data.y->size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        QVERIFY(sameBits((*data.x)[i], points[i].x));
        QVERIFY(sameBits((*data.y)[i], points[i].y));
    }
}

} // namespace

class TestDataSet : public QObject {
    Q_OBJECT

private slots:
    void pointsAreSortedStably_data();
    void pointsAreSortedStably();
    void sortedPointsKeepTheirOrder();
    void rangesAreThoseOfThePoints();
    void sortingTellsProgressAndStops();
    void trainingSetSharesTheData();
    void badRowsAreDescribed();
    void checksumIsCrc64();
    void checksumDoesNotDependOnThePieces();
};

void TestDataSet::pointsAreSortedStably_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 3, 100, 5000, 300'000}) {
        QTest::addRow("%d", count) << count;
    }
}

void TestDataSet::pointsAreSortedStably()
{
    QFETCH(int, count);
    const std::vector<DataPoint> points = wildPoints(static_cast<std::size_t>(count));
    verifySorted(makeDataSet({}, points, {}), points);
}

void TestDataSet::sortedPointsKeepTheirOrder()
{
    const std::vector<DataPoint> points{{-1, 5}, {-1, 3}, {0, 9}, {2, 1}, {2, 0}};
    verifySorted(makeDataSet({}, points, {}), points);
}

void TestDataSet::rangesAreThoseOfThePoints()
{
    const DataSet data = makeDataSet({}, {{3, -7}, {-2, 4}, {1, 11}, {0, 0}}, {});
    QCOMPARE(data.rangeOfX, (Interval{-2, 3}));
    QCOMPARE(data.rangeOfY, (Interval{-7, 11}));
}

void TestDataSet::sortingTellsProgressAndStops()
{
    const std::vector<DataPoint> points = wildPoints(400'000);
    double last = 0;
    int calls = 0;
    static_cast<void>(makeDataSet({}, points, [&](double share) {
        QVERIFY(share >= last && share <= 1);
        last = share;
        ++calls;
    }));
    QVERIFY(calls > 20);
    for (const double stop : {0.0, 0.1, 0.5, 0.95}) {
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(makeDataSet({}, points,
                                                               [&](double share) {
                                                                   if (share >= stop) {
                                                                       throw std::runtime_error(
                                                                           "stop");
                                                                   }
                                                               })),
                                 std::runtime_error);
    }
}

void TestDataSet::trainingSetSharesTheData()
{
    const DataSet data = makeDataSet({}, {{3, -7}, {-2, 4}, {1, 11}, {0, 0}}, {});
    int calls = 0;
    const TrainingSet set = trainingSetOf(data, [&](double) { ++calls; });
    QVERIFY(set.x == data.x);
    QVERIFY(set.y == data.y);
    QCOMPARE(set.rangeOfY, data.rangeOfY);
    QCOMPARE(set.center, 2.0);
    QVERIFY(calls > 0);
    const std::vector<RegionSamples> regions = set.regions(std::vector<double>{-2, 0.5, 3});
    QCOMPARE(regions[0].mean, 2.0);
    QCOMPARE(regions[1].squares, 162.0);
}

void TestDataSet::badRowsAreDescribed()
{
    RowReport report;
    QCOMPARE(describeBadRows(report), std::string());
    report.badRows = {1, 7, 0, 7, 2};
    QCOMPARE(describeBadRows(report),
             std::string("7 not a number, 7 out of range, 2 unfinished quote, 1 value missing"));
    QCOMPARE(report.totalBadRows(), std::int64_t{17});
    QCOMPARE(badRowLabel(BadRowReason::NotFinite), std::string_view("not finite"));
}

void TestDataSet::checksumIsCrc64()
{
    Checksum known; // the check value of CRC-64/XZ in the catalogue of parametrised CRCs
    known.add("123456789");
    QCOMPARE(known.text(), std::string("crc64:995dc9bbdf1939fa"));
    QCOMPARE(Checksum().text(), std::string("crc64:0000000000000000"));

    std::mt19937 random(1);
    std::string bytes;
    for (int length = 0; length < 300; ++length) {
        boost::crc_optimal<64, 0x42F0E1EBA9EA3693, ~0ULL, ~0ULL, true, true> oracle;
        oracle.process_bytes(bytes.data(), bytes.size());
        Checksum checksum;
        checksum.add(bytes);
        QCOMPARE(QString::fromStdString(checksum.text()),
                 QStringLiteral("crc64:%1").arg(oracle.checksum(), 16, 16, QLatin1Char('0')));
        bytes += static_cast<char>(random());
    }
}

void TestDataSet::checksumDoesNotDependOnThePieces()
{
    const std::string bytes = "a checksum of bytes, however they are cut";
    Checksum whole;
    whole.add(bytes);
    for (std::size_t size = 1; size < bytes.size(); ++size) {
        Checksum pieces;
        for (std::size_t start = 0; start < bytes.size(); start += size) {
            pieces.add(std::string_view(bytes).substr(start, size));
        }
        QCOMPARE(pieces.text(), whole.text());
    }
}

QTEST_APPLESS_MAIN(TestDataSet)
#include "test_data_set.moc"
