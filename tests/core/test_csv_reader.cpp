// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_number.h"
#include "core/csv_reader.h"
#include "core/csv_rows.h"
#include "core/input_error.h"
#include "tests/core/csv_files.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

using List = std::vector<double>;
using Reason = BadRowReason;

/// Sizes of the pieces that every text is read in: the borders fall everywhere.
constexpr std::array<std::size_t, 6> chunkSizes{1, 2, 3, 7, 64, std::size_t{1} << 18};

std::string refusal(const CsvRequest& wanted)
{
    try {
        static_cast<void>(readCsv(wanted, {}));
    } catch (const InputError& error) {
        return error.line();
    }
    return {};
}

/// Shortest text that reads back as the same number.
std::string exactText(double number)
{
    std::array<char, 64> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

/// A number of any size from 1e-12 to 1e9 with all its bits.
double wildNumber(std::mt19937_64& random)
{
    const double fraction = static_cast<double>(random() >> 11) * 0x1p-53;
    const double size = std::pow(10.0, static_cast<double>(random() % 22) - 12);
    return (random() % 2 == 0 ? -1 : 1) * fraction * size;
}

} // namespace

class TestCsvReader : public QObject {
    Q_OBJECT

private slots:
    void numbersAreReadAsInC_data();
    void numbersAreReadAsInC();
    void chosenColumnsAreRead();
    void sourceSaysWhereTheDataComeFrom();
    void linesWithoutDataAreCounted();
    void everyBadRowIsCountedAndTheFirstAreNamed();
    void filesWithoutGoodRowsAreRefused_data();
    void filesWithoutGoodRowsAreRefused();
    void columnsThatThereAreNotAreRefused();
    void unreadableFilesAreRefused();
    void linesThatAreTooLongAreRefused();
    void aQuoteThatSwallowsTheFileCostsOneLine();
    void numbersComeBackToTheLastBit();
    void progressNeverFalls();
    void cancellingLeavesNothingBehind();
    void tooManyRowsAreRefused();
};

void TestCsvReader::numbersAreReadAsInC_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("fault");
    const auto add = [](const char* text, double value, CellFault fault) {
        QTest::newRow(text) << QString(text) << value << static_cast<int>(fault);
    };
    for (const char* text : {"0", "-0", "1", "+1.5", "-.25", "3.", "1e5", "1E+5", "1e-320", "0e999",
                             "0.1", "9007199254740993", "1.7976931348623157e308", "5e-324"}) {
        add(text, QByteArray(text).toDouble(), CellFault::None);
    }
    const std::string zeros(400, '0');
    add("1e-999", 0, CellFault::None);
    add(("0." + zeros + "1").c_str(), 0, CellFault::None);
    add(("1" + zeros + "e-800").c_str(), 0, CellFault::None);
    add(("-1" + zeros).c_str(), 0, CellFault::NotFinite);
    add(("0." + zeros + "1e800").c_str(), 0, CellFault::NotFinite);
    add("1e99999999999999999999", 0, CellFault::NotFinite);
    add("-1e-99999999999999999999", 0, CellFault::None);
    for (const char* text :
         {"nan", "NaN", "-nan", "inf", "-INF", "+inf", "infinity", "1e309", "+1e999"}) {
        add(text, 0, CellFault::NotFinite);
    }
    for (const char* text : {"x", "1x", "1,5", "0x1p3", "1e", "e5", ".", "+", "-", "+-1", "++1",
                             "1 2", "1_000", "1'000"}) {
        add(text, 0, CellFault::NotANumber);
    }
    add("", 0, CellFault::Empty);
}

void TestCsvReader::numbersAreReadAsInC()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    QFETCH(int, fault);
    const std::string point = text.toStdString();
    const CellNumber number = readNumber(point, DecimalMark::Point);
    QCOMPARE(static_cast<int>(number.fault), fault);
    QCOMPARE(std::bit_cast<std::uint64_t>(number.value + 0.0),
             std::bit_cast<std::uint64_t>(value + 0.0));
    if (point.find(',') == std::string::npos) {
        std::string comma = point;
        std::replace(comma.begin(), comma.end(), '.', ',');
        const CellNumber same = readNumber(comma, DecimalMark::Comma);
        QCOMPARE(static_cast<int>(same.fault), fault);
        QCOMPARE(std::bit_cast<std::uint64_t>(same.value),
                 std::bit_cast<std::uint64_t>(number.value));
    }
}

void TestCsvReader::chosenColumnsAreRead()
{
    const CsvFiles files;
    CsvRequest wanted = request(files.write("a,b,c\n1,2,3\n4,5,6\n"));
    wanted.columns = {2, 0};
    const DataSet data = readCsv(wanted, {});
    QVERIFY(*data.x == List({3, 6}));
    QVERIFY(*data.y == List({1, 4}));
    QCOMPARE(data.source.xName, std::string("c"));
    QCOMPARE(data.source.yName, std::string("a"));
    wanted.columns = {1, 1};
    QVERIFY(*readCsv(wanted, {}).y == List({2, 5}));
}

void TestCsvReader::sourceSaysWhereTheDataComeFrom()
{
    const CsvFiles files;
    const std::string text = "x,y\n1,2\n3,4\n";
    const std::filesystem::path path = files.write(text);
    CsvRequest wanted = request(path);
    const DataSet data = readCsv(wanted, {});
    QCOMPARE(data.source.path, path);
    // CRC-64/XZ of these bytes by an independent implementation.
    QCOMPARE(data.source.checksum, std::string("crc64:64d9742918aa1d78"));
    wanted.chunkBytes = 5;
    QCOMPARE(readCsv(wanted, {}).source.checksum, data.source.checksum);
    static_cast<void>(files.write("x,y\n1,2\n3,5\n"));
    QVERIFY(readCsv(wanted, {}).source.checksum != data.source.checksum);
}

void TestCsvReader::linesWithoutDataAreCounted()
{
    const CsvFiles files;
    const CsvRequest wanted = request(files.write("sep=;\n# c\n\nx;y\n1;2\n  \n#d\n# e\n3;4\n"));
    const RowReport rows = readCsv(wanted, {}).source.rows;
    QCOMPARE(rows.goodRows, std::int64_t{2});
    QCOMPARE(rows.blankLines, std::int64_t{2});
    QCOMPARE(rows.commentLines, std::int64_t{3});
    QCOMPARE(rows.skippedLines, std::int64_t{1});
    QCOMPARE(rows.totalBadRows(), std::int64_t{0});
}

void TestCsvReader::everyBadRowIsCountedAndTheFirstAreNamed()
{
    std::string text = "x,y\n";
    for (int i = 0; i < 1000; ++i) {
        const std::array<const char*, 5> kinds{"1,2\n", "1\n", "1,oops\n", "nan,1\n", "1,1e10\n"};
        text += kinds[static_cast<std::size_t>(i) % kinds.size()];
    }
    const CsvFiles files;
    const RowReport rows = readCsv(request(files.write(text)), {}).source.rows;
    QCOMPARE(rows.goodRows, std::int64_t{200});
    QVERIFY(rows.badRows == (std::array<std::int64_t, 5>{200, 200, 200, 200, 0}));
    QCOMPARE(rows.firstBadRows.size(), RowReport::mostShown);
    QCOMPARE(rows.firstBadRows.front().line, std::int64_t{3});
    QCOMPARE(rows.firstBadRows.back().line, std::int64_t{26});
}

void TestCsvReader::filesWithoutGoodRowsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << ""
                           << "/data/file: is empty";
    QTest::newRow("blank") << "\n\n# c\n"
                           << "/data/file: has no rows of data";
    QTest::newRow("header") << "x,y\n"
                            << "/data/file: has no rows of data";
    QTest::newRow("bad rows")
        << "x,y\na,b\nc,d\n5,\n"
        << "/data/file: has no row with numbers in \"x\" and \"y\": 2 not a number, "
           "1 value missing; line 2 is \"a,b\"";
}

void TestCsvReader::filesWithoutGoodRowsAreRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const CsvFiles files;
    CsvRequest wanted = request(files.write(text.toStdString()));
    wanted.format.hasHeader = true;
    wanted.format.columns = {{"x", true}, {"y", true}};
    for (const std::size_t chunk : chunkSizes) {
        wanted.chunkBytes = chunk;
        QCOMPARE(QString::fromStdString(refusal(wanted)), message);
    }
}

void TestCsvReader::columnsThatThereAreNotAreRefused()
{
    const CsvFiles files;
    CsvRequest wanted = request(files.write("1,2\n3,4\n"));
    wanted.columns = {2, 0};
    QCOMPARE(refusal(wanted), std::string("/data/x: must be a column from 1 to 2, not 3"));
    wanted.columns = {0, 7};
    QCOMPARE(refusal(wanted), std::string("/data/y: must be a column from 1 to 2, not 8"));
    wanted = request(files.write("1\n2\n"));
    QCOMPARE(refusal(wanted), std::string("/data/y: must be a column from 1 to 1, not 2"));
    wanted.format.columns.clear();
    QCOMPARE(refusal(wanted), std::string("/data/x: there are no columns"));
}

void TestCsvReader::unreadableFilesAreRefused()
{
    const CsvFiles files;
    CsvRequest wanted = request(files.write("1,2\n"));
    for (const std::filesystem::path& path : {files.folder(), files.folder() / "none.csv"}) {
        wanted.path = path;
        QCOMPARE(refusal(wanted), "/data/file: cannot be read: " + path.string());
    }
}

void TestCsvReader::linesThatAreTooLongAreRefused()
{
    const CsvFiles files;
    const std::string start = "1,2\n3,4\n";
    CsvRequest wanted = request(files.write(start + std::string(maximumRowBytes + 10, '7')));
    for (const std::size_t chunk : {std::size_t{100'000}, std::size_t{8'000'000}}) {
        wanted.chunkBytes = chunk;
        const std::string message = refusal(wanted);
        QVERIFY2(message.starts_with("/data/file: line 3 is longer than"), message.c_str());
    }
    static_cast<void>(files.write(start + std::string(maximumRowBytes - 10, ' ') + "5,6\n"));
    QCOMPARE(readCsv(wanted, {}).source.rows.goodRows, std::int64_t{3});
}

/// The rows after a quote that is never closed are kept, whatever their number.
void TestCsvReader::aQuoteThatSwallowsTheFileCostsOneLine()
{
    std::string text = "x,y,z\n1,2,\"a\n";
    constexpr int rows = 400'000; // more than the longest row may have
    for (int i = 0; i < rows; ++i) {
        text += "3,4,b\n";
    }
    const CsvFiles files;
    for (const char* last : {"", "5,6,\"\n"}) {
        CsvRequest wanted = request(files.write(text + last));
        wanted.format.columns = {{"x", true}, {"y", true}, {"z", false}};
        wanted.format.hasHeader = true;
        for (const std::size_t chunk : {std::size_t{1} << 18, std::size_t{1} << 23}) {
            wanted.chunkBytes = chunk;
            const RowReport report = readCsv(wanted, {}).source.rows;
            QCOMPARE(report.goodRows, std::int64_t{rows});
            QCOMPARE(report.badRows[static_cast<std::size_t>(Reason::UnfinishedQuote)],
                     std::int64_t{*last == '\0' ? 1 : 2});
            QCOMPARE(report.firstBadRows.front().line, std::int64_t{2});
        }
    }
}

void TestCsvReader::numbersComeBackToTheLastBit()
{
    std::mt19937_64 random(1);
    constexpr std::size_t rows = 100'000;
    List x(rows);
    List y(rows);
    std::string text = "x;y\r\n";
    for (std::size_t i = 0; i < rows; ++i) {
        x[i] = wildNumber(random);
        y[i] = wildNumber(random);
        std::string row = exactText(x[i]) + ";" + exactText(y[i]) + "\r\n";
        std::replace(row.begin(), row.end(), '.', ',');
        text += row;
    }
    const CsvFiles files;
    CsvRequest wanted = request(files.write(text));
    wanted.chunkBytes = 4999;
    const DataSet data = readCsv(wanted, {});
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
    QCOMPARE(data.x->size(), rows);
    for (std::size_t i = 0; i < rows; ++i) {
        QVERIFY((*data.x)[i] == x[order[i]]);
        QVERIFY((*data.y)[i] == y[order[i]]);
    }
}

void TestCsvReader::progressNeverFalls()
{
    constexpr int rows = 1'000'000;
    std::string text = "x,y\n";
    for (int i = 0; i < rows; ++i) {
        text += std::to_string((i * 7919LL) % rows) + "," + std::to_string(i % 10) + "\n";
    }
    const CsvFiles files;
    double last = 0;
    int calls = 0;
    const DataSet data = readCsv(request(files.write(text)), [&](double share) {
        QVERIFY(share >= last && share <= 1);
        last = share;
        ++calls;
    });
    QVERIFY2(calls >= 50, QByteArray::number(calls));
    QVERIFY(last > 0.9);
    QCOMPARE(data.x->size(), std::size_t{rows});
    for (std::size_t i = 0; i < data.x->size(); ++i) {
        QCOMPARE((*data.x)[i], static_cast<double>(i));
    }
}

void TestCsvReader::cancellingLeavesNothingBehind()
{
    std::string text;
    for (int i = 0; i < 2000; ++i) {
        text += std::to_string(2000 - i) + "," + std::to_string(i) + "\n";
    }
    const CsvFiles files;
    CsvRequest wanted = request(files.write(text));
    wanted.chunkBytes = 1000;
    const DataSet whole = readCsv(wanted, {});
    for (const double stop : {0.0, 0.3, 0.79, 0.8, 0.9}) {
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(readCsv(wanted,
                                                           [&](double share) {
                                                               if (share >= stop) {
                                                                   throw std::runtime_error("stop");
                                                               }
                                                           })),
                                 std::runtime_error);
    }
    const auto inFolder = std::filesystem::directory_iterator(files.folder());
    QCOMPARE(std::distance(begin(inFolder), end(inFolder)), std::ptrdiff_t{1});
    const DataSet again = readCsv(wanted, {});
    QVERIFY(*again.x == *whole.x);
    QVERIFY(*again.y == *whole.y);
}

void TestCsvReader::tooManyRowsAreRefused()
{
    const CsvFiles files;
    const std::filesystem::path path = files.write("");
    {
        std::ofstream file(path, std::ios::binary);
        std::string block;
        for (int i = 0; i < 10'000; ++i) {
            block += "1,2\n";
        }
        for (int i = 0; i < 1000; ++i) {
            file << block;
        }
    }
    CsvRequest wanted = request(path);
    QCOMPARE(readCsv(wanted, {}).source.rows.goodRows, std::int64_t{10'000'000});
    std::ofstream(path, std::ios::app) << "# a comment is no row\n3,4\n";
    QCOMPARE(refusal(wanted),
             std::string("/data/file: must have at most 10000000 rows; line 10000002 is one more"));
}

QTEST_APPLESS_MAIN(TestCsvReader)
#include "test_csv_reader.moc"
