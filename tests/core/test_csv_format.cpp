// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_format.h"
#include "core/input_error.h"
#include "tests/core/csv_files.h"

#include <QTest>

#include <random>
#include <string>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

using Names = std::vector<std::string>;

/// A file's text and what is to be recognised in it.
struct Case {
    std::string text;
    char separator = ',';
    DecimalMark mark = DecimalMark::Point;
    bool hasHeader = false;
    Names names;
    std::string numeric; ///< one letter for each column: n or t
    TextEncoding encoding = TextEncoding::Utf8;
};

Names madeUp(int count)
{
    Names names;
    for (int i = 1; i <= count; ++i) {
        names.push_back("column " + std::to_string(i));
    }
    return names;
}

Names namesOf(const CsvFormat& format)
{
    Names names;
    for (const CsvColumn& column : format.columns) {
        names.push_back(column.name);
    }
    return names;
}

std::string kindsOf(const CsvFormat& format)
{
    std::string kinds;
    for (const CsvColumn& column : format.columns) {
        kinds += column.numeric ? 'n' : 't';
    }
    return kinds;
}

QByteArray shown(const CsvFormat& format)
{
    QByteArray text = "separator '";
    text += format.separator;
    text += "', mark '";
    text += static_cast<char>(format.decimalMark);
    text += format.hasHeader ? "', header" : "', no header";
    for (const CsvColumn& column : format.columns) {
        text += " [" + QByteArray::fromStdString(column.name) + (column.numeric ? " n]" : " t]");
    }
    return text;
}

constexpr DecimalMark point = DecimalMark::Point;
constexpr DecimalMark comma = DecimalMark::Comma;

void addSeparators()
{
    const auto add = [](const char* name, const Case& it) { QTest::newRow(name) << it; };
    add("comma", {"1.5,2.5\n3,4\n", ',', point, false, madeUp(2), "nn"});
    add("comma and space", {"1.5, 2.5\n3, 4\n", ',', point, false, madeUp(2), "nn"});
    add("semicolon", {"1.5;2.5\n3;4\n", ';', point, false, madeUp(2), "nn"});
    add("tab", {"1.5\t2.5\n3\t4\n", '\t', point, false, madeUp(2), "nn"});
    add("bar", {"1.5|2.5\n3 | 4\n", '|', point, false, madeUp(2), "nn"});
    add("space", {"1.5 2.5\n3 4\n", ' ', point, false, madeUp(2), "nn"});
    add("aligned with spaces", {"  1.5   2.5\n 30.5  40  \n", ' ', point, false, madeUp(2), "nn"});
    add("spaces and tabs", {"1.5 \t2.5\n3  4\n5 6\n7 8\n", ' ', point, false, madeUp(2), "nn"});
    add("comma mark, semicolon", {"1,5;2,5\n3,5;4\n", ';', comma, false, madeUp(2), "nn"});
    add("comma mark, tab", {"1,5\t2,5\n3,5\t4\n", '\t', comma, false, madeUp(2), "nn"});
    add("comma mark, space", {"1,5 2,5\n3,5 4,25\n", ' ', comma, false, madeUp(2), "nn"});
    add("comma mark, comma, quotes",
        {"\"1,5\",\"2,5\"\n\"3,5\",\"4,5\"\n", ',', comma, false, madeUp(2), "nn"});
    add("integers", {"1;2\n3;4\n", ';', point, false, madeUp(2), "nn"});
    add("one column", {"1.5\n2.5\n", ',', point, false, madeUp(1), "n"});
    add("words in a column",
        {"1,new york,2\n3,los angeles,4\n5,rome,6\n", ',', point, false, madeUp(3), "ntn"});
    add("semicolons in words", {"1,2,a;b\n3,4,c;d\n", ',', point, false, madeUp(3), "nnt"});
    add("commas in words", {"1;a, b\n3;c, d\n", ';', point, false, madeUp(2), "nt"});
    add("times",
        {"2024-01-01 10:00;1,5\n2024-01-01 11:00;2,5\n", ';', comma, false, madeUp(2), "tn"});
    add("declared", {"sep=;\nx;y\n1;2\n", ';', point, true, {"x", "y"}, "nn"});
    add("separator inside quotes",
        {"\"a;b\",1,2\n\"c;d\",3,4\n", ',', point, false, madeUp(3), "tnn"});
    add("empty last column", {"1,2,\n3,4,\n", ',', point, false, madeUp(3), "nnt"});
    add("ragged", {"1,2\n3\n4,5\n6,7\n", ',', point, false, madeUp(2), "nn"});
}

void addHeaders()
{
    const auto add = [](const char* name, const Case& it) { QTest::newRow(name) << it; };
    add("header", {"x,y\n1,2\n3,4\n", ',', point, true, {"x", "y"}, "nn"});
    add("header and CRLF", {"x,y\r\n1,2\r\n3,4\r\n", ',', point, true, {"x", "y"}, "nn"});
    add("header and CR", {"x,y\r1,2\r3,4\r", ',', point, true, {"x", "y"}, "nn"});
    add("no last line break", {"x,y\n1,2\n3,4", ',', point, true, {"x", "y"}, "nn"});
    add("German", {"Zeit;Größe\n1,5;2,5\n3;4\n", ';', comma, true, {"Zeit", "Größe"}, "nn"});
    add("quoted names",
        {"\"x, in m\",\"the \"\"y\"\"\"\n1,2\n", ',', point, true, {"x, in m", "the \"y\""}, "nn"});
    add("line break in a name", {"\"x\nm\",y\n1,2\n", ',', point, true, {"x m", "y"}, "nn"});
    add("index without name",
        {",x,y\n0,1,2\n1,3,4\n", ',', point, true, {"column 1", "x", "y"}, "nnn"});
    add("longer than the rows",
        {"x,y,note\n1,2\n3,4\n", ',', point, true, {"x", "y", "note"}, "nnt"});
    add("shorter than the rows",
        {"x,y\n1,2,3\n4,5,6\n", ',', point, true, {"x", "y", "column 3"}, "nnn"});
    add("a bad first row is no header", {"oops,1\n2,3\n4,5\n", ',', point, false, madeUp(2), "nn"});
    add("nan above numbers is no header", {"nan,1\n2,3\n", ',', point, false, madeUp(2), "nn"});
    add("header alone", {"x,y\n", ',', point, true, {"x", "y"}, "tt"});
    add("one row of numbers", {"1,2\n", ',', point, false, madeUp(2), "nn"});
    add("comments and blank lines",
        {"# made by hand\n\nx,y\n# here\n1,2\n\n3,4\n", ',', point, true, {"x", "y"}, "nn"});
    add("names in a comment", {"# x y\n1 2\n3 4\n", ' ', point, false, {"x", "y"}, "nn"});
    add("a comment that holds no names",
        {"# measured in May\n1 2\n3 4\n", ' ', point, false, madeUp(2), "nn"});
    add("some cells empty or NaN", {"x,y\n1,\n,nan\n3,4\n", ',', point, true, {"x", "y"}, "nn"});
    add("nothing", {"", ',', point, false, {}, ""});
    add("blank lines alone", {"\n\n  \n", ',', point, false, {}, ""});
    add("byte order mark", {"\xEF\xBB\xBFx,y\n1,2\n", ',', point, true, {"x", "y"}, "nn"});
    add("Latin-1", {"Zeit;Gr\xF6\xDF"
                    "e\n1,5;2,5\n",
                    ';',
                    comma,
                    true,
                    {"Zeit", "Größe"},
                    "nn",
                    TextEncoding::Windows1252});
    add("Windows-1252",
        {"x;\x80\n1;2\n", ';', point, true, {"x", "€"}, "nn", TextEncoding::Windows1252});
    for (const auto encoding : {TextEncoding::Utf16LittleEndian, TextEncoding::Utf16BigEndian}) {
        QTest::newRow(encoding == TextEncoding::Utf16LittleEndian ? "UTF-16 LE" : "UTF-16 BE")
            << Case{utf16(u"Zeit;Größe\r\n1,5;2,5\r\n3;4\r\n", encoding),
                    ';',
                    comma,
                    true,
                    {"Zeit", "Größe"},
                    "nn",
                    encoding};
    }
}

std::string refusal(const std::string& text)
{
    try {
        static_cast<void>(defaultColumns(recogniseCsv(text)));
    } catch (const InputError& error) {
        return error.line();
    }
    return {};
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TestCsvFormat : public QObject {
    Q_OBJECT

private slots:
    void formatsAreRecognised_data()
    {
        QTest::addColumn<Case>("it");
        addSeparators();
        addHeaders();
    }
    void formatsAreRecognised();
    void decisionsOverrideEveryGuess();
    void defaultColumnsAreTheFirstNumericOnes();
    void tooFewColumnsAreRefused();
    void aRowThatIsCutOffIsNotLookedAt();
    void aCharacterThatIsCutOffIsStillUtf8();
    void anyBytesGiveSomeFormat();
    void previewShowsTheCells();
    void headsOfFilesAreRead();
    void encodingTableFollowsTheEnumeration();
    void linesForMessagesAreValidAndShort();
};

void TestCsvFormat::formatsAreRecognised()
{
    QFETCH(Case, it);
    const CsvFormat format = recogniseCsv(it.text);
    const QByteArray found = shown(format);
    QVERIFY2(format.encoding == it.encoding, found);
    QVERIFY2(format.separator == it.separator, found);
    QVERIFY2(format.decimalMark == it.mark, found);
    QVERIFY2(format.hasHeader == it.hasHeader, found);
    QVERIFY2(namesOf(format) == it.names, found);
    QVERIFY2(kindsOf(format) == it.numeric, found);
}

void TestCsvFormat::decisionsOverrideEveryGuess()
{
    const std::string text = "!junk\n1,5;2,5\n3,5;4,5\n";
    const CsvFormat plain = recogniseCsv(text);
    QCOMPARE(plain.separator, ';');
    CsvDecisions decisions;
    decisions.encoding = TextEncoding::Windows1252;
    decisions.separator = ',';
    decisions.decimalMark = point;
    decisions.comment = '!';
    decisions.hasHeader = true;
    const CsvFormat format = recogniseCsv(text, decisions);
    QVERIFY(format.encoding == TextEncoding::Windows1252);
    QCOMPARE(format.separator, ',');
    QVERIFY(format.decimalMark == point);
    QCOMPARE(format.comment, '!');
    QVERIFY(format.hasHeader);
    QVERIFY(namesOf(format) == Names({"1", "5;2", "5"}));

    CsvDecisions skip;
    skip.skippedLines = 2;
    QCOMPARE(recogniseCsv(text, skip).skippedLines, 2);
    QCOMPARE(previewRows(text, recogniseCsv(text, skip), 9).size(), std::size_t{1});
}

void TestCsvFormat::defaultColumnsAreTheFirstNumericOnes()
{
    QCOMPARE(defaultColumns(recogniseCsv("1,2,3\n4,5,6\n")), (ColumnChoice{0, 1}));
    QCOMPARE(defaultColumns(recogniseCsv("a,2,b,3\nc,5,d,6\n")), (ColumnChoice{1, 3}));
}

void TestCsvFormat::tooFewColumnsAreRefused()
{
    QCOMPARE(refusal("1\n2\n"),
             std::string("/data/file: must have two columns of numbers, x and y, not 1"));
    QCOMPARE(refusal(""),
             std::string("/data/file: must have two columns of numbers, x and y, not 0"));
}

void TestCsvFormat::aRowThatIsCutOffIsNotLookedAt()
{
    std::string text = "x,y\n1,2\n3,4\n\"";
    text.resize(recognitionBytes, 'z');
    const CsvFormat format = recogniseCsv(text);
    QVERIFY(namesOf(format) == Names({"x", "y"}));
    QCOMPARE(previewRows(text, format, 9).size(), std::size_t{2});
}

void TestCsvFormat::aCharacterThatIsCutOffIsStillUtf8()
{
    QVERIFY(recogniseEncoding("Gr\xC3") == TextEncoding::Utf8);
    QVERIFY(recogniseEncoding("\xE2\x82") == TextEncoding::Utf8);
    QVERIFY(recogniseEncoding("\xC3 ") == TextEncoding::Windows1252);
    QVERIFY(recogniseEncoding("\xED\xA0\x80") == TextEncoding::Windows1252); // a lone surrogate
    QVERIFY(recogniseEncoding("\xC0\xAF") == TextEncoding::Windows1252);     // overlong
    QVERIFY(recogniseEncoding("\xF4\x90\x80\x80") == TextEncoding::Windows1252);
    QVERIFY(recogniseEncoding("\xF0\x9F\x98\x80") == TextEncoding::Utf8);
}

void TestCsvFormat::anyBytesGiveSomeFormat()
{
    std::mt19937 random(1);
    const std::string alphabet{"1,;.\t |\"#\r\nx\xFF\xFE\0", 15};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (std::size_t length = random() % 60; length > 0; --length) {
            text += alphabet[random() % alphabet.size()];
        }
        const CsvFormat format = recogniseCsv(text);
        for (const std::vector<std::string>& row : previewRows(text, format, 100)) {
            QVERIFY(!row.empty());
        }
        QVERIFY(recogniseCsv(text) == format);
    }
}

void TestCsvFormat::previewShowsTheCells()
{
    const std::string text = "# c\nx,y\n1,\"a \"\"b\"\"\"\n\n 2 ,\"c\nd\"\n3,e\n";
    const auto rows = previewRows(text, recogniseCsv(text), 2);
    QVERIFY(rows == std::vector<Names>({{"1", "a \"b\""}, {"2", "c d"}}));
}

void TestCsvFormat::headsOfFilesAreRead()
{
    const CsvFiles files;
    QCOMPARE(readHead(files.write("1,2\n")), std::string("1,2\n"));
    QCOMPARE(readHead(files.write("")), std::string());
    QCOMPARE(readHead(files.write(std::string(recognitionBytes + 5, '1'))).size(),
             recognitionBytes);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(readHead(files.folder())), InputError);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(readHead(files.folder() / "none")), InputError);
}

void TestCsvFormat::encodingTableFollowsTheEnumeration()
{
    for (std::size_t i = 0; i < textEncodingTable().size(); ++i) {
        QCOMPARE(static_cast<std::size_t>(textEncodingTable()[i].encoding), i);
    }
    QCOMPARE(textEncodingTable().size(), std::size_t{4});
}

void TestCsvFormat::linesForMessagesAreValidAndShort()
{
    QCOMPARE(oneLine("a\tb\nc", 40), std::string("a b c"));
    QCOMPARE(oneLine("Größe", 5), std::string("Größe"));
    QCOMPARE(oneLine("Größer", 5), std::string("Größ…"));
    QCOMPARE(oneLine("a\xFF"
                     "b",
                     40),
             std::string("a\uFFFDb"));
    QCOMPARE(oneLine("\xF0\x9F\x98", 40), std::string("\uFFFD"));
}

QTEST_APPLESS_MAIN(TestCsvFormat)
#include "test_csv_format.moc"
