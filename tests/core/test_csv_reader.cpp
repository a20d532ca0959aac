// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_number.h"
#include "core/csv_reader.h"
#include "core/csv_rows.h"
#include "core/input_error.h"
#include "tests/core/csv_files.h"

#include <QtTest>

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

CsvRequest request(const std::filesystem::path& path)
{
    CsvRequest result;
    result.path = path;
    result.format = recogniseCsv(readHead(path));
    return result;
}

/// A file's text, the good rows in it, and the bad ones.
struct Case {
    std::string text;
    List x;
    List y;
    std::vector<BadRow> bad;
};

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

void addGoodFiles()
{
    const auto add = [](const char* name, const Case& it) { QTest::newRow(name) << it; };
    add("plain", {"1.5,2.5\n3,4\n", {1.5, 3}, {2.5, 4}, {}});
    add("header", {"x,y\n1.5,2.5\n3,4\n", {1.5, 3}, {2.5, 4}, {}});
    add("CRLF", {"x,y\r\n1.5,2.5\r\n3,4\r\n", {1.5, 3}, {2.5, 4}, {}});
    add("CR", {"x,y\r1.5,2.5\r3,4\r", {1.5, 3}, {2.5, 4}, {}});
    add("no last line break", {"x,y\n1.5,2.5\n3,4", {1.5, 3}, {2.5, 4}, {}});
    add("last line ends in CR", {"x,y\r\n1.5,2.5\r\n3,4\r", {1.5, 3}, {2.5, 4}, {}});
    add("tabs", {"x\ty\n1.5\t2.5\n3\t4\n", {1.5, 3}, {2.5, 4}, {}});
    add("spaces", {"  1.5   2.5  \n3 4\n", {1.5, 3}, {2.5, 4}, {}});
    add("German", {"Zeit;Größe\n1,5;2,5\n3;4\n", {1.5, 3}, {2.5, 4}, {}});
    add("Latin-1", {"Zeit;Gr\xF6\xDF"
                    "e\n1,5;2,5\n3;4\n",
                    {1.5, 3},
                    {2.5, 4},
                    {}});
    add("byte order mark", {"\xEF\xBB\xBF"
                            "1.5,2.5\n3,4\n",
                            {1.5, 3},
                            {2.5, 4},
                            {}});
    add("quoted numbers", {"\"1.5\",\"2.5\"\n\"3\" , \"4\"\n", {1.5, 3}, {2.5, 4}, {}});
    add("signs and exponents",
        {"-1.5e-3,+2.5E2\n.5,5.\n1e-999,-0.0\n", {-1.5e-3, 0, 0.5}, {250, -0.0, 5}, {}});
    add("the ends of the range", {"-1e9,1e9\n1e9,-1e9\n", {-1e9, 1e9}, {1e9, -1e9}, {}});
    add("unsorted", {"3,1\n1,2\n2,3\n1,1\n", {1, 1, 2, 3}, {2, 1, 3, 1}, {}});
    add("further columns",
        {"1,2,a\n3,4,\"b\nc\"\n5,6\n7,8,9,10\n", {1, 3, 5, 7}, {2, 4, 6, 8}, {}});
    for (const auto encoding : {TextEncoding::Utf16LittleEndian, TextEncoding::Utf16BigEndian}) {
        QTest::newRow(encoding == TextEncoding::Utf16LittleEndian ? "UTF-16 LE" : "UTF-16 BE")
            << Case{utf16(u"Zeit;Größe\r\n1,5;2,5\r\n3;4\r\n", encoding), {1.5, 3}, {2.5, 4}, {}};
    }
}

void addBadFiles()
{
    const auto add = [](const char* name, const Case& it) { QTest::newRow(name) << it; };
    add("ragged", {"x,y\n1,2\n3\n5,6\n", {1, 5}, {2, 6}, {{3, Reason::MissingValue, "3"}}});
    add("empty cell", {"1,2\n,4\n5,\n7,8\n",
                       {1, 7},
                       {2, 8},
                       {{2, Reason::MissingValue, ",4"}, {3, Reason::MissingValue, "5,"}}});
    add("not numbers",
        {"1,2\nabc,3\n0x10,3\n4,1e\n5,1 2\n6,--1\n7,+-1\n8,8\n9,9\n3,3\n2,2\n4,4\n6,6\n",
         {1, 2, 3, 4, 6, 8, 9},
         {2, 2, 3, 4, 6, 8, 9},
         {{2, Reason::NotANumber, "abc,3"},
          {3, Reason::NotANumber, "0x10,3"},
          {4, Reason::NotANumber, "4,1e"},
          {5, Reason::NotANumber, "5,1 2"},
          {6, Reason::NotANumber, "6,--1"},
          {7, Reason::NotANumber, "7,+-1"}}});
    add("not finite", {"1,2\nnan,3\n4,inf\n5,-Infinity\n6,1e999\n2,2\n3,3\n",
                       {1, 2, 3},
                       {2, 2, 3},
                       {{2, Reason::NotFinite, "nan,3"},
                        {3, Reason::NotFinite, "4,inf"},
                        {4, Reason::NotFinite, "5,-Infinity"},
                        {5, Reason::NotFinite, "6,1e999"}}});
    add("out of range",
        {"1,2\n1.0000001e9,3\n4,-2e9\n",
         {1},
         {2},
         {{2, Reason::OutOfRange, "1.0000001e9,3"}, {3, Reason::OutOfRange, "4,-2e9"}}});
    add("a point in a file with decimal commas", {"1,5;2,5\n1.234;2,5\n2,5;3,5\n",
                                                  {1.5, 2.5},
                                                  {2.5, 3.5},
                                                  {{2, Reason::NotANumber, "1.234;2,5"}}});
    add("lines inside quotes count", {"x,y,z\n1,2,\"a\nb\r\nc\"\n?,3,4\n5,6,\"\"\"\"\n",
                                      {1, 5},
                                      {2, 6},
                                      {{5, Reason::NotANumber, "?,3,4"}}});
    add("unfinished quote", {"x,y,z\n1,2,a\n3,4,\"b\n5,6,c\n",
                             {1, 5},
                             {2, 6},
                             {{3, Reason::UnfinishedQuote, "3,4,\"b"}}});
    add("text after a quote",
        {"1,2\n\"3\"4,5\n6,7\n", {1, 6}, {2, 7}, {{2, Reason::NotANumber, "\"3\"4,5"}}});
    add("blank lines and comments count as lines",
        {"# c\nx,y\n\n1,2\n# d\n?,1\n3,4\n", {1, 3}, {2, 4}, {{6, Reason::NotANumber, "?,1"}}});
    add("line breaks of two characters count once",
        {"1,2\r\n?,3\r\n4,5\r\n5,!\r\n6,7",
         {1, 4, 6},
         {2, 5, 7},
         {{2, Reason::NotANumber, "?,3"}, {4, Reason::NotANumber, "5,!"}}});
    for (const auto encoding : {TextEncoding::Utf16LittleEndian, TextEncoding::Utf16BigEndian}) {
        // A pair of units that makes one character, and halves without the other.
        const std::u16string text = u"1;2\n\U0001F600;3\n" + std::u16string{0xD83D, u';'} + u"3\n" +
                                    std::u16string{0xDE00, u';'} + u"3\n4;5\n5;6\n6;7\n";
        QTest::newRow(encoding == TextEncoding::Utf16LittleEndian ? "UTF-16 LE pairs"
                                                                  : "UTF-16 BE pairs")
            << Case{utf16(text, encoding),
                    {1, 4, 5, 6},
                    {2, 5, 6, 7},
                    {{2, Reason::NotANumber, "\U0001F600;3"},
                     {3, Reason::NotANumber, "\uFFFD;3"},
                     {4, Reason::NotANumber, "\uFFFD;3"}}};
    }
    add("long text", {"1,2\n" + std::string(50, 'z') + ",3\n4,5\n",
                      {1, 4},
                      {2, 5},
                      {{2, Reason::NotANumber, std::string(39, 'z') + "…"}}});
    add("Latin-1 text", {"1;2\nGr\xF6\xDF"
                         "e;3\n4;5\n5;6\n",
                         {1, 4, 5},
                         {2, 5, 6},
                         {{2, Reason::NotANumber, "Größe;3"}}});
}

/// A number of any size from 1e-12 to 1e9 with all its bits.
double wildNumber(std::mt19937_64& random)
{
    const double fraction = static_cast<double>(random() >> 11) * 0x1p-53;
    const double size = std::pow(10.0, static_cast<double>(random() % 22) - 12);
    return (random() % 2 == 0 ? -1 : 1) * fraction * size;
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TestCsvReader : public QObject {
    Q_OBJECT

private slots:
    void filesAreReadHoweverTheyAreCut_data()
    {
        QTest::addColumn<Case>("it");
        addGoodFiles();
        addBadFiles();
    }
    void filesAreReadHoweverTheyAreCut();
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

void TestCsvReader::filesAreReadHoweverTheyAreCut()
{
    QFETCH(Case, it);
    const CsvFiles files;
    CsvRequest wanted = request(files.write(it.text));
    for (const std::size_t chunk : chunkSizes) {
        wanted.chunkBytes = chunk;
        const DataSet data = readCsv(wanted, {});
        QVERIFY(*data.x == it.x);
        QVERIFY(*data.y == it.y);
        const RowReport& rows = data.source.rows;
        QCOMPARE(rows.goodRows, static_cast<std::int64_t>(it.x.size()));
        QCOMPARE(rows.totalBadRows(), static_cast<std::int64_t>(it.bad.size()));
        QCOMPARE(rows.firstBadRows.size(), it.bad.size());
        for (std::size_t i = 0; i < it.bad.size(); ++i) {
            QCOMPARE(rows.firstBadRows[i].line, it.bad[i].line);
            QCOMPARE(QString::fromStdString(rows.firstBadRows[i].text),
                     QString::fromStdString(it.bad[i].text));
            QVERIFY(rows.firstBadRows[i].reason == it.bad[i].reason);
        }
    }
}

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
