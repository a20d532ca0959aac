// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_reader.h"
#include "tests/core/csv_files.h"

#include <QTest>

#include <array>
#include <string>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

using List = std::vector<double>;
using Reason = BadRowReason;

/// Sizes of the pieces that every text is read in: the borders fall everywhere.
constexpr std::array<std::size_t, 6> chunkSizes{1, 2, 3, 7, 64, std::size_t{1} << 18};

/// A file's text, the good rows in it, and the bad ones.
struct Case {
    std::string text;
    List x;
    List y;
    std::vector<BadRow> bad;
};

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

} // namespace

Q_DECLARE_METATYPE(Case)

class TestCsvContents : public QObject {
    Q_OBJECT

private slots:
    void filesAreReadHoweverTheyAreCut_data()
    {
        QTest::addColumn<Case>("it");
        addGoodFiles();
        addBadFiles();
    }
    void filesAreReadHoweverTheyAreCut();
};

void TestCsvContents::filesAreReadHoweverTheyAreCut()
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

QTEST_APPLESS_MAIN(TestCsvContents)
#include "test_csv_contents.moc"
